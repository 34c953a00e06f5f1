"""Calendars to subscribe to: of the list, a place, a partner, a group and an event."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.utils import timezone

from core.models import Card, Place, Room
from events.models import (
    Occurrence,
    OccurrenceText,
)
from tests.calendars import assert_calendar, assert_khal_reads, names, read
from tests.events.conftest import signed_up
from tests.factories import in_days, make_event, single_date, translate

pytestmark = pytest.mark.django_db

FEED = "/da/det-sker/calendar.ics"
LONG = "Blåbærgrød på Ærøskøbing: " + "æøåÆØÅ" * 20


def block(day: date, start: time | None, end: time | None, last: date | None = None) -> dict:
    value = single_date(datetime.combine(day, start or time()))
    value["value"] |= {
        "start_time": start and start.isoformat(),
        "end_time": end and end.isoformat(),
        "end_date": last and last.isoformat(),
    }
    return value


def dates_of(page):
    return Occurrence.objects.filter(series__key=page.content_key)


def test_case_58_a_calendar_holds_what_programs_need(library, reader, tmp_path):
    place = Place.objects.create(
        library=library, name="Havnen; syd, kaj 3", street="Havnegade 1", city="Havnby"
    )
    page = make_event(library, LONG, summary="Første linje\r\nEND:VEVENT\u2028BEGIN:VEVENT",
                      place=place, price="50 kr.")  # fmt: skip
    answer = reader.get(FEED)
    text = answer.content.decode()
    assert text.count("BEGIN:VEVENT\r\n") == 1 and "METHOD" not in text and "ORGANIZER" not in text
    for line in (
        "X-WR-CALNAME:Havnby – Det sker",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "BEGIN:VTIMEZONE",
        "TRANSP:TRANSPARENT",
    ):
        assert f"{line}\r\n" in text, line
    [event] = assert_calendar(answer.content)
    row = dates_of(page).get()
    assert str(event["SUMMARY"]) == LONG
    assert str(event["LOCATION"]) == "Havnen; syd, kaj 3, Havnegade 1, Havnby"
    assert str(event["URL"]).startswith("http://havnby.test")
    assert event.decoded("DTSTART") == row.local_start
    assert event.decoded("DTSTART").tzinfo.key == "Europe/Copenhagen"
    assert "50 kr." in event["DESCRIPTION"] and str(event["URL"]) in event["DESCRIPTION"]
    assert "Blåbærgrød" in assert_khal_reads(answer.content, tmp_path)


def test_case_58_name_stays_and_number_rises_when_a_date_is_moved(library, reader):
    page = make_event(library)
    long_ago = timezone.now() - timedelta(days=2)
    dates_of(page).update(changed_at=long_ago)
    Card.objects.update(updated_at=long_ago)
    [before] = read(reader, FEED)
    value = page.dates.raw_data[0]["value"]
    value["start_time"], value["end_time"] = "20:00:00", "22:00:00"
    page.save_revision().publish()
    [after] = read(reader, FEED)
    assert before["UID"] == after["UID"]
    assert int(after["SEQUENCE"]) == int(before["SEQUENCE"]) + 1
    assert after.decoded("DTSTAMP") > before.decoded("DTSTAMP") == long_ago.replace(microsecond=0)
    assert after.decoded("DTSTART").hour == 20
    assert "Flyttet fra" in after["DESCRIPTION"]


def test_case_58_a_new_title_raises_no_number_but_is_news(library, reader):
    page = make_event(library, "Strikkecafe")
    tag = reader.get(FEED)["ETag"]
    [before] = read(reader, FEED)
    page.title = "Strikkecafé"
    page.save_revision().publish()
    [after] = read(reader, FEED)
    assert (after["SEQUENCE"], after["SUMMARY"]) == (before["SEQUENCE"], "Strikkecafé")
    assert reader.get(FEED)["ETag"] != tag


def test_case_58_asking_again_costs_nothing_and_a_deletion_is_told(library, reader):
    make_event(library, "Bliver")
    page = make_event(library, "Forsvinder")
    first = reader.get(FEED)
    tag = first["ETag"]
    assert reader.get(FEED).content == first.content, "the same twice is the same file"
    for method in (reader.get, reader.head):
        again = method(FEED, headers={"if-none-match": tag})
        assert again.status_code == 304 and not again.content
        assert again["ETag"] == tag
    page.delete()
    after = reader.get(FEED, headers={"if-none-match": tag})
    assert after.status_code == 200 and names(assert_calendar(after.content)) == ["Bliver"]


def test_case_58_cancelled_dates_stay_for_a_month(library, reader):
    page = make_event(library, dates=[single_date(in_days(-29)), single_date(in_days(-31)),
                                      single_date(in_days(2))])  # fmt: skip
    dates_of(page).update(status="cancelled")
    last = dates_of(page).latest("starts_at")
    OccurrenceText.objects.create(occurrence=last, language="da", reason="Fyret er gået ud.")
    events = read(reader, FEED)
    assert [str(event["STATUS"]) for event in events] == ["CANCELLED", "CANCELLED"]
    assert names(events) == ["Aflyst: Strikkecafé"] * 2
    assert "Fyret er gået ud." in events[1]["DESCRIPTION"]


def test_case_58_a_cancelled_date_is_told_however_many_are_to_come(library, reader, monkeypatch):
    from events.feeds import ical

    page = make_event(library, dates=[single_date(in_days(n)) for n in (-2, -1, 1, 2, 3, 4)])
    for day in (-2, 4):
        dates_of(page).filter(start_date=in_days(day).date()).update(status="cancelled")
    monkeypatch.setattr(ical, "MOST_DATES", 4)
    days = [event.decoded("DTSTART").date() for event in read(reader, FEED)]
    assert days == [in_days(day).date() for day in (-2, 1, 2, 4)]


def test_case_56_whole_days_end_the_day_after_and_no_end_is_no_end(library, reader, tmp_path):
    day = in_days(5).date()
    several = day + timedelta(days=2)
    make_event(library, "Hel dag", [block(day, None, None)])
    make_event(library, "Festival", [block(day, None, None, several)])
    make_event(library, "Åben ende", [block(day, time(19), None)])
    make_event(library, "Nat", [block(day, time(22), time(2), day + timedelta(days=1))])
    make_event(library, "Lejr", [block(day, time(10), None, several)])
    found = {str(event["SUMMARY"]): event for event in read(reader, FEED)}
    after = timedelta(days=1)
    for name, last in (("Hel dag", day), ("Festival", several)):
        event = found[name]
        assert event["DTSTART"].params["VALUE"] == event["DTEND"].params["VALUE"] == "DATE"
        assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (day, last + after)
    assert "DTEND" not in found["Åben ende"] and "DURATION" not in found["Åben ende"]
    assert found["Nat"].decoded("DTEND") - found["Nat"].decoded("DTSTART") == timedelta(hours=4)
    assert found["Lejr"].decoded("DTEND").date() == several + after
    assert "Festival" in assert_khal_reads(reader.get(FEED).content, tmp_path)


def test_case_51_the_hour_stays_over_both_changes_of_the_clock(library, reader):
    """A date of summer and one of winter are both at 19, whatever the zone's rules say."""
    zone = ZoneInfo("Europe/Copenhagen")
    make_event(library, dates=[single_date(in_days(day)) for day in range(1, 540, 30)])
    events = read(reader, FEED)
    starts = [event.decoded("DTSTART") for event in events]
    assert {start.hour for start in starts} == {19}
    assert len({start.astimezone(zone).utcoffset() for start in starts}) == 2


