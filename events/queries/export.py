"""The people of a date as rows of a table, safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from core.spreadsheets import neutral
from events.models import Occurrence, SignUp
from events.queries.answers import asked, in_words
from events.queries.participants import participants


def table(occurrence: Occurrence) -> Iterator[list]:
    """Headings, then one row for each sign-up that has not been anonymised."""
    rows = [row for row in participants(occurrence) if row.anonymised_at is None]
    questions = asked(occurrence, rows)
    yield [
        neutral(cell)
        for cell in (
            _("Name"),
            _("Names of the party"),
            _("People"),
            _("Children and companions"),
            _("State"),
            _("Number on the waiting list"),
            _("E-mail"),
            _("Telephone"),
            _("Language"),
            _("Signed up"),
            _("Came"),
            _("Access needs"),
            *(question.text for question in questions),
        )
    ]
    for row in rows:
        yield [neutral(cell) for cell in _cells(row, questions)]


def _cells(row: SignUp, questions) -> Iterator[object]:
    yield row.name
    yield ", ".join(person.name for person in row.people.all())
    yield row.seats
    yield row.party_in_words
    yield str(row.get_state_display())
    yield row.line or ""
    yield row.email
    yield row.phone
    yield row.language
    yield timezone.localtime(row.created_at).strftime("%Y-%m-%d %H:%M")
    yield (row.came or row.seats) if row.checked_in_at else ""
    yield row.access_need.text if hasattr(row, "access_need") else ""
    answers = in_words(row)
    for question in questions:
        yield answers.get(question.key, "")
