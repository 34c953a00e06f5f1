"""How the mails that prove an address or a person look. No link or code in them works."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext_lazy as _

from core.models import Library
from core.registry import MailKind, registry
from people.actions import my_link
from people.adapters import sign_in_mail

LINKS_NOWHERE = "example"
CODE = "123456"
TO_READERS = _("To those who look up their sign-ups")
TO_SIGN_IN = _("To those who sign in")
SAFE = _("It says only what is needed for signing in safely.")


def register() -> None:
    """Announce these mails; called once when the app is ready."""
    link = MailKind(
        "my_link", _("The link to one’s own activities"), link_sample, to=TO_READERS, order=1
    )
    registry.add_mail_kind(link)
    for template, label in (
        ("login_code", _("The code for signing in")),
        ("unknown_account", _("Signing in with an unknown address")),
    ):
        made = partial(sign_in_sample, template)
        registry.add_mail_kind(MailKind(template, label, made, to=TO_SIGN_IN, fixed=SAFE, order=3))


def link_sample(library: Library, language: str) -> dict:
    """A link as a reader gets it, leading nowhere."""
    return my_link(library=library, email="", language=language, signed=LINKS_NOWHERE)


def sign_in_sample(template: str, library: Library, language: str) -> dict:
    """What somebody gets who signs in at this library, with a code that is nobody's."""
    return sign_in_mail(template, "", CODE, language, library)
