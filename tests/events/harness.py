"""Races through real connections: a database, a server of several processes, many readers."""

from __future__ import annotations

import http.client
import os
import re
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import psycopg

ROOT = Path(__file__).absolute().parents[2]
HOST = "havnby.test"
SEED = """
import django; django.setup()
from core.models import Library
from tests.factories import make_library, make_occurrence
library = Library.objects.filter(site__hostname={host!r}).first() or make_library(hostname={host!r})
first = None
for _ in range({dates}):
    date = make_occurrence(
        library, capacity={capacity}, max_seats=4, confirmation={confirmation!r}
    )
    if {one_series}:
        first = first or date
        type(date).objects.filter(pk=date.pk).update(series=first.series)
    print("date", date.pk)
"""


@dataclass
class Stage:
    """A database with dates to race for."""

    url: str
    dates: list[int]

    def rows(self, query: str) -> list[tuple]:
        """What the database holds, read past Django."""
        if self.url.startswith("sqlite"):
            with sqlite3.connect(self.url.removeprefix("sqlite:///"), timeout=20) as database:
                return database.execute(query).fetchall()
        with psycopg.connect(self.url) as database:
            return database.execute(query).fetchall()

    def write(self, statement: str) -> None:
        """Change what the database holds, past Django: to move its clock, say."""
        if self.url.startswith("sqlite"):
            with sqlite3.connect(self.url.removeprefix("sqlite:///"), timeout=20) as database:
                database.execute(statement)
            return
        with psycopg.connect(self.url) as database:
            database.execute(statement)

    def seats(self, date: int) -> tuple[int, int, int, int]:
        """(taken, waiting) recounted, then (taken, waiting) as the counters say."""
        sums = dict(
            self.rows(
                "SELECT state, SUM(seats) FROM events_signup"
                f" WHERE occurrence_id = {date} GROUP BY state"
            )
        )
        taken = sum(int(sums.get(state, 0)) for state in ("confirmed", "pending", "offered"))
        query = f"SELECT seats_taken, seats_waiting FROM events_occurrence WHERE id = {date}"
        [counters] = self.rows(query)
        return taken, int(sums.get("waiting", 0)), *counters


def environment(url: str, **extra: str) -> dict[str, str]:
    """The environment of a process that works on a stage."""
    return {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.events.race_settings",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        **extra,
    }


def django(stage: Stage, *command: str, **extra: str) -> subprocess.Popen:
    """A Python process of its own that works on the stage."""
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment(stage.url, **extra),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def furnish(
    url: str,
    *,
    dates: int = 30,
    capacity: int = 5,
    one_series: bool = False,
    confirmation: str = "at_once",
    empty: bool = True,
) -> Stage:
    """Migrate a database, which may be empty, and put a library with dates into it."""
    python = [sys.executable]
    if empty:
        subprocess.run(
            [*python, "-m", "django", "migrate", "--verbosity", "0"],
            cwd=ROOT,
            env=environment(url),
            check=True,
            capture_output=True,
        )
    seed = SEED.format(
        host=HOST,
        dates=dates,
        capacity=capacity,
        one_series=one_series,
        confirmation=confirmation,
    )
    done = subprocess.run(
        [*python, "-c", seed],
        cwd=ROOT,
        env=environment(url),
        check=True,
        capture_output=True,
        text=True,
    )
    return Stage(url, [int(pk) for pk in re.findall(r"^date (\d+)$", done.stdout, re.M)])


@contextmanager
def sqlite_stage(folder: Path, **wanted):
    """A stage in a file of its own."""
    yield furnish(f"sqlite:///{folder / 'race.sqlite3'}", **wanted)


@contextmanager
def postgres_stage(server: str, template: str = "", **wanted):
    """A stage in a PostgreSQL database of its own, dropped afterwards; a copy of `template`."""
    name = f"samling_race_{uuid4().hex[:12]}"
    copied = f'TEMPLATE "{template}"' if template else ""
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}" {copied}')
    parts = urlsplit(server)
    try:
        yield furnish(parts._replace(path=f"/{name}").geturl(), empty=not template, **wanted)
    finally:
        with psycopg.connect(server, autocommit=True) as admin:
            admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def copied_stage(folder: Path, server: str, **wanted):
    """A stage in a copy of the database these tests run on: what migrations take is saved."""
    from django.db import connection, connections
    from wagtail.models import Page

    from tests import standing

    if Page.get_first_root_node() is None:
        standing.restore()
    if connection.vendor == "sqlite":
        file = folder / "race.sqlite3"
        with sqlite3.connect(file) as copy:
            connection.connection.backup(copy)
        yield furnish(f"sqlite:///{file}", empty=False, **wanted)
        return
    name = connection.settings_dict["NAME"]
    connections.close_all()  # nothing may be connected to what is copied
    with postgres_stage(server, name, **wanted) as stage:
        yield stage


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def server(stage: Stage, *, workers: int = 3, threads: int = 8, **extra: str):
    """A gunicorn of several processes and threads on the stage; gives its port."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "tests.events.race_wsgi:application"]
    command += ["--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--no-control-socket"]
    command += ["--workers", str(workers), "--threads", str(threads), "--log-level", "critical"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(stage.url, **extra))
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(port: int, process: subprocess.Popen) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError("the server of the race did not start")
        try:
            if ask(port, "GET", "/healthz")[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the server of the race does not answer")


def ask(port: int, method: str, path: str, body: str | None = None, **headers: str):
    """(status, headers, text) of one request on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    try:
        connection.request(method, path, body, {"Host": HOST, **headers})
        response = connection.getresponse()
        return response.status, response.headers, response.read().decode()
    finally:
        connection.close()


@dataclass
class Reader:
    """One person with the form open in front of them."""

    port: int
    path: str
    cookie: str
    fields: dict[str, str]

    def send(self) -> tuple[int, str]:
        """(status, text) of the answer."""
        body = urlencode(self.fields)
        kind = "application/x-www-form-urlencoded"
        told = ask(self.port, "POST", self.path, body, Cookie=self.cookie, **{"Content-Type": kind})
        return told[0], told[2]


def open_form(port: int, date: int, number: int, seats: int = 1) -> Reader:
    """Open the form, as a browser does, and fill it in."""
    path = f"/en/sign-up/{date}/"
    status, headers, text = ask(port, "GET", path)
    assert status == 200, status
    fields = dict(re.findall(r'name="(csrfmiddlewaretoken|form_key)" value="([^"]+)"', text))
    fields |= {
        "name": f"Person {number}",
        "email": f"person{number}@example.org",
        "seats": str(seats),
    }
    return Reader(port, path, headers["Set-Cookie"].split(";")[0], fields)


def all_at_once(readers: list[Reader]) -> list[tuple[int, str]]:
    """Everybody presses the button at the same moment; their answers in order."""
    gate = threading.Barrier(len(readers))
    answers: list = [None] * len(readers)

    def press(position: int, reader: Reader) -> None:
        gate.wait()
        try:
            answers[position] = reader.send()
        except OSError as error:
            answers[position] = (599, str(error))

    threads = [threading.Thread(target=press, args=pair) for pair in enumerate(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
