"""`make run`, second half: everything from an empty folder to a served demo, in one process."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]


def furnish() -> None:
    """Bring database, catalogues and demo up to date. Safe to repeat; nothing is lost."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_demo")
    call_command("run_due")


def main(port: str) -> None:
    # Django remembers which catalogues exist, so they are compiled before it starts.
    from core import catalogues

    catalogues.compile_all()
    # Always the settings of a developer: a demo is never furnished with production's.
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.dev"
    os.environ.setdefault("SITE_PORT", port)
    os.environ["DJANGO_RUNSERVER_HIDE_WARNING"] = "true"
    import django
    from django.core.management import call_command

    django.setup()
    furnish()
    call_command("load_demo", print_sign_ins=True)
    sys.stdout.flush()
    call_command("runserver", f"127.0.0.1:{port}", use_reloader=False)


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except KeyboardInterrupt:
        sys.exit(130)
