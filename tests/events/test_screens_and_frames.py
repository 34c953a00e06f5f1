"""The list elsewhere: in frames of other sites, on screens, in feed readers, and how to get it."""

from __future__ import annotations

import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.models import Place
from events.models import EventSeries, Occurrence, OccurrenceText, SeriesOrganiser
from home.models import PlacePage
from partners.models import PartnerPage
from tests.events.conftest import text_of
from tests.factories import in_days, make_event, make_page, single_date, translate

pytestmark = pytest.mark.django_db

LIST = "/da/det-sker/"
EMBED, SCREEN, FOLLOW, FEED = (
    f"{LIST}{name}" for name in ("embed/", "screen/", "follow/", "feed.xml")
)
ATOM = "{http://www.w3.org/2005/Atom}"


def soon(minutes: int = 5) -> dict:
    """A date that begins in some minutes; today, but for the last minutes before midnight."""
    start = timezone.localtime() + timedelta(minutes=minutes)
    return single_date(start, 60)


def today_only() -> None:
    """Let every date be today and not over, at whatever hour the tests run."""
    day = timezone.localdate()
    Occurrence.objects.update(
        start_date=day, end_date=day, until=timezone.now() + timedelta(hours=1)
    )


def test_only_the_embedded_list_may_be_framed_by_others(library, reader):
    make_event(library)
    shown = reader.get(EMBED)
    assert shown.status_code == 200
    assert "frame-ancestors *;" in shown["Content-Security-Policy"] + ";"
    assert "X-Frame-Options" not in shown and not shown.cookies
    assert "script-src 'self'" in shown["Content-Security-Policy"]
    for other in (LIST, SCREEN, FOLLOW, f"{LIST}strikkecafe/"):
        answer = reader.get(other)
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"], other
        assert answer["X-Frame-Options"] == "DENY", other


def test_the_embedded_list_needs_no_script_and_opens_windows_of_its_own(library, reader):
    make_event(library, "Strikkecafé")
    html = reader.get(EMBED).content.decode()
    assert "<script" not in html and "<form" not in html and "csrf" not in html
    links = re.findall(r"<a [^>]*>", html)
    assert len(links) == 2
    assert all('target="_blank"' in link and 'rel="noopener"' in link for link in links)
    assert 'name="robots" content="noindex"' in html


def test_the_embedded_list_keeps_to_filters_number_and_language(library, reader):
    place = Place.objects.create(library=library, name="Havnen")
    page = make_event(library, "Ved havnen", place=place)
    translate(page, "en", title="By the harbour", slug="harbour")
    make_event(library, "Andetsteds", [single_date(in_days(day)) for day in range(4, 30)])
    html = text_of(reader.get(f"{EMBED}?place={place.pk}"))
    assert "Ved havnen" in html and "Andetsteds" not in html and "Havnen" in html
    assert "By the harbour" in text_of(reader.get(f"/en/whats-on/embed/?place={place.pk}"))
    for count, shown in (("2", 2), ("0", 1), ("999", 20), ("x", 6), ("٣", 6), ("", 6)):
        html = reader.get(f"{EMBED}?count={count}").content.decode()
        assert html.count('<article class="event') == shown, count
    room = make_page(PlacePage, library, "Havnen", place=place)
    assert "Andetsteds" not in text_of(reader.get(f"{room.site_path}embed/"))
    assert reader.get(f"{page.site_path}embed/").status_code == 404


def test_the_page_about_following_holds_every_address_with_the_filters(library, reader):
    place = Place.objects.create(library=library, name="Havnen")
    Place.objects.create(library=library, name="Byen")
    make_event(library, place=place)
    query = f"?place={place.pk}"
    html = reader.get(FOLLOW + query).content.decode()
    base = "://havnby.test"
    for address in (
        f'href="webcal{base}',
        f"{LIST}calendar.ics{query}",
        f"{LIST}screen/{query}",
        f"{LIST}feed.xml{query}",
        f"&lt;iframe src=&quot;http{base}".replace("&quot;", '"'),
        f"{LIST}embed/{query}",
    ):
        assert address in html.replace(":8000", ""), address
    listed = reader.get(LIST + query).content.decode()
    assert f"{LIST}follow/{query}" in listed and "webcal:" in listed
    assert f'type="text/calendar" title="Det sker" href="{LIST}calendar.ics{query}"' in listed
    assert reader.get("/en/whats-on/follow/").status_code == 200


def test_pages_with_dates_lead_to_their_calendar(library, reader):
    place = Place.objects.create(library=library, name="Havnen")
    event = make_event(library, place=place)
    room = make_page(PlacePage, library, "Havnen", place=place)
    partner = make_page(PartnerPage, library, "Strikkeliv")
    alone = make_page(PartnerPage, library, "Stille", slug="stille")
    series = EventSeries.objects.get(key=event.content_key)
    SeriesOrganiser.objects.create(series=series, partner_key=partner.content_key, name="x")
    for page in (event, room, partner):
        assert f"{page.site_path}calendar.ics" in reader.get(page.site_path).content.decode()
    assert "calendar.ics" not in reader.get(alone.site_path).content.decode()


