"""A migrated SQLite file that every test database begins as a copy of.

Migrating takes longer than most files of tests. It is done once for a set of migrations and
packages and kept beside the other files of development; whatever is new in the code is migrated
on the copy.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

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
    """Only one process at a time; where files cannot be locked, each makes its own."""
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
            subprocess.run(
                [sys.executable, "-m", "django", "migrate", "--verbosity", "0"],
                cwd=ROOT,
                env={
                    **os.environ,
                    "DATABASE_URL": f"sqlite:///{making}",
                    "DJANGO_SETTINGS_MODULE": "config.settings.test",
                    "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
                },
                check=True,
            )
            making.rename(kept)
    shutil.copyfile(kept, target)
