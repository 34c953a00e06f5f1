"""Inviting people to keep a partner's profile, and accepting."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from partners import emails
from partners.models import Invitation, Partner, PartnerPerson
from partners.models.partners import new_token
from partners.refusals import Refused
from people.actions import ensure_user
from people.models import User

LIFE = timedelta(days=14)


def open_invitations(partner: Partner):
    """Invitations that can still be accepted, resent or withdrawn (expired ones too)."""
    return Invitation.objects.filter(
        partner=partner, accepted_at__isnull=True, withdrawn_at__isnull=True
    )


@transaction.atomic
def invite(*, partner: Partner, name: str, email: str, role: str, invited_by: User) -> Invitation:
    """Invite somebody and write the mail. Raises Refused for somebody who is already there."""
    email = email.strip().lower()
    if PartnerPerson.objects.filter(
        partner=partner, active=True, user__email__iexact=email
    ).exists():
        raise Refused(_("This person already keeps the profile."))
    now = timezone.now()
    open_invitations(partner).filter(email__iexact=email).update(withdrawn_at=now)
    invitation = Invitation.objects.create(
        partner=partner,
        name=name,
        email=email,
        role=role,
        language=partner.library.language,
        invited_by=invited_by,
        expires_at=now + LIFE,
    )
    emails.invitation(invitation)
    return invitation


@transaction.atomic
def resend(*, invitation: Invitation) -> Invitation:
    """Send a fresh link; the former one stops working. Raises Refused when it is settled."""
    now = timezone.now()
    token = new_token()
    changed = (
        open_invitations(invitation.partner)
        .filter(pk=invitation.pk)
        .update(token=token, expires_at=now + LIFE)
    )
    if not changed:
        raise Refused(_("This invitation has been accepted or withdrawn."))
    invitation.refresh_from_db()
    emails.invitation(invitation)
    return invitation


@transaction.atomic
def withdraw(*, invitation: Invitation) -> None:
    """Make the link worthless. Raises Refused when it is settled already."""
    if (
        not open_invitations(invitation.partner)
        .filter(pk=invitation.pk)
        .update(withdrawn_at=timezone.now())
    ):
        raise Refused(_("This invitation has been accepted or withdrawn."))


@transaction.atomic
def accept(*, invitation: Invitation) -> PartnerPerson:
    """Take an invitation once: the user, with a proven address and no rights, joins the partner.

    Raises Refused when it was used, withdrawn or expired in the meantime.
    """
    now = timezone.now()
    taken = Invitation.objects.filter(
        Q(expires_at__gt=now), pk=invitation.pk, accepted_at=None, withdrawn_at=None
    ).update(accepted_at=now)
    if not taken:
        raise Refused(_("This link does not work any more."))
    user = ensure_user(email=invitation.email, name=invitation.name, language=invitation.language)
    person, created = PartnerPerson.objects.get_or_create(
        partner=invitation.partner, user=user, defaults={"role": invitation.role}
    )
    if not created:
        person.role, person.active = invitation.role, True
        person.save(update_fields=["role", "active"])
    return person


@transaction.atomic
def end(*, person: PartnerPerson) -> None:
    """The person keeps the profile no longer; the row stays for the history."""
    person.active = False
    person.save(update_fields=["active"])
