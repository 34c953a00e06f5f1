"""A place: when it is open in words a reader understands, and what search engines are told."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone, translation

from core.hours import week
from core.models import Place
from core.models.places import HoursKind, OpeningException, OpeningHours
from home.models import PlacePage
from tests.factories import make_page
from tests.heads import heading, thing

MONDAY = date(2026, 11, 23)


@pytest.fixture
def place(library):
    place = Place.objects.create(
        library=library, name="Hovedbiblioteket", street="Havnegade 1", postal_code="9999",
        city="Havnby", phone="12 34 56 78",
    )  # fmt: skip
    for weekday in range(5):
        OpeningHours.objects.create(place=place, weekday=weekday, opens=time(10), closes=time(18))
        OpeningHours.objects.create(
            place=place, weekday=weekday, opens=time(7), closes=time(22),
            kind=HoursKind.SELF_SERVICE,
        )  # fmt: skip
    return place


@pytest.fixture
def hours(place):
    """The place's week in Danish, on a day."""

    def build(today=MONDAY):
        with translation.override("da"):
            return week(Place.objects.get(pk=place.pk), today)

    return build


def read(client, page) -> str:
    response = client.get(page.site_path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def two(library, place) -> set[str]:
    """Two places with pages: one without steps, and one of which no hours are known."""
    Place.objects.filter(pk=place.pk).update(step_free=True, hearing_loop=True)
    shed = Place.objects.create(library=library, name="Skuret", order=1)
    make_page(PlacePage, library, "Hovedbiblioteket", slug="hb", place=place)
    make_page(PlacePage, library, "Skuret", slug="skuret", place=shed)
    return {"Hovedbiblioteket", "Skuret"}


def named(client, address: str) -> set[str]:
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return {link.text for link in soup.select("#results .card__title a")}


@pytest.mark.parametrize(
    ("clock", "query", "left_out"),
    [
        ((12, 0), "", set()),
        ((12, 0), "?open=now", {"Skuret"}),
        ((12, 0), "?open=staffed", {"Skuret"}),
        ((20, 0), "?open=now", {"Skuret"}),
        ((20, 0), "?open=staffed", {"Skuret", "Hovedbiblioteket"}),
        ((23, 0), "?open=now", {"Skuret", "Hovedbiblioteket"}),
        ((12, 0), "?access=step_free", {"Skuret"}),
        ((23, 0), "?access=hearing_loop&open=now", {"Skuret", "Hovedbiblioteket"}),
        ((23, 0), "?access=accessible_toilet&open=%00&sort=x", set()),
    ],
)
def test_places_are_found_by_what_is_open_now_and_by_access(
    library, two, client_for, monkeypatch, clock, query, left_out
):
    moment = datetime.combine(MONDAY, time(*clock), tzinfo=timezone.get_current_timezone())
    monkeypatch.setattr("core.hours.timezone.localtime", lambda *given: moment)
    assert named(client_for(library), f"/da/steder/{query}") == two - left_out


def test_a_list_of_places_offers_what_some_of_them_have(library, two, client_for):
    client = client_for(library)
    soup = BeautifulSoup(client.get("/da/steder/?access=hearing_loop").content, "html.parser")
    offered = {
        select["name"]: [option["value"] for option in select.select("option")]
        for select in soup.select(".filters select")
    }
    assert offered == {
        "open": ["", "now", "staffed"],
        "access": ["", "step_free", "hearing_loop"],
        "sort": ["", "newest"],
    }
    feed = client.get(soup.select_one('link[type="application/atom+xml"]')["href"]).content.decode()
    assert "Teleslynge" in feed and "Hovedbiblioteket" in feed and "Skuret" not in feed


def test_a_day_tells_staffed_and_self_service_apart(hours):
    found = hours()
    monday, saturday = found["rows"][0], found["rows"][5]
    assert (monday["staffed"], monday["open"]) == ("10–18", "7–22")
    assert monday["today"] and not saturday["today"]
    assert not saturday["staffed"] and not saturday["open"]
    assert "10–18" in found["today"] and "7–22" in found["today"]


def test_a_day_without_hours_is_closed(hours):
    assert hours(MONDAY + timedelta(days=5))["today"] == "Lukket i dag"


def test_the_list_of_places_tells_the_way_and_what_holds_today(library, place, client_for):
    """Whoever only wants to know when it is open need not open each page."""
    page = make_page(PlacePage, library, "Hovedbiblioteket", place=place)
    today = timezone.localdate()
    OpeningException.objects.create(
        place=place, date=today, closed=False, opens=time(12), closes=time(14)
    )
    text = read(client_for(library), page.get_parent().specific)
    assert "Havnegade 1, 9999 Havnby" in text
    assert re.search(r"Åbent i dag <span[^>]*>12–14</span>", text)
    Place.objects.filter(pk=place.pk).update(street="Torvet 2")
    moved = read(client_for(library), page.get_parent().specific)
    assert "Torvet 2, 9999 Havnby" in moved
    assert "Havnegade 1" not in moved


def test_a_day_that_is_closed_says_so_and_why(library, place, client_for):
    soon = timezone.localdate() + timedelta(days=3)
    OpeningException.objects.create(place=place, date=soon, closed=True, note="Personaledag")
    page = make_page(PlacePage, library, "Hovedbiblioteket", place=place)
    cell = BeautifulSoup(read(client_for(library), page), "html.parser").select_one("td[colspan]")
    assert cell.text == "Lukket Personaledag"


def test_an_exception_goes_before_the_week(place, hours):
    OpeningException.objects.create(place=place, date=MONDAY, closed=True, note="Personaledag")
    later = MONDAY + timedelta(days=3)
    OpeningException.objects.create(
        place=place, date=later, closed=False, opens=time(12), closes=time(14)
    )
    found = hours()
    assert found["today"] == "Lukket i dag"
    assert not any(row["today"] for row in found["rows"])
    first, second = found["exceptions"]
    assert first["today"] and first["note"] == "Personaledag" and not first["staffed"]
    assert second["staffed"] == "12–14" and second["note"] == ""
    assert "12–14" in hours(later)["today"]


def test_hours_past_midnight_say_so(place, hours):
    OpeningHours.objects.create(place=place, weekday=5, opens=time(20), closes=time(2))
    OpeningHours.objects.create(place=place, weekday=6, opens=time(18), closes=time(0))
    rows = hours()["rows"]
    assert rows[5]["staffed"].startswith("20–2 ")
    assert rows[6]["staffed"] == "18–24"


def test_the_page_shows_hours_and_how_to_get_in(place, library, client_for):
    page = make_page(
        PlacePage, library, "Hovedbiblioteket", place=place,
        access="Ingen trin fra havnen\n- Teleslynge i salen",
    )  # fmt: skip
    html = read(client_for(library), page)
    assert heading(html) == "Hovedbiblioteket"
    assert 'id="access"' in html and "<li>Teleslynge i salen</li>" in html
    assert "10–18" in html and "Havnegade 1" in html


def test_search_engines_are_told_the_hours(place, library, client_for):
    OpeningHours.objects.create(place=place, weekday=5, opens=time(20), closes=time(2))
    soon = timezone.localdate() + timedelta(days=4)
    OpeningException.objects.create(place=place, date=soon, closed=True)
    page = make_page(PlacePage, library, "Hovedbiblioteket", place=place)
    data = thing(read(client_for(library), page), "Library")
    assert data["address"]["streetAddress"] == "Havnegade 1"
    hours = data["openingHoursSpecification"]
    assert len(hours) == 11
    night = [row for row in hours if row["dayOfWeek"].endswith("Saturday")]
    assert [(row["opens"], row["closes"]) for row in night] == [("20:00", "02:00")]
    closed = data["specialOpeningHoursSpecification"][0]
    assert (closed["opens"], closed["closes"]) == ("00:00", "00:00")
    assert closed["validFrom"] == soon.isoformat()


def test_a_page_whose_place_is_deleted_stays_whole(place, library, client_for):
    page = make_page(PlacePage, library, "Hovedbiblioteket", place=place, access="Ingen trin")
    place.delete()
    html = read(client_for(library), page)
    assert heading(html) == "Hovedbiblioteket"
    assert "Ingen trin" in html
    assert thing(html, "Place")["name"] == "Hovedbiblioteket"


def test_a_place_without_hours_says_nothing_about_them(library, client_for):
    park = Place.objects.create(library=library, name="Havneparken")
    page = make_page(PlacePage, library, "Havneparken", place=park)
    html = read(client_for(library), page)
    assert "Lukket" not in html and 'id="hours"' not in html
    assert thing(html, "Place")["name"] == "Havneparken"
