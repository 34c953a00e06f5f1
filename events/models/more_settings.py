"""Settings of an event that few need: fixed windows, who is in a party, who arranges it."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import BlocksField
from events.models.series import Companions
from events.organisers import OrganisersBlock

MORE_SETTINGS = (
    "opens_on",
    "closes_on",
    "ask_children",
    "companions",
    "answers_kept_days",
    "reminder_hours",
    "organisers",
)


class MoreSettings(models.Model):
    """Fields of the event's page; what they mean for dates is written on publishing."""

    opens_on = models.DateTimeField(
        _("opens on"), null=True, blank=True, help_text=_("For all dates at once.")
    )
    closes_on = models.DateTimeField(
        _("closes on"),
        null=True,
        blank=True,
        help_text=_("For all dates at once. Each date also closes before it begins."),
    )
    ask_children = models.BooleanField(
        _("ask how many are children"),
        default=False,
        help_text=_("Their number and, if people like, an age group. Never a birth date."),
    )
    companions = models.CharField(
        _("companion of a person with a disability"),
        max_length=6,
        choices=Companions.choices,
        default=Companions.NO,
    )
    answers_kept_days = models.PositiveSmallIntegerField(
        _("delete answers, days after each date"),
        null=True,
        blank=True,
        help_text=_("Empty means as the library does. Never later than the names."),
    )
    reminder_hours = models.PositiveSmallIntegerField(
        _("reminder, hours before each date"),
        null=True,
        blank=True,
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(336)],
        help_text=_("By mail to those with a seat, never at night. Empty means no reminder."),
    )
    organisers = BlocksField(
        OrganisersBlock(),
        verbose_name=_("Organisers beside the library"),
        help_text=_("The library is always an organiser. Add the partners who arrange it too."),
        blank=True,
    )

    ask_names = models.BooleanField(_("ask for everybody's name"), default=False)
    ask_access_needs = models.BooleanField(_("ask about access needs"), default=False)
    cancel_deadline_hours = models.PositiveSmallIntegerField(
        _("cancel no later than, hours before"), default=0
    )
    retention_days = models.PositiveSmallIntegerField(
        _("delete names, days after each date"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(730)],
        help_text=_("Empty means as the library does. It holds for new sign-ups."),
    )
    qr_check_in = models.BooleanField(
        _("QR code in the confirmation"),
        default=False,
        help_text=_("Staff can check people in at the door by scanning it with a phone."),
    )

    class Meta:
        abstract = True
