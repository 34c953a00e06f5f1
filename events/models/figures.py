"""What is counted of each date and kept for good: numbers only."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.registry import registry
from core.scope import ScopedManager
from events.models.occurrences import Occurrence


@registry.tenant
class DateFigures(models.Model):
    """The numbers of one date, with the words they are added up by.

    Counted anew from the sign-ups whenever these change, so counting twice changes nothing. It
    keeps what it needs of the date and outlives it: the words are copies, the date may be gone.
    Numbers are people, not sign-ups.
    """

    class Kind(models.TextChoices):
        EVENT = "event", _("Event")
        EXHIBITION = "exhibition", _("Exhibition")
        GROUP = "group", _("Group meeting")

    library = models.ForeignKey("core.Library", models.CASCADE, related_name="figures")
    occurrence = models.OneToOneField(
        Occurrence, models.SET_NULL, null=True, blank=True, related_name="figures"
    )
    day = models.DateField()
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.EVENT)
    place = models.CharField(max_length=255, blank=True)
    organisers = models.JSONField(default=list)
    """The partners beside the library, which is behind all of them."""

    held = models.BooleanField(default=True)
    """Whether it took place, or still will."""

    seats = models.PositiveIntegerField(null=True, blank=True)
    signed_up = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    cancelled = models.PositiveIntegerField(default=0)
    attended = models.PositiveIntegerField(default=0)
    no_shows = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    """The date's version that was counted."""

    counted_at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        verbose_name = _("figures of a date")
        verbose_name_plural = _("figures of dates")
        ordering = ["day", "pk"]
        indexes = [models.Index(fields=["library", "day"], name="events_date_library_day")]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} · {self.signed_up}"
