"""Many processes do random things to two dates; at every moment the numbers must add up.

    python scripts/soak_seats.py [--processes 20] [--operations 200] [--postgres URL] [--only KIND]

Runs on a SQLite file of its own and, where a server is named (or TEST_POSTGRES_URL is set), on a
PostgreSQL database of its own; then once more with the lock taken out, which must be found out.
Ends with 1 when a seat was sold twice, a counter is wrong, or the missing lock went unnoticed.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from ast import literal_eval
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).absolute().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
MOST, FEWEST = 24, 12
OPERATIONS = {
    "sign_up": 15,
    "party": 10,
    "again": 5,
    "series": 5,
    "walk_in": 5,
    "confirm": 15,
    "late": 3,
    "cancel": 25,
    "change": 10,
    "raise": 5,
    "lower": 5,
    "promote": 7,
    "release": 3,
    "rules": 2,
}
"""What happens, and how often. On the second date staff let people in beyond the seats."""
LOOK = """
SELECT (SELECT COALESCE(SUM(seats), 0) FROM events_signup
         WHERE occurrence_id = date.id AND state IN ('pending', 'confirmed', 'offered')),
       (SELECT COALESCE(SUM(seats), 0) FROM events_signup
         WHERE occurrence_id = date.id AND state = 'waiting'),
       seats_taken, seats_waiting
  FROM events_occurrence date WHERE date.id = %s