def test_case_57_a_date_left_out_of_a_rule_is_not_in_the_calendar(library, reader):
    first = in_days(7).date()
    days = [first + timedelta(days=7 * number) for number in range(4)]
    rule = {
        "type": "weekly",
        "id": str(uuid4()),
        "value": {
            "start_date": first.isoformat(), "start_time": "19:00", "end_time": "21:00",
            "interval": "1", "count": 4,
            "exceptions": [{"date": first.isoformat(), "new_date": None, "new_start_time": None}],
        },
    }  # fmt: skip
    make_event(library, dates=[rule])
    events = read(reader, FEED)
    assert [event.decoded("DTSTART").date() for event in events] == days[1:]
    assert not [event for event in events if event.get("RRULE") or event.get("RECURRENCE-ID")]


def test_case_55_a_late_evening_is_in_the_calendar_of_its_own_day(library, reader):
    make_event(library, "Natbiograf", [single_date(in_days(3, hour=23), minutes=150)])
    [event] = read(reader, f"{FEED}?day={in_days(3).date()}")
    assert event.decoded("DTSTART").date() == in_days(3).date()
    assert read(reader, f"{FEED}?day={in_days(4).date()}") == []


def test_the_words_are_those_of_the_language_or_else_of_the_first(library, reader):
    page = make_event(library, "Strikkecafé")
    make_event(library, "Kun på dansk", dates=[single_date(in_days(4))])
    translate(page, "en", title="Knitting café", slug="knitting")
    dates_of(page).update(status="cancelled")
    assert names(read(reader, "/en/whats-on/calendar.ics")) == [
        "Cancelled: Knitting café", "Kun på dansk",
    ]  # fmt: skip
    assert names(read(reader, "/en/det-sker/strikkecafe/calendar.ics"))


