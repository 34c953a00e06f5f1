"""What a first visit costs in a real browser: python scripts/bench.py --only paint

A freshly furnished demo is served by gunicorn with the settings of production. Headless Chromium
asks for each page with nothing kept, on a phone and on a wide screen, slowed down as CPU and
NETWORK say; the table tells medians of RUNS visits, and whether a limit is broken. The browser
tells of the site's icon at some visits only, so it is left out there and added to each.
"""

from __future__ import annotations

import os
import secrets
import socket
import statistics
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

ROOT = Path(__file__).absolute().parents[1]
RUNS = 5
CPU = 4
"""How many times slower the processor is."""
NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
"""150 ms for each request, 1.6 Mbit/s down, 750 kbit/s up."""
DEVICES = {
    "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2},
    "wide": {"viewport": {"width": 1280, "height": 900}, "device_scale_factor": 1},
}
LCP, CLS, CODE = 1100, 0.01, 20
"""Limits of every page: milliseconds, shift, and KB of style and script."""
WATCH = """
window.seen = {lcp: 0, cls: 0};
new PerformanceObserver(list => list.getEntries().forEach(
  entry => seen.lcp = entry.startTime)).observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(list => list.getEntries().forEach(
  entry => { if (!entry.hadRecentInput) seen.cls += entry.value; }
)).observe({type: "layout-shift", buffered: true});
"""
PAINTED = """
new Promise(done => {
  const [visit] = performance.getEntriesByType("navigation");
  const look = () => seen.lcp
    ? done({...seen, answer: visit.responseStart - visit.requestStart}) : setTimeout(look, 50);
  look();
})
"""


@dataclass
class Limits:
    """What one kind of page may cost; 0 where nothing was promised."""

    path: str
    requests: int = 0
    kilobytes: int = 0
    html: int = 0


PAGES = {
    "front": Limits("/da/", requests=9, kilobytes=120, html=6),
    "article": Limits(
        "/da/historier/det-ord-ingen-kunne-oversaette/", requests=7, kilobytes=55, html=5
    ),
    "list": Limits("/da/det-sker/", kilobytes=90),
    "event": Limits("/da/det-sker/strikkecafe-paa-kajen/", requests=7, kilobytes=55, html=5),
}


@dataclass
class Visit:
    """One first visit: bytes are those on the wire, headers included."""

    requests: int
    bytes: int
    html: int
    code: int
    answer: float
    lcp: float
    cls: float
    hosts: int


def visit(browser, address: str, device: dict, icon: int) -> Visit:
    """Open a page in a browser that holds nothing, slowed down, and wait until it is quiet."""
    context = browser.new_context(locale="da-DK", **device)
    page = context.new_page()
    page.add_init_script(WATCH)
    wire = context.new_cdp_session(page)
    answers: dict[str, dict] = {}
    sizes: dict[str, float] = {}
    wire.on("Network.responseReceived", lambda event: answers.update({event["requestId"]: event}))
    wire.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
    )
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", NETWORK)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": CPU})
    page.goto(address, wait_until="networkidle")
    seen = page.evaluate(PAINTED)
    context.close()
    addresses = {name: urlsplit(event["response"]["url"]) for name, event in answers.items()}
    fetched = [
        name
        for name, address in addresses.items()
        if address.scheme != "data" and "/icons/" not in address.path
    ]
    by_kind: Counter = Counter()
    for name in fetched:
        by_kind[answers[name]["type"]] += sizes.get(name, 0)
    return Visit(
        requests=len(fetched) + 1,
        bytes=round(by_kind.total()) + icon,
        html=round(by_kind["Document"]),
        code=round(by_kind["Stylesheet"] + by_kind["Script"]),
        answer=seen["answer"],
        lcp=seen["lcp"],
        cls=seen["cls"],
        hosts=len({addresses[name].netloc for name in fetched}),
    )


def broken(limits: Limits, cost: Visit) -> list[str]:
    """The limits that a page breaks, in words."""
    measured = [
        ("requests", cost.requests, limits.requests),
        ("KB in all", cost.bytes / 1024, limits.kilobytes),
        ("KB of HTML", cost.html / 1024, limits.html),
        ("KB of style and script", cost.code / 1024, CODE),
        ("ms to the largest paint", cost.lcp, LCP),
        ("of layout shift", cost.cls, CLS),
        ("hosts", cost.hosts, 1),
    ]
    return [f"{found:.4g} {what}, not {most}" for what, found, most in measured if 0 < most < found]


