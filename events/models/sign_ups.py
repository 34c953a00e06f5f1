"""Sign-ups and what people told us with them, each kept only as long as it is needed."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.registry import registry
from core.scope import ScopedManager
from events.models.occurrences import Occurrence
from events.models.series import EventSeries


def new_token() -> str:
    """A link token of 192 bits."""
    return secrets.token_urlsafe(24)


def new_door_code() -> str:
    """What the QR code of a sign-up carries, of 128 bits; useless to anybody but staff."""
    return secrets.token_urlsafe(16)


def identity(email: str, name: str) -> str:
    """What counts as the same person on one date: address and name without case and blanks.

    Empty without an address: desk and telephone sign-ups are never taken for one another.
    """
    if not email:
        return ""
    return f"{email.strip().casefold()}|{' '.join(name.split()).casefold()}"[:400]


@registry.tenant
class SeriesSignUp(models.Model):
    """One sign-up for all dates of a series; each date has its own row below it."""

    library_lookup = "series__library"

    series = models.ForeignKey(EventSeries, models.PROTECT, related_name="series_sign_ups")
    form_key = models.UUIDField(null=True, blank=True, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedManager()


@registry.tenant
class SignUp(models.Model):
    """A person or party on one date."""

    library_lookup = "occurrence__library"

    class State(models.TextChoices):
        PENDING = "pending", _("awaiting confirmation")
        CONFIRMED = "confirmed", _("signed up")
        WAITING = "waiting", _("on the waiting list")
        OFFERED = "offered", _("offered a seat")
        CANCELLED = "cancelled", pgettext_lazy("sign-up", "cancelled")
        EXPIRED = "expired", _("expired")

    class Source(models.TextChoices):
        WEB = "web", _("website")
        DESK = "desk", _("at the desk")
        PHONE = "phone", _("by telephone")

    ACTIVE = (State.PENDING, State.CONFIRMED, State.WAITING, State.OFFERED)
    SEATED = (State.PENDING, State.CONFIRMED, State.OFFERED)

    occurrence = models.ForeignKey(Occurrence, models.PROTECT, related_name="sign_ups")
    parent = models.ForeignKey(
        SeriesSignUp, models.PROTECT, null=True, blank=True, related_name="sign_ups"
    )
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    identity = models.CharField(max_length=400, blank=True)
    seats = models.PositiveSmallIntegerField(_("number of people"), default=1)
    children = models.PositiveSmallIntegerField(_("children"), default=0)
    """How many of the seats are for children."""

    child_ages = models.JSONField(default=list, blank=True)
    companions = models.PositiveSmallIntegerField(_("companions"), default=0)
    """Helpers of people with a disability: among the seats, or besides, as the series says."""

    state = models.CharField(max_length=12, choices=State.choices)
    queue_number = models.PositiveIntegerField(null=True, blank=True)
    hold_until = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=20, default="da")
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.WEB)
    form_key = models.UUIDField(null=True, blank=True, unique=True)
    # Null once it is anonymised: many rows may be without one.
    token = models.CharField(max_length=64, unique=True, null=True, default=new_token)  # noqa: DJ001
    checked_in_at = models.DateTimeField(null=True, blank=True)
    """When the party came; beside the state, which it never changes."""

    checked_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    came = models.PositiveSmallIntegerField(null=True, blank=True)
    """How many of the party came."""

    # Null once it is anonymised. It says only which row it is, and only to staff.
    door_code = models.CharField(max_length=32, unique=True, null=True, default=new_door_code)  # noqa: DJ001
    created_at = models.DateTimeField(auto_now_add=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    to_call = models.JSONField(null=True, blank=True)
    """What somebody without an e-mail must be told by telephone; None once it is done."""

    delete_after = models.DateTimeField(db_index=True)
    anonymised_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager()

    had_seat = True
    """Whether it was confirmed when it was called off; not stored, whoever calls it off says so."""

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence", "identity"],
                condition=Q(state__in=["pending", "confirmed", "waiting", "offered"])
                & ~Q(identity=""),
                name="one_active_sign_up_per_person",
            ),
            models.UniqueConstraint(
                fields=["occurrence", "queue_number"],
                condition=Q(queue_number__isnull=False),
                name="queue_number_once",
            ),
            models.CheckConstraint(condition=Q(seats__gte=1), name="at_least_one_seat"),
        ]
        indexes = [models.Index(fields=["occurrence", "state"])]

    def __str__(self) -> str:
        return f"{self.get_state_display()} · {self.occurrence_id}"

    @property
    def party_in_words(self) -> str:
        """Its children and companions in the active language; needs the series."""
        from events.party import party_in_words

        return party_in_words(self)

    @property
    def is_active(self) -> bool:
        """Whether it holds a seat or waits for one."""
        return self.state in self.ACTIVE


@registry.tenant
class SignUpPerson(models.Model):
    """A named member of a party, where the editor asks for names."""

    library_lookup = "sign_up__occurrence__library"

    sign_up = models.ForeignKey(SignUp, models.CASCADE, related_name="people")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, default="adult")
    order = models.PositiveSmallIntegerField(default=0)

    objects = ScopedManager()

    class Meta:
        ordering = ["order", "pk"]


@registry.tenant
class Answer(models.Model):
    """The answer to one question, keyed by the question's block id; shorter-lived."""

    library_lookup = "sign_up__occurrence__library"

    sign_up = models.ForeignKey(SignUp, models.CASCADE, related_name="answers")
    person = models.ForeignKey(
        SignUpPerson, models.CASCADE, null=True, blank=True, related_name="answers"
    )
    question = models.CharField(max_length=64)
    value = models.JSONField()
    delete_after = models.DateTimeField(db_index=True)

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sign_up", "question"],
                condition=Q(person__isnull=True),
                name="one_answer_per_sign_up",
            ),
            models.UniqueConstraint(
                fields=["person", "question"],
                condition=Q(person__isnull=False),
                name="one_answer_per_person",
            ),
        ]


@registry.tenant
class AccessNeed(models.Model):
    """What a person needs to take part; asked with its own consent, kept apart."""

    library_lookup = "sign_up__occurrence__library"

    sign_up = models.OneToOneField(SignUp, models.CASCADE, related_name="access_need")
    text = models.TextField()
    consented_at = models.DateTimeField()
    consent_version = models.CharField(max_length=20, blank=True)
    """Which wording of the consent was ticked: `events.consent.VERSION` of that day."""

    delete_after = models.DateTimeField(db_index=True)

    objects = ScopedManager()
