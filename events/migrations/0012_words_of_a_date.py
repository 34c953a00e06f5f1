from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    """Each date gets the key of its series; one statement."""
    dates = apps.get_model("events", "Occurrence")._base_manager.using(schema_editor.connection.alias)
    series = apps.get_model("events", "EventSeries")._base_manager.filter(pk=OuterRef("series_id"))
    dates.update(content_key=Subquery(series.values("key")[:1]))


class Migration(migrations.Migration):

    dependencies = [
        ("events", "0011_spoken_languages"),
    ]

    operations = [
        migrations.AddField("occurrence", "content_key", models.UUIDField(null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AlterField("occurrence", "content_key", models.UUIDField(db_index=True)),
    ]
