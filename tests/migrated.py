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

from django.conf import settings
from django.db import connection

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


def template() -> str:
    """The name of a migrated database on the PostgreSQL server; makes it where there is none yet.

    It belongs to this checkout: another one on the same server may be in the midst of its own.
    """
    folder = settings.VAR_DIR / "migrated"
    folder.mkdir(parents=True, exist_ok=True)
    own = f"samling_template_{hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]}_"
    name = own + digest()
    with alone(folder), connection._nodb_cursor() as server:
        server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [own])
        names = {row[0] for row in server.fetchall()}
        if name not in names:
            for old in names:
                server.execute(f'DROP DATABASE IF EXISTS "{old}"')
            server.execute(f'CREATE DATABASE "{name}_new"')
            migrate(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}_new").geturl())
            server.execute(f'ALTER DATABASE "{name}_new" RENAME TO "{name}"')
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
