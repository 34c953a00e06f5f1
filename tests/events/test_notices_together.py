"""A change of the date meets a change of the sign-up: what people read is true, whole, and once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from core.models import Outbox, Place
from events.actions.capacity import set_capacity
from events.actions.changes import cancel, change_seats
from events.actions.move import move
from events.actions.retention import release_holds
from events.models import Occurrence, SignUp
from tests.events.conftest import signed_up, told
from tests.events.desk import at, changed
from tests.events.test_notices import quiet, sent_now
from tests.factories import in_days, make_event, single_date

pytestmark = pytest.mark.django_db

LATER = {"start_time": "20:00", "end_time": "21:00"}
SURE = {"confirmed": "1", "notify": "1"}


def mails_to(number: int) -> list:
    return [message for message in sent_now() if message.to == [f"person{number}@example.org"]]


@pytest.mark.parametrize("edits", [1, 2])
def test_who_moves_up_on_a_moved_date_reads_both_in_one_mail(staff, event, edits):
    _page, row = event(capacity=1)
    signed_up(row, 1)
    signed_up(row, 2, language="en")
    quiet()
    if edits == 1:
        changed(staff, row, **LATER, capacity=3)
    else:
        changed(staff, row, **LATER)
        set_capacity(row.pk, 3)
    [message] = mails_to(2)
    assert "the seat is yours" in message.body and "in line on" not in message.body
    for part in (message.body, message.alternatives[0].content):
        assert "New time: Monday" in part or "New time: " in part
        assert "Before: " in part and "19:00–21:00" in part and "20:00–21:00" in part


def test_who_is_offered_a_seat_on_a_moved_date_reads_that_it_was_moved(staff, event):
    _page, row = event(capacity=1, promotion="offer")
    one = signed_up(row, 1)
    signed_up(row, 2, language="en")
    quiet()
    changed(staff, row, **LATER)
    cancel(sign_up=one)
    [message] = mails_to(2)
    assert "Say yes or no" in message.body and "19:00–21:00" in message.body


def test_who_moves_up_on_a_restored_date_reads_that_it_takes_place(staff, event):
    _page, row = event(capacity=1)
    one = signed_up(row, 1)
    signed_up(row, 2, language="en")
    staff.post(at(row, "cancel/"), SURE)
    sent_now()
    cancel(sign_up=one)
    sent_now()
    staff.post(at(row, "restore/"), SURE)
    [message] = mails_to(2)
    assert "the seat is yours" in message.body and "after all" in message.body


def test_moved_and_then_cancelled_names_the_day_that_people_know(staff, event):
    _page, row = event()
    signed_up(row, 1, language="en")
    quiet()
    known = row.start_date
    changed(staff, row, start_date=(known + timedelta(days=1)).isoformat())
    staff.post(at(row, "cancel/"), SURE)
    [message] = sent_now()
    for part in (message.body, message.alternatives[0].content):
        assert f"{known.day} {known:%B}" in part
        assert f"{row.start_date.day} {row.start_date:%B}" not in part


@pytest.mark.parametrize("order", ["moved first", "restored first"])
def test_restored_on_another_day_says_both_days(staff, event, order):
    _page, row = event()
    signed_up(row, 1, language="en")
    quiet()
    known = row.start_date
    staff.post(at(row, "cancel/"), SURE)
    sent_now()
    if order == "restored first":
        staff.post(at(row, "restore/"), SURE)
    changed(staff, row, start_date=(known + timedelta(days=1)).isoformat())
    if order == "moved first":
        assert sent_now() == []
        staff.post(at(row, "restore/"), SURE)
    [message] = sent_now()
    assert "after all" in message.subject
    for part in (message.body, message.alternatives[0].content):
        assert "New time: " in part and "Before: " in part
        assert f"{known.day} {known:%B}" in part
        assert f"{row.start_date.day} {row.start_date:%B}" in part


def test_a_cancelling_of_before_is_not_what_people_heard_last(staff, event):
    _page, row = event()
    signed_up(row, 1, language="en")
    quiet()
    staff.post(at(row, "cancel/"), SURE)
    sent_now()
    staff.post(at(row, "restore/"), SURE)
    sent_now()
    changed(staff, row, **LATER)
    sent_now()
    staff.post(at(row, "cancel/"), {"confirmed": "1"})
    staff.post(at(row, "restore/"), SURE)
    [message] = sent_now()
    assert "19:00" not in message.body


def test_a_number_changed_meanwhile_is_the_number_in_the_notice(staff, event):
    _page, row = event()
    one = signed_up(row, 1, language="en")
    quiet()
    changed(staff, row, **LATER)
    change_seats(sign_up=one, seats=3)
    notice = next(message for message in sent_now() if message.subject.startswith("Changed"))
    assert "3 people" in notice.body and "1 person" not in notice.body
    assert "19:00–21:00" in notice.body


@pytest.mark.parametrize("held", ["offered", "pending"])
def test_whose_seat_was_given_back_hears_nothing_more_of_the_date(staff, event, held):
    settings = {"confirmation": "by_mail"} if held == "pending" else {"promotion": "offer"}
    _page, row = event(capacity=1, **settings)
    one = signed_up(row, 1)
    if held == "offered":
        signed_up(row, 2)
        cancel(sign_up=one)
    quiet()
    changed(staff, row, **LATER)
    assert len(told("moved")) == 1
    SignUp.objects.filter(state=held).update(hold_until=timezone.now())
    release_holds()
    assert told("moved")[0].state == "withdrawn"


def test_moved_to_another_date_is_told_from_the_day_that_people_know(library, staff):
    days = [single_date(in_days(3)), single_date(in_days(10))]
    make_event(library, dates=days, sign_up="sign_up", capacity=5)
    first, second = Occurrence.objects.order_by("starts_at")
    one = signed_up(first, 1, language="en")
    quiet()
    changed(staff, first, **LATER)
    move(sign_up=one, to=second.pk)
    [message] = sent_now()
    assert "19:00–21:00" in message.body and "20:00–21:00" not in message.body


def test_the_words_of_a_change_are_safe_in_html_and_plain_in_text(library, staff, event):
    _page, row = event(capacity=1)
    signed_up(row, 1)
    signed_up(row, 2, language="en")
    quiet()
    house = Place.objects.create(library=library, name="Kaj & <b>Ole</b>")
    changed(staff, row, place=house.pk, capacity=3)
    [message] = mails_to(2)
    assert "New place: Kaj & <b>Ole</b>." in message.body
    assert "New place: Kaj &amp; &lt;b&gt;Ole&lt;/b&gt;." in message.alternatives[0].content


@pytest.mark.parametrize("language", ["da", "en", "ar", "uk", "de"])
def test_a_new_last_day_without_an_hour_is_told(staff, event, language):
    _page, row = event()
    signed_up(row, 1, language=language)
    quiet()
    days = [row.start_date + timedelta(days=number) for number in (2, 40)]
    for day in days:
        changed(staff, row, end_time="", end_date=day.isoformat())
        [message] = sent_now()
    with override(language):
        told_days = [date_format(day, "DATE_FORMAT") for day in days]
    assert all(day in message.body for day in told_days), message.body


def test_words_in_another_language_keep_their_own_direction(staff, event):
    """A Danish question must not end in front of itself where Arabic is read."""
    _page, row = event(title="Hvad skal havnen bruges til?")
    signed_up(row, 1, language="ar")
    quiet()
    staff.post(at(row, "cancel/"), {**SURE, "reason_da": "Er taleren rask?"})
    [message] = sent_now()
    html = message.alternatives[0].content
    assert "<bdi>Hvad skal havnen bruges til?</bdi>" in html
    assert 'dir="auto">Er taleren rask?</p>' in html


def test_when_it_begins_within_the_hour_nobody_waits_for_the_mail(staff, library):
    for minutes, waits in ((90, True), (30, False)):
        start = timezone.localtime() + timedelta(minutes=minutes)
        page = make_event(library, f"Om {minutes}", dates=[single_date(start)], sign_up="sign_up")
        row = Occurrence.objects.get(content_key=page.content_key)
        signed_up(row, 1)
        quiet()
        staff.post(at(row, "cancel/"), {"confirmed": "1", "notify": "1"})
        message = Outbox.objects.get(template="sign_up_date_cancelled")
        assert (message.next_try > timezone.now()) == waits
