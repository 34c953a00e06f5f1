"""What tests of sign-up share: a date that can be signed up for, and the form filled in."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.utils import timezone

from core.models import Outbox
from events.actions.seats import count_seats
from events.actions.sign_up import sign_up
from events.models import Occurrence, SignUp
from tests.calendars import attached
from tests.events.editor import Editor
from tests.events.harness import copied_stage
from tests.external import postgres_address
from tests.factories import in_days, make_event, make_occurrence, make_user, single_date

CHOSEN = {"title": "Læsekreds for nysgerrige", "sign_up": "sign_up", "capacity": 5}


@pytest.fixture
def editor(library, client_for) -> Editor:
    """An editor of the library at the form of an event."""
    return Editor(client_for(library, make_user("red@havnby.test", library, "editor")), library)


@pytest.fixture(scope="module")
def stage(tmp_path_factory, django_db_setup, django_db_blocker):
    """50 dates with five seats in a copy of the tests' database, for processes of their own.

    CI runs the tests on SQLite and again on PostgreSQL, so each race runs on both. One for each
    file: it must be copied before a test's own transaction begins.
    """
    folder = tmp_path_factory.mktemp("stage")
    with django_db_blocker.unblock():
        with copied_stage(folder, postgres_address(), dates=50) as furnished:
            yield furnished


@pytest.fixture
def occurrence(library) -> Occurrence:
    """Five seats in three days, without a page."""
    return make_occurrence(library)


@pytest.fixture
def event(library):
    """A published event with sign-up: `event(capacity=2)` gives (page, its only date)."""

    def build(**fields):
        page = make_event(library, **{**CHOSEN, **fields})
        return page, Occurrence.objects.get(series__key=page.translation_key)

    return build


@pytest.fixture
def series(library):
    """`series(count, **settings)`: the dates of an event that is signed up for as a whole."""

    def build_it(count: int = 8, **fields) -> list[Occurrence]:
        dates = [single_date(in_days(3 + 7 * number)) for number in range(count)]
        chosen = {"sign_up": "sign_up", "capacity": 5, "scope": "series", **fields}
        make_event(library, "Skriveværksted", dates=dates, **chosen)
        return list(Occurrence.objects.order_by("starts_at"))

    return build_it


@pytest.fixture
def reader(library, client_for):
    """A browser of somebody who is not signed in."""
    return client_for(library)


@pytest.fixture
def staff(library, client_for):
    """A browser of the library's event staff."""
    return client_for(library, make_user("vagt@havnby.test", library, "event_staff"))


def address(occurrence, language: str = "da") -> str:
    return f"/{language}/sign-up/{occurrence.pk}/"


def filled_in(number: int = 1, **other) -> dict:
    """What a person types; each call is a form of its own."""
    return {
        "name": f"Person {number}",
        "email": f"person{number}@example.org",
        "phone": "",
        "seats": "1",
        "form_key": str(uuid4()),
        "website": "",
        **other,
    }


def sent_by_form(reader, occurrence, number: int = 1, language: str = "da", **other):
    """The answer to a form that was filled in and sent."""
    return reader.post(address(occurrence, language), filled_in(number, **other))


def signed_up(occurrence, number: int = 1, **other) -> SignUp:
    """A sign-up made by the action itself."""
    values = {"name": f"Person {number}", "email": f"person{number}@example.org", **other}
    return sign_up(occurrence_id=occurrence.pk, **values).sign_up


def assert_counted(occurrence) -> None:
    """The counters beside the date are what its sign-ups add up to."""
    occurrence.refresh_from_db()
    taken, waiting = count_seats(occurrence)
    assert (occurrence.seats_taken, occurrence.seats_waiting) == (taken, waiting)


def told(kind: str) -> list[Outbox]:
    """Messages of one kind, in order; every reader understands the calendars they bring."""
    found = list(Outbox.objects.filter(template=f"sign_up_{kind}").order_by("pk"))
    for message in found:
        attached(message)
    return found


def own_path(row: SignUp, language: str = "da") -> str:
    return f"/{language}/sign-up/s/{row.token}/"


def text_of(response) -> str:
    """What a reader reads, without markup and with single blanks."""
    page = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(page.split())


def move_clock(occurrence, **parts) -> None:
    """Let the date's start and end be so much from now."""
    from datetime import timedelta

    start = timezone.now() + timedelta(**parts)
    end = start + timedelta(hours=2)
    Occurrence.objects.filter(pk=occurrence.pk).update(
        starts_at=start, ends_at=end, until=end, start_date=start.date(), end_date=end.date()
    )
    occurrence.refresh_from_db()
