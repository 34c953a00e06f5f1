"""The series: what all dates of an event share, in every language."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.fields import CodesField
from core.registry import registry
from core.scope import ScopedManager


class SignUpMode(models.TextChoices):
    NONE = "none", _("No sign-up: just come")
    LINK = "link", _("Sign-up somewhere else")
    SIGN_UP = "sign_up", _("Sign-up here")


class SignUpScope(models.TextChoices):
    OCCURRENCE = "occurrence", _("For each date")
    SERIES = "series", _("For the whole series")


class Confirmation(models.TextChoices):
    AT_ONCE = "at_once", _("At once")
    BY_MAIL = "by_mail", _("By a link in a mail")


class Promotion(models.TextChoices):
    AUTOMATIC = "automatic", _("The next in line gets the seat at once")
    OFFER = "offer", _("The next in line is asked first")


class Companions(models.TextChoices):
    NO = "no", _("Do not ask")
    SEAT = "seat", _("Comes free of charge and takes a seat")
    EXTRA = "extra", _("Comes free of charge and needs no seat")


FREE_WORDS = frozenset(
    {
        "gratis",
        "free",
        "kostenlos",
        "kostenfrei",
        "безкоштовно",
        "مجاني",
        "مجانا",
        "bilaash",
        "0 kr",
    }
)


def says_free(price: str) -> bool:
    """Whether a price in words means that nothing is paid; "free for children" does not."""
    words = price.strip().rstrip(".!").casefold()
    return not words or words in FREE_WORDS


@registry.tenant
class EventSeries(models.Model):
    """The settings behind an event or a group's meetings.

    Hangs on the page's translation key, never on a page: pages are copied, reverted and
    recreated by editors; a series and its sign-ups stay.
    """

    class OwnerKind(models.TextChoices):
        EVENT = "event", _("Event")
        GROUP = "group", _("Group")

    key = models.UUIDField(unique=True)
    library = models.ForeignKey("core.Library", models.PROTECT, related_name="event_series")
    owner_kind = models.CharField(max_length=10, choices=OwnerKind.choices, default=OwnerKind.EVENT)
    title = models.CharField(max_length=255)
    zone = models.CharField(max_length=60, default="Europe/Copenhagen")
    listed = models.BooleanField(default=False)
    sign_up = models.CharField(max_length=10, choices=SignUpMode.choices, default=SignUpMode.NONE)
    sign_up_url = models.URLField(blank=True)
    scope = models.CharField(
        max_length=12, choices=SignUpScope.choices, default=SignUpScope.OCCURRENCE
    )
    all_or_nothing = models.BooleanField(default=False)
    """Whether a sign-up for the whole series needs a seat on every date."""

    confirmation = models.CharField(
        max_length=10, choices=Confirmation.choices, default=Confirmation.AT_ONCE
    )
    promotion = models.CharField(
        max_length=10, choices=Promotion.choices, default=Promotion.AUTOMATIC
    )
    offer_hours = models.PositiveSmallIntegerField(default=24)
    ask_names = models.BooleanField(default=False)
    ask_access_needs = models.BooleanField(default=False)
    ask_children = models.BooleanField(default=False)
    companions = models.CharField(max_length=6, choices=Companions.choices, default=Companions.NO)
    """How the companion of a person with a disability comes along."""

    answers_kept_days = models.PositiveSmallIntegerField(null=True, blank=True)
    """How many days after a date answers are kept; None means as the library does."""

    cancel_deadline_hours = models.PositiveSmallIntegerField(default=0)
    reminder_hours = models.PositiveSmallIntegerField(null=True, blank=True, default=24)
    """How long before each date people are reminded; None means not at all."""

    free = models.BooleanField(default=True)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    languages = CodesField()
    """The languages spoken; empty means the library's first."""

    online = models.BooleanField(default=False)
    online_url = models.URLField(blank=True)
    retention_days = models.PositiveSmallIntegerField(null=True, blank=True)
    qr_check_in = models.BooleanField(default=False)
    organiser_names = models.JSONField(default=list, blank=True)
    """The partners that arrange it with the library, named without asking for their rows."""

    planned_until = models.DateField(null=True, blank=True, editable=False, db_index=True)
    """How far a rule without end has been written out; None where nothing is left to add."""

    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedManager()

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        indexes = [
            models.Index(
                fields=["library", "languages"],
                condition=Q(listed=True) & ~Q(languages=""),
                name="series_spoken",
            )
        ]

    def __str__(self) -> str:
        return self.title


@registry.tenant
class SeriesOrganiser(models.Model):
    """Who stands behind a series: the library, another library, or a partner by its key."""

    library_lookup = "series__library"

    series = models.ForeignKey(EventSeries, models.CASCADE, related_name="organisers")
    library = models.ForeignKey(
        "core.Library", models.CASCADE, null=True, blank=True, related_name="+"
    )
    partner_key = models.UUIDField(null=True, blank=True, db_index=True)
    name = models.CharField(max_length=160)
    sees_sign_ups = models.BooleanField(default=False)
    """Whether it sees how many come."""

    sees_names = models.BooleanField(default=False)
    """Whether it also sees who comes, once it has accepted the terms."""

    terms_accepted_at = models.DateTimeField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = ScopedManager()

    class Meta:
        verbose_name = _("organiser")
        verbose_name_plural = _("organisers")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name
