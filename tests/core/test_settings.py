"""Production refuses to start without what it needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import migrated

ROOT = Path(__file__).resolve().parents[2]
NEEDED = {
    "SECRET_KEY": "k" * 60 + "aB3_",
    "DATABASE_URL": "sqlite:////tmp/samling-settings-test.sqlite3",
    "PLATFORM_HOSTS": "platform.example.dk",
}


def start(environment: dict) -> subprocess.CompletedProcess:
    """Run the checks under production's settings with only these variables."""
    own = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--settings", "config.settings.production"],
        cwd=ROOT,
        env={**own, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("missing", sorted(NEEDED))
@pytest.mark.parametrize("value", [None, "  "])
def test_production_says_what_is_missing(missing, value):
    environment = {name: text for name, text in NEEDED.items() if name != missing}
    if value is not None:
        environment[missing] = value
    result = start(environment)
    assert result.returncode != 0
    assert f"{missing} must be set" in result.stderr
    assert NEEDED["SECRET_KEY"] not in result.stderr + result.stdout


def test_production_starts_with_the_three():
    result = start(NEEDED)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECURE_SSL_REDIRECT", "måske"),
        ("SITE_PORT", "mange"),
        ("DATABASE_URL", "postgress://ida@db/samling"),
    ],
)
def test_production_refuses_what_it_cannot_read(name, value):
    result = start({**NEEDED, name: value})
    assert result.returncode != 0
    assert name in result.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("value", "meant"),
    [("", True), (" ", True), ("1", True), ("Yes", True), ("0", False), ("off", False)],
)
def test_a_flag_is_yes_or_no(monkeypatch, value, meant):
    from config import environment

    monkeypatch.setenv("SECURE_SSL_REDIRECT", value)
    assert environment.flag("SECURE_SSL_REDIRECT", True) is meant


ASK = """
import django
django.setup()
from django.test import Client
print(Client(HTTP_HOST="platform.localhost").get("/da/nowhere/").content.decode())
"""


@pytest.mark.parametrize(("said", "own"), [("", True), ("0", True), ("1", False)])
def test_the_demo_shows_its_own_pages_for_what_went_wrong_unless_asked(tmp_path, said, own):
    migrated.copy_to(tmp_path / "db.sqlite3")
    settings = {
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DATABASE_URL": "",
        "VAR_DIR": str(tmp_path),
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
    }
    answer = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=ROOT,
        env={**os.environ, **settings, "DEBUG_PAGES": said},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert ("error-page" in answer.stdout) is own
    assert ("DEBUG = True" in answer.stdout) is not own
