"""`manage.py messages`: keep the interface's catalogues complete, without gettext programs."""

from django.core.management.base import BaseCommand, CommandError

from core import catalogues


class Command(BaseCommand):
    help = "Extracts, checks and compiles the interface's words in locale/."
    requires_system_checks = ()

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--update", action="store_true", help="extract strings into da and en")
        what.add_argument("--check", action="store_true", help="fail when da or en is incomplete")
        what.add_argument("--compile", action="store_true", help="write .mo files that are old")

    def handle(self, *args, **options):
        try:
            if options["update"]:
                self.update()
            elif options["check"]:
                self.check_complete()
            else:
                written = catalogues.compile_all()
                self.stdout.write(f"{len(written)} catalogues compiled.")
        except (ValueError, OSError) as error:
            raise CommandError(str(error)) from error

    def update(self):
        for language, lacking in catalogues.update().items():
            self.stdout.write(f"{language}: {lacking} entries without words.")

    def check_complete(self):
        lines = catalogues.problems()
        for line in lines:
            self.stdout.write(line)
        if lines:
            raise CommandError(f"{len(lines)} entries of the catalogues need work.")
        self.stdout.write("The catalogues are complete.")
