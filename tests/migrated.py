"""A migrated database that every test database begins as a copy of.

Migrating takes longer than most files of tests. It is done once for a set of migrations and
packages: on SQLite in a file beside the other files of development, on PostgreSQL in a database
named samling_template_…. Whatever is new in the code is migrated on the copy.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.conf import settings

ROOT = Path(__file__).resolve().parents[1]


def digest() -> str:
    """What the file depends on: our migrations, the packages, how databases are made."""
    files = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("site/*/migrations/*.py")]
    files += [ROOT / "requirements.lock", ROOT / "site/config/settings/base.py"]
    told = hashlib.sha256()
    for file in sorted(files):
        told.update(file.relative_to(ROOT).as_posix().encode() + file.read_bytes())
    return told.hexdigest()[:16]


@contextmanager
def alone(folder: Path):
    """Only one process at a time, where files can be locked."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with open(folder / "turn", "w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def copy_to(target: Path) -> None:
    """Put a migrated database at `target`; makes the file to copy where there is none yet."""
    folder = settings.VAR_DIR / "migrated"
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / f"{digest()}.sqlite3"
    with alone(folder):
        if not kept.exists():
            for old in folder.glob("*.sqlite3*"):
                old.unlink()
            making = folder / "making.sqlite3"
            migrate(f"sqlite:///{making}")
            making.rename(kept)
        # Before another process, with other migrations, takes the file away.
        shutil.copyfile(kept, target)


def template_on(server: str) -> str:
    """The name of a migrated database on a PostgreSQL server; makes it where there is none yet."""
    folder = settings.VAR_DIR / "migrated"
    folder.mkdir(parents=True, exist_ok=True)
    name = f"samling_template_{digest()}"
    with alone(folder), psycopg.connect(server, autocommit=True) as admin:
        there = "SELECT datname FROM pg_database WHERE datname LIKE 'samling_template_%'"
        names = {row[0] for row in admin.execute(there)}
        if name not in names:
            for old in names:
                admin.execute(f'DROP DATABASE IF EXISTS "{old}"')
            admin.execute(f'CREATE DATABASE "{name}_new"')
            migrate(urlsplit(server)._replace(path=f"/{name}_new").geturl())
            admin.execute(f'ALTER DATABASE "{name}_new" RENAME TO "{name}"')
    return name


def migrate(url: str) -> None:
    """Migrate an empty database in a process of its own."""
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        },
        check=True,
    )
