"""What a reader's page and a sign-up cost: python scripts/bench.py [--only PART]

Prints two tables in Markdown. Pages are those of a freshly furnished demo, each asked for cold; a
row tells the worst of its kind. Sign-ups go through HTTP to a gunicorn on a SQLite file and, where
TEST_POSTGRES_URL names a server, on PostgreSQL. Bytes are compressed with gzip. The
parts are pages, sign-ups, scale (scripts/bench_scale.py: lists with thousands of dates) and paint
(scripts/bench_paint.py: first visits in Chromium); the last two fail where a limit is broken.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).absolute().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
CLIENTS, EACH, RUNS = 8, 25, 5
PROMISED_RATE, PROMISED_P99 = 30, 0.4
PARTS = re.compile(r'<(?:link[^>]*rel="stylesheet"[^>]*href|script[^>]*src)="(/static/[^"]+)"')


def packed(content: bytes) -> int:
    """The size of what goes over the wire, in bytes."""
    return len(gzip.compress(content, 6, mtime=0))


def measure_pages() -> None:
    """Furnish a demo in this process's database, then ask for every page of it."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from wagtail.models import Page

    from core.models import Library

    settings.DEBUG = False
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_demo")
    rows = defaultdict(list)
    for library in Library.objects.select_related("site", "root"):
        below = Page.objects.filter(path__startswith=library.root.path, depth__gt=2, live=True)
        for page in below.specific():
            path = page.get_url_parts()[2]
            rows[type(page).__name__].append(ask(library.site.hostname, path))
        language = library.language
        words = f"/{language}/search/?q=kaffe"
        rows["Search"].append(ask(library.site.hostname, words))
    print("| kind of page | pages | SQL queries | HTML, bytes | CSS and script, bytes |")
    print("|---|--:|--:|--:|--:|")
    for kind, costs in sorted(rows.items()):
        worst = [max(column) for column in zip(*costs, strict=True)]
        print(f"| {kind} | {len(costs)} | {worst[0]} | {worst[1]:,} | {worst[2]:,} |")


def ask(host: str, path: str) -> tuple[int, int, int]:
    """(queries, bytes of HTML, bytes of its stylesheets and scripts) of a first visit."""
    from django.contrib.contenttypes.models import ContentType
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from core.known import known

    ContentType.objects.clear_cache()
    cache.clear()
    known.changed()
    with CaptureQueriesContext(connection) as captured:
        response = Client(HTTP_HOST=host).get(path)
    if response.status_code != 200:
        sys.exit(f"{host}{path} answered {response.status_code}")
    html = response.content.decode()
    parts = sum(map(static_size, set(PARTS.findall(html))))
    return len(captured), packed(response.content), parts


def static_size(url: str) -> int:
    """Compressed bytes of a stylesheet or script, and of what it imports from beside it."""
    from django.contrib.staticfiles import finders

    names, done, total = [url.removeprefix("/static/").split("?")[0]], set(), 0
    while names:
        name = names.pop()
        found = finders.find(name)
        if name in done or not found:
            continue
        done.add(name)
        content = Path(found).read_bytes()
        total += packed(content)
        beside = re.findall(
            r"""(?:@import|from|import)\s*(?:url\()?["'](\./[^"']+)""", str(content)
        )
        names += [os.path.normpath(Path(name).parent / inner) for inner in beside]
    return total


def measure_sign_ups(kind: str, manager) -> bool:
    """Several runs of all clients signing up as fast as they can; prints the median run.

    Whether it is as fast as promised. Clients, server and database share this machine, so what
    else runs on it counts too: the processor time that the server needs for one says more there.
    """
    from tests.events.harness import server

    with manager as stage, server(stage, workers=4, threads=2) as port:
        began = processor_time(port)
        runs = [run(port, stage.dates[number], number) for number in range(RUNS)]
        cost = (processor_time(port) - began) / (RUNS * CLIENTS * EACH)
        taken = [stage.seats(stage.dates[number])[0] for number in range(RUNS)]
    if taken != [CLIENTS * EACH] * RUNS:
        sys.exit(f"{kind}: {taken} seats were taken, not {CLIENTS * EACH} in each run")
    rate, middle, slow = (statistics.median(column) for column in zip(*runs, strict=True))
    cells = (kind, f"{rate:.0f}", f"{middle * 1000:.0f}", f"{slow * 1000:.0f}")
    print(f"| {' | '.join(cells)} | {cost * 1000:.0f} |", flush=True)
    return rate >= PROMISED_RATE and slow <= PROMISED_P99


