"""Moving a sign-up to another date of its series."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation

from core.outbox import put
from events.actions.audit import record
from events.actions.notices import withdraw
from events.actions.refusals import SignUpRefused
from events.actions.seats import lock, settle
from events.actions.sign_up import days_kept, decide
from events.emails import composed, purpose_of, tell_promoted
from events.models import AccessNeed, Answer, Occurrence, SignUp
from events.when import in_words, place_in_words


def move(
    *,
    sign_up: SignUp,
    to: int,
    wait: bool = False,
    notify: bool = True,
    who=None,
    now: datetime | None = None,
) -> SignUp:
    """Move a party whole to another date, and give its old seats to the queue there.

    It gets what a newcomer would: seats where enough are free and nobody waits for them, else
    the end of the waiting list, which a party with seats only gets with `wait`. The personal
    link stays. Both dates are locked, the one with the lower key first, so that two moves never
    wait for each other. Raises SignUpRefused ("no_seat_there", "already_there", "other_series",
    "not_movable", "checked_in", or why nobody can sign up for that date), Occurrence.DoesNotExist.
    """
    now = now or timezone.now()
    with transaction.atomic():
        dates = {pk: lock(pk) for pk in sorted({sign_up.occurrence_id, to})}
        old, new = dates[sign_up.occurrence_id], dates[to]
        row = SignUp.objects.get(pk=sign_up.pk)
        _check(row, old, new)
        state, hold, number = decide(new, row.seats, now, SignUp.Source.DESK)
        if state == SignUp.State.WAITING and row.state != SignUp.State.WAITING and not wait:
            raise SignUpRefused("no_seat_there")
        withdraw(row)
        taken_back = _taken_back(row, old, now)
        row.occurrence, row.state, row.hold_until, row.queue_number = new, state, hold, number
        row.to_call = None
        row.delete_after = new.until + timedelta(days=days_kept(new))
        row.save()
        for details in (Answer, AccessNeed):
            rows = details.objects.filter(sign_up=row)
            rows.update(delete_after=F("delete_after") + (new.until - old.until))
        record("moved", occurrence=old, sign_up=row, who=who, to=new.pk)
        record("moved", occurrence=new, sign_up=row, who=who, came_from=old.pk)
        tell_promoted(settle(new, now), new)
        if notify:
            _tell(row, old, new, taken_back)
        tell_promoted(settle(old, now), old)
    return row


def _check(row: SignUp, old: Occurrence, new: Occurrence) -> None:
    if (new.series_id, new.library_id) != (old.series_id, old.library_id) or new.pk == old.pk:
        raise SignUpRefused("other_series")
    if row.occurrence_id != old.pk or not row.is_active:
        raise SignUpRefused("not_movable")
    if row.checked_in_at:
        raise SignUpRefused("checked_in")
    same = SignUp.objects.filter(occurrence=new, identity=row.identity, state__in=SignUp.ACTIVE)
    if row.identity and same.exists():
        raise SignUpRefused("already_there")


def _taken_back(row: SignUp, old: Occurrence, now: datetime) -> list[dict]:
    """The calendar file that takes the old date out of the person's calendar."""
    if row.state != SignUp.State.CONFIRMED or not row.email:
        return []
    row.cancelled_at = now  # the newer stamp decides in a calendar
    files = composed(row, "called_off", old)["attachments"]
    row.cancelled_at = None
    return [{**file, "name": "cancel.ics"} for file in files]


def _tell(row: SignUp, old: Occurrence, new: Occurrence, taken_back: list[dict]) -> None:
    with translation.override(row.language):
        was = {"was_when": in_words(old), "was_where": place_in_words(old)}
    if not row.email:
        row.to_call = {"kind": "rebooked", **was}
        row.save(update_fields=["to_call"])
        return
    row.refresh_from_db(fields=["state", "queue_number"])
    message = composed(row, "rebooked", new, None, was)
    message["attachments"] += taken_back
    purpose = purpose_of(row.pk, f"rebooked:{new.pk}.{new.version}")
    put(purpose=purpose, **message)
