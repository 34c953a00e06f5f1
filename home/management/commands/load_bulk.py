"""`manage.py load_bulk`: invented libraries with a lot in them, to measure with."""

from __future__ import annotations

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.bulk.load import Wanted, load_bulk

KINDS = ("events", "pages", "partners")


class Command(BaseCommand):
    help = (
        "Make libraries (bulk-1.localhost and on) with so many events, pages and partners among "
        "them. Running it again adds what is missing and changes nothing else."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--libraries", type=int, default=1)
        for kind in KINDS:
            parser.add_argument(f"--{kind}", type=int, default=0)

    def handle(self, *args, **options) -> None:
        if not settings.DEMO:
            raise CommandError("Invented libraries are never made in production.")
        numbers = {name: options[name] for name in ("libraries", *KINDS)}
        if numbers["libraries"] < 1 or min(numbers.values()) < 0:
            raise CommandError("Write whole numbers, and at least one library.")
        began = time.monotonic()
        libraries = load_bulk(Wanted(**numbers))
        seconds = time.monotonic() - began
        self.stdout.write(
            f"{', '.join(library.site.hostname for library in libraries)} ({seconds:.0f} s)"
        )
