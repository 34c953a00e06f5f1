"""Makes `.venv` as `requirements.lock` says.

Standard library only: it runs before anything is installed.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".venv"
PYTHON = FOLDER / "bin" / "python"
LOCK = ROOT / "requirements.lock"
STAMP = FOLDER / "lock-digest"


def ensure() -> Path:
    """The environment's Python, installed when it is missing, broken or older than the lock.

    Leaves the program with one line when that cannot be done.
    """
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not _works():
        _create()
    elif STAMP.exists() and STAMP.read_text() == digest:
        return PYTHON
    print("Installing what requirements.lock names …", flush=True)
    STAMP.unlink(missing_ok=True)
    command = [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    command += ["--no-deps", "--require-hashes", "--requirement", LOCK]
    if subprocess.run(command, cwd=ROOT).returncode:
        sys.exit("The packages could not be installed; what pip said stands above.")
    STAMP.write_text(digest)
    return PYTHON


def enter(script: str, *arguments: str) -> None:
    """Go on in the environment with one of our scripts; this process becomes that one."""
    os.chdir(ROOT)
    os.execv(PYTHON, [str(PYTHON), str(ROOT / "scripts" / script), *arguments])


def _works() -> bool:
    """Whether `.venv` holds a Python that starts, is new enough, and has pip."""
    probe = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.run([PYTHON, "-c", probe], capture_output=True).returncode == 0
    except OSError:
        return False


def _create() -> None:
    print("Making .venv …", flush=True)
    try:
        venv.create(FOLDER, clear=True, with_pip=True, symlinks=True)
    except (subprocess.CalledProcessError, OSError, ImportError):
        sys.exit(
            "A virtual environment could not be made"
            " (on Debian or Ubuntu: apt-get install python3-venv)."
        )


if __name__ == "__main__":
    ensure()
