"""Mails about sign-ups, written to the outbox."""

from __future__ import annotations


def tell(sign_up, kind: str, occurrence) -> None:
    """Write the message of a kind to the one who signed up, if there is an address."""
