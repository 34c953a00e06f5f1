"""What readers see of events, and how many questions to the database it takes."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.models import Audience, Card, Place, Room, Topic
from core.registry import registry
from events.models import Occurrence, OccurrenceText
from tests.factories import in_days, make_event, single_date, translate

pytestmark = pytest.mark.django_db

LIST, LIST_EN = "/da/det-sker/", "/en/whats-on/"


def text_of(response) -> str:
    return response.content.decode()


def all_day(day) -> dict:
    block = single_date(day)
    block["value"] |= {"start_time": None, "end_time": None}
    return block


def test_a_published_event_is_in_the_list_at_once_in_every_language(library, client_for):
    make_event(library, "Strikkecafé", price="50 kr.")
    danish = text_of(client_for(library).get(LIST))
    assert "Strikkecafé" in danish and 'href="/da/det-sker/strikkecafe/"' in danish
    english = text_of(client_for(library).get(LIST_EN))
    assert 'href="/en/det-sker/strikkecafe/"' in english
    assert re.search(r'<div lang="da" dir="ltr">\s*<h3', english)
    assert client_for(library).get("/en/det-sker/strikkecafe/").status_code == 200


def test_a_translation_takes_the_place_of_the_original(library, client_for):
    page = make_event(library, "Strikkecafé")
    translate(page, "en", title="Knitting café", slug="knitting")
    english = text_of(client_for(library).get(LIST_EN))
    assert "Knitting café" in english and "Strikkecafé" not in english


def test_other_libraries_do_not_list_it(library, other_library, client_for):
    make_event(library, "Strikkecafé")
    assert "Strikkecafé" not in text_of(client_for(other_library).get(LIST))


def test_case_60_running_is_listed_and_over_is_not(library, client_for):
    now = timezone.localtime()
    make_event(library, "Netop nu", dates=[single_date(now - timedelta(minutes=30), 90)])
    make_event(library, "Forbi", dates=[single_date(now - timedelta(hours=4), 60)])
    page = text_of(client_for(library).get(LIST))
    assert "Netop nu" in page and "Forbi" not in page


def test_exhibitions_stand_apart(library, client_for):
    block = all_day(in_days(1))
    block["value"]["end_date"] = in_days(20).date().isoformat()
    make_event(library, "Akvareller", dates=[block], exhibition=True)
    page = text_of(client_for(library).get(LIST))
    assert "Akvareller" in page.split('id="s-exhibitions"')[1]


@pytest.mark.parametrize(
    "query",
    [
        "when=banan&day=2026-13-45&topic=%00&place=';--&audience=x&page=-7",
        "page=99999999999999999999&day=0000-00-00",
        "page=٣&when=&when=today&place=99999999999999999999",
        "day=9999-12-31",
        "day=&topic=&place=&audience=&when=",
    ],
)
def test_nonsense_in_the_address_is_left_out(library, client_for, query):
    make_event(library, "Strikkecafé")
    response = client_for(library).get(f"{LIST}?{query}")
    assert response.status_code == 200
    assert "Strikkecafé" in text_of(response) or "today" in query


def test_filters_by_day_place_and_topic(library, client_for):
    place = Place.objects.create(library=library, name="Havnen")
    Place.objects.create(library=library, name="Byen")
    topic = Topic.objects.create(library=library, slug="garn")
    topic.names.create(language="da", name="Garn")
    topic.save()
    there = make_event(library, "Ved havnen", place=place, dates=[single_date(in_days(5))])
    there.page_topics.create(topic=topic)
    there.save_revision().publish()
    make_event(library, "Andetsteds", dates=[single_date(in_days(3))])
    client = client_for(library)
    for query in (f"day={in_days(5).date()}", f"place={place.pk}", "topic=garn"):
        page = text_of(client.get(f"{LIST}?{query}"))
        assert "Ved havnen" in page and "Andetsteds" not in page, query
    nothing = client.get(f"{LIST}?day={in_days(9).date()}")
    assert nothing.status_code == 200 and "Ved havnen" not in text_of(nothing)


def test_case_55_a_late_evening_is_on_its_own_day_only(library, client_for):
    night = single_date(in_days(3, hour=23), minutes=150)
    make_event(library, "Natbiograf", dates=[night])
    client = client_for(library)
    assert "Natbiograf" in text_of(client.get(f"{LIST}?day={in_days(3).date()}"))
    assert "Natbiograf" not in text_of(client.get(f"{LIST}?day={in_days(4).date()}"))


def test_the_list_has_pages(library, client_for):
    make_event(library, "Igen", dates=[single_date(in_days(day)) for day in range(1, 31)])
    client = client_for(library)
    first, second = text_of(client.get(LIST)), text_of(client.get(f"{LIST}?page=2"))
    assert first.count('<article class="event') == 24
    assert second.count('<article class="event') == 6


def test_an_event_shows_date_place_price_and_the_way_to_sign_up(library, client_for):
    place = Place.objects.create(library=library, name="Havnen", street="Kajen 1")
    room = Room.objects.create(place=place, name="Salen")
    page = make_event(
        library, place=place, room=room, price="50 kr.", sign_up="sign_up", capacity=5
    )
    date = Occurrence.objects.get()
    html = text_of(client_for(library).get(page.site_path))
    for words in ("Havnen, Salen", "Kajen 1", "50 kr.", f'href="/da/sign-up/{date.pk}/"', "19"):
        assert words in html
    english = text_of(client_for(library).get(page.site_path.replace("/da/", "/en/")))
    assert f'href="/en/sign-up/{date.pk}/"' in english


@pytest.mark.parametrize(
    ("fields", "status", "offers"),
    [
        ({}, "EventScheduled", True),
        ({"status": "cancelled"}, "EventCancelled", False),
        ({"status": "moved"}, "EventRescheduled", True),
        ({"seats_taken": 5}, "EventScheduled", True),
        ({"seats_taken": 5, "waiting_size": 0}, "EventScheduled", False),
        ({"opens_at": timezone.now() + timedelta(days=1)}, "EventScheduled", False),
        ({"closes_at": timezone.now() - timedelta(days=1)}, "EventScheduled", False),
    ],
)
def test_case_59_each_state_offers_what_is_true(library, client_for, fields, status, offers):
    page = make_event(library, sign_up="sign_up", capacity=5)
    translate(page, "en", title="Knitting", slug="knitting")
    Occurrence.objects.update(**fields)
    date = Occurrence.objects.get()
    for path, language in ((page.site_path, "da"), ("/en/whats-on/knitting/", "en")):
        html = text_of(client_for(library).get(path))
        data, _crumbs = json_ld(html)["@graph"]
        assert data["eventStatus"] == f"https://schema.org/{status}"
        assert data["startDate"] == date.local_start.isoformat()
        assert data["inLanguage"] == language
        assert (f"/{language}/sign-up/{date.pk}/" in html) is offers


def json_ld(html: str) -> dict:
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    return json.loads(script)


def test_a_title_cannot_end_the_script(library, client_for):
    title = '</script><script>alert("&")</script>'
    page = make_event(library, title, slug="ondt")
    html = text_of(client_for(library).get(page.site_path))
    assert "<script>alert" not in html
    assert json_ld(html)["@graph"][0]["name"] == title


def test_why_a_date_is_cancelled_stands_on_the_page(library, client_for):
    page = make_event(library, dates=[single_date(in_days(3)), single_date(in_days(5))])
    date = Occurrence.objects.earliest("starts_at")
    Occurrence.objects.filter(pk=date.pk).update(status="cancelled")
    OccurrenceText.objects.create(occurrence=date, language="da", reason="Underviseren er syg")
    assert "Underviseren er syg" in text_of(client_for(library).get(page.site_path))


def test_an_event_of_no_date_and_one_that_is_over_stay_whole(library, client_for):
    empty = make_event(library, "Uden dato", dates=[])
    over = make_event(library, "Forbi", dates=[single_date(in_days(-9))], sign_up="sign_up")
    for page in (empty, over):
        response = client_for(library).get(page.site_path)
        assert response.status_code == 200
        assert "/sign-up/" not in text_of(response)
        assert ("Der er ingen datoer endnu" in text_of(response)) is (page is empty)


def test_sign_up_elsewhere_leads_there(library, client_for):
    page = make_event(library, sign_up="link", sign_up_url="https://example.org/billet")
    assert 'href="https://example.org/billet"' in text_of(client_for(library).get(page.site_path))


def test_blocks_and_places_get_coming_dates(library):
    place = Place.objects.create(library=library, name="Havnen")
    make_event(library, "Ved havnen", place=place)
    make_event(library, "Andetsteds")
    source = registry.list_sources["events"]
    found = source(library=library, language="en", limit=5, place_id=place.pk)
    assert [item.title for item in found] == ["Ved havnen"]
    assert found[0].url == "/en/det-sker/ved-havnen/" and found[0].lang == "da"
    assert len(source(library=library, language="da", limit=1)) == 1
    audience = Audience.objects.create(library=library, slug="unge")
    Card.objects.get(title="Andetsteds").audiences.add(audience)
    meant = source(library=library, language="da", limit=5, audience_id=audience.pk)
    assert [item.title for item in meant] == ["Andetsteds"]


def queries(client, path: str) -> int:
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_lists_and_details_ask_as_little_for_many_as_for_few(library, client_for):
    place = Place.objects.create(library=library, name="Havnen")
    topic = Topic.objects.create(library=library, slug="garn")
    topic.names.create(language="da", name="Garn")
    topic.save()

    def add(number: int, days: int) -> None:
        dates = [single_date(in_days(day + 1)) for day in range(days)]
        page = make_event(library, f"Nummer {number}", dates=dates, place=place, sign_up="sign_up")
        page.page_topics.create(topic=topic)
        page.save_revision().publish()

    add(0, 1)
    client = client_for(library)
    paths = (LIST, LIST_EN, "/da/det-sker/nummer-0/", "/en/det-sker/nummer-0/")
    few = [queries(client, path) for path in paths]
    for number in range(1, 11):
        add(number, 20)
    many = [queries(client, path) for path in paths]
    assert few == many
    assert max(many[:2]) <= 14 and max(many[2:]) <= 12, many
