"""Many people, few seats, one moment: through HTTP, on both databases, and with the lock out."""

from __future__ import annotations

import runpy

import pytest

from tests.events.harness import (
    ROOT,
    Stage,
    all_at_once,
    open_form,
    postgres_stage,
    server,
    sqlite_stage,
)

PEOPLE, SEATS, ROUNDS = 24, 5, 10
POSTGRES = pytest.param("postgres", marks=pytest.mark.postgres)
pytestmark = [pytest.mark.race, pytest.mark.slow]


@pytest.fixture(scope="module")
def stages(tmp_path_factory, request):
    """Each database is furnished when it is first asked for, and kept for the module."""
    opened, made = [], {}

    def get(kind: str):
        if kind not in made:
            if kind == "sqlite":
                manager = sqlite_stage(tmp_path_factory.mktemp("race"))
            else:
                manager = postgres_stage(request.getfixturevalue("postgres_url"))
            made[kind] = manager.__enter__()
            opened.append(manager)
        return made[kind]

    yield get
    for manager in opened:
        manager.__exit__(None, None, None)


def race(port: int, date: int) -> list[tuple[int, str]]:
    return all_at_once([open_form(port, date, number) for number in range(PEOPLE)])


@pytest.mark.parametrize("kind", ["sqlite", POSTGRES])
def test_24_people_for_5_seats(stages, kind):
    stage = stages(kind)
    date = stage.dates.pop()
    with server(stage) as port:
        answers = race(port, date)
    assert [status for status, _text in answers] == [200] * PEOPLE
    assert sum("You are signed up" in text for _status, text in answers) == SEATS
    assert stage.seats(date) == (SEATS, PEOPLE - SEATS, SEATS, PEOPLE - SEATS)
    line = sorted(
        number
        for number in range(1, 20)
        for _status, text in answers
        if f"You are number {number} in line" in text
    )
    assert line == list(range(1, 20))


@pytest.mark.parametrize("kind", ["sqlite", POSTGRES])
def test_the_same_form_many_times_at_once_is_one_row_and_one_mail(stages, kind):
    stage = stages(kind)
    date = stage.dates.pop()
    with server(stage) as port:
        reader = open_form(port, date, 1)
        answers = all_at_once([reader] * 8)
    assert {status for status, _text in answers} == {200}
    assert all("You are signed up" in text for _status, text in answers)
    assert stage.seats(date) == (1, 0, 1, 0)
    [(mails,)] = stage.rows(
        "SELECT COUNT(*) FROM core_outbox WHERE purpose IN (SELECT 'sign-up:' || s.id ||"
        f" ':confirmation:1' FROM events_signup s WHERE s.occurrence_id = {date})"
    )
    [(every,)] = stage.rows(
        "SELECT COUNT(*) FROM core_outbox o JOIN events_signup s ON o.purpose LIKE"
        f" 'sign-up:' || s.id || ':%' WHERE s.occurrence_id = {date}"
    )
    assert every == 1 and mails <= 1


@pytest.mark.parametrize("kind", ["sqlite", POSTGRES])
def test_people_who_come_while_others_leave_never_pass_the_queue(stages, kind):
    """Two of five leave and five newcomers press at the same moment; four were waiting."""
    stage = stages(kind)
    date = stage.dates.pop()
    with server(stage) as port:
        for number in range(9):
            open_form(port, date, number).send()
        tokens = stage.rows(
            f"SELECT token FROM events_signup WHERE occurrence_id = {date} ORDER BY id LIMIT 2"
        )
        leaving = []
        for (token,) in tokens:
            reader = open_form(port, date, 99)
            reader.path = f"/en/sign-up/s/{token}/"
            reader.fields["action"] = "cancel"
            leaving.append(reader)
        newcomers = [open_form(port, date, number) for number in range(20, 25)]
        answers = all_at_once([*leaving, *newcomers])
    assert {status for status, _text in answers} == {200}
    assert stage.seats(date) == (5, 7, 5, 7)
    query = f"SELECT email FROM events_signup WHERE occurrence_id = {date} AND state = 'confirmed'"
    emails = {email for (email,) in stage.rows(query)}
    assert emails == {f"person{number}@example.org" for number in range(2, 7)}


@pytest.mark.parametrize("kind", ["sqlite", POSTGRES])
def test_random_operations_by_several_processes_add_up(stages, kind):
    """The short version of `scripts/soak_seats.py`."""
    stage = stages(kind)
    soak = runpy.run_path(str(ROOT / "scripts" / "soak_seats.py"))["soak"]
    assert soak(Stage(stage.url, [stage.dates.pop()]), kind, processes=4, operations=25)


@pytest.mark.postgres
def test_without_the_lock_postgresql_sells_seats_twice(stages):
    """The negative control: were this to pass without overselling, the race proves nothing."""
    stage = stages("postgres")
    with server(stage, RACE_LOCK="off") as port:
        for _ in range(ROUNDS):
            date = stage.dates.pop()
            race(port, date)
            if stage.seats(date)[0] > SEATS:
                return
    pytest.fail(f"no seat was sold twice in {ROUNDS} rounds")


def test_without_the_lock_and_immediate_transactions_sqlite_fails(stages):
    """The same on a file: errors, or a wrong count."""
    stage = stages("sqlite")
    with server(stage, RACE_LOCK="off", RACE_SQLITE_MODE="DEFERRED") as port:
        for _ in range(ROUNDS):
            date = stage.dates.pop()
            answers = race(port, date)
            taken, waiting, said_taken, said_waiting = stage.seats(date)
            failed = any(status >= 500 for status, _text in answers)
            if failed or taken > SEATS or (taken, waiting) != (said_taken, said_waiting):
                return
    pytest.fail(f"nothing went wrong in {ROUNDS} rounds")
