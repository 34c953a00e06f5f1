"""At the door: noting that a party came. Beside the state of the sign-up, which stays."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from events.actions.audit import record
from events.actions.refusals import SignUpRefused
from events.actions.seats import lock_of
from events.models import Occurrence, SignUp

EARLIEST = timedelta(days=1)
MOST = 500
REFUSED = {
    SignUp.State.CANCELLED: "door_cancelled",
    SignUp.State.EXPIRED: "door_expired",
    SignUp.State.WAITING: "door_waiting",
    SignUp.State.OFFERED: "door_offered",
    SignUp.State.PENDING: "door_pending",
}


def check_in(
    *, sign_up: SignUp, came: int | None = None, who=None, now: datetime | None = None
) -> SignUp:
    """Note that a party came; `came` says how many of it, without it all of them.

    Twice changes nothing but the number, where another is given. Raises SignUpRefused where it
    holds no seat ("door_cancelled", "door_waiting" and so on), for a date that is "cancelled",
    more than a day ahead ("too_early"), and for an impossible number ("came").
    """
    now = now or timezone.now()
    with transaction.atomic():
        occurrence, row = lock_of(sign_up)
        if row.state in REFUSED:
            raise SignUpRefused(REFUSED[row.state])
        if occurrence.status == Occurrence.Status.CANCELLED:
            raise SignUpRefused("cancelled")
        if occurrence.starts_at - EARLIEST > now:
            raise SignUpRefused("too_early")
        if came is not None and not 1 <= came <= MOST:
            raise SignUpRefused("came", field="came")
        if row.checked_in_at and came in (None, row.came):
            return row
        if not row.checked_in_at:
            row.checked_in_at, row.checked_in_by = now, who
        row.came = row.seats if came is None else came
        row.save(update_fields=["checked_in_at", "checked_in_by", "came"])
        record("checked_in", occurrence=occurrence, sign_up=row, who=who, came=row.came)
    return row


def undo_check_in(*, sign_up: SignUp, who=None) -> SignUp:
    """Take a check-in back; without one nothing happens."""
    with transaction.atomic():
        occurrence, row = lock_of(sign_up)
        if row.checked_in_at:
            row.checked_in_at = row.checked_in_by = row.came = None
            row.save(update_fields=["checked_in_at", "checked_in_by", "came"])
            record("check_in_undone", occurrence=occurrence, sign_up=row, who=who)
    return row