def test_case_60_the_screen_shows_today_and_marks_what_changed(library, reader):
    place = Place.objects.create(library=library, name="Havnen")
    make_event(library, "Netop nu", [soon()], place=place)
    off = make_event(library, "Aflyst aften", [soon()])
    moved = make_event(library, "Flyttet kor", [soon()])
    today_only()
    make_event(library, "I overmorgen", [single_date(in_days(2))])
    gone = make_event(library, "Til en anden dag", [single_date(in_days(4))])
    over = make_event(library, "Forbi", [soon()])
    rows = Occurrence.objects
    rows.filter(series__key=off.content_key).update(status="cancelled")
    row = rows.get(series__key=off.content_key)
    OccurrenceText.objects.create(occurrence=row, language="da", reason="Fyret er gået ud.")
    rows.filter(series__key=over.content_key).update(until=timezone.now())
    was = timezone.localtime().replace(hour=12, minute=30)
    for page in (moved, gone):
        rows.filter(series__key=page.content_key).update(status="moved", previous_starts_at=was)
    shown = reader.get(SCREEN)
    html, words = shown.content.decode(), text_of(shown)
    for part in ("Netop nu", "Havnen", "Aflyst aften", "Fyret er gået ud.", "Flyttet kor"):
        assert part in words, part
    assert "Flyttet fra kl. 12.30." in words
    assert re.search(r"Til en anden dag.*Flyttet til \w+dag", words)
    assert "I overmorgen" not in words and "Forbi" not in words
    assert "show--cancelled" in html and html.count("show--moved") == 2
    only = text_of(reader.get(f"{SCREEN}?place={place.pk}"))
    assert "Netop nu" in only and "Aflyst aften" not in only
    assert not shown.cookies


def test_a_screen_turns_its_sheets_also_without_script(library, reader):
    make_event(library, "Igen", [soon(5 + number) for number in range(9)])
    today_only()
    first = reader.get(SCREEN).content.decode()
    assert first.count("data-sheet") == 3 and first.count(" data-sheet hidden") == 2
    assert f'content="15;url={SCREEN}?page=2"' in first.split("</noscript>")[0]
    last = reader.get(f"{SCREEN}?page=3").content.decode()
    assert f"url={SCREEN}?page=1" in last
    for page in ("0", "99", "x", "٣", "-1"):
        assert reader.get(f"{SCREEN}?page={page}").content == first.encode(), page
    tag = reader.get(SCREEN)["ETag"]
    assert reader.get(SCREEN, headers={"if-none-match": tag}).status_code == 304


def test_a_screen_on_a_quiet_day_shows_what_comes(library, reader):
    assert "Der er ikke planlagt noget lige nu" in text_of(reader.get(SCREEN))
    make_event(library, "I overmorgen", [single_date(in_days(2))])
    words = text_of(reader.get(SCREEN))
    assert "I overmorgen" in words and "Snart" in words


@pytest.mark.parametrize("name", ["embed/", "screen/", "follow/", "feed.xml"])
def test_the_number_of_dates_costs_nothing(library, reader, name):
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert reader.get(f"{LIST}{name}").status_code == 200
        return len(captured)

    make_event(library, "Første", [soon()])
    reader.get(LIST + name)
    few = count()
    make_event(library, "Mange", [soon(5 + number) for number in range(20)])
    make_event(library, "Flere", [single_date(in_days(day)) for day in range(1, 20)])
    assert count() == few <= 8


def test_the_feed_of_events_knows_every_filter_of_the_list(library, reader):
    early = make_event(library, "Tidligt", [single_date(in_days(2))], age_from=3, age_to=6)
    translate(early, "en", title="Early", slug="early")
    make_event(library, "Sent", [single_date(in_days(9))])

    def titles(url: str) -> list[str]:
        answer = reader.get(url)
        assert answer["Content-Type"].startswith("application/atom+xml")
        root = ElementTree.fromstring(answer.content)
        return sorted(entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry"))

    assert titles(FEED) == ["Sent", "Tidligt"]
    assert titles(f"{FEED}?day={in_days(2).date()}") == ["Tidligt"]
    assert titles(f"{FEED}?age=5") == ["Tidligt"]
    assert titles(f"{FEED}?day=2099-01-01") == []
    assert titles("/en/whats-on/feed.xml") == ["Early", "Sent"]
    tag = reader.get(FEED)["ETag"]
    assert reader.get(FEED, headers={"if-none-match": tag}).status_code == 304


def test_a_filter_that_is_no_more_gives_no_dates_and_says_why(library, reader):
    """Who subscribed to one place gets nothing, not everything, once the place is deleted."""
    gone = Place.objects.create(library=library, name="Havnen")
    make_event(library, "Et andet sted", [soon()])
    today_only()
    stale = f"?place={gone.pk}"
    gone.delete()
    for name in ("calendar.ics", "feed.xml", "embed/", "screen/"):
        everything = reader.get(f"{LIST}{name}").content.decode()
        answer = reader.get(f"{LIST}{name}{stale}").content.decode()
        assert "Et andet sted" in everything and "Et andet sted" not in answer, name
        assert "der hedder" in answer.replace("\r\n ", ""), name
    screen = reader.get(f"{SCREEN}{stale}").content.decode()
    assert f'data-screen="{SCREEN}{stale}"' in screen, "renewed with the same filter"
    followed = text_of(reader.get(f"{FOLLOW}{stale}"))
    assert "der hedder" in followed and f"calendar.ics{stale}" not in followed
