"""What is kept about one person at a library, found by address or telephone number."""

from __future__ import annotations

import re
import unicodedata

from django.db.models import QuerySet

from core.models import Library, Outbox
from events.models import SignUp

DIGITS = 8
"""A Danish number; what stands before it is the country's code."""


BETWEEN = re.compile(r"[^\d\s().+-]+")
"""What stands between two numbers, or before an extension: a word, a stroke, a comma."""


def plain_digits(text: str) -> str:
    """The text with the digits of every script as 0 to 9."""
    return "".join(str(unicodedata.decimal(char, char)) for char in text)


def numbers_of(phone: str) -> list[str]:
    """The last digits of each number in a text, however it is written; too short ones are none."""
    parts = (re.sub(r"\D", "", part) for part in BETWEEN.split(plain_digits(phone)))
    return [digits[-DIGITS:] for digits in parts if len(digits) >= DIGITS]


def digits_of(phone: str) -> str:
    """The last digits of the first number in a text; empty where there is none."""
    return next(iter(numbers_of(phone)), "")


def holding(rows: QuerySet, field: str, email: str) -> set[int]:
    """The rows with an address, compared here: no database knows all spellings of a domain."""
    wanted = _spelled(email)
    local = email.strip().rpartition("@")[0]
    found = rows.filter(**{f"{field}__istartswith": f"{local}@"}).order_by()
    pairs = found.values_list("pk", field)
    return {pk for pk, kept in pairs.iterator() if _spelled(kept) == wanted}


def _spelled(email: str) -> str:
    """An address in one spelling: small letters, its domain as the network writes it."""
    local, at, domain = email.strip().casefold().rpartition("@")
    try:
        domain = domain.encode("idna").decode()
    except UnicodeError:  # no domain of the network, but somebody's address all the same
        pass
    return f"{local}{at}{domain}"


def sign_ups_of(library: Library, *, email: str = "", phone: str = "") -> list[SignUp]:
    """Sign-ups at the library's dates with this address or number, newest date first."""
    rows = SignUp.objects.for_library(library).filter(anonymised_at=None)
    keys: set[int] = set()
    if email.strip():
        keys |= holding(rows, "email", email)
    wanted = digits_of(phone)
    if wanted:
        # Numbers are kept as they were typed, so they are compared here.
        numbers = rows.exclude(phone="").values_list("pk", "phone")
        keys.update(pk for pk, kept in numbers.iterator() if wanted in numbers_of(kept))
    return list(
        rows.filter(pk__in=keys)
        .select_related("occurrence__series", "occurrence__library", "access_need")
        .prefetch_related("people", "answers")
        .order_by("-occurrence__starts_at", "pk")
    )


def messages_to(library: Library, *, email: str) -> QuerySet[Outbox]:
    """Mails to the address that still hold words, whatever they are about."""
    rows = Outbox.objects.for_library(library)
    if not email.strip():
        return rows.none()
    return rows.filter(pk__in=holding(rows, "recipient", email))


def export_person(library: Library, *, email: str = "", phone: str = "") -> list[dict]:
    """Everything kept about a person's sign-ups, as plain values."""
    return [
        {
            "event": row.occurrence.series.title,
            "date": row.occurrence.start_date.isoformat(),
            "name": row.name,
            "email": row.email,
            "phone": row.phone,
            "people": [person.name for person in row.people.all()],
            "seats": row.seats,
            "children": row.children,
            "companions": row.companions,
            "state": row.state,
            "signed_up_at": row.created_at.isoformat(),
            "checked_in_at": row.checked_in_at.isoformat() if row.checked_in_at else "",
            "answers": [answer.value for answer in row.answers.all()],
            "access_need": row.access_need.text if hasattr(row, "access_need") else "",
            "deleted_on": row.delete_after.date().isoformat(),
        }
        for row in sign_ups_of(library, email=email, phone=phone)
    ]


def addresses_of(library: Library, *, email: str = "", phone: str = "") -> list[str]:
    """The address asked about, then any others in the sign-ups found by the number.

    Whoever asks by telephone is known by an address elsewhere too. Never empty: without any
    address it holds an empty one.
    """
    found = {email.strip().casefold(): email.strip()}
    for row in sign_ups_of(library, phone=phone) if phone else []:
        found.setdefault(row.email.casefold(), row.email)
    return [address for address in found.values() if address] or [""]
