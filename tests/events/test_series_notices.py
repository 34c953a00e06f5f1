"""Several dates of a series change within minutes: one mail tells those who signed up for all."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import icalendar
import pytest
from django.db import connection
from django.utils import timezone
from django.utils.formats import date_format

from core.models import Outbox
from core.outbox import build, claim, put, send_due
from core.registry import registry
from events.actions.erase import erase_person
from events.actions.series_notices import join_notices
from events.actions.sign_up_series import sign_up_series
from events.models import SignUp
from tests.events.conftest import signed_up
from tests.events.desk import at, changed
from tests.events.test_notices import quiet, sent_now

pytestmark = pytest.mark.django_db

SURE = {"confirmed": "1", "notify": "1"}
LATER = {"start_time": "20:00", "end_time": "21:00"}


@pytest.fixture
def dates(series):
    """Three dates, and Ida on all of them."""
    rows = series(3)
    sign_up_series(series=rows[0].series, name="Ida", email="ida@example.org")
    quiet()
    return rows


def entries(message) -> list:
    files = [icalendar.Calendar.from_ical(part[1]) for part in message.attachments]
    return [(file["method"], file.walk("VEVENT")[0]) for file in files]


def test_three_dates_moved_are_one_mail_with_each_in_words_and_for_the_calendar(staff, dates):
    for row in dates:
        changed(staff, row, **LATER)
    [message] = sent_now()
    assert message.subject == "Ændret: Skriveværksted" and message.to == ["ida@example.org"]
    html = message.alternatives[0].content
    for part in (message.body, html):
        assert part.count("Ny tid:") == 3 and part.count("20.00–21.00") == 3
        assert part.count("/sign-up/s/") == 1
    assert "\n\n\n" not in message.body
    told = entries(message)
    assert [method for method, _entry in told] == ["REQUEST"] * 3
    assert len({entry["uid"] for _method, entry in told}) == 3
    assert all(entry["sequence"] > 0 for _method, entry in told)
    assert sent_now() == [], "none of them comes once more"


def test_what_was_cancelled_and_what_was_moved_stand_in_one_mail(staff, dates):
    staff.post(at(dates[2], "cancel/"), {"reason_da": "Sygdom", **SURE})
    changed(staff, dates[0], **LATER)
    [message] = sent_now()
    assert message.body.index("Ny tid") < message.body.index("Aflyst. Sygdom")
    assert [method for method, _entry in entries(message)] == ["REQUEST", "CANCEL"]
    assert Outbox.objects.filter(state="withdrawn").count() == 2


def test_where_all_are_cancelled_it_says_so_and_asks_nothing(staff, dates):
    for row in dates:
        staff.post(at(row, "cancel/"), SURE)
    [message] = sent_now()
    assert message.subject == "Aflyst: Skriveværksted"
    assert "aflyse disse datoer" in message.body and "/sign-up/s/" not in message.body


def test_two_that_take_place_after_all_say_so_with_their_days(staff, dates):
    for row in dates[:2]:
        staff.post(at(row, "cancel/"), SURE)
    sent_now()
    for row in dates[:2]:
        staff.post(at(row, "restore/"), SURE)
    [message] = sent_now()
    assert message.body.count("19.00–21.00: Det bliver til noget alligevel.") == 2
    assert [method for method, _entry in entries(message)] == ["REQUEST"] * 2


def test_one_that_is_not_due_yet_comes_along_but_a_single_one_stays_as_it_is(staff, dates):
    changed(staff, dates[0], **LATER)
    Outbox.objects.update(next_try=timezone.now())
    changed(staff, dates[1], **LATER)
    assert join_notices() == 1
    changed(staff, dates[2], **LATER)
    [both, single] = sent_now()
    assert both.body.count("Ny tid:") == 2 and single.body.count("Ny tid:") == 1
    assert single.attachments[0][0] == "invite.ics"


def test_nothing_is_joined_before_it_is_due_nor_for_another_person(staff, dates):
    signed_up(dates[0], 7)
    quiet()
    changed(staff, dates[0], **LATER)
    changed(staff, dates[1], **LATER)
    assert join_notices() == 0
    assert Outbox.objects.filter(state="waiting", next_try__gt=timezone.now()).count() == 3
    to = sorted(message.to[0] for message in sent_now())
    assert to == ["ida@example.org", "person7@example.org"]


def test_a_change_taken_back_is_in_no_mail(staff, dates):
    for row in dates:
        changed(staff, row, **LATER)
    changed(staff, dates[1], start_time="19:00", end_time="21:00")
    changed(staff, dates[2], start_time="19:00", end_time="21:00")
    [message] = sent_now()
    assert message.body.count("Ny tid:") == 1, "one is left, told as one always is"


def test_another_day_that_a_cancelled_date_got_is_told_when_it_is_restored(staff, dates):
    for row in dates[:2]:
        staff.post(at(row, "cancel/"), SURE)
    sent_now()
    known = dates[0].start_date
    changed(staff, dates[0], start_date=(known + timedelta(days=1)).isoformat())
    assert sent_now() == []
    staff.post(at(dates[0], "restore/"), SURE)
    [message] = sent_now()
    assert f"Ny tid: {date_format(known + timedelta(days=1), 'l j.')}" in message.body
    assert f"Før: {date_format(known, 'l j.')}" in message.body


# SQLite's database of the tests lies in memory and has one connection for all threads.
if connection.vendor != "sqlite":

    @pytest.mark.race
    @pytest.mark.django_db(transaction=True)
    def test_nobody_takes_a_notice_to_send_it_while_it_is_joined(
        whole_database, staff, dates, monkeypatch
    ):
        for row in dates[:2]:
            changed(staff, row, **LATER)
        waiting = Outbox.objects.filter(state="waiting").order_by("pk")
        waiting.update(next_try=timezone.now())
        first = waiting[0].pk
        with ThreadPoolExecutor(1) as other:
            taken = []

            def put_slowly(**message):
                taken.append(other.submit(take, first))
                time.sleep(0.5)
                assert not taken[0].done(), "whoever comes now waits"
                return put(**message)

            monkeypatch.setattr("events.actions.series_notices.put", put_slowly)
            assert join_notices() == 1
            assert taken[0].result() is None
        assert Outbox.objects.get(pk=first).state == "withdrawn"


def take(key: int):
    """As another worker does."""
    try:
        return claim(key)
    finally:
        connection.close()


def test_where_joining_fails_each_is_sent(staff, dates, monkeypatch):
    def broken():
        raise RuntimeError

    monkeypatch.setattr(registry, "before_sending", [broken])
    for row in dates:
        changed(staff, row, **LATER)
    assert len(sent_now()) == 3


def test_who_is_erased_is_in_no_joined_mail(staff, library, dates):
    for row in dates:
        changed(staff, row, **LATER)
    sent_now()
    erase_person(library, email="ida@example.org")
    kept = Outbox.objects.exclude(context={}, recipient="", attachments=[])
    assert not kept.exists() and not SignUp.objects.filter(name="Ida").exists()


def test_an_arabic_reader_gets_it_in_arabic(staff, series):
    rows = series(2)
    sign_up_series(series=rows[0].series, name="Ida", email="ida@example.org", language="ar")
    quiet()
    for row in rows:
        changed(staff, row, **LATER)
    Outbox.objects.update(next_try=timezone.now())
    join_notices()
    mail = build(Outbox.objects.get(state="waiting"))
    assert 'dir="rtl"' in mail.alternatives[0].content and "تغيّرت عدة مواعيد" in mail.body
    assert send_due() == 1
