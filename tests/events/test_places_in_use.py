"""A place or room that people have been told to come to is not deleted under them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from core.models import Place, Room
from events.models import Occurrence
from tests.events.conftest import move_clock, signed_up, text_of
from tests.factories import make_occurrence, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(library) -> Place:
    house = Place.objects.create(library=library, name="Kulturhuset")
    Room.objects.create(place=house, name="Salen")
    return house


@pytest.fixture
def boss(library, client_for):
    return client_for(library, make_user("leder@havnby.test", library, "administrator"))


@pytest.fixture
def booked(library, house) -> Occurrence:
    """A coming date in the room, that somebody signed up for."""
    row = make_occurrence(library, place=house, room=house.rooms.get())
    signed_up(row)
    return row


def url_of(view: str, house: Place) -> str:
    return reverse(Place.snippet_viewset.get_url_name(view), args=(house.pk,))


def typed(house: Place, name: str = "Kulturhuset", **rooms) -> dict:
    """The form of a place with its one room."""
    room = house.rooms.get()
    empty = {
        f"{name}-{count}": "0"
        for name in ("hours", "exceptions")
        for count in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    }
    return {
        **empty, "name": name, "order": "0", "rooms-TOTAL_FORMS": "1", "rooms-INITIAL_FORMS": "1",
        "rooms-MIN_NUM_FORMS": "0", "rooms-MAX_NUM_FORMS": "1000", "rooms-0-id": room.pk,
        "rooms-0-name": room.name, "rooms-0-ORDER": "1",
        **{f"rooms-0-{field}": value for field, value in rooms.items()},
    }  # fmt: skip


def test_a_place_of_coming_dates_is_not_deleted(boss, house, booked):
    said = text_of(boss.post(url_of("delete", house), follow=True))
    assert "Kulturhuset kan ikke slettes" in said and "1 kommende dato" in said
    booked.refresh_from_db()
    assert booked.place == house
    Occurrence.objects.update(status="cancelled")
    boss.post(url_of("delete", house))
    assert not Place.objects.exists(), "nobody is on the way to a cancelled date"


def test_a_place_of_dates_that_are_over_may_go(boss, house, booked):
    move_clock(booked, days=-2)
    boss.post(url_of("delete", house))
    assert not Place.objects.exists()


def test_a_room_of_coming_dates_stays_in_its_place(boss, house, booked):
    answer = boss.post(url_of("edit", house), typed(house, "Kulturgården", DELETE="on"))
    said = text_of(answer)
    assert answer.status_code == 200 and "Salen kan ikke slettes" in said
    assert "Kulturgården" in answer.content.decode(), "what was typed is kept"
    assert Room.objects.exists() and Place.objects.get().name == "Kulturhuset"
    row = answer.context["form"].formsets["rooms"].forms[0]
    assert not row["DELETE"].value(), "it stands in the list again"
    move_clock(booked, days=-2)
    assert boss.post(url_of("edit", house), typed(house, DELETE="on")).status_code == 302
    assert not Room.objects.exists()
