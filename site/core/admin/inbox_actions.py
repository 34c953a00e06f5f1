"""Taking a matter of the inbox, giving it away, and being away oneself."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import InboxClaim, Library, Membership, Outbox
from core.registry import registry
from core.tasks import send_message

KEEP = timedelta(days=365)


def take(*, library: Library, kind: str, key: str, user) -> InboxClaim:
    """Make the matter the person's own; whoever was first keeps it.

    A matter whose owner no longer works here is free. Returns the claim that stands.
    """
    claim = InboxClaim.objects.for_library(library).filter(kind=kind, key=key).first()
    if claim is None:
        try:
            with transaction.atomic():
                return InboxClaim.objects.create(library=library, kind=kind, key=key, owner=user)
        except IntegrityError:
            return InboxClaim.objects.for_library(library).get(kind=kind, key=key)
    owner = Membership.objects.for_library(library).filter(user=claim.owner_id, active=True)
    if not owner.exists():
        claim.owner, claim.due = user, None
        claim.save()
    return claim


def put_back(*, library: Library, kind: str, key: str) -> None:
    """Let the matter be nobody's again."""
    InboxClaim.objects.for_library(library).filter(kind=kind, key=key).delete()


def assign(*, library: Library, kind: str, key: str, owner, due: date | None) -> InboxClaim:
    """Give the matter to somebody on the staff, with another due date where one is given.

    Raises ValidationError (field `owner`) for somebody who does not answer matters here.
    """
    members = Membership.objects.for_library(library).filter(user=owner, active=True)
    if not members.exclude(role=Membership.Role.VIEWER).exists():
        raise ValidationError({"owner": _("Choose somebody who works here.")})
    claim, _created = InboxClaim.objects.update_or_create(
        library=library, kind=kind, key=key, defaults={"owner": owner, "due": due}
    )
    return claim


def set_away(*, membership: Membership, until: date | None, substitute: Membership | None) -> None:
    """Note how long somebody is away and who answers meanwhile; without a date, they are here.

    Raises ValidationError (fields `away_until`, `substitute`) for a day that is over, and for
    a substitute who does not work here or is the person.
    """
    if until is None:
        substitute = None
    elif until < timezone.localdate():
        raise ValidationError({"away_until": _("That day is over.")})
    if substitute is not None:
        if substitute.pk == membership.pk:
            raise ValidationError({"substitute": _("Choose somebody else.")})
        if substitute.library_id != membership.library_id or not substitute.active:
            raise ValidationError({"substitute": _("Choose somebody who works here.")})
    Membership.objects.filter(pk=membership.pk).update(away_until=until, substitute=substitute)
    membership.away_until, membership.substitute = until, substitute


def can_mend(message: Outbox) -> bool:
    """Whether the address can be put right where it came from; else it stays what it is."""
    return message.purpose.split(":")[0] in registry.addresses


@transaction.atomic
def try_again(*, message: Outbox, email: str = "") -> bool:
    """Let a mail that did not arrive be sent again now; False where it has been dealt with.

    With another address, whatever the mail is about gets that address too; where nothing can,
    the mail goes nowhere else. Raises ValidationError where it cannot have it.
    """
    rows = Outbox.objects.filter(pk=message.pk, state=Outbox.State.FAILED)
    if message.is_secret or not rows.exists():
        return False
    parts = {}
    if email and email != message.recipient and can_mend(message):
        registry.addresses[message.purpose.split(":")[0]](message, email)
        parts = {name: getattr(message, name) for name in ("context", "attachments")}
        parts["recipient"] = email
    changed = rows.update(
        state=Outbox.State.WAITING, attempts=0, next_try=timezone.now(), last_error="", **parts
    )
    if changed:
        transaction.on_commit(lambda: send_message.enqueue(message.pk), robust=True)
    return bool(changed)


def give_up(*, message: Outbox) -> bool:
    """Leave a mail unsent for good; False where it has been dealt with."""
    rows = Outbox.objects.filter(pk=message.pk, state=Outbox.State.FAILED)
    return bool(rows.update(state=Outbox.State.WITHDRAWN))


def forget_old() -> int:
    """Delete what was taken more than a year ago; returns how many."""
    return InboxClaim.objects.filter(changed_at__lt=timezone.now() - KEEP).delete()[0]
