"""Check-in, the code at the door, how long an event keeps names, and figures of dates."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import events.models.sign_ups


def give_door_codes(apps, schema_editor):
    """Those who are signed up already get a code each."""
    model = apps.get_model("events", "SignUp")
    rows = model.objects.filter(anonymised_at=None, door_code=None)
    for row in rows.only("pk").iterator(chunk_size=500):
        code = events.models.sign_ups.new_door_code()
        model.objects.filter(pk=row.pk).update(door_code=code)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_cache_table"),
        ("events", "0002_audit_entries"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameField("signup", "attended_at", "checked_in_at"),
        migrations.AddField(
            "signup",
            "checked_in_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            "signup", "came", models.PositiveSmallIntegerField(blank=True, null=True)
        ),
        migrations.AddField(
            "signup", "door_code", models.CharField(max_length=32, null=True, unique=True)
        ),
        migrations.AlterField(
            "signup",
            "door_code",
            models.CharField(
                default=events.models.sign_ups.new_door_code, max_length=32, null=True, unique=True
            ),
        ),
        migrations.AddField("eventseries", "qr_check_in", models.BooleanField(default=False)),
        migrations.AddField(
            "eventpage",
            "qr_check_in",
            models.BooleanField(
                default=False,
                help_text="Staff can check people in at the door by scanning it with a phone.",
                verbose_name="QR code in the confirmation",
            ),
        ),
        migrations.AddField(
            "eventpage",
            "retention_days",
            models.PositiveSmallIntegerField(
                blank=True,
                help_text="Empty means as the library does. It holds for new sign-ups.",
                null=True,
                validators=[django.core.validators.MaxValueValidator(730)],
                verbose_name="delete names, days after each date",
            ),
        ),
        migrations.CreateModel(
            name="DateFigures",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("event", "Event"),
                            ("exhibition", "Exhibition"),
                            ("group", "Group meeting"),
                        ],
                        default="event",
                        max_length=12,
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=255)),
                ("organisers", models.JSONField(default=list)),
                ("held", models.BooleanField(default=True)),
                ("seats", models.PositiveIntegerField(blank=True, null=True)),
                ("signed_up", models.PositiveIntegerField(default=0)),
                ("waiting", models.PositiveIntegerField(default=0)),
                ("cancelled", models.PositiveIntegerField(default=0)),
                ("attended", models.PositiveIntegerField(default=0)),
                ("no_shows", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("counted_at", models.DateTimeField()),
                (
                    "library",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to="core.library",
                    ),
                ),
                (
                    "occurrence",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="figures",
                        to="events.occurrence",
                    ),
                ),
            ],
            options={
                "verbose_name": "figures of a date",
                "verbose_name_plural": "figures of dates",
                "ordering": ["day", "pk"],
                "indexes": [
                    models.Index(fields=["library", "day"], name="events_date_library_day")
                ],
            },
        ),
        migrations.RunPython(give_door_codes, migrations.RunPython.noop),
    ]
