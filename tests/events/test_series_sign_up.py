"""One form signs up for a whole series; one date or all are called off afterwards."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.outbox import build
from events.actions.changes import cancel
from events.actions.sign_up_series import sign_up_series
from events.models import EventPage, Occurrence, SeriesSignUp, SignUp
from tests.events.conftest import (
    assert_counted,
    filled_in,
    move_clock,
    own_path,
    sent_by_form,
    signed_up,
    text_of,
    told,
)
from tests.factories import in_days

pytestmark = pytest.mark.django_db


def states() -> list[str]:
    rows = SignUp.objects.filter(email="person1@example.org").order_by("occurrence__starts_at")
    return [row.state for row in rows]


def test_one_form_signs_up_for_every_date(reader, series):
    dates = series(3)
    shown = reader.get(f"/da/sign-up/{dates[0].pk}/")
    assert shown.status_code == 200 and shown.content.decode().count('class="badge') >= 3
    answer = sent_by_form(reader, dates[1], 1, seats="2")
    assert answer.status_code == 200
    assert states() == ["confirmed"] * 3
    assert SeriesSignUp.objects.count() == 1
    for date in dates:
        assert_counted(date)
        assert date.seats_taken == 2
    [message] = told("series")
    words = build(message)
    assert "\n2 personer\n" in words.body and "2 personer" in words.alternatives[0][0]
    assert words.body.count("- ") >= 3 and "/sign-up/s/" in words.body
    assert message.attachments[0]["text"].count("BEGIN:VEVENT") == 3
    assert not told("confirmation")


def test_case_13_one_full_date_of_eight_refuses_all_or_nothing(reader, series):
    dates = series(8, all_or_nothing=True)
    signed_up(dates[4], 9, seats=4)
    signed_up(dates[4], 8)
    answer = sent_by_form(reader, dates[0], 1)
    assert answer.context["form"].non_field_errors()
    assert states() == [] and not SeriesSignUp.objects.exists()
    for date in dates:
        assert_counted(date)
    assert not told("series")


def test_case_13_as_many_as_possible_waits_where_it_is_full(reader, series):
    dates = series(8)
    signed_up(dates[4], 9, seats=4)
    signed_up(dates[4], 8)
    sent_by_form(reader, dates[0], 1)
    assert states() == ["confirmed"] * 4 + ["waiting"] + ["confirmed"] * 3
    for date in dates:
        assert_counted(date)


def test_case_13_a_full_date_without_a_list_is_left_out_and_said(reader, series):
    dates = series(3, capacity=1, waiting_size=0)
    signed_up(dates[1], 9)
    answer = sent_by_form(reader, dates[1], 1)
    assert states() == ["confirmed", "confirmed"]
    assert len(answer.context["left_out"]) == 1


def test_case_14_dates_are_locked_in_the_order_of_their_ids(series):
    dates = series(4)
    Occurrence.objects.filter(pk=dates[0].pk).update(starts_at=in_days(200))
    with CaptureQueriesContext(connection) as captured:
        sign_up_series(series=dates[0].series, name="Anna", email="anna@example.org")
    written = [
        int(query["sql"].rpartition('"id" = ')[2])
        for query in captured
        if query["sql"].startswith("UPDATE") and '"version" = (' in query["sql"]
    ]
    assert written == sorted(date.pk for date in dates)


def test_the_same_form_twice_is_one_sign_up(reader, series):
    dates = series(3)
    form = filled_in(1)
    for _ in range(2):
        answer = reader.post(f"/da/sign-up/{dates[0].pk}/", form)
        assert answer.status_code == 200 and len(answer.context["dates"]) == 3
    assert SignUp.objects.count() == 3 and len(told("series")) == 1


def test_the_same_person_again_is_answered_as_a_stranger(reader, series):
    dates = series(3)
    first = sent_by_form(reader, dates[0], 1)
    again = sent_by_form(reader, dates[0], 1)
    assert first.context["dates"] == again.context["dates"]
    assert SignUp.objects.count() == 3 and len(told("already")) == 1


def test_one_date_is_called_off_and_the_rest_stay(reader, series):
    dates = series(3)
    sent_by_form(reader, dates[0], 1)
    rows = list(SignUp.objects.order_by("occurrence__starts_at"))
    link = own_path(rows[0])
    assert "Skriveværksted" in text_of(reader.get(link))
    reader.post(link, {"action": "cancel", "date": str(rows[0].pk)})
    assert states() == ["cancelled", "confirmed", "confirmed"]
    assert reader.get(link).status_code == 200, "the link stays while a date is left"
    assert reader.get(own_path(rows[2])).status_code == 200


def test_all_dates_are_called_off_with_one_mail(reader, series):
    dates = series(3)
    sent_by_form(reader, dates[0], 1)
    rows = list(SignUp.objects.order_by("occurrence__starts_at"))
    reader.post(own_path(rows[0]), {"action": "cancel", "date": "all"})
    assert states() == ["cancelled"] * 3
    [message] = told("series_off")
    assert len(message.attachments) == 3 and not told("called_off")
    assert f"/da/sign-up/{dates[0].pk}/" in build(message).body, "the way back"
    assert reader.get(own_path(rows[0])).status_code == 404
    for date in dates:
        assert_counted(date)
        assert date.seats_taken == 0


def test_case_30_nobody_elses_date_is_called_off(reader, series):
    dates = series(2)
    sent_by_form(reader, dates[0], 1)
    sent_by_form(reader, dates[0], 2)
    mine = SignUp.objects.filter(email="person1@example.org").first()
    other = SignUp.objects.filter(email="person2@example.org").first()
    for forged in (str(other.pk), "x", "", "-1"):
        reader.post(own_path(mine), {"action": "cancel", "date": forged})
    reader.get(own_path(mine) + "?action=cancel&date=all")
    assert set(SignUp.objects.values_list("state", flat=True)) == {"confirmed"}


def test_confirmation_by_mail_holds_and_confirms_all_dates(reader, series):
    dates = series(3, confirmation="by_mail")
    sent_by_form(reader, dates[0], 1)
    assert states() == ["pending"] * 3
    row = SignUp.objects.first()
    reader.get(own_path(row))
    assert states() == ["pending"] * 3
    reader.post(own_path(row), {"action": "confirm", "date": "all"})
    assert states() == ["confirmed"] * 3
    assert len(told("series")) == 2 and not told("confirmation")


def test_who_called_off_may_sign_up_for_the_series_again(reader, series):
    dates = series(2)
    sent_by_form(reader, dates[0], 1)
    cancel(sign_up=SignUp.objects.first())
    sent_by_form(reader, dates[0], 1)
    assert sorted(states()) == ["cancelled", "confirmed", "confirmed"]


def test_the_page_has_one_button_for_all(reader, series):
    series(3)
    html = reader.get(EventPage.objects.get().site_path).content.decode()
    assert html.count("/da/sign-up/") == 1


def test_one_code_at_the_door_for_all_dates(reader, staff, series):
    dates = series(3, qr_check_in=True)
    sent_by_form(reader, dates[0], 1)
    rows = list(SignUp.objects.order_by("occurrence__starts_at"))
    [message] = told("series")
    assert [file["name"] for file in message.attachments] == ["dates.ics", "qr.png"]
    assert "QR" in build(message).body
    html = reader.get(own_path(rows[1])).content.decode()
    assert html.count('id="s-code"') == 1 and "segno" in html
    door = f"/admin/sign-ups/door/{rows[0].door_code}/"
    move_clock(dates[0], days=-7)
    move_clock(dates[1], minutes=20)
    assert staff.post(door).status_code == 302
    assert [bool(row.checked_in_at) for row in rows_now()] == [False, True, False]
    assert 'value="undo"' in staff.get(door).content.decode()
    # The page leads on to the next date; without a seat there is nothing to show.
    assert 'id="s-code"' in reader.get(own_path(rows[1])).content.decode()
    cancel(sign_up=rows[2])
    assert 'id="s-code"' not in reader.get(own_path(rows[1])).content.decode()


def rows_now() -> list[SignUp]:
    return list(SignUp.objects.order_by("occurrence__starts_at"))


def test_case_66_leaving_gives_the_standing_places_to_the_queue(reader, series):
    """Whoever leaves keeps what has been; on coming dates the next in line gets the seat."""
    dates = series(3, capacity=1)
    sent_by_form(reader, dates[0], 1)
    sent_by_form(reader, dates[0], 2)
    move_clock(dates[0], days=-7)
    mine = SignUp.objects.filter(email="person1@example.org")
    answer = reader.post(own_path(mine.first()), {"action": "cancel", "date": "all"})
    assert answer.status_code == 200
    assert states() == ["confirmed", "cancelled", "cancelled"]
    other = SignUp.objects.filter(email="person2@example.org").order_by("occurrence__starts_at")
    assert [row.state for row in other] == ["waiting", "confirmed", "confirmed"]
    for date in dates:
        assert_counted(date)
        assert (date.seats_taken, date.seats_waiting) == (1, 1 if date == dates[0] else 0)
    assert len(told("series_off")) == 1 and len(told("promoted")) == 2
    assert {message.recipient for message in told("promoted")} == {"person2@example.org"}


def test_calling_off_a_series_takes_back_only_what_was_in_the_calendar(reader, series):
    dates = series(3, capacity=1)
    signed_up(dates[1], 9)
    sent_by_form(reader, dates[0], 1)
    rows = list(SignUp.objects.filter(email="person1@example.org").order_by("pk"))
    reader.post(own_path(rows[0]), {"action": "cancel", "date": "all"})
    [message] = told("series_off")
    assert [file["name"] for file in message.attachments] == ["cancel-1.ics", "cancel-2.ics"]
