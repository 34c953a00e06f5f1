"""`manage.py make_sizes`: make the sizes of pictures that lack them, or of all."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from core.models import LibraryImage
from core.pictures import make_sizes


class Command(BaseCommand):
    help = "Make the sizes of pictures that have none; with --all, of every picture again."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--all", action="store_true", help="also where there are sizes")

    def handle(self, *args, **options) -> None:
        images = LibraryImage._base_manager.all()
        if not options["all"]:
            images = images.filter(sources={})
        made = sum(bool(make_sizes(image)) for image in images.iterator())
        self.stdout.write(f"{made} pictures")
