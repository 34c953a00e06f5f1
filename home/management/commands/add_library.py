"""`manage.py add_library`: open a library on this installation."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from core.admin.actions import invite_staff
from core.models import Library, Membership
from home.actions import add_library


class Command(BaseCommand):
    help = "Open a library. Running it again changes nothing that is already there."

    def add_arguments(self, parser) -> None:
        parser.add_argument("name")
        parser.add_argument("--hostname", required=True)
        parser.add_argument("--alias", action="append", default=[], help="another host name")
        parser.add_argument("--languages", default="da,en", help="first language first")
        parser.add_argument("--accent", default="#1d5c63")
        parser.add_argument("--secondary", default="#c8553d")
        parser.add_argument("--administrator", help="e-mail of who runs it; gets an invitation")

    def handle(self, *args, **options) -> None:
        languages = tuple(part.strip() for part in options["languages"].split(",") if part.strip())
        try:
            library = add_library(
                name=options["name"],
                hostname=options["hostname"],
                aliases=tuple(options["alias"]),
                languages=languages or ("da",),
                accent=options["accent"],
                secondary=options["secondary"],
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        self.stdout.write(f"{library.name}: {library.base_url}/")
        if options["administrator"]:
            self.invite(library, options["administrator"])

    def invite(self, library: Library, email: str) -> None:
        """Make somebody the library's administrator, once; the mail leads to `/admin/`."""
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email}: {' '.join(error.messages)}") from None
        members = Membership.objects.for_library(library).filter(user__email__iexact=email)
        if members.filter(role=Membership.Role.ADMINISTRATOR, active=True).exists():
            return
        if members.filter(active=True).exists():
            raise CommandError(f"{email} works here already, in another role.")
        invite_staff(
            library=library,
            email=email,
            first_name="",
            last_name="",
            role=Membership.Role.ADMINISTRATOR,
            language=library.language,
            by=library.name,
        )
        self.stdout.write(f"{email} is invited: {library.base_url}/admin/")
