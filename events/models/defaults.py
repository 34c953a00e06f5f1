"""How a library usually signs people up: what a new event begins with."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.registry import registry
from core.scope import ScopedManager
from events.models.series import Confirmation, Promotion

USUAL = (
    "capacity",
    "waiting_size",
    "max_seats",
    "opens_days_before",
    "closes_hours_before",
    "cancel_deadline_hours",
    "confirmation",
    "promotion",
    "offer_hours",
    "ask_names",
    "ask_access_needs",
)


@registry.tenant
class SignUpDefaults(models.Model):
    """One row for a library that has its own ways; events made before keep theirs."""

    library = models.OneToOneField(
        "core.Library", models.CASCADE, related_name="sign_up_defaults", editable=False
    )
    capacity = models.PositiveIntegerField(
        _("seats"), null=True, blank=True, help_text=_("Empty means no limit.")
    )
    waiting_size = models.PositiveIntegerField(
        _("seats on the waiting list"),
        null=True,
        blank=True,
        help_text=_("Empty means any number. 0 means no waiting list."),
    )
    max_seats = models.PositiveSmallIntegerField(
        _("people per sign-up at most"), default=4, validators=[MinValueValidator(1)]
    )
    opens_days_before = models.PositiveSmallIntegerField(
        _("opens, days before each date"),
        null=True,
        blank=True,
        help_text=_("Empty means at once."),
    )
    closes_hours_before = models.PositiveSmallIntegerField(
        _("closes, hours before each date"), default=0
    )
    cancel_deadline_hours = models.PositiveSmallIntegerField(
        _("cancel no later than, hours before"), default=0
    )
    confirmation = models.CharField(
        _("confirmation"),
        max_length=10,
        choices=Confirmation.choices,
        default=Confirmation.AT_ONCE,
    )
    promotion = models.CharField(
        _("when a seat becomes free"),
        max_length=10,
        choices=Promotion.choices,
        default=Promotion.AUTOMATIC,
    )
    offer_hours = models.PositiveSmallIntegerField(
        _("hours to answer"), default=24, validators=[MinValueValidator(1)]
    )
    ask_names = models.BooleanField(_("ask for everybody's name"), default=False)
    ask_access_needs = models.BooleanField(_("ask about access needs"), default=False)

    objects = ScopedManager()

    class Meta:
        verbose_name = _("the usual sign-up")
        verbose_name_plural = _("the usual sign-up")