def measure(base: str) -> bool:
    """Print the table of all pages on all devices; whether every limit holds."""
    from playwright.sync_api import sync_playwright

    from tests.external import chromium

    print(
        f"First visits: processor {CPU} times slower, {NETWORK['latency']} ms for each request,"
        f" {NETWORK['downloadThroughput'] * 8 / 1e6:g} Mbit/s; median of {RUNS}. KB of 1024 bytes."
    )
    print(
        "| page | screen | requests | KB in all | HTML | style, script | answer ms | LCP ms | CLS |"
    )
    print("|---|---|--:|--:|--:|--:|--:|--:|--:|", flush=True)
    misses, icon = [], len(fetch(base + "/static/icons/samling.svg"))
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=flags)
        for name, limits in PAGES.items():
            for _ in range(3):  # so that no visit waits for a template to be read
                fetch(base + limits.path)
            for screen, device in DEVICES.items():
                visits = [visit(browser, base + limits.path, device, icon) for _ in range(RUNS)]
                middle = Visit(
                    **{
                        field: statistics.median(getattr(one, field) for one in visits)
                        for field in Visit.__dataclass_fields__
                    }
                )
                print(
                    f"| {name} | {screen} | {middle.requests} | {middle.bytes / 1024:.1f}"
                    f" | {middle.html / 1024:.2f} | {middle.code / 1024:.1f}"
                    f" | {middle.answer:.0f} | {middle.lcp:.0f} | {middle.cls:.3f} |",
                    flush=True,
                )
                misses += [f"{name}, {screen}: {text}" for text in broken(limits, middle)]
        browser.close()
    if misses and os.getloadavg()[0] > (os.cpu_count() or 1):
        print(f"The machine is busy (load {os.getloadavg()[0]:.1f}): milliseconds are too many.")
    for miss in misses:
        print(f"MISSES {miss}")
    return not misses


def fetch(address: str) -> bytes:
    """An answer as it came over the wire."""
    with urlopen(Request(address, headers={"Accept-Encoding": "gzip"}), timeout=30) as answer:  # noqa: S310
        return answer.read()


@contextmanager
def served(folder: str):
    """The address of a furnished demo, as production serves it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    Path(folder).mkdir(exist_ok=True)
    common = {name: value for name, value in os.environ.items() if name != "CACHE_URL"} | {
        "VAR_DIR": folder,
        "MEDIA_ROOT": f"{folder}/media",
        "DATABASE_URL": f"sqlite:///{folder}/paint.sqlite3",
        "PORT": str(port),
        "SITE_PORT": str(port),
        "BIND": f"127.0.0.1:{port}",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "PLATFORM_HOSTS": "platform.localhost",
        "SECURE_SSL_REDIRECT": "0",
        "WEB_CONCURRENCY": "1",
    }
    furnishing = common | {"DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    serving = common | {"DJANGO_SETTINGS_MODULE": "config.settings.production"}
    manage = [sys.executable, str(ROOT / "manage.py")]
    for arguments, environment in (
        (["messages", "--compile"], furnishing),
        (["migrate", "--verbosity", "0"], furnishing),
        (["load_demo"], furnishing),
        (["collectstatic", "--noinput", "--verbosity", "0"], serving),
    ):
        subprocess.run([*manage, *arguments], cwd=ROOT, env=environment, check=True)
    command = ["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"]
    server = subprocess.Popen(
        [sys.executable, *command, "scripts.paint_wsgi:application"],
        cwd=ROOT,
        env=serving,
        stderr=subprocess.DEVNULL,
    )
    try:
        base = f"http://localhost:{port}"
        wait_for(f"{base}/healthz", server)
        yield base
    finally:
        server.terminate()
        server.wait(30)


def wait_for(address: str, server: subprocess.Popen) -> None:
    """Until the server answers; leaves when it has stopped."""
    for _ in range(300):
        try:
            fetch(address)
            return
        except URLError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
    sys.exit("gunicorn did not serve the demo")
