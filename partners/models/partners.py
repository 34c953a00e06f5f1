"""A partner's facts, the people who keep its profile, and their invitations."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.registry import registry
from core.scope import ScopedManager


class PartnerKind(models.TextChoices):
    ASSOCIATION = "association", _("Association")
    EVENING_SCHOOL = "evening_school", _("Adult education")
    VOLUNTEER_CENTRE = "volunteer_centre", _("Volunteer centre")
    CULTURE_HOUSE = "culture_house", _("Culture house")
    MUNICIPAL = "municipal", _("Municipal")
    BUSINESS = "business", _("Business")
    SELF_ORGANISED = "self_organised", _("Self-organised group")


def new_token() -> str:
    """A link token of 256 bits."""
    return secrets.token_urlsafe(32)


@registry.tenant
class Partner(models.Model):
    """Somebody the library works with. `key` is the profile page's, in all languages.

    The public facts are copied from the profile when it is published, so that every
    language shows the same; they are never edited here.
    """

    key = models.UUIDField(unique=True)
    library = models.ForeignKey("core.Library", models.CASCADE, related_name="partners")
    name = models.CharField(_("name"), max_length=255)
    kind = models.CharField(_("kind"), max_length=20, choices=PartnerKind.choices)
    contact_name = models.CharField(_("contact person"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    website = models.URLField(_("website"), blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    private_contact = models.CharField(
        _("contact for the library only"), max_length=255, blank=True
    )
    trusted = models.BooleanField(_("publishes without approval"), default=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedManager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@registry.tenant
class PartnerPerson(models.Model):
    """Somebody who keeps a partner's profile."""

    library_lookup = "partner__library"

    class Role(models.TextChoices):
        CONTACT = "contact", _("Contact person")
        EDITOR = "editor", _("Keeps the profile")

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="people")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="partner_places"
    )
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.EDITOR)
    active = models.BooleanField(default=True)
    since = models.DateTimeField(auto_now_add=True)

    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partner", "user"], name="once_per_partner")]


@registry.tenant
class Invitation(models.Model):
    """An invitation to keep a profile; used once, before it expires."""

    library_lookup = "partner__library"

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(
        max_length=10, choices=PartnerPerson.Role.choices, default=PartnerPerson.Role.EDITOR
    )
    token = models.CharField(max_length=64, unique=True, default=new_token)
    language = models.CharField(max_length=20, default="da")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at"]
