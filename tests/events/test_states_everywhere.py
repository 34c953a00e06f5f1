"""A date's state stands wherever the event does: list, page, search, data and desk."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from core.outbox import build
from events.models import Occurrence, SignUp
from home.models import StandardPage
from tests.events.conftest import (
    assert_counted,
    filled_in,
    move_clock,
    signed_up,
    text_of,
    told,
)
from tests.events.desk import at, changed
from tests.factories import make_page

pytestmark = pytest.mark.django_db

LIST = "/da/det-sker/"
SEARCH = "/da/search/?q=læsekreds"


def graph_of(response) -> dict:
    [raw] = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', response.content.decode(), re.S
    )
    data = json.loads(raw)
    parts = data["@graph"] if "@graph" in data else [data]
    return next(part for part in parts if part["@type"] == "Event")


def badges(reader, path: str) -> list[str]:
    cache.clear()
    html = reader.get(path).content.decode()
    main = html[html.index("<main") :]
    return re.findall(r'class="badge[^"]*">.*?</svg>\s*([^<]*)</span>', main, re.S)


def search_path() -> str:
    from django.urls import reverse

    return reverse("search") + "?q=læsekreds"


SOON, BEFORE = timezone.now() + timedelta(hours=1), timezone.now() - timedelta(hours=1)
TABLE = {
    # the state: (what makes it, its words, schema.org's word for the event, and for its seats)
    "open": ({}, "Ledige pladser", "EventScheduled", "InStock"),
    "few": ({"seats_taken": 4}, "Få pladser", "EventScheduled", "LimitedAvailability"),
    "waiting": ({"seats_taken": 5}, "Alt optaget – venteliste", "EventScheduled", "SoldOut"),
    "full": ({"seats_taken": 5, "waiting_size": 0}, "Alt optaget", "EventScheduled", "SoldOut"),
    "not_open": ({"opens_at": SOON}, "Tilmelding ikke åben endnu", "EventScheduled", "PreOrder"),
    "closed": ({"closes_at": BEFORE}, "Tilmelding lukket", "EventScheduled", ""),
    "moved": ({"status": "moved"}, "Flyttet", "EventRescheduled", "InStock"),
    "cancelled": ({"status": "cancelled"}, "Aflyst", "EventCancelled", ""),
}


def test_every_place_says_the_same(library, reader, event):
    """List, search, block, the event's own page and its data, for every state of a date."""
    page, row = event(capacity=5)
    block = {"type": "events", "value": {"title": "Snart", "limit": "6", "look": "rows"}}
    other = make_page(StandardPage, library, "Om os", body=json.dumps([block]))
    was = Occurrence.objects.values().get()
    wrong = []
    for state, (fields, words, status, seats) in TABLE.items():
        Occurrence.objects.update(**{**was, **fields})
        for where in (LIST, search_path(), other.site_path, page.site_path):
            shown = badges(reader, where)
            if words not in shown:
                wrong.append((state, where, shown))
        data = graph_of(reader.get(page.site_path))
        said = (data["eventStatus"], data.get("offers", {}).get("availability", ""))
        if [part.rpartition("/")[2] for part in said] != [status, seats]:
            wrong.append((state, "data", said))
    assert not wrong
    # What is over is in no list any more; the page itself says so, and takes nobody.
    Occurrence.objects.update(**was)
    move_clock(row, days=-2)
    for where in (LIST, other.site_path):
        assert badges(reader, where) == [], where
    assert "Slut" in badges(reader, page.site_path)
    assert "offers" not in graph_of(reader.get(page.site_path))


def test_mails_say_what_state_the_date_is_in(staff, event):
    """One who has a seat and one who waits are told of what happens to the date."""
    _page, row = event(capacity=1)
    signed_up(row, 1)
    signed_up(row, 2)
    assert "venteliste" in build(told("waiting")[0]).subject
    changed(staff, row, start_time="20:00", end_time="21:00")
    assert [("Ændret" in build(mail).subject) for mail in told("moved")] == [True, True]
    staff.post(at(row, "cancel/"), {"confirmed": "1", "notify": "1"})
    assert [("Aflyst" in build(mail).subject) for mail in told("date_cancelled")] == [True, True]


