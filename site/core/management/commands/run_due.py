"""`manage.py run_due`: do everything whose time has come."""

from __future__ import annotations

import logging

from django.core.management.base import BaseCommand

from core.registry import registry

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Do everything due now. Safe at any time, any number of times, in parallel."

    def handle(self, *args, **options) -> None:
        failed = []
        for job in list(registry.due_jobs.values()):
            try:
                count = job.run()
            except Exception:  # one broken job must not stop the others
                log.exception("due job %s failed", job.name)
                failed.append(job.name)
                continue
            if count or options["verbosity"] > 1:
                self.stdout.write(f"{job.name}: {count}")
        if failed:
            raise SystemExit(f"failed: {', '.join(failed)}")
