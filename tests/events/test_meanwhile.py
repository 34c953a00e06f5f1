"""What happens between reading and doing: nothing is decided on what was true before."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from core.models import Outbox
from events.actions import changes, check_in, promote
from events.actions.addresses import mend
from events.actions.capacity import set_capacity
from events.actions.change_date import cancel_date, restore_date
from events.actions.erase import erase_person
from events.actions.move import move
from events.actions.publish import sync_dates
from events.actions.refusals import SignUpRefused
from events.actions.sign_up_series import sign_up_series
from events.models import EventSeries, Occurrence, SignUp
from tests.events.conftest import address, assert_counted, move_clock, signed_up, told
from tests.events.desk import changed
from tests.factories import in_days, make_event, single_date

pytestmark = pytest.mark.django_db


@pytest.fixture
def dates(library) -> list[Occurrence]:
    """Two dates of one event with two seats each."""
    days = [single_date(in_days(3)), single_date(in_days(10))]
    make_event(library, "Skriveværksted", dates=days, sign_up="sign_up", capacity=2)
    return list(Occurrence.objects.order_by("starts_at"))


@pytest.mark.parametrize(
    "act",
    [
        lambda row: changes.change_seats(sign_up=row, seats=2),
        lambda row: changes.cancel(sign_up=row),
        lambda row: changes.confirm(sign_up=row),
        lambda row: promote.promote(sign_up=row, over=True),
        lambda row: check_in.check_in(sign_up=row),
    ],
    ids=["change", "cancel", "confirm", "promote", "check in"],
)
def test_a_sign_up_moved_meanwhile_is_not_counted_on_its_old_date(dates, act):
    stale = signed_up(dates[0], 1)
    signed_up(dates[1], 2)
    move(sign_up=SignUp.objects.get(pk=stale.pk), to=dates[1].pk, notify=False)
    with pytest.raises(SignUpRefused) as refused:
        act(stale)
    assert refused.value.code == "not_movable"
    for date in dates:
        assert_counted(date)
    assert dates[1].seats_taken == 2


def test_publishing_does_not_shut_out_those_who_sign_up_for_the_series(dates):
    with CaptureQueriesContext(connection) as captured:
        sync_dates(dates[0].series.key)
    locked = [q["sql"] for q in captured if "FOR UPDATE" in q["sql"]]
    assert not [sql for sql in locked if 'FROM "events_eventseries"' in sql]


def test_putting_an_address_right_leaves_the_forgotten_forgotten(dates):
    EventSeries.objects.update(scope="series")
    series = EventSeries.objects.get()
    sign_up_series(series=series, name="Ida", email="forkert@example.org", seats=1)
    first, last = SignUp.objects.order_by("occurrence__starts_at")
    SignUp.objects.filter(pk=first.pk).update(email="", anonymised_at=timezone.now())
    message = Outbox.objects.get()
    message.purpose = f"sign-up:{last.pk}:series"
    mend(message, "rigtig@example.org")
    emails = SignUp.objects.order_by("occurrence__starts_at").values_list("email", flat=True)
    assert list(emails) == ["", "rigtig@example.org"]


def test_a_fixed_opening_stays_when_the_date_is_moved(library, staff):
    opens = timezone.now() - timedelta(days=2)
    make_event(library, dates=[single_date(in_days(5))], sign_up="sign_up", opens_on=opens)
    row = Occurrence.objects.get()
    changed(staff, row, start_date=in_days(40).date().isoformat())
    assert row.opens_at == opens and row.state() == "moved"


def test_who_is_promoted_by_a_change_is_told_only_that(dates):
    date = dates[0]
    signed_up(date, 1), signed_up(date, 2)
    queued = signed_up(date, 3)
    cancel_date(occurrence_id=date.pk, reasons={})
    assert [m for m in told("date_cancelled") if m.recipient == queued.email]
    Occurrence.objects.filter(pk=date.pk).update(capacity=3)
    restore_date(occurrence_id=date.pk)
    queued.refresh_from_db()
    assert queued.state == "confirmed"
    waiting = Outbox.objects.filter(recipient=queued.email, state=Outbox.State.WAITING)
    assert not waiting.filter(template="sign_up_date_cancelled").exists()


def test_erasing_gives_the_seat_back_also_after_the_deadline(dates, library):
    date = dates[0]
    EventSeries.objects.update(cancel_deadline_hours=48)
    signed_up(date, 1, seats=2)
    queued = signed_up(date, 2)
    move_clock(date, hours=10)
    erase_person(library, email="person1@example.org")
    assert_counted(date)
    queued.refresh_from_db()
    assert queued.state == "confirmed"
    set_capacity(date.pk, 5)


def test_back_on_a_date_once_left_is_newer_than_the_leaving(dates):
    row = signed_up(dates[0], 1)
    away = move(sign_up=row, to=dates[1].pk)
    move(sign_up=away, to=dates[0].pk)
    left, back = told("rebooked")
    cancelled = next(f["text"] for f in left.attachments if f["name"] == "cancel.ics")
    invited = next(f["text"] for f in back.attachments if f["name"] == "invite.ics")
    first, last = (Calendar.from_ical(t).walk("VEVENT")[0] for t in (cancelled, invited))
    assert first["uid"] == last["uid"] and last.decoded("dtstamp") >= first.decoded("dtstamp")


def test_the_form_of_a_page_that_only_some_may_read_is_closed(library, reader):
    page = make_event(library, "Kun for frivillige", sign_up="sign_up")
    row = Occurrence.objects.get()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    for answer in (reader.get(address(row)), reader.post(address(row), {"name": "x"})):
        assert answer.status_code == 302 and answer["Location"] == page.site_path
