"""Places: the facts of where things happen (address, hours, rooms). Words live on pages."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from core.registry import registry
from core.scope import ScopedManager


class Weekday(models.IntegerChoices):
    MONDAY = 0, pgettext_lazy("heading", "Monday")
    TUESDAY = 1, pgettext_lazy("heading", "Tuesday")
    WEDNESDAY = 2, pgettext_lazy("heading", "Wednesday")
    THURSDAY = 3, pgettext_lazy("heading", "Thursday")
    FRIDAY = 4, pgettext_lazy("heading", "Friday")
    SATURDAY = 5, pgettext_lazy("heading", "Saturday")
    SUNDAY = 6, pgettext_lazy("heading", "Sunday")


class HoursKind(models.TextChoices):
    STAFFED = "staffed", _("Staffed")
    SELF_SERVICE = "self_service", _("Self-service")


@registry.tenant
class Place(ClusterableModel):
    """Somewhere things happen: a branch, a community house, a park."""

    library = models.ForeignKey(
        "core.Library", models.CASCADE, related_name="places", editable=False
    )
    name = models.CharField(_("name"), max_length=120)
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=12, blank=True)
    city = models.CharField(_("town"), max_length=80, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    step_free = models.BooleanField(
        _("step-free access"), default=False, help_text=_("From the street, by lift where needed.")
    )
    accessible_toilet = models.BooleanField(_("accessible toilet"), default=False)
    hearing_loop = models.BooleanField(
        _("hearing loop"), default=False, help_text=_("In every room, or one that can be carried.")
    )
    accessible_parking = models.BooleanField(_("accessible parking"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = ScopedManager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(fields=["library", "name"], name="place_name_once_per_library")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address_line(self) -> str:
        """Street, postal code and town on one line."""
        town = f"{self.postal_code} {self.city}".strip()
        return ", ".join(part for part in (self.street, town) if part)


@registry.tenant
class Room(Orderable):
    """A room in a place, with the number of people it holds."""

    library_lookup = "place__library"

    place = ParentalKey(Place, on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(_("name"), max_length=120)
    capacity = models.PositiveSmallIntegerField(_("people it holds"), null=True, blank=True)
    hearing_loop = models.BooleanField(_("hearing loop"), default=False)
    only_by_stairs = models.BooleanField(_("only by stairs"), default=False)

    objects = ScopedManager()

    class Meta(Orderable.Meta):
        verbose_name = _("room")
        verbose_name_plural = _("rooms")

    def __str__(self) -> str:
        return self.name


class Interval(Orderable):
    """A stretch of a day; `closes` at or before `opens` means past midnight."""

    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))
    kind = models.CharField(
        _("kind"), max_length=20, choices=HoursKind.choices, default=HoursKind.STAFFED
    )

    class Meta(Orderable.Meta):
        abstract = True

    def clean(self) -> None:
        """Refuse a stretch of no length."""
        if self.opens and self.opens == self.closes:
            raise ValidationError({"closes": _("It closes at the time it opens.")})


@registry.tenant
class OpeningHours(Interval):
    """Regular hours: one stretch on one weekday."""

    library_lookup = "place__library"

    place = ParentalKey(Place, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday.choices)

    objects = ScopedManager()

    class Meta(Interval.Meta):
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")


@registry.tenant
class OpeningException(Orderable):
    """A day that differs: closed, or open at other hours."""

    library_lookup = "place__library"

    place = ParentalKey(Place, on_delete=models.CASCADE, related_name="exceptions")
    date = models.DateField(_("date"))
    closed = models.BooleanField(_("closed all day"), default=True)
    opens = models.TimeField(_("opens"), null=True, blank=True)
    closes = models.TimeField(_("closes"), null=True, blank=True)
    kind = models.CharField(
        _("kind"), max_length=20, choices=HoursKind.choices, default=HoursKind.STAFFED
    )
    note = models.CharField(_("note"), max_length=120, blank=True)

    objects = ScopedManager()

    class Meta(Orderable.Meta):
        verbose_name = _("day with other hours")
        verbose_name_plural = _("days with other hours")

    def clean(self) -> None:
        """Either closed, or with both hours."""
        if not self.closed and (self.opens is None or self.closes is None):
            raise ValidationError({"opens": _("Write both hours, or mark the day as closed.")})
