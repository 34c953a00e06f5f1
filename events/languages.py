"""The languages an event may be held in: more than the site itself is written in."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

SIGNED = "sgn"
"""Danish sign language, by the code for signed languages."""
SPOKEN = (
    "da",
    "da-x-let",
    "en",
    "de",
    "uk",
    "ar",
    "so",
    "ti",
    "fa",
    "tr",
    "pl",
    "es",
    "fr",
    "kl",
)


def event_languages() -> list[tuple[str, str]]:
    """Codes with their names in the active language, as an editor chooses among them."""
    return [(code, language_name(code)) for code in (*SPOKEN, SIGNED)]


def language_name(code: str) -> str:
    """The name of a language in the active one; the code itself where there is no name."""
    if code == SIGNED:
        return _("Sign language")
    try:
        return capfirst(str(get_language_info(code)["name_translated"]))
    except KeyError:
        return code
