"""The languages an event may be held in: more than the site itself is written in."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import get_language_info, pgettext
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
    return capfirst(_in_a_sentence(code))


def language_names(codes: list[str]) -> str:
    """Several in a row: Danish begins only the first of them with a capital."""
    return in_a_row([_in_a_sentence(code) for code in codes])


def _in_a_sentence(code: str) -> str:
    if code == SIGNED:
        return lowered(_("Sign language"))
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def in_a_row(names: list[str]) -> str:
    """Names with what the language sets between them."""
    return capfirst(pgettext("between words in a row", ", ").join(names))


def lowered(words: str) -> str:
    """The words as they stand inside a sentence."""
    return words[:1].lower() + words[1:]


def in_the_best(words: dict[str, str], *languages: str) -> str:
    """A text in the first of these languages that has one, else in any; empty where none has."""
    return next((words[code] for code in (*languages, *words) if words.get(code)), "")
