"""`manage.py take_bounces`: read the notices of mail that could not be delivered."""

from __future__ import annotations

import mailbox
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
        elif not (folder / "new").is_dir():
            raise CommandError(f"{folder} is not a Maildir.")
        else:
            taken = self.take_all(mailbox.Maildir(folder, create=False))
        self.stdout.write(f"{taken} taken.")

    def take_all(self, box: mailbox.Maildir) -> int:
        """Take every notice; what is none of ours stays for a person to read."""
        taken = [key for key in box.keys() if bounces.take(box.get_bytes(key))]  # noqa: SIM118
        for key in taken:
            box.remove(key)
        return len(taken)
