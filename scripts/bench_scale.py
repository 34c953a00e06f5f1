"""Lists with few dates beside lists with thousands: python scripts/bench.py --only scale

On PostgreSQL (TEST_POSTGRES_URL), in a database of its own: one library with 50 dates, all of them
in the month that is shown, and one with 12,000. Both hold the same kinds of events, so the many
show more: exhibitions (one event in 200 is one), and on each day how many there are besides. Each
page is asked for in turn at both; the table tells queries, bytes and medians. A limit that is
broken ends with an error.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

ROOT = Path(__file__).absolute().parents[1]
RUNS = 25
EVENTS = 10_000
"""A fifth of them have two dates, which makes 12,000."""
FEW = 42
RATIO = 1.3
LIMITS = {
    "list": (14, RATIO),
    "month": (5, RATIO),
    "calendar": (5, 0),
    "nothing fits": (14, 0),
    "sitemap": (12, 0),
}
"""The most queries, and how much slower many may be; 0 where nothing was promised.

The calendar holds 50 dates at one library and 500, its bound, at the other: its time follows."""


def measure() -> int:
    """Fill the database of this process, measure, print; 1 where a limit is broken."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from home.actions import add_library
    from home.bulk.load import Wanted, fill, load_bulk

    settings.DEBUG = False
    call_command("migrate", interactive=False, verbosity=0)
    first = (timezone.localdate().replace(day=1) + timedelta(days=32)).replace(day=1)
    few = add_library(name="Lilleby", hostname="few.localhost", languages=("da",))
    fill(few, events=FEW, today=first - timedelta(days=1), days=27)
    (many,) = load_bulk(Wanted(events=EVENTS))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as the server does by itself
    paths = {
        "list": "/da/det-sker/",
        "month": f"/da/calendar/{first:%Y-%m}/",
        "calendar": "/da/det-sker/calendar.ics",
        "nothing fits": "/da/det-sker/?day=2099-01-01&free=1&age=40&access=step_free",
        "sitemap": "/sitemap.xml",
    }
    print("| page | dates | SQL queries | bytes | median ms | ratio |")
    print("|---|--:|--:|--:|--:|--:|")
    return int(not all([row(name, path, few, many) for name, path in paths.items()]))


def row(name: str, path: str, few, many) -> bool:
    """Measure and print one page at both libraries; whether its limits hold."""
    hosts = [library.site.hostname for library in (few, many)]
    costs = [ask(host, path) for host in hosts]
    took: list[list[float]] = [[], []]
    for _run in range(RUNS):
        for number, host in enumerate(hosts):
            began = time.perf_counter()
            ask(host, path, count=False)
            took[number].append((time.perf_counter() - began) * 1000)
    medians = [statistics.median(times) for times in took]
    ratio = medians[1] / medians[0]
    most, slower = LIMITS[name]
    holds = costs[0][0] == costs[1][0] <= most and (not slower or ratio <= slower)
    for number, dates in enumerate((FEW * 6 // 5, EVENTS * 6 // 5)):
        queries, size = costs[number]
        told = f"{ratio:.2f}{'' if holds else ' BROKEN'}" if number else ""
        print(
            f"| {name} | {dates:,} | {queries} | {size:,} | {medians[number]:.0f} | {told} |",
            flush=True,
        )
    return holds


def ask(host: str, path: str, *, count: bool = True) -> tuple[int, int]:
    """(queries, bytes) of an answer in a process that has answered before, though not lately."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from core.known import known

    client = Client(HTTP_HOST=host)
    if not count:
        return 0, len(client.get(path).content)
    client.get(path)
    known.changed()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    if response.status_code != 200:
        sys.exit(f"{host}{path} answered {response.status_code}")
    return len(captured), len(response.content)


@contextmanager
def own_database(server: str):
    """A PostgreSQL database, dropped afterwards."""
    import psycopg

    name = f"samling_scale_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(server, autocommit=True) as admin:
            admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def scale_apart(folder: str, server: str) -> int:
    """Measure in a process and a database of their own."""
    environment = {name: value for name, value in os.environ.items() if name != "CACHE_URL"}
    environment |= {"DJANGO_SETTINGS_MODULE": "config.settings.dev", "VAR_DIR": folder}
    with own_database(server) as url:
        command = [sys.executable, __file__]
        return subprocess.run(command, cwd=ROOT, env=environment | {"DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    sys.exit(measure())
