"""Staff move one person up from the waiting list by hand."""

from __future__ import annotations

import pytest

from events.actions.changes import cancel
from events.actions.promote import promote
from events.actions.refusals import SignUpRefused
from events.models import Occurrence, SignUp
from tests.events.conftest import assert_counted, signed_up, told
from tests.factories import make_occurrence

pytestmark = pytest.mark.django_db


def state(row: SignUp) -> str:
    row.refresh_from_db()
    return row.state


def test_case_07_moved_up_by_hand_and_by_the_queue_is_one_seat_and_one_mail(library):
    """The queue got there first; the screen of the staff still shows somebody who waits."""
    occurrence = make_occurrence(library, capacity=1)
    first, second, third = (signed_up(occurrence, number) for number in (1, 2, 3))
    shown = SignUp.objects.get(pk=second.pk)
    cancel(sign_up=first)
    assert promote(sign_up=shown).state == "confirmed"
    assert (state(second), state(third)) == ("confirmed", "waiting")
    assert [message.recipient for message in told("promoted")] == [second.email]
    assert_counted(occurrence)


def test_case_07_by_hand_past_the_queue_and_never_past_the_seats(library):
    occurrence = make_occurrence(library, capacity=3)
    signed_up(occurrence, 1, seats=2)
    head, behind = signed_up(occurrence, 2, seats=2), signed_up(occurrence, 3)
    with pytest.raises(SignUpRefused) as refused:
        promote(sign_up=head)
    assert refused.value.code == "does_not_fit"
    promote(sign_up=behind)
    assert (state(head), state(behind)) == ("waiting", "confirmed")
    assert [message.recipient for message in told("promoted")] == [behind.email]
    assert_counted(occurrence)
    assert promote(sign_up=head, over=True).state == "confirmed"
    assert_counted(occurrence)
    assert occurrence.seats_taken == 5


def test_whoever_is_gone_is_not_moved_up(library):
    occurrence = make_occurrence(library, capacity=1)
    signed_up(occurrence, 1)
    row = signed_up(occurrence, 2)
    stale = SignUp.objects.get(pk=row.pk)
    cancel(sign_up=row)
    with pytest.raises(SignUpRefused) as refused:
        promote(sign_up=stale, over=True)
    assert refused.value.code == "not_waiting" and refused.value.message
    Occurrence.objects.update(status="cancelled")
    with pytest.raises(SignUpRefused):
        promote(sign_up=stale, over=True)


def test_by_hand_means_at_once_where_the_queue_would_ask_first(library):
    occurrence = make_occurrence(library, capacity=1, promotion="offer")
    signed_up(occurrence, 1)
    row = signed_up(occurrence, 2)
    assert promote(sign_up=row, over=True).state == "confirmed"
    assert len(told("promoted")) == 1 and not told("offered")
