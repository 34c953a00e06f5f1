"""Many processes do random things to one date; afterwards every number must add up.

    python scripts/soak_seats.py [--processes 20] [--operations 200] [--postgres URL] [--only KIND]

Runs on a SQLite file of its own and, where a server is named (or TEST_POSTGRES_URL is set), on a
PostgreSQL database of its own. Ends with 1 when a seat was sold twice or a counter is wrong.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).absolute().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
MOST, FEWEST = 24, 12


def work(date: int, operations: int, number: int) -> None:
    """One process: sign up, come in parties, cancel, change, raise, lower, walk in, release."""
    import django

    django.setup()
    from events.actions.capacity import set_capacity
    from events.actions.changes import cancel, change_seats
    from events.actions.refusals import SignUpRefused
    from events.actions.retention import release_holds
    from events.actions.sign_up import sign_up
    from events.models import SignUp

    chance = random.Random(number)
    done: Counter[str] = Counter()
    for step in range(operations):
        what = chance.choices(
            ["sign_up", "again", "walk_in", "cancel", "change", "capacity", "release"],
            [40, 5, 5, 25, 15, 5, 5],
        )[0]
        active = SignUp.objects.filter(occurrence_id=date, state__in=SignUp.ACTIVE)
        row = active.order_by("?").first()
        try:
            if what in ("sign_up", "again", "walk_in") or row is None:
                someone = f"{number}-{step}" if what != "again" else f"same-{step % 5}"
                sign_up(
                    occurrence_id=date,
                    name=f"Person {someone}",
                    email="" if what == "walk_in" else f"p{someone}@example.org",
                    seats=chance.randint(1, 4),
                    source="desk" if what == "walk_in" else "web",
                )
            elif what == "cancel":
                cancel(sign_up=row)
            elif what == "change":
                change_seats(sign_up=row, seats=chance.randint(1, 4))
            elif what == "capacity":
                set_capacity(date, chance.randint(FEWEST, MOST))
            else:
                release_holds()
            done[what] += 1
        except SignUpRefused as refused:
            done[f"refused: {refused.code}"] += 1
    print(dict(done))


def check(stage, date: int) -> list[str]:
    """What does not add up; empty when all is well."""
    taken, waiting, said_taken, said_waiting = stage.seats(date)
    wrong = []
    if taken > MOST:
        wrong.append(f"{taken} seats are taken, never more than {MOST} were there")
    if (taken, waiting) != (said_taken, said_waiting):
        wrong.append(f"counters say {said_taken} and {said_waiting}, rows {taken} and {waiting}")
    where = f"FROM events_signup WHERE occurrence_id = {date}"
    [(capacity,)] = stage.rows(f"SELECT capacity FROM events_occurrence WHERE id = {date}")  # noqa: S608
    queue = stage.rows(f"SELECT seats {where} AND state = 'waiting' ORDER BY queue_number")
    if queue and taken + queue[0][0] <= capacity:
        wrong.append("the head of the queue would fit and still waits")
    active = "('pending', 'confirmed', 'waiting', 'offered')"
    twice = stage.rows(
        f"SELECT identity {where} AND identity <> '' AND state IN {active}"
        " GROUP BY identity HAVING COUNT(*) > 1"
    )
    if twice:
        wrong.append(f"signed up twice: {twice}")
    return wrong


def soak(stage, kind: str, processes: int, operations: int) -> bool:
    """Let all processes loose on one date; prints and returns whether all is well."""
    from tests.events.harness import environment

    [date, *_] = stage.dates
    began = time.monotonic()
    command = [sys.executable, __file__, "--work", str(date), "--operations", str(operations)]
    running = [
        subprocess.Popen(
            [*command, "--number", str(number)],
            cwd=ROOT,
            env=environment(stage.url),
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(processes)
    ]
    said = [process.communicate()[0].strip() for process in running]
    failed = sum(process.returncode != 0 for process in running)
    wrong = check(stage, date) + ([f"{failed} processes failed"] if failed else [])
    seconds = time.monotonic() - began
    total = processes * operations
    print(f"{kind}: {total} operations by {processes} processes in {seconds:.0f} s")
    print(f"  the first: {said[0]}")
    print("  " + ("; ".join(wrong) or f"all adds up: {stage.seats(date)}"), flush=True)
    return not wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=20)
    parser.add_argument("--operations", type=int, default=200)
    parser.add_argument("--postgres", default=os.environ.get("TEST_POSTGRES_URL", ""))
    parser.add_argument("--only", choices=["sqlite", "postgres"])
    parser.add_argument("--work", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--number", type=int, default=0, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.work:
        work(chosen.work, chosen.operations, chosen.number)
        return 0
    from tests.events.harness import postgres_stage, sqlite_stage

    well = True
    if chosen.only != "postgres":
        with tempfile.TemporaryDirectory() as folder:
            with sqlite_stage(Path(folder), dates=1, capacity=MOST) as stage:
                well &= soak(stage, "sqlite", chosen.processes, chosen.operations)
    if chosen.postgres and chosen.only != "sqlite":
        with postgres_stage(chosen.postgres, dates=1, capacity=MOST) as stage:
            well &= soak(stage, "postgres", chosen.processes, chosen.operations)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
