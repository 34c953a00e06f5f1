"""What people are told by mail: once, in their language, with a calendar file that is right."""

from __future__ import annotations

import re
from datetime import timedelta

import icalendar
import pytest
import vobject
from django.core import mail
from django.utils import timezone

from core.mail_words import sample
from core.models import Outbox
from core.outbox import build, send_due
from core.registry import registry
from events.actions.changes import cancel, change_seats
from events.calendar import entry, uid, written
from events.models import Occurrence, SignUp
from tests.calendars import attached
from tests.events.conftest import own_path, sent_by_form, signed_up, told
from tests.factories import make_event, make_occurrence

pytestmark = pytest.mark.django_db


def calendar_of(message: Outbox) -> icalendar.Calendar:
    [attachment] = message.attachments
    attached(message)
    return icalendar.Calendar.from_ical(attachment["text"])


def event_of(message: Outbox):
    return calendar_of(message).walk("VEVENT")[0]


def test_a_confirmation_has_text_html_calendar_and_the_personal_link(library, event):
    page, occurrence = event()
    row = signed_up(occurrence)
    [message] = told("confirmation")
    assert send_due() == 1
    [sent] = mail.outbox
    assert page.title in sent.subject
    link = library.base_url + own_path(row)
    html = sent.alternatives[0].content
    assert link in sent.body and link in html
    assert library.base_url + page.site_path in html
    assert row.token not in message.attachments[0]["text"]
    kinds = [part.get_content_type() for part in sent.message().walk()]
    assert {"text/plain", "text/html", "text/calendar"} <= set(kinds)


@pytest.mark.parametrize(("language", "direction"), [("da", "ltr"), ("ar", "rtl")])
def test_case_32_mail_is_written_in_the_language_and_direction_of_the_sign_up(
    event, language, direction
):
    _page, occurrence = event()
    signed_up(occurrence, language=language)
    html = build(told("confirmation")[0]).alternatives[0].content
    assert f'<html lang="{language}" dir="{direction}">' in html


def test_case_32_promotion_speaks_the_language_of_the_one_promoted(event):
    _page, occurrence = event(capacity=1)
    first = signed_up(occurrence, 1, language="da")
    signed_up(occurrence, 2, language="en")
    cancel(sign_up=first)
    [message] = told("promoted")
    assert message.language == "en"
    assert "/en/sign-up/s/" in message.context["link"]
    assert "There is a seat for you" in build(message).subject


def test_the_calendar_file_is_strictly_right(event, library):
    _page, occurrence = event(title="Læsekreds for nysgerrige på Søndre Bibliotek " * 3)
    signed_up(occurrence)
    [attachment] = told("confirmation")[0].attachments
    assert attachment["type"] == "text/calendar; method=REQUEST"
    text = attachment["text"]
    assert "\r\n" in text and "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    found = event_of(told("confirmation")[0])
    assert found["uid"] == uid(occurrence)
    assert found["sequence"] == occurrence.sequence
    assert found["dtstart"].dt == occurrence.local_start
    assert found["dtend"].dt == occurrence.local_end
    assert found["attendee"].params["RSVP"] == "FALSE"
    zones = calendar_of(told("confirmation")[0]).walk("VTIMEZONE")
    assert [str(zone["tzid"]) for zone in zones] == ["Europe/Copenhagen"]
    assert all("COMMENT" not in zone for zone in zones)
    strict = vobject.readOne(text)
    assert len(strict.vevent_list) == 1
    assert strict.method.value == "REQUEST"


def test_a_title_cannot_write_entries_of_its_own(library):
    occurrence = make_occurrence(library)
    occurrence.series.title = "Fest\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Andet"
    occurrence.series.save()
    signed_up(occurrence, name='Anna"; X=1')
    [message] = told("confirmation")
    assert len(calendar_of(message).walk("VEVENT")) == 1
    assert len(vobject.readOne(message.attachments[0]["text"]).vevent_list) == 1
    assert "\n" not in build(message).subject


