"""How the mails to a library's partners look, made of its own partners. No link in them works."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import Library
from core.registry import MailKind, registry
from partners.actions.invitations import LIFE
from partners.emails import composed, composed_invitation
from partners.models import Invitation, Partner

LINKS_NOWHERE = "example"
KINDS = (
    ("invitation", gettext_lazy("Invitation to keep a profile")),
    ("profile_approved", gettext_lazy("The changes are on the site")),
    ("profile_returned", gettext_lazy("The library has a question")),
)


def register() -> None:
    """Announce the mails to partners; called once when the app is ready."""
    for template, label in KINDS:
        registry.add_mail_kind(
            MailKind(
                template,
                label,
                partial(sample, template),
                to=gettext_lazy("To partners"),
                missing=gettext_lazy("There is no partner yet to show it with."),
                switch="partners",
                order=2,
            )
        )


def sample(template: str, library: Library, language: str) -> dict | None:
    """A mail of a kind to somebody of the partner that was changed last; None without one."""
    partners = Partner.objects.for_library(library).select_related("library")
    partner = partners.filter(people__active=True).order_by("-people__since", "-pk").first()
    partner = partner or partners.order_by("-pk").first()
    if partner is None:
        return None
    person = partner.people.filter(active=True).select_related("user").order_by("pk").first()
    user = person.user if person else None
    if template != "invitation":
        with translation.override(language):
            said = {"comment": _("Could you write when you are open?")}
        more = said if template == "profile_returned" else {}
        return composed(template, partner, user, language, more)
    sent = Invitation.objects.filter(partner=partner).select_related("invited_by").last()
    shown = Invitation(
        partner=partner,
        name=user.get_full_name() if user else "",
        invited_by=sent.invited_by if sent else None,
        language=language,
        token=LINKS_NOWHERE,
        expires_at=timezone.now() + LIFE - timedelta(minutes=1),
    )
    return composed_invitation(shown)
