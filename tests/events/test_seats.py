"""Seats and queue: the rules, whoever calls them."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from events.actions.capacity import set_capacity
from events.actions.changes import cancel, change_seats, confirm
from events.actions.promote import promote
from events.actions.refusals import SignUpRefused
from events.actions.retention import release_holds
from events.actions.seats import lock, place_in_line
from events.models import EventSeries, Occurrence, SignUp
from tests.events.conftest import assert_counted, move_clock, signed_up, told
from tests.factories import make_occurrence

pytestmark = pytest.mark.django_db


def states(*rows) -> list[str]:
    for row in rows:
        row.refresh_from_db()
    return [row.state for row in rows]


def test_the_lock_refuses_to_work_outside_a_transaction(occurrence, monkeypatch):
    from django.db import transaction

    monkeypatch.setattr(transaction.get_connection(), "in_atomic_block", False)
    with pytest.raises(RuntimeError):
        lock(occurrence.pk)


def test_case_03_a_party_is_never_split_and_nobody_is_dropped(library):
    occurrence = make_occurrence(library, capacity=5)
    signed_up(occurrence, 1, seats=3)
    party = signed_up(occurrence, 2, seats=3)
    assert (party.state, party.seats) == ("waiting", 3)
    # A newcomer who would fit may not pass the queue.
    assert signed_up(occurrence, 3, seats=1).state == "waiting"
    assert_counted(occurrence)


def test_cancelling_moves_the_queue_up_in_order(library):
    occurrence = make_occurrence(library, capacity=2)
    first, second = signed_up(occurrence, 1), signed_up(occurrence, 2)
    third, fourth = signed_up(occurrence, 3), signed_up(occurrence, 4)
    assert [place_in_line(third), place_in_line(fourth)] == [1, 2]
    cancel(sign_up=first)
    assert states(third, fourth) == ["confirmed", "waiting"]
    assert place_in_line(fourth) == 1
    cancel(sign_up=second)
    assert states(third, fourth) == ["confirmed", "confirmed"]
    assert [message.recipient for message in told("promoted")] == [third.email, fourth.email]
    assert_counted(occurrence)


@pytest.mark.parametrize("first", [0, 1])
def test_case_19_the_head_of_the_queue_is_not_passed_by_a_smaller_party(library, first):
    """The head needs three: neither with one nor with two seats free does the next pass it."""
    occurrence = make_occurrence(library, capacity=3)
    seated = [signed_up(occurrence, 1), signed_up(occurrence, 2, seats=2)]
    head, behind = signed_up(occurrence, 3, seats=3), signed_up(occurrence, 4)
    cancel(sign_up=seated[first])
    assert states(head, behind) == ["waiting", "waiting"]
    cancel(sign_up=seated[1 - first])
    assert states(head, behind) == ["confirmed", "waiting"]
    assert_counted(occurrence)


def test_case_24_leaving_the_queue_keeps_the_others_in_order(library):
    occurrence = make_occurrence(library, capacity=1)
    rows = [signed_up(occurrence, number) for number in range(5)]
    cancel(sign_up=rows[2])
    assert [place_in_line(row) for row in rows if states(row) == ["waiting"]] == [1, 2, 3]
    assert signed_up(occurrence, 9).queue_number > rows[4].queue_number


def test_cancelling_twice_changes_nothing(library):
    occurrence = make_occurrence(library, capacity=1)
    first, second = signed_up(occurrence, 1), signed_up(occurrence, 2)
    third = signed_up(occurrence, 3)
    cancel(sign_up=first)
    cancel(sign_up=first)
    assert states(second, third) == ["confirmed", "waiting"]
    assert len(told("called_off")) == 1


def test_case_08_more_seats_promote_as_many_as_fit(library):
    occurrence = make_occurrence(library, capacity=1)
    rows = [signed_up(occurrence, number, seats=1) for number in range(5)]
    moved = set_capacity(occurrence.pk, 3)
    assert [row.pk for row in moved] == [rows[1].pk, rows[2].pk]
    assert len(told("promoted")) == 2
    set_capacity(occurrence.pk, None)
    assert states(*rows) == ["confirmed"] * 5
    assert_counted(occurrence)
    assert occurrence.overrides == ["capacity"]


def test_case_09_fewer_seats_throw_nobody_out(library):
    occurrence = make_occurrence(library, capacity=3)
    rows = [signed_up(occurrence, number) for number in range(3)]
    set_capacity(occurrence.pk, 1)
    assert states(*rows) == ["confirmed"] * 3
    assert signed_up(occurrence, 9).state == "waiting"
    cancel(sign_up=rows[0])
    assert SignUp.objects.get(email="person9@example.org").state == "waiting"
    assert_counted(occurrence)


@pytest.mark.parametrize(("capacity", "state"), [(None, "confirmed"), (0, "waiting")])
def test_case_10_no_limit_and_no_seats(library, capacity, state):
    occurrence = make_occurrence(library, capacity=capacity)
    assert signed_up(occurrence, seats=4).state == state


@pytest.mark.parametrize("change", ["closed", "cancelled", "begun", "begun but open", "unlisted"])
def test_case_23_the_queue_stands_still_when_it_should(library, change):
    occurrence = make_occurrence(library, capacity=1)
    first, second = signed_up(occurrence, 1), signed_up(occurrence, 2)
    now = timezone.now()
    fields = {
        "closed": {"closes_at": now},
        "cancelled": {"status": "cancelled"},
        "begun": {"starts_at": now - timedelta(minutes=1)},
        "begun but open": {"starts_at": now, "closes_at": now + timedelta(hours=1)},
        "unlisted": {"listed": False},
    }[change]
    Occurrence.objects.filter(pk=occurrence.pk).update(**fields)
    cancel(sign_up=first, by_staff=True)
    assert states(second) == ["waiting"]
    assert_counted(occurrence)


class TestDeadline:
    def test_a_seat_cannot_be_given_back_too_late(self, library):
        occurrence = make_occurrence(library, capacity=1)
        seated, waiting = signed_up(occurrence, 1), signed_up(occurrence, 2)
        occurrence.series.cancel_deadline_hours = 24
        occurrence.series.save()
        move_clock(occurrence, hours=23)
        with pytest.raises(SignUpRefused) as refused:
            cancel(sign_up=seated)
        assert refused.value.code == "deadline"
        cancel(sign_up=waiting)
        cancel(sign_up=seated, by_staff=True)
        assert states(seated, waiting) == ["cancelled", "cancelled"]

    def test_nor_after_it_has_begun(self, library):
        occurrence = make_occurrence(library)
        row = signed_up(occurrence)
        move_clock(occurrence, minutes=-1)
        with pytest.raises(SignUpRefused):
            cancel(sign_up=row)


class TestChangingTheNumber:
    def test_fewer_gives_seats_to_the_queue(self, library):
        occurrence = make_occurrence(library, capacity=3)
        party, next_one = signed_up(occurrence, 1, seats=3), signed_up(occurrence, 2)
        change_seats(sign_up=party, seats=2)
        assert states(next_one) == ["confirmed"]
        assert len(told("changed")) == 1
        assert_counted(occurrence)

    def test_more_only_where_seats_are_free(self, library):
        occurrence = make_occurrence(library, capacity=3)
        party = signed_up(occurrence, 1, seats=2)
        assert change_seats(sign_up=party, seats=3).seats == 3
        with pytest.raises(SignUpRefused) as refused:
            change_seats(sign_up=party, seats=4)
        assert refused.value.field == "seats"
        assert_counted(occurrence)

    def test_more_does_not_pass_the_queue(self, library):
        occurrence = make_occurrence(library, capacity=4)
        party = signed_up(occurrence, 1, seats=2)
        signed_up(occurrence, 2, seats=3)
        with pytest.raises(SignUpRefused) as refused:
            change_seats(sign_up=party, seats=3)
        assert refused.value.code == "queue_first"

    def test_a_waiting_party_that_shrinks_may_fit(self, library):
        occurrence = make_occurrence(library, capacity=3)
        signed_up(occurrence, 1, seats=2)
        party = signed_up(occurrence, 2, seats=3)
        assert change_seats(sign_up=party, seats=1).state == "confirmed"
        assert len(told("promoted")) == 1 and not told("changed")


class TestHolds:
    @pytest.fixture
    def by_mail(self, library):
        return make_occurrence(library, capacity=1, confirmation="by_mail")

    def test_a_held_seat_counts_and_is_confirmed_once(self, by_mail):
        row = signed_up(by_mail, 1)
        assert row.state == "pending"
        assert signed_up(by_mail, 2).state == "waiting"
        confirm(sign_up=row)
        confirm(sign_up=row)
        assert states(row) == ["confirmed"]
        assert len(told("confirm")) == len(told("confirmation")) == 1
        assert_counted(by_mail)

    def test_case_20_an_expired_hold_goes_to_the_queue(self, by_mail):
        row, behind = signed_up(by_mail, 1), signed_up(by_mail, 2)
        assert release_holds() == 0
        SignUp.objects.filter(pk=row.pk).update(hold_until=timezone.now())
        assert release_holds() == 1
        assert states(row, behind) == ["expired", "confirmed"]
        assert release_holds() == 0
        assert_counted(by_mail)

    def test_case_21_confirming_too_late_is_refused_and_never_oversells(self, by_mail):
        row, behind = signed_up(by_mail, 1), signed_up(by_mail, 2)
        late = timezone.now() + timedelta(minutes=31)
        with pytest.raises(SignUpRefused) as refused:
            confirm(sign_up=row, now=late)
        assert refused.value.code == "expired"
        assert states(row, behind) == ["expired", "confirmed"]
        assert_counted(by_mail)


def test_case_12_random_operations_keep_the_counter_true(library):
    """The counter is the recount, only staff go above capacity, and the head never fits."""
    chance = random.Random(20261122)
    occurrence = make_occurrence(library, capacity=6, max_seats=4, waiting_size=9)
    done = Counter()
    for step in range(1000):
        rows = list(SignUp.objects.filter(state__in=SignUp.ACTIVE))
        what = chance.choices(tuple(SHARES), SHARES.values())[0] if rows else "sign up"
        before, capacity = occurrence.seats_taken, occurrence.capacity
        try:
            operate(what, step, occurrence, rows, chance)
            done[what] += 1
        except SignUpRefused:
            pass
        assert_counted(occurrence)
        if what not in ("walk in", "promote over"):
            most = max(before, capacity, occurrence.capacity)
            assert occurrence.seats_taken <= most, (step, what)
        queue = SignUp.objects.filter(state="waiting").order_by("queue_number")
        if head := queue.first():
            assert occurrence.seats_taken + head.seats > occurrence.capacity, (step, what)
    assert set(done) == set(SHARES) and min(done.values()) > 4, done


SHARES = {
    "sign up": 34, "by mail": 12, "walk in": 4, "cancel": 20, "change": 12, "confirm": 8,
    "promote": 6, "promote over": 2, "let holds go": 4, "capacity": 6,
}  # fmt: skip
"""Of a hundred operations and a few."""


def operate(what: str, step: int, occurrence, rows: list[SignUp], chance) -> None:
    """One thing that people, staff or the clock do to a date."""
    one, seats = chance.choice(rows) if rows else None, chance.randint(1, 4)
    waiting = [row for row in rows if row.state == SignUp.State.WAITING] or rows
    held = [row for row in rows if row.state == SignUp.State.PENDING] or rows
    if what in ("sign up", "by mail"):
        how = "by_mail" if what == "by mail" else "at_once"
        EventSeries.objects.filter(pk=occurrence.series_id).update(confirmation=how)
        signed_up(occurrence, step, seats=seats)
    elif what == "walk in":
        signed_up(occurrence, step, seats=seats, source="desk", walk_in=True)
    elif what == "cancel":
        cancel(sign_up=one)
    elif what == "change":
        change_seats(sign_up=one, seats=seats)
    elif what == "confirm":
        confirm(sign_up=chance.choice(held))
    elif what.startswith("promote"):
        promote(sign_up=chance.choice(waiting), over=what.endswith("over"))
    elif what == "let holds go":
        past = timezone.now() - timedelta(minutes=1)
        SignUp.objects.filter(state="pending").update(hold_until=past)
        release_holds()
    else:
        set_capacity(occurrence.pk, chance.randint(2, 8))
