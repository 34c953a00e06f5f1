"""What a sign-up for a whole series says: who waits and where, and for how long links last."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from core.outbox import build
from events.actions.erase import erase_person
from events.actions.seats import places_in_line
from events.models import Occurrence, SignUp
from tests.events.conftest import (
    filled_in,
    move_clock,
    own_path,
    sent_by_form,
    signed_up,
    text_of,
    told,
)
from tests.events.desk import at

pytestmark = pytest.mark.django_db


def rows_now() -> list[SignUp]:
    return list(SignUp.objects.order_by("occurrence__starts_at"))


def words_of(message) -> tuple[str, str, str]:
    """Subject, text and HTML of a mail in English."""
    message.language = "en"
    built = build(message)
    return built.subject, " ".join(built.body.split()), built.alternatives[0].content


def test_case_13_who_only_waits_is_not_told_to_have_seats(reader, staff, series):
    """On the answer page, in the mail and on the slip: the waiting list, and the place in it."""
    dates = series(2, capacity=1)
    for number in (7, 8):
        sent_by_form(reader, dates[0], number)
    answer = text_of(sent_by_form(reader, dates[0], 1, language="en"))
    subject, body, html = words_of(told("series")[-1])
    row = SignUp.objects.filter(email="person1@example.org").first()
    SignUp.objects.filter(pk=row.pk).update(language="en")
    slip = text_of(staff.get(at(row.occurrence, f"{row.pk}/slip/")))
    assert "You are on the waiting list" in subject
    for words in (answer, body, html, slip):
        assert "You are on the waiting list" in words
        assert words.count("On the waiting list, number 2") == 2
        assert "You are signed up" not in words and "We look forward" not in words
    for words in (body, html):
        assert "You need do nothing." in words
    again = text_of(sent_by_form(reader, dates[0], 1, language="en"))
    assert again.count("On the waiting list, number 3") == 2, "as a stranger would be answered"


def test_case_13_the_same_form_again_says_the_same_place(reader, series):
    dates = series(2, capacity=1)
    sent_by_form(reader, dates[0], 7)
    form = filled_in(1)
    said = [text_of(reader.post(f"/en/sign-up/{dates[0].pk}/", form)) for _ in range(2)]
    assert said[0] == said[1] and "number 1" in said[0]


def test_the_mail_of_a_series_names_waiting_and_left_out_dates(reader, series):
    dates = series(3, capacity=1, promotion="offer", waiting_size=1)
    signed_up(dates[0], 9)
    for number in (8, 9):
        signed_up(dates[1], number)
    sent_by_form(reader, dates[0], 1)
    [message] = told("series")
    subject, body, html = words_of(message)
    assert "You are signed up" in subject
    for words in (body, html):
        assert "On the waiting list, number 1" in words
        assert "No seat: this date is full" in words
        assert "within 24 hours" in words and "you get it at once" not in words
    assert body.count("- ") >= 3


def test_places_on_many_waiting_lists_take_one_query(reader, series, django_assert_num_queries):
    dates = series(6, capacity=1)
    sent_by_form(reader, dates[0], 2)
    sent_by_form(reader, dates[0], 1)
    rows = list(SignUp.objects.filter(email="person1@example.org"))
    with django_assert_num_queries(1):
        assert set(places_in_line(rows).values()) == {1}


def long_over(date: Occurrence) -> None:
    """Let a date be so long ago that the names on it are due to be forgotten."""
    move_clock(date, days=-90)
    past = timezone.now() - timedelta(days=1)
    SignUp.objects.filter(occurrence=date).update(delete_after=past)
    call_command("run_due")


def test_link_and_code_of_a_series_last_until_its_last_date(reader, staff, series):
    """The mail holds the first date's link and code, whose names are forgotten mid-course."""
    dates = series(3, qr_check_in=True)
    sent_by_form(reader, dates[0], 1)
    first, second, third = rows_now()
    link, door = own_path(first, "en"), f"/admin/sign-ups/door/{first.door_code}/"
    assert link in build(told("series")[0]).body.replace("/da/", "/en/")
    long_over(dates[0])
    first.refresh_from_db()
    assert first.anonymised_at and not (first.name or first.email), "forgotten in time all the same"
    shown = reader.get(link)
    assert shown.status_code == 200 and "Person 1" in text_of(shown)
    move_clock(dates[1], minutes=20)
    assert staff.post(door).status_code == 302
    second.refresh_from_db()
    assert second.checked_in_at
    reader.post(link, {"action": "cancel", "date": str(third.pk)})
    third.refresh_from_db()
    assert third.state == "cancelled"
    long_over(dates[1])
    long_over(dates[2])
    assert set(SignUp.objects.values_list("token", "door_code")) == {(None, None)}
    assert reader.get(link).status_code == 404 and staff.get(door).status_code == 404


def test_a_link_of_a_series_forgets_whoever_is_erased(reader, series):
    dates = series(2)
    sent_by_form(reader, dates[0], 1)
    links = [own_path(row) for row in rows_now()]
    erase_person(dates[0].library, email="person1@example.org")
    assert set(SignUp.objects.values_list("token", "door_code")) == {(None, None)}
    assert {reader.get(link).status_code for link in links} == {404}


def test_the_form_of_a_series_names_the_day_of_deletion_of_its_last_date(reader, series):
    dates = series(3, ask_access_needs=True, retention_days=30, answers_kept_days=10)
    form = reader.get(f"/en/sign-up/{dates[0].pk}/").context
    last = dates[-1].until
    assert form["delete_date"] == last + timedelta(days=30)
    assert form["answers_date"] == last + timedelta(days=10)
    assert last < form["access_date"] <= form["answers_date"]
    Occurrence.objects.update(starts_at=timezone.now() - timedelta(hours=1))
    assert reader.get(f"/en/sign-up/{dates[0].pk}/").status_code == 200
