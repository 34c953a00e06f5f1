"""Open data: what is promised in the document is what comes, in every state; nonsense is told."""

from __future__ import annotations

import base64
import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.models import Place, Room
from events.feeds.asked import FILTERS
from events.models import Occurrence, OccurrenceText
from tests.factories import in_days, make_event, single_date, translate
from tests.schemas import faults

pytestmark = pytest.mark.django_db

API = "/api/v1/"


@pytest.fixture
def ask(library, client_for):
    """The data at an address, once it was what the document promises."""
    client = client_for(library)
    document = json.loads(client.get(f"{API}openapi.json").content)

    def read(address: str, status: int = 200) -> dict:
        answer = client.get(API + address)
        assert answer.status_code == status, (address, answer.content)
        assert answer["Access-Control-Allow-Origin"] == "*" and not answer.cookies
        kind = "application/json; charset=utf-8" if status == 200 else "application/problem+json"
        assert answer["Content-Type"] == kind
        data = json.loads(answer.content)
        path = re.sub(r"/[0-9a-f-]+$", "/{id}", "/" + address.partition("?")[0])
        promised = document["paths"].get(path)
        if promised and str(status) in promised["get"]["responses"]:
            content = promised["get"]["responses"][str(status)]["content"][kind.partition(";")[0]]
            assert faults(data, content["schema"], document) == []
        return data

    return read


@pytest.mark.parametrize(
    ("fields", "status", "state"),
    [
        ({}, "scheduled", "open"),
        ({"status": "cancelled"}, "cancelled", None),
        ({"status": "moved"}, "moved", "open"),
        ({"seats_taken": 4}, "scheduled", "few"),
        ({"seats_taken": 5}, "scheduled", "waiting"),
        ({"seats_taken": 5, "waiting_size": 0}, "scheduled", "full"),
        ({"opens_at": timezone.now() + timedelta(hours=9)}, "scheduled", "not_open"),
        ({"closes_at": timezone.now() - timedelta(hours=9)}, "scheduled", "closed"),
        ({"ends_at": None, "start_time": None}, "scheduled", "open"),
        ({"exhibition": True, "end_time": None, "ends_at": None}, "scheduled", "open"),
    ],
)
def test_every_state_is_told_as_promised(library, ask, fields, status, state):
    place = Place.objects.create(library=library, name="Havnen", city="Havnby")
    room = Room.objects.create(place=place, name="Salen")
    make_event(library, "Kor & kaffe", sign_up="sign_up", capacity=5, place=place, room=room)
    was = timezone.now() + timedelta(days=1)
    Occurrence.objects.update(previous_starts_at=was, **fields)
    row = Occurrence.objects.get()
    OccurrenceText.objects.create(occurrence=row, language="da", reason="Syg", note="Tag kop med")
    [told] = ask("occurrences")["items"]
    assert (told["status"], told["sign_up"]["state"]) == (status, state)
    assert (told["reason"] == "Syg") is (status == "cancelled")
    assert (told["previous_start"] is not None) is (status == "moved")
    assert bool(told["sign_up"]["url"]) is (state in ("open", "few", "waiting"))
    assert (told["place"]["name"], told["room"]) == ("Havnen", "Salen")
    assert told["all_day"] is (row.start_time is None) is (told["start"] is None)
    assert ask(f"occurrences/{row.pk}") == told
    event = ask(f"events/{told['event']}")
    assert event["occurrences"] == [told] and event["title"] == "Kor & kaffe"
    assert [item["id"] for item in ask("events")["items"]] == [told["event"]]


