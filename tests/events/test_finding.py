"""Readers find dates: filters by facts, what to try when nothing fits, and clear words."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from core.models import PageTopic, Place, Room, Topic, TopicName
from events.languages import language_name, language_names
from events.models import Occurrence, SignUp
from events.queries import find_dates
from events.queries.filters import Filters
from tests.events.conftest import own_path, sent_by_form
from tests.factories import in_days, make_event, single_date

pytestmark = pytest.mark.django_db

LIST = "/da/det-sker/"


def text_of(response) -> str:
    return response.content.decode()


@pytest.fixture
def town(library):
    """Events that differ in one fact each, and one that has none."""
    place = Place.objects.create(library=library, name="Havnen", step_free=True)
    Place.objects.create(library=library, name="Skuret")
    hall = Room.objects.create(place=place, name="Salen", hearing_loop=True)
    attic = Room.objects.create(place=place, name="Loftet", only_by_stairs=True)
    full = make_event(library, "Optaget", sign_up="sign_up", capacity=1, price="50 kr.")
    Occurrence.objects.filter(series__key=full.translation_key).update(seats_taken=1)
    make_event(library, "Babysang", age_to=2)
    make_event(library, "Vinsmagning", age_from=18, price="200 kr.")
    make_event(library, "Sprogcafé", languages=",da,uk,", price="Gratis")
    make_event(library, "Foredrag", online=True, online_url="https://moede.example/1")
    make_event(library, "I salen", place=place, room=hall)
    make_event(library, "På loftet", place=place, room=attic)


TITLES = {
    "Optaget",
    "Babysang",
    "Vinsmagning",
    "Sprogcafé",
    "Foredrag",
    "I salen",
    "På loftet",
}


def found(library, query: str) -> set[str]:
    dates = find_dates(QueryDict(query), library=library, language="da").dates
    return {row.series.title for row in dates}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", TITLES),
        ("free=1", TITLES - {"Optaget", "Vinsmagning"}),
        ("seats=1", TITLES - {"Optaget"}),
        ("online=1", {"Foredrag"}),
        ("online=true", {"Foredrag"}),
        ("online=false", TITLES),
        ("language=uk", {"Sprogcafé"}),
        ("language=da", TITLES),
        ("age=1", {"Babysang"}),
        ("age=17", set()),
        ("age=40", TITLES - {"Babysang"}),
        ("access=step_free", {"I salen"}),
        ("access=step_free&access=hearing_loop", {"I salen"}),
        ("access=hearing_loop&free=1&online=1", set()),
    ],
)
def test_each_filter_finds_what_it_says(library, town, query, titles):
    assert found(library, query) == titles


def test_the_address_holds_the_filters_and_the_form_shows_them(library, town, client_for):
    page = text_of(client_for(library).get(f"{LIST}?free=1&age=1&access=step_free&language=uk"))
    assert '<details class="filters__more" open>' in page
    for part in ('name="free" value="1" checked', 'value="step_free" checked', 'value="1"'):
        assert part in page
    assert 'href="/da/det-sker/?age=1&amp;language=uk&amp;free=1"' in page


@pytest.mark.parametrize(
    ("query", "unfolded"),
    [
        *(("", False), ("when=today", False), ("place=", False), ("topic=", False)),
        *(("day=2030-01-31", True), ("day=2030-31-31", True), ("age=x", True), ("seats=1", True)),
    ],
)
def test_only_when_and_where_are_asked_at_first(library, town, client_for, query, unfolded):
    soup = BeautifulSoup(text_of(client_for(library).get(f"{LIST}?{query}")), "html.parser")
    more = soup.select_one("details.filters__more")
    assert more.has_attr("open") is unfolded
    shown = {field["name"] for field in soup.select(".filters [name]") if more not in field.parents}
    assert shown == {"when", "place"}
    assert {"day", "age", "language"} < {field["name"] for field in more.select("[name]")}


def test_topics_are_a_list_of_topics_whatever_state_the_event_is_in(library, client_for):
    page = make_event(library, "Sprogcafé")
    topic = Topic.objects.create(library=library, slug="sprog")
    TopicName.objects.create(topic=topic, language="da", name="Sprog")
    page.page_topics.add(PageTopic(topic=topic))
    page.save_revision().publish()
    soup = BeautifulSoup(text_of(client_for(library).get(page.site_path)), "html.parser")
    assert soup.select_one("ul.tags")["aria-label"] == "Emner"
    assert soup.select_one(".slip .badge").text.strip() == "Bare kom"


def test_a_row_and_a_page_tell_ages_languages_online_and_access(library, town, client_for):
    client = client_for(library)
    page = text_of(client.get(LIST))
    assert "til og med 2 år" in page and "Dansk, ukrainsk" in page and "Online" in page
    talk = text_of(client.get(f"{LIST}foredrag/"))
    assert 'href="https://moede.example/1"' in talk
    assert "Trinfri adgang, teleslynge" in text_of(client.get(f"{LIST}i-salen/"))


def test_a_cancelled_date_invites_nobody_to_take_part_online(event, client_for, library):
    page, date_ = event(online=True, online_url="https://moede.example/3")
    client = client_for(library)
    assert "Vær med online" in text_of(client.get(page.site_path))
    type(date_).objects.filter(pk=date_.pk).update(status="cancelled")
    assert "Vær med online" not in text_of(client.get(page.site_path))


def test_the_link_to_take_part_is_for_those_with_a_seat(event, client_for, library):
    url = "https://moede.example/2"
    page, date_ = event(capacity=1, online=True, online_url=url)
    client = client_for(library)
    assert url not in text_of(client.get(page.site_path))
    sent_by_form(client, date_, 1)
    sent_by_form(client, date_, 2)
    seated, waiting = SignUp.objects.order_by("pk")
    assert f'href="{url}"' in text_of(client.get(own_path(seated)))
    assert url not in text_of(client.get(own_path(waiting)))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("day=2026-13-45", "2026-13-45"),
        ("day=0000-00-00", "0000-00-00"),
        ("age=-3", "fra 0 til 120"),
        ("age=gammel", "fra 0 til 120"),
        ("topic=%00%3Cscript%3E", "&lt;script&gt;"),
        ("access=flyver", "flyver"),
        ("language=klingon", "klingon"),
        ("place=99999999999999999999", "99999999999999999999"),
    ],
)
def test_what_means_nothing_is_told_and_the_rest_kept(library, town, client_for, query, words):
    response = client_for(library).get(f"{LIST}?{query}&online=1")
    page = text_of(response)
    assert response.status_code == 200
    assert words in page and "<script>" not in page
    assert "Foredrag" in page and "Babysang" not in page


def test_nothing_found_leads_to_the_nearest_days_and_to_fewer_filters(library, client_for):
    make_event(library, "Strikkecafé", dates=[single_date(in_days(day)) for day in (2, 9, 30)])
    day = in_days(8).date()
    page = text_of(client_for(library).get(f"{LIST}?day={day}&free=1"))
    assert 'class="empty"' in page
    near = f"{LIST}?free=1&amp;day={in_days(9).date()}"
    assert near in page and f"{LIST}?free=1&amp;day={in_days(2).date()}" in page
    assert f'href="{LIST}?free=1">' in page
    assert f'btn--quiet" href="{LIST}?day={day}">' not in page


def test_a_day_of_another_year_says_which(library, client_for):
    make_event(library, "Strikkecafé", dates=[single_date(in_days(day)) for day in (2, 400)])
    this, other = in_days(2).date(), in_days(400).date()
    page = text_of(client_for(library).get(f"{LIST}?day=2099-01-01"))
    assert re.search(rf" {other.day}\. \w+ {other.year}</a>", page)
    if this.year == timezone.localdate().year:
        assert re.search(rf" {this.day}\. \w+</a>", page)


def test_the_weekend_and_the_week_are_days_from_today():
    friday, sunday = date(2026, 11, 27), date(2026, 11, 29)
    weekend = Filters(when="weekend")
    assert weekend.days(friday) == (date(2026, 11, 28), sunday)
    assert weekend.days(sunday) == (sunday, sunday)
    assert Filters(when="week").days(friday) == (friday, date(2026, 12, 3))


def test_case_55_an_evening_in_danish_time_is_on_its_danish_day(library):
    """23:30 on a summer evening is 21:30 UTC; half past midnight is the day before in UTC."""
    day = timezone.localdate() + timedelta(days=5)
    for title, hour in (("Sent", time(23, 30)), ("Tidligt", time(0, 30))):
        make_event(
            library, title, dates=[single_date(in_days(5).replace(hour=hour.hour, minute=30), 20)]
        )
    assert found(library, f"day={day}") == {"Sent", "Tidligt"}
    assert found(library, f"day={day - timedelta(days=1)}") == set()
    assert found(library, f"day={day + timedelta(days=1)}") == set()


def test_nothing_found_stays_within_the_budget(library, town, client_for):
    client = client_for(library)
    client.get(LIST)
    for query in ("", "?day=2099-01-01&free=1&seats=1&access=step_free&age=40", "?topic=x"):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(LIST + query).status_code == 200
        assert len(captured) <= 14, query


def test_languages_in_a_row_are_written_as_each_language_writes_them():
    with translation.override("da"):
        assert (
            language_names(["da", "da-x-let", "ar", "sgn"])
            == "Dansk, let dansk, arabisk, tegnsprog"
        )
        assert language_name("da-x-let") == "Let dansk"
    with translation.override("en"):
        assert language_names(["da", "da-x-let", "sgn"]) == "Danish, Easy Danish, sign language"