def test_cancelling_takes_the_entry_back_and_signing_up_again_returns_it(event):
    _page, occurrence = event()
    row = signed_up(occurrence)
    cancel(sign_up=row)
    signed_up(occurrence)
    first, last = (event_of(message) for message in told("confirmation"))
    gone = event_of(told("called_off")[0])
    assert calendar_of(told("called_off")[0])["method"] == "CANCEL"
    assert first["uid"] == gone["uid"] == last["uid"]
    assert gone["status"] == "CANCELLED"
    assert first["dtstamp"].dt <= gone["dtstamp"].dt <= last["dtstamp"].dt


def test_the_stamp_is_the_last_real_change(library):
    long_ago = timezone.now().replace(microsecond=0) - timedelta(days=9)
    occurrence = make_occurrence(library, changed_at=long_ago)
    assert entry(occurrence, title="x")["dtstamp"].dt == long_ago
    same = written([entry(occurrence, title="x")], "PUBLISH")
    assert same == written([entry(occurrence, title="x")], "PUBLISH")


def test_all_day_dates_end_the_day_after_and_open_ends_stay_open(library):
    day = make_occurrence(library, start_time=None, end_time=None)
    found = entry(day, title="Marked")
    assert found["dtstart"].dt == day.start_date
    assert found["dtend"].dt == day.end_date + timedelta(days=1)
    late = make_occurrence(library, ends_at=None, end_time=None)
    assert "dtend" not in entry(late, title="Åbent hus")


def test_those_who_wait_get_their_place_and_no_calendar_file(event):
    _page, occurrence = event(capacity=1)
    for number in range(3):
        signed_up(occurrence, number)
    messages = told("waiting")
    assert [message.context["place_in_line"] for message in messages] == [1, 2]
    assert not messages[0].attachments
    assert "number 2 in line" in build_english(messages[1]).body


def test_a_party_that_waits_while_a_single_seat_is_free_is_told_so(event):
    _page, occurrence = event(capacity=2, max_seats=3)
    signed_up(occurrence, 1)
    signed_up(occurrence, 2, seats=2)
    [message] = told("waiting")
    built = build_english(message)
    for text in (built.body, built.alternatives[0].content):
        assert "not seats for all of you" in text and "All seats are taken" not in text


def build_english(message: Outbox):
    message.language = "en"
    return build(message)


@pytest.mark.parametrize("kind", ["confirmation", "waiting", "confirm", "promoted", "changed",
                                  "called_off", "already"])  # fmt: skip
def test_every_mail_can_be_built_and_holds_no_markup_of_strangers(event, kind):
    from events.actions.seats import lock
    from events.emails import tell

    _page, occurrence = event()
    row = signed_up(occurrence, name="<img src=x onerror=alert(1)>")
    from django.db import transaction

    with transaction.atomic():
        message = tell(row, kind, lock(occurrence.pk))
    built = build_english(message)
    html = built.alternatives[0].content
    assert built.subject and "{" not in built.subject + built.body + html
    assert "<img" not in html and "<img src=x" in built.body
    assert "&lt;" not in built.body


def test_signing_up_again_reminds_once_an_hour_and_no_more(reader, event):
    _page, occurrence = event()
    for _ in range(4):
        sent_by_form(reader, occurrence, 1)
    assert len(told("confirmation")) == len(told("already")) == 1
    Outbox.objects.update(created_at=timezone.now() - timedelta(minutes=61))
    sent_by_form(reader, occurrence, 1)
    sent_by_form(reader, occurrence, 1)
    assert len(told("already")) == 2
    assert "/sign-up/s/" in told("already")[0].context["link"]


def test_case_17_the_same_form_again_sends_nothing(reader, event):
    _page, occurrence = event()
    for _ in range(3):
        sent_by_form(reader, occurrence, 1, form_key="5f0b7a2e-1111-4222-8333-944444444444")
    assert Outbox.objects.count() == 1


