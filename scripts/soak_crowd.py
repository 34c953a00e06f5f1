"""400 people press for 200 seats at the same moment, 20 times: exactly 200 get one each time.

    python scripts/soak_crowd.py [--rounds 20] [--postgres URL] [--only sqlite|postgres]

Through HTTP to a gunicorn of three processes with eight threads, on a SQLite file of its own and,
where a server is named (or TEST_POSTGRES_URL is set), on a PostgreSQL database of its own.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).absolute().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
PEOPLE, SEATS = 400, 200


def press(port: int, stage, date: int) -> tuple[float, list[str]]:
    """(seconds from the first press to the last answer, what is wrong)."""
    from tests.events.harness import all_at_once, open_form

    with ThreadPoolExecutor(8) as pool:
        readers = list(pool.map(lambda number: open_form(port, date, number), range(PEOPLE)))
    began = time.perf_counter()
    answers = all_at_once(readers)
    seconds = time.perf_counter() - began
    wrong = []
    if failed := [status for status, _text in answers if status != 200]:
        wrong.append(f"{len(failed)} answers were not 200: {sorted(set(failed))}")
    told = sum("You are signed up" in text for _status, text in answers)
    if told != SEATS:
        wrong.append(f"{told} were told that they are signed up")
    line = [n for n in range(1, PEOPLE) for _s, text in answers if f"number {n} in line" in text]
    if line != list(range(1, PEOPLE - SEATS + 1)):
        wrong.append("the places in line are not 1 to 200, each once")
    expected = (SEATS, PEOPLE - SEATS)
    if stage.seats(date) != expected + expected:
        wrong.append(f"rows and counters: {stage.seats(date)}")
    return seconds, wrong


def crowd(kind: str, manager, rounds: int) -> bool:
    """All rounds on one database; prints each, returns whether all is well."""
    from tests.events.harness import server

    well = True
    with manager as stage, server(stage, workers=3, threads=8) as port:
        for number, date in enumerate(stage.dates):
            seconds, wrong = press(port, stage, date)
            words = "; ".join(wrong) or f"exactly {SEATS}"
            print(f"{kind} {number + 1}/{rounds}: {words} ({seconds:.1f} s)", flush=True)
            well &= not wrong
    return well


def main() -> int:
    from tests.events.harness import postgres_stage, sqlite_stage

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--postgres", default=os.environ.get("TEST_POSTGRES_URL", ""))
    parser.add_argument("--only", choices=["sqlite", "postgres"])
    chosen = parser.parse_args()
    well, wanted = True, {"dates": chosen.rounds, "capacity": SEATS}
    if chosen.only != "postgres":
        with tempfile.TemporaryDirectory() as folder:
            well &= crowd("sqlite", sqlite_stage(Path(folder), **wanted), chosen.rounds)
    if chosen.postgres and chosen.only != "sqlite":
        well &= crowd("postgres", postgres_stage(chosen.postgres, **wanted), chosen.rounds)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
