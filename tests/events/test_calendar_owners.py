"""A calendar for every owner of dates, in every language, at the same cost for any number."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.models import Place
from events.models import EventSeries, Occurrence, OccurrenceListing, SeriesOrganiser
from groups.models import GroupPage
from home.models import PlacePage
from partners.models import PartnerPage
from tests.calendars import assert_khal_reads, names, read
from tests.factories import in_days, make_event, make_page, single_date
from tests.processes import forget_all

pytestmark = pytest.mark.django_db

FEED = "/da/det-sker/calendar.ics"


def dates_of(page):
    return Occurrence.objects.filter(series__key=page.content_key)


def furnish(library) -> dict[str, str]:
    """An event of each owner; gives the calendars that hold just one of them."""
    place = Place.objects.create(library=library, name="Havnehuset")
    make_event(library, "Andetsteds")
    there = make_event(library, "Ved havnen", place=place)
    ours = make_event(library, "Foreningens", dates=[single_date(in_days(4))])
    partner = make_page(PartnerPage, library, "Strikkeliv")
    series = EventSeries.objects.get(key=ours.content_key)
    for name in ("Strikkeliv", "Strikkeliv igen"):
        SeriesOrganiser.objects.create(series=series, partner_key=partner.content_key, name=name)
    group = make_page(GroupPage, library, "Læsekredsen")
    meetings = EventSeries.objects.create(
        key=group.content_key, library=library, owner_kind="group", title="Læsekredsen", listed=True
    )
    meeting = dates_of(there).get()
    meeting.pk, meeting.series, meeting.place, meeting.uid = None, meetings, None, str(uuid4())
    meeting.content_key = meetings.key
    meeting.save()
    OccurrenceListing.objects.create(occurrence=meeting, library=library)
    room = make_page(PlacePage, library, "Havnehuset", place=place)
    return {
        f"{there.site_path}calendar.ics": "Ved havnen",
        f"{FEED}?place={place.pk}": "Ved havnen",
        f"{room.site_path}calendar.ics": "Ved havnen",
        f"{partner.site_path}calendar.ics": "Foreningens",
        f"{group.site_path}calendar.ics": "Læsekredsen",
    }


def test_every_owner_of_dates_has_a_calendar_in_every_language(library, reader, tmp_path):
    for number, (url, title) in enumerate(furnish(library).items()):
        assert names(read(reader, url)) == [title], url
        english = url.replace("/da/", "/en/").replace("det-sker/calendar", "whats-on/calendar")
        [event] = read(reader, english)
        assert str(event["URL"]).startswith("http://havnby.test"), english
        assert "/en/" in event["URL"]
        folder = tmp_path / str(number)
        folder.mkdir()
        assert title in assert_khal_reads(reader.get(url).content, folder)


def count(client, url: str) -> tuple[int, int]:
    """How many questions the database was asked, and how many bytes came."""
    with CaptureQueriesContext(connection) as captured:
        body = client.get(url).content
    return len(captured), len(body)


def test_case_60_a_calendar_costs_the_same_with_many_dates_and_holds_its_window(library, reader):
    page = make_event(library, dates=[single_date(in_days(1))])
    row = dates_of(page).get()
    forget_all()
    assert count(reader, FEED)[0] <= 5
    few = count(reader, FEED)
    rows = []
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    for number in range(1, 2000):
        start = noon + timedelta(days=number - 40)
        end = start + timedelta(hours=1)
        rows.append(
            Occurrence(
                series=row.series, content_key=row.content_key, library=library,
                uid=f"x{number}", listed=True, start_date=start.date(), end_date=end.date(),
                start_time=start.time(), end_time=end.time(), starts_at=start, ends_at=end,
                until=end,
            )
        )  # fmt: skip
    made = Occurrence.objects.bulk_create(rows)
    OccurrenceListing.objects.bulk_create(
        OccurrenceListing(occurrence=one, library=library) for one in made
    )
    many = count(reader, FEED)
    assert many[0] == few[0]
    starts = [event.decoded("DTSTART") for event in read(reader, FEED)]
    now = timezone.now()
    month, year = now - timedelta(days=30), now + timedelta(days=366)
    assert len(starts) == 1 + sum(one.until > month and one.starts_at < year for one in made)
    assert min(starts) > now - timedelta(days=31) and max(starts) < now + timedelta(days=367)
    assert count(reader, f"{page.site_path}calendar.ics")[0] <= 5
