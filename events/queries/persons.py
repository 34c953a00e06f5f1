"""What is kept about one person at a library, found by address or telephone number."""

from __future__ import annotations

from django.db.models import QuerySet

from core.models import Library, Outbox
from events.models import SignUp

DIGITS = 8
"""A Danish number; what stands before it is the country's code."""


def digits_of(phone: str) -> str:
    """The last digits of a number, however it is written; empty for too few of them."""
    digits = "".join(char for char in phone if char.isascii() and char.isdigit())
    return digits[-DIGITS:] if len(digits) >= DIGITS else ""


def sign_ups_of(library: Library, *, email: str = "", phone: str = "") -> list[SignUp]:
    """Sign-ups at the library's dates with this address or number, newest date first."""
    rows = SignUp.objects.for_library(library).filter(anonymised_at=None)
    keys: set[int] = set()
    if email.strip():
        keys.update(rows.filter(email__iexact=email.strip()).values_list("pk", flat=True))
    wanted = digits_of(phone)
    if wanted:
        # Numbers are kept as they were typed, so they are compared here.
        numbers = rows.exclude(phone="").values_list("pk", "phone")
        keys.update(pk for pk, kept in numbers.iterator() if digits_of(kept) == wanted)
    return list(
        rows.filter(pk__in=keys)
        .select_related("occurrence__series", "occurrence__library", "access_need")
        .prefetch_related("people", "answers")
        .order_by("-occurrence__starts_at", "pk")
    )


def messages_to(library: Library, *, email: str) -> QuerySet[Outbox]:
    """Mails to the address that still hold words, whatever they are about."""
    rows = Outbox.objects.for_library(library)
    return rows.filter(recipient__iexact=email.strip()) if email.strip() else rows.none()


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
