"""Mails to the people of partners, written to the outbox."""

from __future__ import annotations

from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from wagtail.models import TaskState, WorkflowState

from core import outbox
from partners.models import Invitation, Partner
from people.models import User


def invitation(invitation: Invitation) -> None:
    """The invitation with its link; a fresh token is a fresh message."""
    outbox.put(
        purpose=f"invitation:{invitation.pk}:{invitation.expires_at.timestamp():.6f}",
        **composed_invitation(invitation),
    )


def composed_invitation(invitation: Invitation) -> dict[str, Any]:
    """The invitation as `core.outbox.put` takes it, without its purpose."""
    library = invitation.partner.library
    inviter = invitation.invited_by
    return {
        "recipient": invitation.email,
        "template": "invitation",
        "context": {
            "name": invitation.name,
            "partner": invitation.partner.name,
            "inviter": inviter.get_full_name() if inviter else "",
            "expires": _day(invitation),
            "url": f"{library.base_url}/{invitation.language}/partner/invitation/"
            f"{invitation.token}/",
        },
        "language": invitation.language,
        "library": library,
        "reply_to": library.email,
    }


def _day(invitation: Invitation) -> str:
    with translation.override(invitation.language):
        return date_format(timezone.localtime(invitation.expires_at), "DATE_FORMAT")


def approved(state: WorkflowState, partner: Partner) -> None:
    """The changes are on the site."""
    _tell(state, partner, "profile_approved", f"profile-approved:{state.pk}", {})


def returned(state: WorkflowState, task_state: TaskState, partner: Partner) -> None:
    """The library sent the changes back, with its comment."""
    _tell(
        state,
        partner,
        "profile_returned",
        f"profile-returned:{task_state.pk}",
        {"comment": task_state.comment},
    )


def _tell(
    state: WorkflowState, partner: Partner, template: str, purpose: str, context: dict
) -> None:
    library, user = partner.library, state.requested_by
    language = user.language if user.language in library.languages else library.language
    outbox.put(purpose=purpose, **composed(template, partner, user, language, context))


def composed(
    template: str, partner: Partner, user: User | None, language: str, context: dict
) -> dict[str, Any]:
    """What a partner's person is told, as `core.outbox.put` takes it, without its purpose."""
    library = partner.library
    return {
        "recipient": user.email if user else "",
        "template": template,
        "context": {
            **context,
            "name": user.get_short_name() if user and user.first_name else "",
            "partner": partner.name,
            "url": f"{library.base_url}/{language}/partner/{partner.pk}/",
        },
        "language": language,
        "library": library,
        "reply_to": library.email,
    }
