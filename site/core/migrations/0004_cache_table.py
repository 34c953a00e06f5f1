"""The table of the database cache, which production uses where there is no Redis."""

from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    call_command("createcachetable", "django_cache", database=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("core", "0003_no_default_site")]

    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
