"""The mail server is down, workers are killed, the database lets go: all mail arrives once.

    python scripts/faults.py [--messages 200] [--postgres URL] [--only sqlite|postgres]

With a real mail server on a socket and real processes. A mailbox keeps one of those messages that
carry the same Message-ID, as mail programs do; how many were sent twice is told as well. Ends with
1 when a message is missing, stands twice in a mailbox, or a sign-up was lost.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path

import psycopg

ROOT = Path(__file__).absolute().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
SIGN_UP = """
import django, sys; django.setup()
from events.actions.sign_up import sign_up
for number in range({people}):
    sign_up(occurrence_id={date}, name=f"P{{number}}", email=f"p{{number}}@example.org")
"""
CLAIM_OVER = "UPDATE core_outbox SET claimed_until = '2020-01-01' WHERE state = 'sending'"
DUE = "UPDATE core_outbox SET next_try = '2020-01-01' WHERE state = 'waiting'"


class Faults:
    """One database full of messages, and what may happen to those who send them."""

    def __init__(self, stage, messages: int):
        from tests.events.harness import free_port

        self.stage, self.messages, self.port = stage, messages, free_port()
        self.workers: list[subprocess.Popen] = []

    def start(self, *command: str) -> subprocess.Popen:
        from tests.events.harness import django

        chosen = {
            "DJANGO_SETTINGS_MODULE": "tests.events.fault_settings",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(self.port),
        }
        return django(self.stage, *command, **chosen)

    def run_due(self, workers: int = 1) -> list[int]:
        """So many at once; their return codes."""
        due = ("-m", "django", "run_due", "--verbosity", "0")
        self.workers = [self.start(*due) for _ in range(workers)]
        return [worker.wait() for worker in self.workers]

    def states(self) -> dict[str, int]:
        return dict(self.stage.rows("SELECT state, COUNT(*) FROM core_outbox GROUP BY state"))

    def kill(self) -> bool:
        """No chance to tidy up."""
        self.workers[0].send_signal(signal.SIGKILL)
        return True

    def let_go(self) -> None:
        """What a restart of the database does to whoever is connected."""
        if self.stage.url.startswith("sqlite"):
            return
        with psycopg.connect(self.stage.url, autocommit=True) as admin:
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

    def play(self) -> list[str]:
        """All that goes wrong, in order; what is wrong in the end."""
        from tests.core.smtp import mail_server

        wrong = []
        fill = SIGN_UP.format(people=self.messages, date=self.stage.dates.pop())
        if self.start("-c", fill).wait():
            return ["nobody could sign up"]
        self.run_due(2)
        if self.states() != {"waiting": self.messages}:
            wrong.append(f"while the server is down: {self.states()}")
        self.stage.write(DUE)
        third = max(2, self.messages // 3)
        happens = {
            "killed before the yes": {"before": self.at(2, self.kill)},
            "killed after the yes": {"after": self.at(third, self.kill)},
            "database gone after the yes": {"after": self.at(2, self.let_go)},
            "three at once": {},
        }
        accepted: list[tuple[str, str]] = []
        for what, chosen in happens.items():
            with mail_server(self.port, **chosen) as (_port, boxes):
                codes = self.run_due(3 if what == "three at once" else 1)
                accepted += boxes.accepted
            print(f"  {what}: {len(boxes.accepted)} accepted, {self.states()}", flush=True)
            if what.startswith("killed") and codes != [-signal.SIGKILL]:
                wrong.append(f"{what}: the worker was not killed ({codes})")
            self.stage.write(CLAIM_OVER)
        boxes.accepted = accepted
        print(f"  {len(accepted)} accepted in all, {boxes.doubled()} of them a second time")
        expected = {f"p{number}@example.org": 1 for number in range(self.messages)}
        if boxes.kept() != expected:
            wrong.append(f"mailboxes: {len(boxes.kept())} of {self.messages}")
        if boxes.doubled() > 1:
            wrong.append("more were sent twice than workers were killed just after the yes")
        if self.states() != {"sent": self.messages}:
            wrong.append(f"in the end: {self.states()}")
        return wrong

    @staticmethod
    def at(wanted: int, act):
        return lambda number: number == wanted and act()


def sign_ups_while_workers_die(stage, people: int) -> list[str]:
    """Whoever gets no answer sends the form again: one sign-up and one message each."""
    from tests.events.harness import open_form, server

    date, unanswered = stage.dates.pop(), 0
    with server(stage, workers=3, threads=4) as port:
        readers = [open_form(port, date, number) for number in range(people)]
        for number, reader in enumerate(readers):
            if number % 10 == 5:
                killer = threading.Timer(0.02, kill_workers, [port])
                killer.start()
            for _try in range(600):
                try:
                    if reader.send()[0] == 200:
                        break
                except (OSError, HTTPException):
                    # Killed before the first word of the answer, or in the middle of it.
                    unanswered += 1
                    time.sleep(0.1)
    [(rows,)] = stage.rows(f"SELECT COUNT(*) FROM events_signup WHERE occurrence_id = {date}")  # noqa: S608
    [(mails,)] = stage.rows(
        "SELECT COUNT(*) FROM core_outbox o JOIN events_signup s ON o.purpose LIKE"  # noqa: S608
        f" 'sign-up:' || s.id || ':%' WHERE s.occurrence_id = {date}"
    )
    print(f"  {people} sign-ups while workers were killed; {unanswered} times without an answer")
    taken, _waiting, said, _said = stage.seats(date)
    well = rows == mails == taken == said == people
    return [] if well else [f"{rows} rows, {mails} messages, {taken} seats, counter {said}"]


def kill_workers(port: int) -> None:
    """Kill all workers of the gunicorn that listens on a port; it starts new ones."""
    found = subprocess.run(
        ["pgrep", "-f", f"race_wsgi:application --bind 127.0.0.1:{port}"],
        capture_output=True,
        text=True,
    ).stdout.split()
    for pid in found:
        if str(parent_of(int(pid))) in found:
            os.kill(int(pid), signal.SIGKILL)


def parent_of(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def main() -> int:
    from tests.events.harness import postgres_stage, sqlite_stage

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=200)
    parser.add_argument("--postgres", default=os.environ.get("TEST_POSTGRES_URL", ""))
    parser.add_argument("--only", choices=["sqlite", "postgres"])
    chosen = parser.parse_args()
    wanted, wrong = {"dates": 2, "capacity": 10_000}, []

    @contextmanager
    def on_file():
        with tempfile.TemporaryDirectory() as folder, sqlite_stage(Path(folder), **wanted) as stage:
            yield stage

    stages = {}
    if chosen.only != "postgres":
        stages["sqlite"] = on_file()
    if chosen.postgres and chosen.only != "sqlite":
        stages["postgres"] = postgres_stage(chosen.postgres, **wanted)
    for kind, manager in stages.items():
        print(f"{kind}, {chosen.messages} messages", flush=True)
        with manager as stage:
            found = Faults(stage, chosen.messages).play()
            found += sign_ups_while_workers_die(stage, chosen.messages)
        print("  " + ("; ".join(found) or "every message arrived once"), flush=True)
        wrong += found
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
