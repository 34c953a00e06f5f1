"""How allauth signs people in here: by a code, without open sign-up, its mail in our outbox."""

from __future__ import annotations

import logging
import secrets
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core import outbox
from core.models import Library

log = logging.getLogger(__name__)

MAILS = {
    "account/email/login_code": "login_code",
    "account/email/unknown_account": "unknown_account",
}
KEEP_SIGN_IN_MAIL = timedelta(hours=1)
# Signing in by a code proves the address: no further proof of it is asked for.
STAGES_NOT_NEEDED = ("PhoneVerificationStage", "EmailVerificationStage")


def sign_in_mail(
    template: str, email: str, code: str, language: str, library: Library | None
) -> dict[str, Any]:
    """A mail about signing in as `core.outbox.put` takes it, without its purpose."""
    return {
        "recipient": email,
        "template": template,
        "context": {"code": code, "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60},
        "language": language,
        "library": library,
    }


class AccountAdapter(DefaultAccountAdapter):
    """Only invited people have an account, and the code is the only way in."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("This is not the code we sent. Look at the six digits once more."),
        "too_many_login_attempts": _("Too many tries. Wait a little, then ask for a new code."),
        "rate_limited": _("Too many tries. Wait a little, then ask for a new code."),
    }

    def is_open_for_signup(self, request) -> bool:
        """Accounts are made by invitation only."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Write allauth's mail to the outbox, in the request's language and library's name."""
        template = MAILS.get(template_prefix)
        if template is None:
            log.warning("no mail template for %s", template_prefix)
            return
        language = get_language() or settings.LANGUAGE_CODE
        library = Library.for_request(allauth_context.request)
        outbox.put(
            purpose=f"sign-in:{secrets.token_hex(16)}",
            keep=KEEP_SIGN_IN_MAIL,
            **sign_in_mail(template, email, context.get("code", ""), language, library),
        )

    def add_message(self, request, level, message_template=None, *args, **kwargs) -> None:
        """Pass on faults; what went well is told by the next page itself."""
        if message_template is None:
            super().add_message(request, level, None, *args, **kwargs)

    def get_logout_redirect_url(self, request) -> str:
        """The front page in the language of the request."""
        return f"/{get_language() or settings.LANGUAGE_CODE}/"

    def get_login_stages(self) -> list[str]:
        """Code and, where a person chose it, a second factor."""
        return [path for path in super().get_login_stages() if not path.endswith(STAGES_NOT_NEEDED)]

    def get_reauthentication_methods(self, user) -> list[dict]:
        """A second factor at most; never a password."""
        methods = super().get_reauthentication_methods(user)
        return [method for method in methods if method["id"] != "reauthenticate"]

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Only somebody with a second factor can be asked for it again."""
        user = allauth_context.request.user
        return is_mfa_enabled(user) and super().is_reauthentication_required(app=app, **kwargs)