def test_a_moved_date_says_from_when(reader, staff, event):
    page, row = event()
    was = row.local_start.isoformat()
    changed(staff, row, start_time="20:00", end_time="21:00")
    cache.clear()
    shown = reader.get(page.site_path)
    data = graph_of(shown)
    assert data["eventStatus"].endswith("EventRescheduled")
    assert data["previousStartDate"] == was
    assert data["startDate"] == row.local_start.isoformat()
    assert "19.00" in text_of(shown) and "19.00" in text_of(reader.get(LIST))


def test_case_11_a_walk_in_is_let_in_to_a_full_date(staff, event):
    _page, row = event(capacity=1)
    signed_up(row, 1)
    signed_up(row, 2)
    typed = {"name": "Gerda Lund", "seats": "2", "source": "desk"}
    staff.post(at(row), {**typed, "walk_in": "on"})
    gerda = SignUp.objects.get(name="Gerda Lund")
    assert gerda.state == "confirmed"
    assert_counted(row)
    assert (row.seats_taken, row.seats_waiting) == (3, 1)
    shown = text_of(staff.get(at(row)))
    assert "Gerda Lund" in shown
    staff.post(at(row), {**typed, "name": "Hans", "seats": "1"})
    assert SignUp.objects.get(name="Hans").state == "waiting"


def test_a_slip_names_date_place_and_the_desks_number(
    library, other_library, client_for, staff, event
):
    library.phone = "86 00 00 01"
    library.save()
    _page, row = event(capacity=1)
    answer = staff.post(
        at(row), {"name": "Gerda Lund", "seats": "1", "source": "desk"}, follow=True
    )
    gerda = SignUp.objects.get()
    slip = at(row, f"{gerda.pk}/slip/")
    assert slip in answer.content.decode()
    shown = text_of(staff.get(slip))
    for part in ("Gerda Lund", "Læsekreds for nysgerrige", "86 00 00 01", "19.00"):
        assert part in shown
    from tests.factories import make_user

    foreign = client_for(other_library, make_user("x@skovby.test", other_library, "editor"))
    assert foreign.get(slip).status_code == 404
    assert staff.get(at(row, "999999/slip/")).status_code == 404


PLAIN = {"capacity": 5}
WINDOWS = {
    "not_open": {"opens_on": timezone.now() + timedelta(days=1)},
    "closed": {"closes_on": timezone.now() - timedelta(hours=1)},
}


@pytest.mark.parametrize("state", ["not_open", "closed"])
def test_a_fixed_window_shows_everywhere_and_refuses_at_the_form(reader, event, state):
    """Absolute moments, set on the page and written to each date."""
    page, row = event(**PLAIN, **WINDOWS[state])
    assert row.state() == state
    words = {"not_open": "Tilmelding ikke åben endnu", "closed": "Tilmelding lukket"}
    for where in (LIST, page.site_path):
        assert words[state] in badges(reader, where), where
    cache.clear()
    assert "offers" not in graph_of(reader.get(page.site_path)) or state == "not_open"
    answer = reader.post(f"/da/sign-up/{row.pk}/", filled_in(1))
    assert answer.context["form"].non_field_errors() and not SignUp.objects.exists()


def test_fixed_and_relative_windows_take_the_narrower(event):
    now = timezone.now()
    _page, row = event(
        opens_on=now - timedelta(days=9),
        opens_days_before=1,
        closes_on=now + timedelta(days=30),
        closes_hours_before=2,
    )
    assert row.opens_at == row.starts_at - timedelta(days=1)
    assert row.closes_at == row.starts_at - timedelta(hours=2)
