"""`manage.py load_demo`: furnish the two invented libraries of the demo."""

from __future__ import annotations

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.demo.load import load, use_port
from home.demo.sign_ins import table


class Command(BaseCommand):
    help = "Furnish the demo. Running it again adds what is missing and changes nothing else."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--print-sign-ins", action="store_true", help="only tell addresses and sign-ins"
        )

    def handle(self, *args, **options) -> None:
        if not settings.DEMO:
            raise CommandError("The demo has known sign-ins; it is never furnished in production.")
        if options["print_sign_ins"]:
            use_port()
            self.stdout.write(table())
            return
        began = time.monotonic()
        made = load()
        use_port()
        seconds = time.monotonic() - began
        told = f"{made} pages made" if made else "everything was there"
        self.stdout.write(f"Demo: {told} ({seconds:.0f} s).")
