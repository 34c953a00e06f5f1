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
import threading
import django; django.setup()
from django.db import connection, transaction

def write(number):
    for step in range(15):
        with connection.cursor() as cursor:
            if step % 3:  # in a transaction that reads first, thinks, and writes
                with transaction.atomic():
                    cursor.execute("SELECT COUNT(*) FROM crowd")
                    [seen] = cursor.fetchone()
                    sum(range(20000))
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


def test_the_embedded_database_is_the_one_with_turns(tmp_path):
    assert database("", tmp_path / "x.sqlite3")["ENGINE"] == "core.sqlite"


def test_a_crowd_of_writers_without_patience_all_write(tmp_path):
    """SQLite itself gives up at once here, so whoever came without a turn would fail."""
    file = tmp_path / "crowd.sqlite3"
    with sqlite3.connect(file) as empty:
        empty.execute("PRAGMA journal_mode=WAL")
        empty.execute("CREATE TABLE crowd (number INTEGER)")
    running = [
        subprocess.Popen(
            [sys.executable, "-c", CROWD],
            cwd=ROOT,
            env=environment(f"sqlite:///{file}?timeout=0"),
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    said = [process.communicate()[1] for process in running]
    assert [process.returncode for process in running] == [0] * 3, said
    with sqlite3.connect(file) as full:
        assert full.execute("SELECT COUNT(*) FROM crowd").fetchone() == (3 * 4 * 15,)
