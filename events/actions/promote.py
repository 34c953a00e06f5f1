"""Staff give one person on the waiting list a seat by hand."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from events.actions.audit import record
from events.actions.promoted import tell_promoted
from events.actions.refusals import SignUpRefused
from events.actions.seats import lock_of, settle
from events.models import SignUp


def promote(
    *, sign_up: SignUp, over: bool = False, who=None, now: datetime | None = None
) -> SignUp:
    """Give a party on the waiting list its seats, past those who stand before it, and tell it.

    Staff decide here what the queue never does by itself: the party is confirmed at once, also
    where the series asks first. Whoever has a seat already keeps it and is told nothing. `over`
    lets the party in although fewer seats are free than it needs, as a walk-in is.
    Raises SignUpRefused: "cancelled", "over" or "none" for the date, "not_waiting" for a sign-up
    that ended, "does_not_fit" without `over`.
    """
    now = now or timezone.now()
    with transaction.atomic():
        occurrence, row = lock_of(sign_up)
        state = occurrence.state(now)
        if state in ("cancelled", "over", "none"):
            raise SignUpRefused(state)
        if row.state in SignUp.SEATED:
            return row
        if row.state != SignUp.State.WAITING:
            raise SignUpRefused("not_waiting")
        limited = occurrence.capacity is not None and not over
        if limited and occurrence.taken + row.seats > occurrence.capacity:
            raise SignUpRefused("does_not_fit")
        row.state, row.queue_number = SignUp.State.CONFIRMED, None
        row.save(update_fields=["state", "queue_number"])
        record("promoted", occurrence=occurrence, sign_up=row, who=who)
        tell_promoted([row], occurrence)
        # With the one gone who stood first, the next may fit into what is left.
        tell_promoted(settle(occurrence, now), occurrence)
    return row