def processor_time(port: int) -> float:
    """Seconds of processor that the server of a port has used; 0 where /proc does not tell."""
    used = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"127.0.0.1:{port}".encode() in (folder / "cmdline").read_bytes():
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                used += int(fields[11]) + int(fields[12])
        except OSError:
            continue
    return used / os.sysconf("SC_CLK_TCK") if used else 0


def run(port: int, date: int, number: int) -> tuple[float, float, float]:
    """(sign-ups a second, median and 99th percentile of a POST in seconds), form included."""
    from tests.events.harness import open_form

    gate, took = threading.Barrier(CLIENTS + 1), []

    def client(position: int) -> None:
        gate.wait()
        for step in range(EACH):
            reader = open_form(port, date, (number * CLIENTS + position) * EACH + step)
            began = time.perf_counter()
            status, text = reader.send()
            took.append(time.perf_counter() - began)
            if status != 200 or "You are signed up" not in text:
                sys.stderr.write(f"a sign-up was answered with {status}\n")

    threads = [threading.Thread(target=client, args=[position]) for position in range(CLIENTS)]
    for thread in threads:
        thread.start()
    gate.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    cuts = statistics.quantiles(took, n=100)
    return len(took) / seconds, cuts[49], cuts[98]


def pages_apart(folder: str) -> int:
    """Measure pages in a process and a database of their own."""
    environment = {name: value for name, value in os.environ.items() if name != "CACHE_URL"}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "VAR_DIR": folder,
        "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
    }
    command = [sys.executable, __file__, "--only", "pages", "--here"]
    return subprocess.run(command, cwd=ROOT, env=environment).returncode


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=["pages", "sign-ups", "scale", "paint"])
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.here:
        measure_pages()
        return 0
    slow = False
    with tempfile.TemporaryDirectory() as folder:
        if chosen.only in (None, "pages") and pages_apart(folder):
            return 1
        if chosen.only in (None, "sign-ups"):
            from tests.events.harness import postgres_stage, sqlite_stage

            load, cores = os.getloadavg()[0], os.cpu_count() or 1
            print(f"\nLoad before: {load:.1f} on {cores} cores.")
            print(
                f"| {CLIENTS} clients | sign-ups a second | median ms | p99 ms | server's CPU ms |"
            )
            print("|---|--:|--:|--:|--:|", flush=True)
            wanted = {"dates": RUNS, "capacity": 10_000}
            well = measure_sign_ups("SQLite", sqlite_stage(Path(folder), **wanted))
            if url := os.environ.get("TEST_POSTGRES_URL"):
                well &= measure_sign_ups("PostgreSQL", postgres_stage(url, **wanted))
            if not well:
                print(f"Promised: {PROMISED_RATE} a second, p99 {PROMISED_P99 * 1000:.0f} ms.")
                slow = load < cores  # on a busy machine the figures say nothing
        failed = int(slow)
        if chosen.only in (None, "scale"):
            failed |= many_dates(folder, must=chosen.only == "scale")
        if chosen.only in (None, "paint"):
            failed |= first_visits(folder, must=chosen.only == "paint")
    return failed


def many_dates(folder: str, *, must: bool) -> int:
    """The part with thousands of dates; 1 where a limit is broken or PostgreSQL is missing."""
    import bench_scale

    url = os.environ.get("TEST_POSTGRES_URL")
    print()
    if not url:
        print("Lists with thousands of dates were not measured: TEST_POSTGRES_URL names no server.")
        return int(must)
    return bench_scale.scale_apart(folder, url)


def first_visits(folder: str, *, must: bool) -> int:
    """The part with a browser; 1 where a limit is broken or a wanted browser is missing."""
    from tests.external import HOW, chromium

    if not chromium():
        print(f"\nFirst visits were not measured. {HOW['browser']}")
        return int(must)
    import bench_paint

    with bench_paint.served(f"{folder}/paint") as base:
        print()
        return 0 if bench_paint.measure(base) else 1


if __name__ == "__main__":
    sys.exit(main())
