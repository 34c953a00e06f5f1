"""Case 59: what search engines read is true in every state and whole in every language."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from core.models import Place
from events.models import Occurrence
from tests.factories import in_days, make_event, single_date, translate
from tests.heads import json_ld

pytestmark = pytest.mark.django_db

SCHEMA = "https://schema.org/"
STATUS = {"EventScheduled", "EventCancelled", "EventRescheduled"}
SEATS = {"InStock", "LimitedAvailability", "SoldOut", "PreOrder"}
WHERE = {"Place", "VirtualLocation"}


def told_of_dates(html: str) -> list[dict]:
    """What is said of the dates; the breadcrumbs stand beside it."""
    return [item for item in json_ld(html) if item["@type"] != "BreadcrumbList"]


def moment(text: str) -> date | datetime:
    found = datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    assert not isinstance(found, datetime) or found.utcoffset() is not None
    return found


def assert_event(event: dict, language: str) -> None:
    """What schema.org and search engines ask of an event, whatever its state."""
    assert event["@type"] in ("Event", "ExhibitionEvent")
    assert event["name"] and event["inLanguage"] == language
    assert event["url"].startswith("http://havnby.test") and "/" + language + "/" in event["url"]
    assert event["eventStatus"].removeprefix(SCHEMA) in STATUS
    start = moment(event["startDate"])
    if "endDate" in event:
        end = moment(event["endDate"])
        assert type(end) is not type(start) or end >= start
    assert ("previousStartDate" in event) <= ("Rescheduled" in event["eventStatus"])
    places = event["location"] if isinstance(event["location"], list) else [event["location"]]
    for place in places:
        assert place["@type"] in WHERE and (place.get("name") or place.get("url"))
    offer = event.get("offers")
    if offer:
        assert offer["url"].startswith("http")
        assert offer.get("availability", f"{SCHEMA}InStock").removeprefix(SCHEMA) in SEATS
        assert ("price" in offer) == ("priceCurrency" in offer)
    assert all(value not in ("", None, [], {}) for value in event.values()), event


def told(client, page, translated) -> dict:
    """The event as told on its Danish page, once the English one says the same."""
    both = []
    for path, language in ((page.site_path, "da"), (translated.site_path, "en")):
        [event] = told_of_dates(client.get(path).content.decode())
        assert_event(event, language)
        both.append(event)
    danish, english = both
    for name in danish.keys() - {"name", "url", "@id", "inLanguage", "offers"}:
        assert danish[name] == english[name], name
    return danish


@pytest.mark.parametrize(
    ("fields", "status", "seats"),
    [
        ({}, "EventScheduled", "InStock"),
        ({"seats_taken": 4}, "EventScheduled", "LimitedAvailability"),
        ({"seats_taken": 5}, "EventScheduled", "SoldOut"),
        ({"seats_taken": 5, "waiting_size": 0}, "EventScheduled", "SoldOut"),
        ({"status": "cancelled"}, "EventCancelled", None),
        ({"status": "moved"}, "EventRescheduled", "InStock"),
        ({"opens_at": timezone.now() + timedelta(hours=9)}, "EventScheduled", "PreOrder"),
        ({"closes_at": timezone.now() - timedelta(hours=9)}, "EventScheduled", None),
        ({"until": timezone.now() - timedelta(hours=9)}, "EventScheduled", None),
    ],
)
def test_case_59_each_state_in_each_language(library, reader, fields, status, seats):
    place = Place.objects.create(library=library, name="Havnen", street="Kajgade 1")
    page = make_event(library, sign_up="sign_up", capacity=5, place=place, summary="Kom!")
    english = translate(page, "en", title="Knitting", slug="knitting")
    was = timezone.now() + timedelta(days=1)
    Occurrence.objects.update(previous_starts_at=was, **fields)
    row = Occurrence.objects.get()
    event = told(reader, page, english)
    assert event["eventStatus"] == SCHEMA + status
    assert event["startDate"] == row.local_start.isoformat()
    assert event.get("offers", {}).get("availability") == (seats and SCHEMA + seats)
    if status == "EventRescheduled":
        assert moment(event["previousStartDate"]) == was
    if "opens_at" in fields:
        assert moment(event["offers"]["validFrom"]) == row.opens_at
    assert event["location"]["name"] == "Havnen"


@pytest.mark.parametrize(
    ("price", "amount"),
    [
        ("", "0"),
        ("Gratis", "0"),
        ("50 kr.", "50"),
        ("49,50 kr", "49.50"),
        ("50 kr., børn 20", None),
    ],
)
def test_case_59_a_price_is_a_number_or_left_in_words(library, reader, price, amount):
    page = make_event(library, sign_up="sign_up", price=price)
    [event] = told_of_dates(reader.get(page.site_path).content.decode())
    assert event["offers"].get("price") == amount
    assert event.get("isAccessibleForFree", False) is (amount == "0")


def test_case_59_an_exhibition_several_dates_and_online(library, reader):
    block = single_date(in_days(1))
    last = in_days(20).date()
    block["value"] |= {"start_time": None, "end_time": None, "end_date": last.isoformat()}
    page = make_event(library, "Akvareller", [block], exhibition=True)
    [event] = told_of_dates(reader.get(page.site_path).content.decode())
    assert_event(event, "da")
    assert event["@type"] == "ExhibitionEvent"
    assert (event["startDate"], event["endDate"]) == (in_days(1).date().isoformat(), str(last))
    assert event["location"]["name"] == library.name
    dates = [single_date(in_days(day)) for day in (2, 9, 16)]
    page = make_event(library, "Kor", dates, online=True, age_from=60)
    events = told_of_dates(reader.get(page.site_path).content.decode())
    assert len({event["@id"] for event in events}) == 3
    for event in events:
        assert_event(event, "da")
        assert event["superEvent"]["@type"] == "EventSeries"
        assert event["eventAttendanceMode"] == f"{SCHEMA}OnlineEventAttendanceMode"
        assert event["location"]["@type"] == "VirtualLocation"
        assert event["typicalAgeRange"] == "60-"


def test_case_59_a_page_in_the_first_language_says_so(library, reader):
    page = make_event(library)
    [event] = told_of_dates(reader.get(page.site_path.replace("/da/", "/en/")).content.decode())
    assert_event(event, "da")


def test_the_list_says_what_it_is_and_where_it_lies(library, reader):
    make_event(library)
    what, trail = json_ld(reader.get("/da/det-sker/?free=1").content.decode())
    assert (what["@type"], what["name"]) == ("CollectionPage", "Det sker")
    assert what["url"] == f"{library.base_url}/da/det-sker/"
    assert [item["name"] for item in trail["itemListElement"]] == ["Forside", "Det sker"]
