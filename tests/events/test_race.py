"""Many people, few seats, one moment: through HTTP, on both databases, and with the lock out."""

from __future__ import annotations

import runpy
import subprocess
import sys

import pytest

from tests.events.harness import (
    ROOT,
    Stage,
    all_at_once,
    environment,
    open_form,
    server,
)

PEOPLE, SEATS, ROUNDS = 24, 5, 10
# The database of the tests is only copied; without the mark it would not be there for these alone.
pytestmark = [pytest.mark.django_db, pytest.mark.race, pytest.mark.slow]


@pytest.fixture(scope="module")
def port(stage):
    """A server of three processes."""
    with server(stage) as port:
        yield port


def race(port: int, date: int) -> list[tuple[int, str]]:
    return all_at_once([open_form(port, date, number) for number in range(PEOPLE)])


def holders(stage: Stage, date: int) -> set[str]:
    """Numbers of those with a seat."""
    query = f"SELECT email FROM events_signup WHERE occurrence_id = {date} AND state = 'confirmed'"
    return {email.split("@")[0].removeprefix("person") for (email,) in stage.rows(query)}


def leaving(stage: Stage, port: int, date: int, count: int) -> list:
    """The first to sign up, each with the personal page open and about to cancel."""
    tokens = stage.rows(
        f"SELECT token FROM events_signup WHERE occurrence_id = {date} ORDER BY id LIMIT {count}"
    )
    readers = []
    for (token,) in tokens:
        reader = open_form(port, date, 99)
        reader.path = f"/en/sign-up/s/{token}/"
        reader.fields["action"] = "cancel"
        readers.append(reader)
    return readers


def together(stage: Stage, what: str, *dates: int) -> list[str]:
    """What came of two things at the same moment, by round: `race_together`."""
    command = [sys.executable, "-m", "tests.events.race_together", what, *map(str, dates)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(stage.url), capture_output=True, text=True, check=True
    )
    return done.stdout.strip().splitlines()


@pytest.mark.parametrize("seats", [SEATS, 1])
def test_case_01_24_people_for_the_last_seats(stage, port, seats):
    date = stage.dates.pop()
    if seats == 1:
        for number in range(100, 100 + SEATS - 1):
            open_form(port, date, number).send()
    answers = race(port, date)
    assert [status for status, _text in answers] == [200] * PEOPLE
    assert sum("You are signed up" in text for _status, text in answers) == seats
    assert stage.seats(date) == (SEATS, PEOPLE - seats, SEATS, PEOPLE - seats)
    line = sorted(
        number
        for number in range(1, PEOPLE)
        for _status, text in answers
        if f"You are number {number} in line" in text
    )
    assert line == list(range(1, PEOPLE - seats + 1))


def test_case_17_the_same_form_many_times_at_once_is_one_row_and_one_mail(stage, port):
    date = stage.dates.pop()
    answers = all_at_once([open_form(port, date, 1)] * 8)
    assert {status for status, _text in answers} == {200}
    assert all("You are signed up" in text for _status, text in answers)
    assert stage.seats(date) == (1, 0, 1, 0)
    [(mails,)] = stage.rows(
        "SELECT COUNT(*) FROM core_outbox o JOIN events_signup s ON o.purpose LIKE"
        f" 'sign-up:' || s.id || ':%' WHERE s.occurrence_id = {date}"
    )
    assert mails == 1


def test_case_05_people_who_come_while_others_leave_never_pass_the_queue(stage, port):
    """Two of five leave and five newcomers press at the same moment; four were waiting."""
    date = stage.dates.pop()
    for number in range(9):
        open_form(port, date, number).send()
    newcomers = [open_form(port, date, number) for number in range(20, 25)]
    answers = all_at_once([*leaving(stage, port, date, 2), *newcomers])
    assert {status for status, _text in answers} == {200}
    assert stage.seats(date) == (5, 7, 5, 7)
    assert holders(stage, date) == {"2", "3", "4", "5", "6"}


def test_case_06_cancels_at_once_promote_different_people(stage, port):
    date = stage.dates.pop()
    for number in range(9):
        open_form(port, date, number).send()
    answers = all_at_once(leaving(stage, port, date, 3))
    assert {status for status, _text in answers} == {200}
    assert stage.seats(date) == (5, 1, 5, 1)
    assert holders(stage, date) == {"3", "4", "5", "6", "7"}
    [(told,)] = stage.rows(
        "SELECT COUNT(*) FROM core_outbox o JOIN events_signup s ON o.purpose LIKE"
        " 'sign-up:' || s.id || ':promoted:%' AND o.recipient = s.email"
        f" WHERE s.occurrence_id = {date}"
    )
    assert told == 3


def test_case_07_by_hand_and_by_the_queue_at_once(stage):
    """Whoever is first, the seat has one owner, and the counter is true."""
    by_hand = [stage.dates.pop() for _ in range(4)]
    for line in together(stage, "promote", *by_hand):
        # Too early for staff, or somebody had the seat already: never two.
        assert line in ("ok ok", "ok does_not_fit")
    for date in by_hand:
        assert stage.seats(date) == (1, 1, 1, 1)
        assert holders_of(stage, date) == [("p1@example.org", "confirmed")]


def test_case_22_an_offer_is_accepted_while_it_runs_out(stage):
    offers = [stage.dates.pop() for _ in range(4)]
    for date, line in zip(offers, together(stage, "offer", *offers), strict=True):
        accepted = line.split()[0] == "ok"
        assert line in ("ok ok ok", "expired ok ok")
        owner = ("p1@example.org", "confirmed") if accepted else ("p2@example.org", "offered")
        assert holders_of(stage, date) == [owner]
        assert stage.seats(date) == ((1, 1, 1, 1) if accepted else (1, 0, 1, 0))


def holders_of(stage: Stage, date: int) -> list[tuple[str, str]]:
    return stage.rows(
        f"SELECT email, state FROM events_signup WHERE occurrence_id = {date}"
        " AND state IN ('confirmed', 'offered', 'pending')"
    )


def test_case_14_overlapping_series_sign_ups_never_wait_in_a_ring(stage):
    dates = [stage.dates.pop() for _ in range(4)]
    assert together(stage, "series", *dates) == [" ".join(["ok"] * 12)]
    for date in dates:
        taken, waiting, *said = stage.seats(date)
        assert taken == SEATS and [taken, waiting] == said


def test_case_12_random_operations_by_several_processes_add_up(stage):
    """The short version of `scripts/soak_seats.py`."""
    soak = runpy.run_path(str(ROOT / "scripts" / "soak_seats.py"))["soak"]
    dates = [stage.dates.pop(), stage.dates.pop()]
    assert soak(Stage(stage.url, dates), "short", processes=4, operations=25)


def test_case_02_without_the_lock_seats_are_sold_twice(stage):
    """The negative control: were this to pass without a fault, the race proves nothing.

    PostgreSQL oversells. SQLite, also without immediate transactions, errs or counts wrong.
    """
    on_file = stage.url.startswith("sqlite")
    with server(stage, RACE_LOCK="off", RACE_SQLITE_MODE="DEFERRED") as port:
        for _ in range(ROUNDS):
            date = stage.dates.pop()
            answers = race(port, date)
            taken, waiting, said_taken, said_waiting = stage.seats(date)
            if taken > SEATS:
                return
            failed = any(status >= 500 for status, _text in answers)
            if on_file and (failed or (taken, waiting) != (said_taken, said_waiting)):
                return
    pytest.fail(f"nothing went wrong in {ROUNDS} rounds")
