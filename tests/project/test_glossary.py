"""Danish readers meet the words of docs/glossary.md, and never the ones it forbids."""

import re
from pathlib import Path

import polib
import pytest

from core import catalogues

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"
FORBIDDEN = {
    "event": r"\bevents?\b|\bevent(?:et|en|er|erne|ene)\b",
    "booking": r"\bbooking\w*",
    "submit": r"\bsubmit\w*",
    "facilitator": r"\bfacilitator\w*",
    "annuller tilmelding": r"\bannull[eé]r\w*\s+(?:\w+\s+){0,2}tilmelding\w*",
    "udsolgt": r"\budsolgt\w*",
    "Min side": r"\bmin side\b",
}
# A sign in the interface is short; a sentence may explain what "medborgerskab" means.
MENU_WORD = re.compile(r"^(?:\S+\s+){0,2}\S*medborgerskab\S*$", re.IGNORECASE)
MENU = ("Det sker", "Vær med", "Lær noget", "Foreninger", "Find hjælp")
AGREED = {
    "Sign up": "Tilmeld dig",
    "Cancel my sign-up": "Meld afbud",
    "Few seats left": "Få pladser",
    "Full": "Alt optaget",
    "Waiting list": "Venteliste",
    "My activities": "Mine aktiviteter",
    "Follow": "Følg",
    "Noticeboard": "Opslagstavle",
    "Inbox": "Indbakke",
    "Draft": "Kladde",
    "Submit for review": "Send til godkendelse",
    "Approve": "Godkend",
    "Send back": "Send retur",
    "Publish": "Udgiv",
    "Unpublish": "Afpublicér",
    "Easy Danish": "Let dansk",
    "Accessibility statement": "Tilgængelighedserklæring",
    "Confirm profile": "Bekræft oplysninger",
}


def danish() -> dict[tuple[str, str], list[str]]:
    """The Danish words of every entry, by context and English."""
    catalogue = polib.pofile(str(catalogues.path_of("da")))
    return {
        (entry.msgctxt or "", entry.msgid): [entry.msgstr, *entry.msgstr_plural.values()]
        for entry in catalogue
        if not entry.obsolete
    }


def forbidden_in(text: str) -> list[str]:
    plain = re.sub(r"%\(\w+\)[sd]|\{\w*\}", "…", text)
    found = [
        word for word, rule in FORBIDDEN.items() if re.search(rule, plain, flags=re.IGNORECASE)
    ]
    return found + (["medborgerskab in a menu"] if MENU_WORD.match(plain.strip()) else [])


def test_no_forbidden_word_in_the_danish_interface():
    bad = [
        f"{text!r}: {', '.join(found)}"
        for texts in danish().values()
        for text in texts
        if (found := forbidden_in(text))
    ]
    assert not bad, "\n".join(bad)


def test_agreed_words_are_used_for_what_they_name():
    """Compared without case, for a button and a heading begin differently."""
    words = danish()
    wrong = {
        english: words["", english]
        for english, agreed in AGREED.items()
        if ("", english) in words and words["", english][0].lower() != agreed.lower()
    }
    assert not wrong


def test_the_glossary_is_in_the_house_and_names_what_is_checked_here():
    text = GLOSSARY.read_text(encoding="utf-8")
    for word in (*FORBIDDEN, *MENU, "medborgerskab"):
        assert word.lower() in text.lower(), word


@pytest.mark.parametrize(
    "text",
    [
        "Book et event",
        "Kommende events",
        "Din bookingkode",
        "Annullér din tilmelding",
        "Annuller tilmeldingen",
        "Submit formularen",
        "Skriv til din facilitator",
        "Udsolgt",
        "Medborgerskab",
        "Demokrati og medborgerskab",
    ],
)
def test_forbidden_words_are_found(text):
    assert forbidden_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Eventuelle spørgsmål",
        "Meld afbud",
        "%(event)s er flyttet",
        "Biblioteket arbejder med medborgerskab hver dag, sammen med foreninger",
    ],
)
def test_good_words_are_left_alone(text):
    assert not forbidden_in(text)
