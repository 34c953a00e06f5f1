"""What some tests need from outside: PostgreSQL, Redis, Chromium.

A test that needs one carries its marker. Where the service is missing the test is skipped and the
run closes with one line on how to get it; with SAMLING_REQUIRE_SERVICES=1 the test fails instead.
"""

import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

HOW = {
    "postgres": "PostgreSQL was not found: apt-get install postgresql, then set TEST_POSTGRES_URL"
    " to a server's address where databases may be made, or run .ci/run, which does both.",
    "redis": "Redis was not found: apt-get install redis-server, start it and set TEST_REDIS_URL,"
    " or run .ci/run, which does both.",
    "browser": "Chromium was not found: apt-get install chromium (or set TEST_CHROMIUM to one).",
}


def postgres_address() -> str:
    """The address of a PostgreSQL server for tests, or "" where there is none."""
    default = os.environ.get("DATABASE_URL", "")
    return os.environ.get("TEST_POSTGRES_URL") or (default if "postgres" in default else "")


def redis_address() -> str:
    """The address of a Redis server for tests, or "" where there is none."""
    return os.environ.get("TEST_REDIS_URL", "")


def chromium() -> str:
    """The path of a Chromium, or "" where there is none."""
    wanted = os.environ.get("TEST_CHROMIUM")
    candidates = [wanted] if wanted else ["chromium", "chromium-browser", "google-chrome"]
    return next(filter(None, map(shutil.which, candidates)), "")


FOUND = {"postgres": postgres_address, "redis": redis_address, "browser": chromium}


def required() -> bool:
    """Whether a missing service is a failure, as it is in CI."""
    return os.environ.get("SAMLING_REQUIRE_SERVICES") == "1"


def pytest_runtest_setup(item):
    for marker, found in FOUND.items():
        if item.get_closest_marker(marker) and not found():
            if required():
                pytest.fail(HOW[marker], pytrace=False)
            pytest.skip(HOW[marker])


def pytest_terminal_summary(terminalreporter):
    # Read from the reports: the tests themselves may have run in other processes.
    reasons = Counter(str(report.longrepr) for report in terminalreporter.stats.get("skipped", []))
    for how in HOW.values():
        count = sum(times for reason, times in reasons.items() if how in reason)
        if count:
            terminalreporter.write_line(f"{count} skipped. {how}", yellow=True)


@pytest.fixture(scope="session")
def postgres_url() -> str:
    """The server for a test marked `postgres`."""
    return postgres_address()


@pytest.fixture(scope="session")
def redis_url() -> str:
    """The server for a test marked `redis`."""
    return redis_address()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args) -> dict:
    """Playwright drives the machine's own Chromium: no browser is downloaded."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": chromium(), "args": arguments}


@pytest.fixture(scope="session", autouse=True)
def database_from_async_code():
    """Playwright's loop runs in the tests' thread, where Django would refuse the database."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """Where screenshots are kept for looking at: SAMLING_ARTEFACTS, by default var/artefacts."""
    folder = Path(os.environ.get("SAMLING_ARTEFACTS") or ROOT / "var" / "artefacts")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