def test_the_language_is_chosen_and_falls_back(library, ask):
    page = make_event(library, "Strikkecafé")
    make_event(library, "Kun på dansk", [single_date(in_days(4))])
    translate(page, "en", title="Knitting café", slug="knitting")
    items = ask("occurrences?lang=en")["items"]
    assert [(item["title"], item["language"]) for item in items] == [
        ("Knitting café", "en"), ("Kun på dansk", "da"),
    ]  # fmt: skip
    assert "/en/" in items[1]["url"] and "/en/" in items[1]["calendar"]
    titles = [item["title"] for item in ask("events?lang=en")["items"]]
    assert titles == ["Knitting café", "Kun på dansk"]
    assert [item["title"] for item in ask("events")["items"]] == ["Kun på dansk", "Strikkecafé"]


def test_long_lists_come_in_parts_without_gaps(library, ask, client_for):
    make_event(library, "Igen", [single_date(in_days(2 + number // 3)) for number in range(9)])
    for number in range(3):
        make_event(library, f"Æbler {number}", [single_date(in_days(2))])
    for kind, whole in (("occurrences", 12), ("events", 4)):
        every = [item["id"] for item in ask(kind)["items"]]
        address, seen = f"{kind}?per_page=5&lang=en", []
        while address:
            part = ask(address)
            seen += [item["id"] for item in part["items"]]
            address = part["next"] and part["next"].partition(API)[2]
        assert seen == every and len(set(seen)) == whole, kind


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("place=99", "place"), ("place=x", "place"), ("day=2026-13-45", "day"), ("age=-1", "age"),
        ("when=banan", "when"), ("topic=%00", "topic"), ("access=x", "access"), ("lang=xx", "lang"),
        ("per_page=0", "per_page"), ("per_page=101", "per_page"), ("per_page=٣", "per_page"),
        ("cursor=x", "cursor"), ("cursor=W10", "cursor"), ("cursor=" + "W1tb" * 2000, "cursor"),
        ("cursor=WyIyMDI2IiwgOTk5OTk5OTk5OTk5OTk5OTk5OTk5XQ", "cursor"), ("page=2", "page"),
        ("fejl=1", "fejl"), ("cursor=%ff", "cursor"), ("cursor=WyJcdTAwMDAiLCAxXQ", "cursor"),
        ("cursor=WyJcdWQ4MDAiLDFd", "cursor"), ("cursor=WzEsMV0", "cursor"),
        ("free=banan", "free"), ("seats=%00", "seats"), ("online=-1", "online"),
    ],
)  # fmt: skip
def test_what_means_nothing_is_told_in_words(library, ask, query, name):
    make_event(library)
    for kind in ("occurrences", "events"):
        told = ask(f"{kind}?{query}", 400)
        assert [row["parameter"] for row in told["errors"]] == [name]
        assert len(told["detail"]) > 15 and told["status"] == 400


def test_a_cursor_of_another_list_does_no_harm(library, ask, client_for):
    make_event(library, "Igen", [single_date(in_days(2 + number)) for number in range(3)])
    make_event(library, "En til")
    for one, other, status in (("occurrences", "events", 200), ("events", "occurrences", 400)):
        cursor = re.search(r"cursor=([^&]+)", ask(f"{one}?per_page=1")["next"])[1]
        ask(f"{other}?cursor={cursor}", status)
    far = base64.urlsafe_b64encode(b'["0001-01-01T00:00:00+14:00", 1]').decode()
    ask(f"occurrences?cursor={far}", 400)


def test_filters_are_those_of_the_list_and_can_be_looked_up(library, ask):
    place = Place.objects.create(library=library, name="Havnen", hearing_loop=True)
    Place.objects.create(library=library, name="Byen")
    make_event(library, "Ved havnen", place=place, age_from=3, age_to=6)
    make_event(library, "Andetsteds")
    for query in (f"place={place.pk}", "age=4", "access=hearing_loop", f"place={place.pk}&age=5"):
        assert [item["title"] for item in ask(f"occurrences?{query}")["items"]] == ["Ved havnen"]
        assert [item["title"] for item in ask(f"events?{query}")["items"]] == ["Ved havnen"]
    known = {row["name"]: row["values"] for row in ask("filters")["items"]}
    assert {"value": str(place.pk), "label": "Havnen"} in known["place"]
    assert known.keys() <= FILTERS
    for name, values in known.items():
        for value in values:
            ask(f"occurrences?{name}={value['value']}")


def test_each_library_has_its_own_and_drafts_are_not_told(library, other_library, ask, client_for):
    page = make_event(library, "Strikkecafé")
    draft = make_event(library, "Kladde", live=False)
    row = Occurrence.objects.get()
    foreign = client_for(other_library)
    assert json.loads(foreign.get(f"{API}occurrences").content)["items"] == []
    for address in (f"occurrences/{row.pk}", f"events/{page.content_key}"):
        assert foreign.get(API + address).status_code == 404
    ask(f"events/{draft.content_key}", 404)
    for gone in ("occurrences/999999", f"occurrences/{'9' * 18}", "events/" + "-" * 36, "x", "x/y"):
        ask(gone, 404)
    page.unpublish()
    assert ask("occurrences")["items"] == ask("events")["items"] == []
    ask(f"occurrences/{row.pk}", 404)


def test_asking_again_asking_only_and_writing(library, ask, client_for):
    make_event(library)
    client = client_for(library)
    tag = client.get(f"{API}occurrences")["ETag"]
    for method in (client.get, client.head):
        again = method(f"{API}occurrences", headers={"if-none-match": tag})
        assert again.status_code == 304 and again["Access-Control-Allow-Origin"] == "*"
    assert client.get(f"{API}occurrences/").status_code == 200
    asked = client.options(f"{API}occurrences", headers={"origin": "https://x.example"})
    assert asked.status_code == 204 and "GET" in asked["Access-Control-Allow-Methods"]
    assert "Access-Control-Allow-Credentials" not in asked
    for method in (client.post, client.put, client.patch, client.delete):
        refused = method(f"{API}occurrences")
        assert refused.status_code == 405 and refused["Allow"] == "GET, HEAD, OPTIONS"
        assert refused["Content-Type"] == "application/problem+json"


def test_it_costs_the_same_with_many_dates(library, client_for):
    client = client_for(library)

    def count(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(API + address).status_code == 200
        return len(captured)

    make_event(library)
    addresses = ("occurrences", "events", "occurrences?when=week", "places", "filters")
    few = [count(address) for address in addresses]
    make_event(library, "Mange", [single_date(in_days(day % 6 + 1)) for day in range(60)])
    make_event(library, "Flere")
    assert [count(address) for address in addresses] == few
    assert max(few) <= 6


def test_the_document_and_the_page_name_every_parameter_and_field(library, ask, client_for):
    client = client_for(library)
    document = json.loads(client.get(f"{API}openapi.json").content)
    assert document["openapi"] == "3.1.0"
    assert document["servers"][0]["url"].startswith("http://havnby.test")
    for kind in ("/occurrences", "/events"):
        names = {row["name"] for row in document["paths"][kind]["get"]["parameters"]}
        assert names == {*FILTERS, "lang", "cursor", "per_page"}
    references = set(re.findall(r"#/components/schemas/(\w+)", json.dumps(document)))
    assert references <= document["components"]["schemas"].keys()
    for code in ("da", "en"):
        html = client.get(f"/{code}/api/").content.decode()
        for name in (*FILTERS, *document["components"]["schemas"]["Occurrence"]["properties"]):
            assert f'<code dir="ltr">{name}</code>' in html, name
    start = ask("")
    assert start["documentation"].endswith("/da/api/")


def test_the_check_of_data_can_fail():
    thing = {"type": "object", "properties": {"day": {"type": "string", "format": "date"}},
             "required": ["day"], "additionalProperties": False}  # fmt: skip
    for value in ({}, {"day": "x"}, {"day": None}, {"day": "2026-01-01", "more": 1}, [], True):
        assert faults(value, thing, {}), value
    assert faults({"day": "2026-01-01"}, thing, {}) == []