"""


class Worker:
    """One process: does one random thing after another and looks whether all adds up."""

    def __init__(self, dates: list[int], number: int):
        from events.models import Occurrence

        self.dates, self.number = dates, number
        self.chance = random.Random(number)
        self.series = Occurrence.objects.get(pk=dates[0]).series
        self.done: Counter[str] = Counter()

    def work(self, operations: int) -> None:
        from events.actions.refusals import SignUpRefused

        kinds, weights = list(OPERATIONS), list(OPERATIONS.values())
        for step in range(operations):
            what = self.chance.choices(kinds, weights)[0]
            date = self.chance.choice(self.dates)
            try:
                self.done[what if self.do(what, date, step) else f"nobody to {what}"] += 1
            except SignUpRefused as refused:
                self.done[f"{what} refused: {refused.code}"] += 1
            self.look(date)

    def do(self, what: str, date: int, step: int) -> bool:
        """One operation; whether there was anybody to do it to."""
        from django.utils import timezone

        from events.actions.capacity import set_capacity
        from events.actions.changes import cancel, change_seats, confirm
        from events.actions.promote import promote
        from events.actions.retention import release_holds
        from events.actions.sign_up_series import sign_up_series
        from events.models import EventSeries, Occurrence, SignUp

        seats = self.chance.randint(1, 4)
        if what in ("sign_up", "party", "again", "walk_in"):
            self.sign_up(what, date, step, seats)
        elif what == "series":
            email = f"s{self.number}-{step % 9}@example.org"
            sign_up_series(series=self.series, name="Everyone", email=email)
        elif what in ("raise", "lower"):
            now = Occurrence.objects.get(pk=date).capacity
            more = self.chance.randint(1, 6) * (1 if what == "raise" else -1)
            set_capacity(date, min(MOST, max(FEWEST, now + more)))
        elif what == "release":
            release_holds()
        elif what == "rules":
            rule = self.chance.choice(("automatic", "offer"))
            EventSeries.objects.filter(pk=self.series.pk).update(promotion=rule)
        else:
            wanted = {
                "confirm": ("pending", "offered"),
                "late": ("pending", "offered"),
                "promote": ("waiting",),
                "cancel": self.chance.choice((SignUp.SEATED, SignUp.ACTIVE)),
            }.get(what, SignUp.ACTIVE)
            rows = SignUp.objects.filter(occurrence_id=date, state__in=wanted)
            row = rows.order_by("?").first()
            if row is None:
                return False
            if what == "confirm":
                confirm(sign_up=row)
            elif what == "late":
                rows.filter(pk=row.pk).update(hold_until=timezone.now())
            elif what == "promote":
                promote(sign_up=row, over=date == self.dates[1] and seats == 1)
            elif what == "cancel":
                cancel(sign_up=row)
            else:
                change_seats(sign_up=row, seats=seats)
        return True

    def sign_up(self, what: str, date: int, step: int, seats: int) -> None:
        from events.actions.sign_up import sign_up

        someone = f"{self.number}-{step}" if what != "again" else f"same-{step % 5}"
        at_desk = what == "walk_in"
        sign_up(
            occurrence_id=date,
            name=f"Person {someone}",
            email="" if at_desk else f"p{someone}@example.org",
            seats=max(2, seats) if what == "party" else 1,
            source="desk" if at_desk else "web",
            walk_in=at_desk and date == self.dates[1] and seats == 1,
        )

    def look(self, date: int) -> None:
        """Rows and counters as they stand now, in one statement: nothing may ever be in between."""
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(LOOK, [date])
            row = cursor.fetchone()
        counted, said = tuple(map(int, row[:2])), tuple(row[2:])
        if counted != said:
            self.done[f"WRONG: counters say {said}, rows {counted}"] += 1
        if counted[0] > MOST and date == self.dates[0]:
            self.done[f"WRONG: {counted[0]} seats are taken of {MOST}"] += 1


def check(stage, date: int, within: bool) -> list[str]:
    """What does not add up in the end; empty when all is well."""
    taken, waiting, said_taken, said_waiting = stage.seats(date)
    wrong = []
    if within and taken > MOST:
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


def run(stage, processes: int, operations: int, **extra: str) -> tuple[Counter[str], list[str]]:
    """Let all processes loose; (what they did, what is wrong)."""
    from tests.events.harness import environment

    dates = stage.dates[:2]
    command = [sys.executable, __file__, "--operations", str(operations)]
    command += ["--work", ",".join(map(str, dates))]
    running = [
        subprocess.Popen(
            [*command, "--number", str(number)],
            cwd=ROOT,
            env=environment(stage.url, **extra),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL if extra else None,
            text=True,
        )
        for number in range(processes)
    ]
    said = [process.communicate()[0].strip() for process in running]
    done: Counter[str] = Counter()
    for words in filter(None, said):
        done.update(literal_eval(words))
    wrong = [f"{words} ({times} times)" for words, times in done.items() if "WRONG" in words]
    for date in dates:
        wrong += check(stage, date, within=date == dates[0])
    if failed := sum(process.returncode != 0 for process in running):
        wrong.append(f"{failed} processes failed")
    return done, wrong


def soak(stage, kind: str, processes: int, operations: int) -> bool:
    """All processes on the two first dates; prints and returns whether all is well."""
    began = time.monotonic()
    done, wrong = run(stage, processes, operations)
    seconds = time.monotonic() - began
    print(f"{kind}: {processes * operations} operations, {processes} processes, {seconds:.0f} s")
    for what in OPERATIONS:
        refused = sum(times for words, times in done.items() if words.startswith(f"{what} refused"))
        print(
            f"  {what}: {done[what]} done, {refused} refused, {done[f'nobody to {what}']} without"
        )
    print("  " + ("; ".join(wrong) or f"all adds up: {[*map(stage.seats, stage.dates[:2])]}"))
    missing = [what for what in OPERATIONS if not done[what]]
    if missing and operations >= 100:
        print(f"  never done: {missing}")
        return False
    return not wrong


def control(stage, kind: str, processes: int, rounds: int = 10) -> bool:
    """The same without the lock: were nothing found, the soak would prove nothing."""
    for number in range(rounds):
        _done, wrong = run(stage, processes, 30, RACE_LOCK="off", RACE_SQLITE_MODE="DEFERRED")
        if wrong:
            print(f"{kind} without the lock, found in round {number + 1}: {'; '.join(wrong[:3])}")
            return True
    print(f"{kind} without the lock: nothing wrong in {rounds} rounds, so the soak proves nothing")
    return False


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=20)
    parser.add_argument("--operations", type=int, default=200)
    parser.add_argument("--postgres", default=os.environ.get("TEST_POSTGRES_URL", ""))
    parser.add_argument("--only", choices=["sqlite", "postgres"])
    parser.add_argument("--work", help=argparse.SUPPRESS)
    parser.add_argument("--number", type=int, default=0, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.work:
        from tests.events.race_wsgi import application  # noqa: F401 - with or without the lock

        worker = Worker([int(date) for date in chosen.work.split(",")], chosen.number)
        worker.work(chosen.operations)
        print(dict(worker.done))
        return 0
    from tests.events.harness import postgres_stage, sqlite_stage

    well, wanted = (
        True,
        {"dates": 2, "capacity": MOST, "one_series": True, "confirmation": "by_mail"},
    )
    with tempfile.TemporaryDirectory() as folder:
        stages = []
        if chosen.only != "postgres":
            stages.append(("sqlite", lambda: sqlite_stage(Path(folder), **wanted)))
        if chosen.postgres and chosen.only != "sqlite":
            stages.append(("postgres", lambda: postgres_stage(chosen.postgres, **wanted)))
        for kind, made in stages:
            with made() as stage:
                well &= soak(stage, kind, chosen.processes, chosen.operations)
                well &= control(stage, kind, chosen.processes)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
