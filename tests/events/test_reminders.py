"""People are reminded of their date once, by day, and only where it helps."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.utils import timezone

from core.models import Outbox
from core.outbox import build
from events.actions.capacity import set_capacity
from events.actions.change_date import cancel_date
from events.actions.changes import cancel
from events.actions.reminders import remind_at, send_reminders
from events.models import EventSeries, Occurrence, OccurrenceText, SignUp
from tests.events.conftest import move_clock, own_path, signed_up, told

pytestmark = pytest.mark.django_db
HOME = ZoneInfo("Europe/Copenhagen")


def days_ago(days: float) -> None:
    """Let all that was signed up for and written until now be so old."""
    past = timezone.now() - timedelta(days=days)
    SignUp.objects.update(created_at=past)
    Outbox.objects.update(created_at=past)


@pytest.fixture(autouse=True)
def _by_day(monkeypatch):
    """Whatever the clock says now: only the tests of the night care."""
    monkeypatch.setattr("events.actions.reminders.MORNING", time(0))
    monkeypatch.setattr("events.actions.reminders.NIGHT", time(23, 59, 59, 999999))


@pytest.fixture
def tomorrow(event):
    """A date in 23 hours with two seats: one person has one, another both, a third waits."""
    _page, row = event(capacity=3)
    signed_up(row, 1, language="en"), signed_up(row, 2, seats=2), signed_up(row, 3)
    move_clock(row, hours=23)
    days_ago(5)
    return row


def test_case_38_those_with_a_seat_are_reminded_once_in_their_language(tomorrow):
    OccurrenceText.objects.create(occurrence=tomorrow, language="da", note="Tag en pude med.")
    call_command("run_due")
    assert send_reminders() == 0
    first, second = told("reminder")
    assert (first.recipient, second.recipient) == ("person1@example.org", "person2@example.org")
    mail = build(first)
    assert mail.subject == "Reminder: Læsekreds for nysgerrige" and not mail.attachments
    mine = SignUp.objects.get(email="person1@example.org")
    assert own_path(mine, "en") in mail.body and "Tag en pude med." in mail.body
    assert build(second).subject == "Påmindelse: Læsekreds for nysgerrige"


def test_a_reminder_brings_the_code_for_the_door_where_there_is_one(tomorrow):
    EventSeries.objects.update(qr_check_in=True)
    assert send_reminders() == 2
    mail = build(told("reminder")[0])
    [(name, _content, kind)] = mail.attachments
    assert (name, kind) == ("qr.png", "image/png") and "QR code" in mail.body


def test_not_before_its_time_and_not_where_the_event_wants_none(tomorrow):
    move_clock(tomorrow, hours=25)
    assert send_reminders() == 0
    EventSeries.objects.update(reminder_hours=48)
    assert send_reminders() == 2
    Outbox.objects.all().delete()
    EventSeries.objects.update(reminder_hours=None)
    assert send_reminders() == 0


def test_case_38_not_to_those_who_cancelled_or_wait_or_know_already(tomorrow):
    cancel(sign_up=SignUp.objects.get(email="person1@example.org"))  # moves person 3 up just now
    set_capacity(tomorrow.pk, 6)
    signed_up(tomorrow, 4)  # late: the confirmation says it all
    assert send_reminders() == 1
    assert [message.recipient for message in told("reminder")] == ["person2@example.org"]


def test_a_cancelled_or_past_date_reminds_nobody(tomorrow):
    move_clock(tomorrow, hours=-1)
    assert send_reminders() == 0
    move_clock(tomorrow, hours=23)
    cancel_date(occurrence_id=tomorrow.pk, reasons={})
    Outbox.objects.all().delete()
    assert send_reminders() == 0


def test_a_date_moved_after_its_reminder_is_reminded_of_again(tomorrow):
    assert send_reminders() == 2
    days_ago(5)
    move_clock(tomorrow, hours=22)
    assert send_reminders() == 2


@pytest.mark.parametrize(
    ("starts", "hours", "reminded"),
    [
        ("2026-11-24 19:00", 24, "2026-11-23 19:00"),
        ("2026-11-24 08:30", 10, "2026-11-23 20:00"),
        ("2026-11-24 23:30", 24, "2026-11-24 08:00"),
        ("2026-11-24 00:00", 24, "2026-11-23 08:00"),
        # 24 hours before noon is 13:00 the day before, when summer time ends that night.
        ("2026-10-25 12:00", 24, "2026-10-24 13:00"),
    ],
)
def test_nobody_is_woken_up(starts, hours, reminded, monkeypatch):
    monkeypatch.undo()
    moment = datetime.fromisoformat(starts).replace(tzinfo=HOME)
    date = Occurrence(starts_at=moment, series=EventSeries(reminder_hours=hours))
    assert remind_at(date).astimezone(HOME).strftime("%Y-%m-%d %H:%M") == reminded
