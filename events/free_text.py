"""What nobody should write in a free text: personal numbers, and line breaks in a name."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

CANDIDATE = re.compile(r"(?<!\d)(\d{6})(\s?-\s?|\s?)(\d{4})(?!\d)")
MINUS = "\u2212"
SUBSTITUTE_DAY = 60
"""Replacement numbers, given to people without a number of their own, have 60 added to the day."""


def has_personal_number(text: str, *, dashed_only: bool = False) -> bool:
    """Whether a text holds a CPR number: dddddd-dddd, or ten digits that begin with a date."""
    for birth, mark, _serial in CANDIDATE.findall(_plain(text)):
        if mark.strip() or (not dashed_only and _is_date(birth)):
            return True
    return False


def _plain(text: str) -> str:
    """The text as it is seen: every dash is the same, and what is invisible is not there."""
    kinds = ((char, unicodedata.category(char)) for char in unicodedata.normalize("NFKC", text))
    return "".join(
        "-" if kind == "Pd" or char == MINUS else char for char, kind in kinds if kind != "Cf"
    )


def _is_date(digits: str) -> bool:
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    if day > SUBSTITUTE_DAY:
        day -= SUBSTITUTE_DAY
    try:
        date(2000 + year, month, day)
    except ValueError:
        # 29 February 1900 was not, and of 2000 was: 2000 decides for both.
        return False
    return True


def refuse_personal_number(text: str) -> None:
    """Validator of free texts; raises ValidationError."""
    if has_personal_number(str(text)):
        raise ValidationError(_personal_number())


def refuse_dashed_personal_number(text: str) -> None:
    """Validator of telephone numbers, where ten digits may well be a foreign number."""
    if has_personal_number(str(text), dashed_only=True):
        raise ValidationError(_personal_number())


def _personal_number() -> str:
    return _(
        "This looks like a CPR number. We must not keep it: please take it out,"
        " we do not need it here."
    )


def one_line(text: str) -> None:
    """Validator of names: no line breaks or other characters that cannot be seen."""
    if any(ord(sign) < 32 or ord(sign) in (0x7F, 0x85, 0x2028, 0x2029) for sign in text):
        raise ValidationError(_("Write this on one line, with ordinary letters."))
