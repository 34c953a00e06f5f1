"""The one place where seats are given: lock by writing, recount, decide, store.

Counting and then inserting sells a seat twice; `SELECT FOR UPDATE` does nothing on SQLite.
A write takes the row on every database, so whoever writes first decides first.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Count, F, Max, Sum
from django.utils import timezone

from events.actions.audit import record_each
from events.actions.refusals import SignUpRefused
from events.models import Occurrence, SignUp
from events.models.series import Promotion

NIGHT, MORNING = time(22), time(8)
"""Between these hours nobody loses a seat for not having read their mail."""


def lock(
    occurrence_id: int, seen: Occurrence | None = None, also: dict | None = None
) -> Occurrence:
    """Take one date until the transaction ends, and return it as it is now.

    Must be the transaction's first statement on the date, inside `transaction.atomic()`.
    The recount comes with it: `taken` and `waiting` are seats, `line` is the number of sign-ups
    waiting, `last_number` the last queue number. `seen` is the date as it was read before, see
    `read`; `also` names annotations that its query brings along. Raises
    Occurrence.DoesNotExist for an unknown id, RuntimeError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("lock() needs a transaction")
    written = Occurrence.objects.filter(pk=occurrence_id).update(version=F("version") + 1)
    if not written:
        raise Occurrence.DoesNotExist
    return read(occurrence_id, seen, also)


def lock_of(sign_up: SignUp) -> tuple[Occurrence, SignUp]:
    """Take the date of a sign-up and read the sign-up again under the lock.

    Raises SignUpRefused("not_movable") where it was moved to another date meanwhile: that
    date's seats are not ours to count.
    """
    occurrence = lock(sign_up.occurrence_id)
    row = SignUp.objects.get(pk=sign_up.pk)
    if row.occurrence_id != occurrence.pk:
        raise SignUpRefused("not_movable")
    return occurrence, row


def read(
    occurrence_id: int, seen: Occurrence | None = None, also: dict | None = None
) -> Occurrence:
    """A date with its recount, in two queries. What it says holds only under the lock.

    Whoever has `seen` the date a moment before lends its series, library, place and room, which
    no lock protects anyway; the date's own fields are always read.
    """
    dates = Occurrence.objects.annotate(**(also or {}))
    if seen is None:
        whole = dates.select_related("series", "library__site", "place", "room")
        date = whole.get(pk=occurrence_id)
    else:
        date = dates.get(pk=occurrence_id)
        for name in ("series", "library", "place", "room"):
            if getattr(date, f"{name}_id") == getattr(seen, f"{name}_id"):
                setattr(date, name, getattr(seen, name))
        date.pages_seen = seen.pages_seen
    date.taken = date.waiting = date.line = date.last_number = 0
    for state, seats, number, last in _sums(occurrence_id, Count("pk"), Max("queue_number")):
        if state == SignUp.State.WAITING:
            date.waiting, date.line, date.last_number = seats, number, last or 0
        else:
            date.taken += seats
    return date


def _sums(occurrence_id: int, *more):
    """(state, seats, and whatever more is asked for) of the sign-ups that hold a seat or wait."""
    rows = SignUp.objects.filter(occurrence_id=occurrence_id, state__in=SignUp.ACTIVE)
    return rows.values_list("state").annotate(Sum("seats"), *more).order_by()


def count_seats(occurrence: Occurrence) -> tuple[int, int]:
    """(seats taken, seats waiting), counted from the sign-ups themselves; one query."""
    sums = {"taken": 0, "waiting": 0}
    for state, seats in _sums(occurrence.pk):
        sums["waiting" if state == SignUp.State.WAITING else "taken"] += seats
    return sums["taken"], sums["waiting"]


def store_counts(occurrence: Occurrence, taken: int, waiting: int) -> None:
    """Keep the counters beside the date; they are only ever written here."""
    if (occurrence.seats_taken, occurrence.seats_waiting) == (taken, waiting):
        return
    Occurrence.objects.filter(pk=occurrence.pk).update(seats_taken=taken, seats_waiting=waiting)
    occurrence.seats_taken, occurrence.seats_waiting = taken, waiting


