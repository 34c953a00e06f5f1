"""`manage.py take_bounces`: read the notices of mail that could not be delivered."""

from __future__ import annotations

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core import bounces


class Command(BaseCommand):
    help = (
        "Reads one mail from standard input (a pipe of the mail server), or all of a Maildir; "
        "what came back is shown in the library's inbox."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--maildir", type=Path, help="a Maildir; what is taken is removed")

    def handle(self, *args, **options) -> None:
        folder = options["maildir"]
        if folder is None:
            taken = int(bounces.take(sys.stdin.buffer.read()))
        else:
            try:
                taken = bounces.take_all(folder)
            except FileNotFoundError as error:
                raise CommandError(str(error)) from None
        self.stdout.write(f"{taken} taken.")
