"""What tests of signing in need."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import translation


def code_in(message) -> str:
    """The six digits of a mail."""
    return re.search(r"(?<!\d)(\d{6})(?!\d)", message.body).group(1)


@pytest.fixture
def sign_in(django_capture_on_commit_callbacks):
    """Sign in as a reader of mail does: ask for a code, read it, type it. Returns the answer."""

    def go(client, email: str, next_url: str = ""):
        with translation.override("da"):
            ask = reverse("account_request_login_code")
            confirm = reverse("account_confirm_login_code")
        with django_capture_on_commit_callbacks(execute=True):
            client.post(ask, {"email": email, "next": next_url})
        code = code_in(mail.outbox[-1])
        return client.post(confirm, {"code": code, "next": next_url})

    return go