def promotes(occurrence: Occurrence, now: datetime) -> bool:
    """Whether the queue moves: not on a cancelled, unlisted, closed or begun date."""
    return (
        occurrence.status in (Occurrence.Status.SCHEDULED, Occurrence.Status.MOVED)
        and occurrence.listed
        and (occurrence.closes_at or occurrence.starts_at) > now
        and occurrence.starts_at > now
    )


def settle(occurrence: Occurrence, now: datetime | None = None) -> list[SignUp]:
    """Recount a locked date, move the queue up, store the counters.

    Strictly first come, first served: a party moves up whole or waits, and nobody passes it.
    Where the series asks first, they are offered the seat for a while; it counts as taken.
    Whoever has no e-mail gets it at once and is called. Returns those who moved, in order.
    """
    now = now or timezone.now()
    taken, waiting = count_seats(occurrence)
    moved: list[SignUp] = []
    if waiting and promotes(occurrence, now):
        queue = SignUp.objects.filter(occurrence=occurrence, state=SignUp.State.WAITING).order_by(
            "queue_number"
        )
        if occurrence.capacity is not None:
            # A party is one person at least, so no more of them than this can move up.
            queue = queue[: max(0, occurrence.capacity - taken)]
        for sign_up in queue:
            fits = occurrence.capacity is None or taken + sign_up.seats <= occurrence.capacity
            if not fits:
                break
            asks = occurrence.series.promotion == Promotion.OFFER and bool(sign_up.email)
            sign_up.state = SignUp.State.OFFERED if asks else SignUp.State.CONFIRMED
            sign_up.hold_until = offered_until(occurrence, now) if asks else None
            sign_up.queue_number = None
            sign_up.save(update_fields=["state", "queue_number", "hold_until"])
            taken, waiting = taken + sign_up.seats, waiting - sign_up.seats
            moved.append(sign_up)
    store_counts(occurrence, taken, waiting)
    if moved:
        record_each("promoted", occurrence=occurrence, rows=moved)
    return moved


def offered_until(occurrence: Occurrence, now: datetime) -> datetime:
    """When an offer made now ends: never at night, and never after sign-up has closed."""
    zone = ZoneInfo(occurrence.zone)
    end = now.astimezone(UTC) + timedelta(hours=occurrence.series.offer_hours)
    local = end.astimezone(zone)
    if local.time() >= NIGHT or local.time() < MORNING:
        day = local.date() + timedelta(days=local.time() >= NIGHT)
        local = datetime.combine(day, MORNING, zone)
    return min(local.astimezone(UTC), occurrence.closes_at or occurrence.starts_at)


def place_in_line(sign_up: SignUp) -> int:
    """How many parties stand before and including this one; 0 where it does not wait."""
    if sign_up.state != SignUp.State.WAITING:
        return 0
    return SignUp.objects.filter(
        occurrence_id=sign_up.occurrence_id,
        state=SignUp.State.WAITING,
        queue_number__lte=sign_up.queue_number,
    ).count()


def places_in_line(rows: Sequence[SignUp]) -> dict[int, int]:
    """The place of each sign-up on its own date's waiting list, by its key; at most one query."""
    waiting = [row for row in rows if row.state == SignUp.State.WAITING]
    lines: dict[int, list[int]] = {}
    if waiting:
        dates = {row.occurrence_id for row in waiting}
        queues = SignUp.objects.filter(occurrence__in=dates, state=SignUp.State.WAITING)
        for date, number in queues.order_by().values_list("occurrence_id", "queue_number"):
            lines.setdefault(date, []).append(number)
    found = dict.fromkeys((row.pk for row in rows), 0)
    for row in waiting:
        before = [
            number for number in lines.get(row.occurrence_id, ()) if number <= row.queue_number
        ]
        found[row.pk] = len(before)
    return found