def test_a_changed_number_is_told_every_time(event):
    _page, occurrence = event()
    row = signed_up(occurrence)
    for seats in (2, 3, 3, 1):
        change_seats(sign_up=row, seats=seats)
    assert [message.context["seats"] for message in told("changed")] == [2, 3, 1]


def test_nobody_without_an_address_is_written_to(event):
    _page, occurrence = event()
    signed_up(occurrence, email="", source="desk")
    signed_up(occurrence, email="", source="desk")
    assert SignUp.objects.count() == 2
    assert not Outbox.objects.exists()


def test_the_link_is_the_librarys_own_whatever_host_was_asked(library, event):
    from django.test import Client

    _page, occurrence = event()
    asked = Client(HTTP_HOST=library.site.hostname, HTTP_X_FORWARDED_HOST="evil.example")
    sent_by_form(asked, occurrence)
    assert told("confirmation")[0].context["link"].startswith(library.base_url)


def test_mail_names_the_event_in_the_language_of_the_reader(library):
    from tests.factories import translate

    page = make_event(library, sign_up="sign_up", capacity=5)
    translate(page, "en", title="Knitting café", slug="knitting")
    occurrence = Occurrence.objects.get()
    signed_up(occurrence, 1, language="en")
    signed_up(occurrence, 2, language="da")
    titles = [message.context["title"] for message in told("confirmation")]
    assert titles == ["Knitting café", "Strikkecafé"]


@pytest.mark.parametrize(
    ("month", "day", "offset"), [(3, 28, 1), (3, 30, 2), (10, 24, 2), (10, 26, 1)]
)
def test_the_clock_in_the_calendar_file_follows_summer_time(library, month, day, offset):
    """Read back by a program that trusts the file's own VTIMEZONE."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    start = datetime(2026, month, day, 19, tzinfo=ZoneInfo("Europe/Copenhagen"))
    found = entry(make_occurrence(library, starts_at=start), title="x")
    read = vobject.readOne(written([found], "PUBLISH")).vevent.dtstart.value
    assert (read.hour, read.utcoffset()) == (19, timedelta(hours=offset))
    assert written([found], "PUBLISH").count("BEGIN:VTIMEZONE") == 1


def test_who_leaves_is_told_only_what_is_true(event):
    _page, row = event(capacity=1)
    has, waits = signed_up(row, 1), signed_up(row, 2)
    cancel(sign_up=waits)
    assert "Du skal ikke gøre mere." in build(told("called_off")[0]).body
    cancel(sign_up=has)
    assert "Så kan en anden få pladsen." in build(told("called_off")[1]).body


def test_a_weekday_is_small_inside_a_danish_sentence(library, event):
    _page, row = event()
    signed_up(row, 1)
    kind = registry.mail_kinds["sign_up_moved"]
    danish, english = (sample(kind, library, code, {}).body for code in ("da", "en"))
    assert re.search(r"Ny tid: [a-zø]+dag ", danish) and re.search(r"Før: [a-zø]+dag ", danish)
    assert re.search(r"New time: [A-Z][a-z]+day ", english)


def test_one_of_a_family_leaves_and_the_entry_in_their_calendar_stays(event):
    """The entry is the date's, so a CANCEL for one would take it from all who share the mail."""
    _page, occurrence = event()
    ida, kaj = (
        signed_up(occurrence, email=email, name=name)
        for email, name in (("Familien@example.org", "Ida"), ("familien@example.org", "Kaj"))
    )
    cancel(sign_up=ida)
    cancel(sign_up=kaj)
    first, last = told("called_off")
    assert not first.attachments
    assert calendar_of(last)["method"] == "CANCEL"


@pytest.mark.parametrize("held", ["waiting", "pending"])
def test_who_never_had_an_entry_in_the_calendar_gets_none_taken_back(event, held):
    _page, occurrence = event(
        capacity=1 if held == "waiting" else 5,
        confirmation="by_mail" if held == "pending" else "at_once",
    )
    signed_up(occurrence, 1)
    row = signed_up(occurrence, 2)
    assert row.state == held
    cancel(sign_up=row)
    assert not told("called_off")[0].attachments
