"""Changes to one sign-up: confirm it, change the number of people, call it off."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from events.actions.audit import record
from events.actions.notices import keep_true, withdraw
from events.actions.promoted import tell_promoted
from events.actions.refusals import SignUpRefused
from events.actions.seats import lock_of, settle
from events.actions.sign_up import REFUSING_STATES
from events.emails import tell
from events.models import AccessNeed, Occurrence, SignUp, SignUpPerson
from events.party import Party


def cancel(
    *,
    sign_up: SignUp,
    notify: bool = True,
    by_staff: bool = False,
    who=None,
    now: datetime | None = None,
) -> SignUp:
    """Call one sign-up off, give its seats to the queue, and tell those concerned.

    Calling off twice changes nothing. `who` is the member of staff who does it. Raises
    SignUpRefused once the event has begun, and for a citizen's seat after the series' deadline;
    whoever only waits may leave until it begins.
    """
    now = now or timezone.now()
    with transaction.atomic():
        occurrence, row = lock_of(sign_up)
        if not row.is_active:
            return row
        if row.checked_in_at:
            raise SignUpRefused("checked_in")
        _check_time(occurrence, row, now, by_staff)
        row.had_seat = row.state == SignUp.State.CONFIRMED
        row.state, row.cancelled_at = SignUp.State.CANCELLED, now
        row.queue_number, row.hold_until, row.to_call = None, None, None
        row.save(update_fields=["state", "cancelled_at", "queue_number", "hold_until", "to_call"])
        withdraw(row)
        record("cancelled", occurrence=occurrence, sign_up=row, who=who, mail=notify)
        if notify:
            tell(row, "called_off", occurrence, extra={"by_staff": by_staff})
        tell_promoted(settle(occurrence, now), occurrence)
    return row


def confirm(
    *, sign_up: SignUp, notify: bool = True, who=None, now: datetime | None = None
) -> SignUp:
    """Confirm a seat held by a mail link, or take one that was offered. Twice changes nothing.

    Raises SignUpRefused("expired") after the hold, when the seat goes to the queue.
    """
    now = now or timezone.now()
    with transaction.atomic():
        occurrence, row = lock_of(sign_up)
        expired = row.state == SignUp.State.EXPIRED
        if row.state in (SignUp.State.PENDING, SignUp.State.OFFERED):
            expired = row.hold_until is not None and row.hold_until <= now
            if occurrence.state(now) in ("cancelled", "over"):
                raise SignUpRefused(occurrence.state(now))
            row.state = SignUp.State.EXPIRED if expired else SignUp.State.CONFIRMED
            row.hold_until = None
            row.save(update_fields=["state", "hold_until"])
            if expired:
                withdraw(row)
                record("cancelled", occurrence=occurrence, sign_up=row, expired=True)
            else:
                record("confirmed", occurrence=occurrence, sign_up=row, who=who)
            if notify and not expired:
                tell(row, "confirmation", occurrence)
            tell_promoted(settle(occurrence, now), occurrence)
    if expired:
        raise SignUpRefused("expired")
    return row


def change_seats(
    *,
    sign_up: SignUp,
    seats: int,
    party: Party | None = None,
    people: tuple[str, ...] = (),
    notify: bool = True,
    by_staff: bool = False,
    who=None,
    now: datetime | None = None,
) -> SignUp:
    """Change how many come. More only where seats are free and nobody waits for them.

    A party that waits keeps its place. `people`, where names are asked for, are the names of
    the whole party in order; `party`, where it is given, its children and companions. Raises
    SignUpRefused, also with a field.
    """
    now = now or timezone.now()
    with transaction.atomic():
        occurrence, row = lock_of(sign_up)
        if not row.is_active or row.state == SignUp.State.OFFERED:
            raise SignUpRefused("expired" if not row.is_active else "answer_first")
        _check_time(occurrence, row, now, by_staff)
        if seats != row.seats:
            _check_size(occurrence, row, seats, now)
        if party is None:
            kept = Party(row.children, tuple(row.child_ages), row.companions)
            party = kept.within(occurrence.series, seats)
        party = party.asked_by(occurrence.series)
        party.check(occurrence.series, seats)
        told = {"seats": seats, **party.fields()}
        changed = any(getattr(row, name) != value for name, value in told.items())
        numbers = {"before": row.seats, "now": seats}
        for name, value in told.items():
            setattr(row, name, value)
        row.save(update_fields=list(told))
        renamed = bool(people) and _rename(row, people)
        if changed or renamed:
            numbers |= {"names": True} if renamed else {}
            record("seats_changed", occurrence=occurrence, sign_up=row, who=who, **numbers)
        moved = settle(occurrence, now)
        if changed and notify and row.pk not in {lucky.pk for lucky in moved}:
            tell(row, "changed", occurrence)
        keep_true(row, occurrence)
        tell_promoted(moved, occurrence)
    row.refresh_from_db()
    return row


def forget_access_needs(*, rows: list[SignUp]) -> int:
    """Take back the consent: what these sign-ups say about access needs is deleted at once."""
    return AccessNeed.objects.filter(sign_up__in=rows).delete()[0]


def _check_time(occurrence: Occurrence, row: SignUp, now: datetime, by_staff: bool) -> None:
    if occurrence.starts_at <= now and not by_staff:
        raise SignUpRefused("begun")
    deadline = last_moment(occurrence)
    seated = row.state not in (SignUp.State.WAITING, SignUp.State.OFFERED)
    if deadline <= now and seated and not by_staff:
        raise SignUpRefused("deadline")


def last_moment(occurrence: Occurrence) -> datetime:
    """Until when a citizen may give a seat back."""
    return occurrence.starts_at - timedelta(hours=occurrence.series.cancel_deadline_hours)


def _check_size(occurrence: Occurrence, row: SignUp, seats: int, now: datetime) -> None:
    if seats < 1:
        raise SignUpRefused("no_seats", field="seats")
    more = seats - row.seats
    if more < 0:
        return
    limit = occurrence.max_seats
    if occurrence.capacity:
        limit = min(limit, occurrence.capacity)
    if seats > limit:
        raise SignUpRefused("too_many", field="seats", limit=limit)
    state = occurrence.state(now)
    if state in REFUSING_STATES:
        raise SignUpRefused(state, field="seats")
    if row.state == SignUp.State.WAITING:
        size = occurrence.waiting_size
        if size is not None and occurrence.waiting + more > size:
            room = max(0, size - occurrence.waiting)
            raise SignUpRefused("few_waiting", field="seats", limit=room)
        return
    if occurrence.line:
        raise SignUpRefused("queue_first", field="seats")
    if occurrence.capacity is not None and occurrence.taken + more > occurrence.capacity:
        left = max(0, occurrence.capacity - occurrence.taken)
        raise SignUpRefused("too_many", field="seats", limit=row.seats + left)


def _rename(row: SignUp, people: tuple[str, ...]) -> bool:
    """Keep the rows of those who stay, by name, so that their answers stay theirs.

    Returns whether the party has other names than before.

    A name that is new takes over the row in its place, as a mended spelling does; but not in a
    party that has become smaller, where it may be anybody.
    """
    known = list(row.people.all())
    rows: list[SignUpPerson | None] = []
    for name in people:
        same = (one for one in known if one not in rows and _alike(one.name, name))
        rows.append(next(same, None))
    for order, one in enumerate(known[: len(people)]):
        if rows[order] is None and one not in rows and len(known) <= len(people):
            rows[order] = one
    for order, (name, one) in enumerate(zip(people, rows, strict=True)):
        if one is None:
            SignUpPerson.objects.create(sign_up=row, name=name, order=order)
        elif (one.name, one.order) != (name, order):
            SignUpPerson.objects.filter(pk=one.pk).update(name=name, order=order)
    for gone in known:
        if gone not in rows:
            gone.delete()
    return [one.name for one in known] != list(people)


def _alike(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