def test_a_calendar_of_nothing_and_impossible_wishes(library, other_library, client_for, reader):
    """A new library, a page without dates, nonsense in the address: a calendar all the same."""
    assert read(reader, FEED) == []
    make_event(library, "Strikkecafé")
    assert read(client_for(other_library), FEED) == []
    for query in ("place=x", "place=99999999999999999999", "day=0000-00-00", "when=%00", "topic=ø"):
        assert read(reader, f"{FEED}?{query}") == [], query
    assert read(reader, f"{FEED}?day=2099-01-01") == []
    head = reader.head(FEED)
    assert head.status_code == 200 and not head.content and head["ETag"] == reader.get(FEED)["ETag"]
    assert reader.post(FEED).status_code == 405
    for path in ("/da/calendar.ics", "/da/historier/calendar.ics", "/da/x/calendar.ics"):
        assert reader.get(path, follow=True).status_code == 404, path


def test_other_sites_may_read_it_and_old_cards_do_no_harm(library, reader):
    make_event(library)
    answer = reader.get(FEED, headers={"origin": "https://forening.example"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    Card.objects.all().delete()
    assert read(reader, FEED) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("\r\n", "\n"),
        ("UID:", "X-ID:"),
        ("SEQUENCE:0\r\n", ""),
        ("TZID:Europe/Copenhagen", "TZID:Europe/Nowhere"),
        ("SUMMARY:", f"SUMMARY:{'æ' * 60}"),
        ("DTSTAMP:2", "DTSTAMP:x"),
    ],
)
def test_the_strict_reader_sees_faults(library, reader, right, wrong):
    make_event(library)
    body = reader.get(FEED).content.decode()
    assert_calendar(body.encode())
    with pytest.raises(Exception):  # noqa: B017 - each reader complains in its own way
        assert_calendar(body.replace(right, wrong).encode())


def test_a_large_calendar_is_bounded_and_written_once_for_all_who_ask(
    library, reader, client_for, monkeypatch
):
    """30 days back, a year ahead, a number of dates; the soonest go before those that are over."""
    from events.feeds import ical

    make_event(library, dates=[single_date(in_days(day)) for day in (-31, -2, 1, 2, 360, 370)])
    days = [event.decoded("DTSTART").date() for event in read(reader, FEED)]
    assert days == [in_days(day).date() for day in (-2, 1, 2, 360)]
    monkeypatch.setattr(ical, "MOST_DATES", 2)
    first = reader.get(FEED)
    days = [event.decoded("DTSTART").date() for event in assert_calendar(first.content)]
    assert days == [in_days(day).date() for day in (1, 2)]
    written = []
    monkeypatch.setattr(ical, "written", lambda *args, **more: written.append(args))
    assert client_for(library).get(FEED).content == first.content
    assert reader.get(FEED, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert not written


def test_kept_calendars_push_no_counted_tries_out_of_the_shared_cache(library, reader, settings):
    """A full cache in the database forgets what comes first by name, whoever put it there."""
    shared = {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        "OPTIONS": {"MAX_ENTRIES": 5},
    }
    settings.CACHES = {**settings.CACHES, "default": shared}
    make_event(library, "Strik", [single_date(in_days(3))])
    for number in range(3):
        cache.set(f"allauth:rl:{number}", [1], 600)
    for age in range(12):
        assert reader.get(f"{FEED}?age={age}").status_code == 200
    assert all(cache.get(f"allauth:rl:{number}") for number in range(3))


def test_a_sign_up_is_no_news_for_a_calendar_but_every_fact_is(library, reader):
    place = Place.objects.create(library=library, name="Havnen")
    page = make_event(library, place=place, sign_up="sign_up", capacity=9)
    row = dates_of(page).get()
    tags = [reader.get(FEED)["ETag"]]
    signed_up(row)
    assert reader.get(FEED)["ETag"] == tags[0]
    for change in (
        lambda: Place.objects.filter(pk=place.pk).update(city="Kolding"),
        lambda: OccurrenceText.objects.create(occurrence=row, language="da", note="Tag madpakke."),
        lambda: OccurrenceText.objects.update(note="Tag madpakke med."),
        lambda: dates_of(page).update(status="cancelled"),
        lambda: Card.objects.filter(content_key=page.content_key).update(summary="Noget nyt"),
        lambda: dates_of(page).update(room=Room.objects.create(place=place, name="Salen")),
    ):
        change()
        tags.append(reader.get(FEED)["ETag"])
    assert len(set(tags)) == len(tags) == 7
    assert "Salen" in reader.get(FEED).content.decode()
