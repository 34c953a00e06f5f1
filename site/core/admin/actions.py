"""Inviting and changing a library's staff."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import outbox
from core.models import Library, Membership


@transaction.atomic
def invite_staff(
    *, library: Library, email: str, first_name: str, last_name: str, role: str, language: str, by
) -> Membership:
    """Make somebody a member of the library's staff and write to them.

    Somebody who already signs in elsewhere keeps name and sign-in. Raises ValidationError
    (field `email`) for an active member, and for an account that was closed.
    """
    email = email.strip().lower()
    users = get_user_model().objects
    user = users.filter(email__iexact=email).first()
    if user is None:
        user = users.create_user(
            email, first_name=first_name, last_name=last_name, language=language
        )
    if not user.is_active:
        raise ValidationError({"email": _("This account is closed. Write to the platform.")})
    membership = Membership.objects.for_library(library).filter(user=user).first()
    if membership is not None and membership.active:
        raise ValidationError({"email": _("Already works here.")})
    if membership is None:
        membership = Membership(user=user, library=library)
    membership.role, membership.active = role, True
    membership.save()
    EmailAddress.objects.get_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    outbox.put(
        purpose=f"staff-invitation:{membership.pk}:{uuid4().hex}",
        **invitation_to(membership, by=str(by), language=language),
    )
    return membership


def invitation_to(membership: Membership, *, by: str, language: str) -> dict[str, Any]:
    """The mail to a new colleague as `core.outbox.put` takes it, without its purpose."""
    library, user = membership.library, membership.user
    return {
        "recipient": user.email,
        "template": "staff_invitation",
        "context": {
            "name": user.get_short_name(),
            "inviter": by,
            "role": membership.role,
            "url": f"{library.base_url}/admin/",
            "email": user.email,
        },
        "language": language,
        "library": library,
    }


@transaction.atomic
def change_role(*, membership: Membership, role: str) -> None:
    """Give a member another role; raises ValidationError for the last administrator."""
    if role != Membership.Role.ADMINISTRATOR:
        _keep_an_administrator(membership)
    membership.role = role
    membership.save()


@transaction.atomic
def set_active(*, membership: Membership, active: bool) -> None:
    """Close or reopen somebody's work for the library; the person's account stays.

    Raises ValidationError for the last administrator.
    """
    if not active:
        _keep_an_administrator(membership)
    membership.active = active
    membership.save()


def _keep_an_administrator(membership: Membership) -> None:
    """Refuses to take the last active administrator from a library."""
    role = Membership.Role.ADMINISTRATOR
    # Writing first takes the lock on both databases, so two at once cannot both pass.
    Library.objects.filter(pk=membership.library_id).update(name=membership.library.name)
    membership.refresh_from_db()
    if membership.role != role or not membership.active:
        return
    others = Membership.objects.for_library(membership.library).filter(
        role=role, active=True, user__is_active=True
    )
    if not others.exclude(pk=membership.pk).exists():
        raise ValidationError(
            _("The library needs at least one administrator. Make somebody else one first.")
        )
