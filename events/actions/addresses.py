"""Putting a wrong e-mail address right, wherever a sign-up keeps it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.models import Outbox
from events.emails import composed
from events.models import Occurrence, SignUp
from events.models.sign_ups import identity

INVITATION = "invite.ics"
FACTS = ("confirmation", "waiting", "promoted", "offered", "changed", "reminder")
"""Kinds that say how things stand, so that a date moved meanwhile must be in them."""


def mend(message: Outbox, email: str) -> None:
    """Give the sign-up a message is about its right address, and the message's invitation too.

    The whole series gets it where the sign-up is part of one. Raises ValidationError where the
    sign-up is gone, or the same person is signed up with that address already.
    """
    number = message.purpose.split(":")[1]
    row = SignUp.objects.filter(
        pk=int(number) if number.isdecimal() else 0,
        occurrence__library=message.library_id,
        anonymised_at=None,
    ).first()
    if row is None:
        raise ValidationError(_("This sign-up is no longer there."))
    same = SignUp.objects.filter(parent=row.parent_id, anonymised_at=None)
    rows = same if row.parent_id else [row]
    try:
        with transaction.atomic():
            for one in rows:
                one.email, one.identity = email, identity(email, one.name)
                one.save(update_fields=["email", "identity"])
    except IntegrityError:
        words = _("Somebody with this name and this e-mail is signed up already.")
        raise ValidationError(words) from None
    row.refresh_from_db()
    _renew(message, row)


def _renew(message: Outbox, row: SignUp) -> None:
    """Let the invitation name the right address, and the mail say what is true by now.

    What tells of a change or an end stays as it was written.
    """
    kind = message.template.removeprefix("sign_up_")
    invites = any(file["name"] == INVITATION for file in message.attachments)
    holds = kind in FACTS and message.context.get("state") == row.state
    if not (invites or holds):
        return
    dates = Occurrence.objects.select_related("series", "library__site", "place", "room")
    new = composed(row, kind, dates.get(pk=row.occurrence_id))
    if invites:
        message.attachments = new["attachments"] or message.attachments
    if holds:
        message.context = {**message.context, **new["context"]}
