"""The occurrence: one date of a series, with its seats."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.registry import registry
from core.scope import ScopedManager
from events.models.series import EventSeries, SignUpMode

FEW_SEATS_SHARE = 5
"""Few seats are left when no more than a fifth (at least one) of them is free."""


class OccurrenceQuerySet(models.QuerySet):
    """Reads of dates."""

    def listed_in(self, library) -> OccurrenceQuerySet:
        """Dates that a library's lists may show."""
        listings = OccurrenceListing.objects.filter(occurrence=OuterRef("pk"), library=library)
        return self.shown().filter(Exists(listings))

    def shown(self) -> OccurrenceQuerySet:
        """Dates that lists may show, in whichever library."""
        return self.filter(listed=True).exclude(status=Occurrence.Status.ORPHANED)

    def not_over(self, now: datetime | None = None) -> OccurrenceQuerySet:
        """Dates that are coming or running."""
        return self.filter(until__gt=now or timezone.now())

    def in_order(self) -> OccurrenceQuerySet:
        """Soonest first; ties in a fixed order."""
        return self.order_by("starts_at", "pk")


@registry.tenant
class Occurrence(models.Model):
    """One date. Identified by (series, uid, recurrence_id), so that moving keeps sign-ups.

    `uid` is the id of the block it came from; `recurrence_id` is empty for a single date and
    `YYYY-MM-DD/slot` for a date of a rule, never with the hour.
    """

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", _("scheduled")
        CANCELLED = "cancelled", pgettext_lazy("date", "cancelled")
        MOVED = "moved", _("moved")
        ORPHANED = "orphaned", _("without a page")

    series = models.ForeignKey(EventSeries, models.PROTECT, related_name="occurrences")
    library = models.ForeignKey("core.Library", models.PROTECT, related_name="occurrences")
    uid = models.CharField(max_length=64)
    recurrence_id = models.CharField(max_length=32, blank=True, default="")
    # The key of the series, so that the words of many dates are found without their series.
    content_key = models.UUIDField(db_index=True)

    start_date = models.DateField()
    start_time = models.TimeField(null=True, blank=True)
    end_date = models.DateField()
    end_time = models.TimeField(null=True, blank=True)
    zone = models.CharField(max_length=60, default="Europe/Copenhagen")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField()
    """The moment it counts as over: its end, or a guess where no end is given."""

    status = models.CharField(max_length=12, choices=Status.choices, default=Status.SCHEDULED)
    exhibition = models.BooleanField(default=False)
    place = models.ForeignKey(
        "core.Place", models.SET_NULL, null=True, blank=True, related_name="occurrences"
    )
    room = models.ForeignKey(
        "core.Room", models.SET_NULL, null=True, blank=True, related_name="occurrences"
    )
    capacity = models.PositiveIntegerField(null=True, blank=True)
    waiting_size = models.PositiveIntegerField(null=True, blank=True)
    max_seats = models.PositiveSmallIntegerField(default=4)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)

    seats_taken = models.PositiveIntegerField(default=0)
    seats_waiting = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    sequence = models.PositiveIntegerField(default=0)
    previous_starts_at = models.DateTimeField(null=True, blank=True)
    """When a date that was moved was first announced to begin."""

    overrides = models.JSONField(default=list, blank=True)
    planned_for = models.DateTimeField(null=True, blank=True)
    """When its page says it begins, where that is neither now nor what was first announced."""

    listed = models.BooleanField(default=False)
    changed_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedManager.from_queryset(OccurrenceQuerySet)()

    class Meta:
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "uid", "recurrence_id"], name="occurrence_identity"
            )
        ]
        indexes = [
            models.Index(fields=["starts_at", "id"], condition=Q(listed=True), name="occ_listed"),
            models.Index(
                fields=["library", "starts_at"], condition=Q(listed=True), name="occ_listed_lib"
            ),
            models.Index(fields=["library", "until"]),
            models.Index(
                fields=["library", "starts_at"],
                condition=Q(listed=True, exhibition=True),
                name="occ_exhibitions",
            ),
            models.Index(fields=["start_date"], condition=Q(listed=True), name="occ_days"),
            models.Index(
                fields=["end_date"],
                condition=Q(listed=True, end_date__gt=F("start_date")),
                name="occ_several_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series.title} {self.start_date:%Y-%m-%d}"

    @property
    def all_day(self) -> bool:
        """Whether it has no time of day."""
        return self.start_time is None

    @property
    def local_start(self) -> datetime:
        """The start in the place's own time."""
        return self.starts_at.astimezone(ZoneInfo(self.zone))

    @property
    def local_end(self) -> datetime | None:
        """The end in the place's own time, where one is given."""
        return self.ends_at.astimezone(ZoneInfo(self.zone)) if self.ends_at else None

    @property
    def seats_left(self) -> int | None:
        """Free seats, never below 0; None where there is no limit."""
        if self.capacity is None:
            return None
        return max(0, self.capacity - self.seats_taken)

    @property
    def few_left(self) -> bool:
        """Whether only a fifth of the seats, or the last one, is free."""
        left = self.seats_left
        return bool(left and left <= max(1, self.capacity // FEW_SEATS_SHARE))

    @cached_property
    def pages_seen(self) -> dict:
        """The event's page by language, as `page_of` has found it."""
        return {}

    def state(self, now: datetime | None = None) -> str:
        """The one word shown everywhere for the date.

        over, cancelled, none, link, not_open, closed, waiting, full, few, moved or open.
        """
        now = now or timezone.now()
        if self.status == self.Status.CANCELLED:
            return "cancelled"
        if self.until <= now:
            return "over"
        if self.series.sign_up != SignUpMode.SIGN_UP:
            moved = self.status == self.Status.MOVED
            return "moved" if moved else self.series.sign_up
        if not self.listed or (self.closes_at or self.starts_at) <= now:
            return "closed"
        if self.opens_at and self.opens_at > now:
            return "not_open"
        if self.capacity is not None and (self.seats_left == 0 or self.seats_waiting):
            return "waiting" if self.queue_has_room else "full"
        if self.few_left:
            return "few"
        return "moved" if self.status == self.Status.MOVED else "open"

    @property
    def queue_has_room(self) -> bool:
        """Whether at least one more may wait; `waiting_size` None means any number."""
        return self.waiting_size is None or self.seats_waiting < self.waiting_size


@registry.tenant
class OccurrenceText(models.Model):
    """A note on a date, or why it is cancelled, in one language."""

    library_lookup = "occurrence__library"

    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=20)
    note = models.TextField(blank=True)
    reason = models.TextField(blank=True)

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence", "language"], name="occurrence_text_per_language"
            )
        ]


@registry.tenant
class OccurrenceListing(models.Model):
    """Where a date is listed; `occurrence.library` says who owns it."""

    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="listings")
    library = models.ForeignKey("core.Library", models.CASCADE, related_name="listings")

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence", "library"], name="listed_once_per_library"
            )
        ]
