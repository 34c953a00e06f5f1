"""Writers of the embedded database take turns: nobody is told that it is locked."""

from __future__ import annotations

import sqlite3
import subprocess
import sys

import pytest

from config.environment import database
from tests.events.harness import ROOT, environment

pytest.importorskip("fcntl")
CROWD = """
import threading, time
import django; django.setup()
from django.db import connection, transaction
{before}
connection.settings_dict["OPTIONS"]["timeout"] = {patience}
def write(number):
    for step in range(9):
        with connection.cursor() as cursor:
            if step % 3:  # in a transaction that reads first, thinks, and writes
                with transaction.atomic():
                    cursor.execute("SELECT COUNT(*) FROM crowd")
                    [seen] = cursor.fetchone()
                    time.sleep(0.03)
                    cursor.execute("INSERT INTO crowd VALUES (%s)", [seen])
            else:
                cursor.execute("INSERT INTO crowd VALUES (-1)")
    connection.close()

failed = []
threading.excepthook = lambda what: failed.append(what.exc_value)
threads = [threading.Thread(target=write, args=[number]) for number in range(4)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
try:
    with transaction.atomic():
        raise ZeroDivisionError
except ZeroDivisionError:
    pass
assert connection.turn is None, "a transaction that failed ends its turn"
raise SystemExit(str(failed[0]) if failed else 0)
"""
NO_TURNS = "from core.sqlite import base; base.DatabaseWrapper._take_turn = lambda self: None"
PATIENCE = "0.3"
"""Seconds that SQLite itself waits: longer than any one transaction, shorter than the queue."""


def test_the_embedded_database_is_the_one_with_turns(tmp_path):
    assert database("", tmp_path / "x.sqlite3")["ENGINE"] == "core.sqlite"


def crowd(folder, before: str = "") -> tuple[list[str], int]:
    """What three processes of four writers each said at the end, and how many rows there are."""
    file = folder / "crowd.sqlite3"
    with sqlite3.connect(file) as empty:
        empty.execute("PRAGMA journal_mode=WAL")
        empty.execute("CREATE TABLE crowd (number INTEGER)")
    running = [
        subprocess.Popen(
            [
                sys.executable,
                "-c",
                CROWD.replace("{before}", before).replace("{patience}", PATIENCE),
            ],
            cwd=ROOT,
            env=environment(f"sqlite:///{file}"),
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    said = [process.communicate()[1] for process in running]
    with sqlite3.connect(file) as full:
        [[rows]] = full.execute("SELECT COUNT(*) FROM crowd").fetchall()
    return said, rows


def test_a_crowd_of_writers_with_little_patience_all_write(tmp_path):
    assert crowd(tmp_path) == (["", "", ""], 3 * 4 * 9)


def test_without_turns_somebody_of_the_crowd_is_sent_away(tmp_path):
    """The control: SQLite's own waiting is not enough for this crowd."""
    said, rows = crowd(tmp_path, NO_TURNS)
    assert "database is locked" in "".join(said)
    assert rows < 3 * 4 * 9
