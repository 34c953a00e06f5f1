"""A free seat is offered to the next in line, for a fair while and never twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from core.outbox import build
from events.actions.changes import cancel, confirm
from events.actions.refusals import SignUpRefused
from events.actions.retention import release_holds
from events.actions.seats import offered_until
from events.models import Occurrence, SignUp
from tests.events.conftest import (
    address,
    assert_counted,
    filled_in,
    move_clock,
    own_path,
    sent_by_form,
    signed_up,
    text_of,
    told,
)
from tests.events.desk import at
from tests.factories import make_occurrence

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(event):
    """One seat and two who wait: (occurrence, first, second, third)."""
    _page, row = event(capacity=1, promotion="offer")
    return row, *(signed_up(row, number) for number in (1, 2, 3))


def state(row: SignUp) -> str:
    row.refresh_from_db()
    return row.state


def run_out(row: SignUp) -> None:
    SignUp.objects.filter(pk=row.pk).update(hold_until=timezone.now() - timedelta(seconds=1))


def test_the_next_in_line_is_asked_and_the_seat_counts_as_taken(line):
    row, first, second, third = line
    cancel(sign_up=first)
    assert (state(second), state(third)) == ("offered", "waiting")
    assert_counted(row)
    assert row.seats_taken == 1 and signed_up(row, 4).state == "waiting"
    [message] = told("offered")
    assert message.recipient == second.email and not message.attachments
    assert message.context["answer_by"] and own_path(second) in build(message).body
    assert not told("promoted")


def test_saying_yes_on_the_own_page(reader, line):
    row, first, second, _third = line
    cancel(sign_up=first)
    shown = reader.get(own_path(second))
    assert 'value="confirm"' in shown.content.decode()
    assert state(second) == "offered", "reading the page must change nothing"
    reader.head(own_path(second))
    reader.post(own_path(second), {"action": "confirm"})
    assert state(second) == "confirmed"
    assert told("confirmation")[-1].attachments
    reader.post(own_path(second), {"action": "confirm"})
    assert state(second) == "confirmed" and len(told("confirmation")) == 2
    assert_counted(row)


def test_saying_no_asks_the_next(reader, line):
    row, first, second, third = line
    cancel(sign_up=first)
    reader.post(own_path(second), {"action": "cancel"})
    assert (state(second), state(third)) == ("cancelled", "offered")
    assert_counted(row)


def test_case_20_an_offer_that_runs_out_goes_to_the_next(line):
    row, first, second, third = line
    cancel(sign_up=first)
    run_out(second)
    assert release_holds() == 1 and release_holds() == 0
    assert (state(second), state(third)) == ("expired", "offered")
    assert_counted(row)


def test_case_20_a_confirmation_that_runs_out_gives_the_seat_to_the_queue(event):
    _page, row = event(capacity=1, confirmation="by_mail", promotion="offer")
    first, second = signed_up(row, 1), signed_up(row, 2)
    run_out(first)
    release_holds()
    assert (state(first), state(second)) == ("expired", "offered")


def test_case_21_the_link_after_the_end_of_the_offer_and_twice(reader, line):
    _row, first, second, third = line
    cancel(sign_up=first)
    run_out(second)
    for _ in range(2):
        reader.post(own_path(second), {"action": "confirm"})
        assert (state(second), state(third)) == ("expired", "offered")
        release_holds()
    assert len(told("offered")) == 2
    assert "This sign-up has expired" in text_of(reader.get(own_path(second, "en")))


def test_case_22_an_offer_expires_while_it_is_being_accepted(line):
    row, first, second, third = line
    cancel(sign_up=first)
    stale = SignUp.objects.get(pk=second.pk)
    run_out(second)
    release_holds()
    with pytest.raises(SignUpRefused):
        confirm(sign_up=stale)
    assert (state(second), state(third)) == ("expired", "offered")
    assert_counted(row)
    assert row.seats_taken == 1


def test_case_22_accepted_first_is_not_expired_after(line):
    row, first, second, _third = line
    cancel(sign_up=first)
    confirm(sign_up=second)
    release_holds()
    assert state(second) == "confirmed"
    assert_counted(row)


@pytest.mark.parametrize("why", ["closed", "cancelled", "begun"])
def test_case_23_nobody_is_asked_any_more(staff, line, why):
    row, first, second, _third = line
    if why == "closed":
        Occurrence.objects.filter(pk=row.pk).update(closes_at=timezone.now())
    elif why == "cancelled":
        staff.post(at(row, "cancel/"), {"confirmed": "1"})
    else:
        move_clock(row, minutes=-5)
    cancel(sign_up=first, by_staff=True) if why != "begun" else release_holds()
    assert state(second) == "waiting"
    assert not told("offered")


def test_case_23_an_offer_ends_when_sign_up_closes(event):
    _page, row = event(capacity=1, promotion="offer")
    soon = timezone.now() + timedelta(hours=2)
    Occurrence.objects.filter(pk=row.pk).update(closes_at=soon)
    first, second = signed_up(row, 1), signed_up(row, 2)
    cancel(sign_up=first)
    second.refresh_from_db()
    row.refresh_from_db()
    assert second.hold_until == row.closes_at == soon


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2027-03-10 12:00", "2027-03-11 12:00"),
        ("2027-03-10 22:30", "2027-03-12 08:00"),
        ("2027-03-10 03:00", "2027-03-11 08:00"),
        ("2027-03-10 22:00", "2027-03-12 08:00"),
        ("2027-03-10 08:00", "2027-03-11 08:00"),
        ("2027-03-27 21:30", "2027-03-29 08:00"),
    ],
)
def test_no_offer_ends_at_night(library, now, until):
    zone = ZoneInfo("Europe/Copenhagen")
    row = make_occurrence(library, days=400, promotion="offer")
    moment = datetime.fromisoformat(now).replace(tzinfo=zone)
    expected = datetime.fromisoformat(until).replace(tzinfo=zone)
    assert offered_until(row, moment).astimezone(UTC) == expected.astimezone(UTC)


def test_who_has_no_mail_gets_the_seat_at_once_and_is_called(staff, event):
    _page, row = event(capacity=1, promotion="offer")
    first = signed_up(row, 1)
    second = signed_up(row, 2, name="Gerda Lund", email="", source="desk")
    cancel(sign_up=first)
    assert state(second) == "confirmed"
    assert "Gerda Lund" in text_of(staff.get(at(row, "calls/")))


def test_a_party_is_asked_whole_or_not_at_all(event):
    _page, row = event(capacity=3, promotion="offer")
    one, two = signed_up(row, 1), signed_up(row, 2, seats=2)
    big, small = signed_up(row, 3, seats=3), signed_up(row, 4)
    cancel(sign_up=one)
    assert (state(big), state(small)) == ("waiting", "waiting")
    cancel(sign_up=two)
    assert (state(big), state(small)) == ("offered", "waiting")
    assert_counted(row)


def test_the_deadline_for_cancelling_lets_one_say_no(reader, event):
    _page, row = event(capacity=1, promotion="offer", cancel_deadline_hours=96)
    first, second = signed_up(row, 1), signed_up(row, 2)
    cancel(sign_up=first, by_staff=True)
    reader.post(own_path(second), {"action": "cancel"})
    assert state(second) == "cancelled"


def test_who_waits_is_told_that_they_will_be_asked(reader, event):
    """They have so many hours to answer; "you need do nothing" would cost them the seat."""
    _page, row = event(capacity=1, promotion="offer", offer_hours=12)
    signed_up(row, 1)
    answer = text_of(sent_by_form(reader, row, 2, language="en"))
    [message] = told("waiting")
    built = build(message)
    html = built.alternatives[0].content
    for words in (answer, " ".join(built.body.split()), html):
        assert "within 12 hours" in words
        assert "you get it at once" not in words and "You need do nothing" not in words


def test_signing_up_again_while_asked_says_that_an_answer_is_awaited(reader, line):
    row, first, second, _third = line
    cancel(sign_up=first)
    sent_by_form(reader, row, 2, language="en")
    message = told("already")[0]
    message.language = "en"
    words = build(message).body
    assert "You have your seat" not in words and message.context["answer_by"] in words


def test_the_same_form_again_while_asked_does_not_promise_the_seat(reader, event):
    _page, row = event(capacity=1, promotion="offer")
    first = signed_up(row, 1)
    form = filled_in(2)
    reader.post(address(row, "en"), form)
    cancel(sign_up=first)
    words = text_of(reader.post(address(row, "en"), form))
    assert "You are signed up" not in words and "A seat for you, if you want it" in words


@pytest.mark.parametrize("closed", [False, True])
def test_whoever_did_not_answer_is_told_that_the_seat_is_gone(line, closed):
    row, first, second, third = line
    cancel(sign_up=first)
    run_out(second)
    if closed:
        Occurrence.objects.filter(pk=row.pk).update(closes_at=timezone.now())
    release_holds()
    release_holds()
    [message] = told("lapsed")
    assert message.recipient == second.email and not message.attachments
    message.language = "en"
    words = build(message).body
    assert ("Sign up again" in words) is not closed
    assert f"/sign-up/{row.pk}/" in words or closed


def test_a_confirmation_that_runs_out_writes_to_nobody(event):
    """Anybody can write anybody's address into the form."""
    _page, row = event(confirmation="by_mail")
    run_out(signed_up(row, 1))
    release_holds()
    assert not told("lapsed")
