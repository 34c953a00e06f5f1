"""How allauth signs people in here: by a code, without open sign-up."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Only invited people have an account."""

    def is_open_for_signup(self, request) -> bool:
        """Accounts are made by invitation only."""
        return False
