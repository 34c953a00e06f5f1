"""One date changed by hand: moved, given other seats or words, cancelled, or taken up again."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from events.actions.notices import Told, announce
from events.actions.occurrences import WHEN, keep_longer, moved_to, window_of
from events.actions.promoted import tell_promoted
from events.actions.publish import settings_of, source_page
from events.actions.seats import lock, settle
from events.models import Occurrence, OccurrenceText
from events.rules import PlannedDate, end_of

TIMES = ("start_date", "start_time", "end_date", "end_time")


class DateRefused(Exception):
    """A change that cannot be: `code` is over, past or orphaned."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class DateChange:
    """All that staff may set on one date. `last_day` None means the day it begins."""

    start_date: date
    start_time: time | None
    end_time: time | None
    last_day: date | None
    place_id: int | None
    room_id: int | None
    capacity: int | None
    waiting_size: int | None
    notes: dict[str, str]


@transaction.atomic
def change_date(
    *, occurrence_id: int, change: DateChange, notify: bool = True, now: datetime | None = None
) -> Told:
    """Store what staff changed, and tell those who signed up what they must know.

    What differs is kept when the page is published again. Fewer seats throw nobody out; more
    seats move the queue up. Raises DateRefused, Occurrence.DoesNotExist.
    """
    now = now or timezone.now()
    row = _locked(occurrence_id, now)
    if row.status == Occurrence.Status.ORPHANED:
        raise DateRefused("orphaned")
    before = copy.copy(row)
    changes = _when(row, change, now)
    for name in ("place_id", "room_id", "capacity", "waiting_size"):
        if getattr(row, name) != getattr(change, name):
            changes[name] = getattr(change, name)
    _write_texts(row, "note", change.notes)
    if not changes:
        return announce(row, before, notify=notify)
    by_hand = {name.removesuffix("_id") for name in changes} & {
        *TIMES, "place", "room", "capacity", "waiting_size"
    }  # fmt: skip
    changes["overrides"] = sorted({*row.overrides, *by_hand})
    if {*WHEN, "place_id", "room_id"} & set(changes):
        changes |= {"sequence": row.sequence + 1, "changed_at": now}
        if "place_id" in changes and row.status == Occurrence.Status.SCHEDULED:
            changes["status"] = Occurrence.Status.MOVED
    _store(row, changes)
    moved = settle(row, now)
    tell_promoted(moved, row, before if notify else None)
    return announce(row, before, notify=notify, skip=frozenset(one.pk for one in moved))


@transaction.atomic
def cancel_date(
    *,
    occurrence_id: int,
    reasons: dict[str, str],
    notify: bool = True,
    now: datetime | None = None,
) -> Told:
    """Cancel a date, with a reason per language; whoever signed up stays on it and is told.

    Raises DateRefused for a date that is over, Occurrence.DoesNotExist.
    """
    now = now or timezone.now()
    row = _locked(occurrence_id, now)
    before = copy.copy(row)
    _write_texts(row, "reason", reasons)
    if row.status != Occurrence.Status.CANCELLED:
        status = Occurrence.Status.CANCELLED
        _store(row, {"status": status, "sequence": row.sequence + 1, "changed_at": now})
    return announce(row, before, notify=notify)


@transaction.atomic
def restore_date(*, occurrence_id: int, notify: bool = True, now: datetime | None = None) -> Told:
    """Let a cancelled date take place after all. Twice changes nothing.

    Raises DateRefused for a date that is over, Occurrence.DoesNotExist.
    """
    now = now or timezone.now()
    row = _locked(occurrence_id, now)
    if row.status != Occurrence.Status.CANCELLED:
        return Told()
    before = copy.copy(row)
    status = Occurrence.Status.SCHEDULED
    if row.series.listed and not row.listed:
        status = Occurrence.Status.ORPHANED  # its page went on without it meanwhile
    elif row.previous_starts_at:
        status = Occurrence.Status.MOVED
    _store(row, {"status": status, "sequence": row.sequence + 1, "changed_at": now})
    OccurrenceText.objects.filter(occurrence=row).update(reason="")
    moved = settle(row, now)
    tell_promoted(moved, row, before if notify else None)
    return announce(row, before, notify=notify, skip=frozenset(one.pk for one in moved))


def _locked(occurrence_id: int, now: datetime) -> Occurrence:
    row = lock(occurrence_id)
    if row.until <= now:
        raise DateRefused("over")
    return row


def _when(row: Occurrence, change: DateChange, now: datetime) -> dict:
    """The fields of day and hour that differ, and what follows from them."""
    plan = PlannedDate(
        uid=row.uid,
        recurrence_id=row.recurrence_id,
        start_date=change.start_date,
        start_time=change.start_time,
        end_date=end_of(change.start_date, change.start_time, change.end_time, change.last_day),
        end_time=change.end_time,
        zone=row.zone,
    )
    if all(getattr(row, name) == getattr(plan, name) for name in TIMES):
        return {}
    begins = plan.starts_at != row.starts_at
    running = row.starts_at <= now and not begins  # which may be ended early
    if (begins and plan.starts_at <= now) or (plan.until <= now and not running):
        raise DateRefused("past")
    changes = {
        name: getattr(plan, name) for name in WHEN if getattr(row, name) != getattr(plan, name)
    }
    if "until" in changes:
        keep_longer(row, plan.until - row.until)
    if begins:
        changes |= moved_to(row, plan.starts_at)
        changes |= _window(row, plan)
    return changes


def _window(row: Occurrence, plan: PlannedDate) -> dict:
    """When sign-up opens and closes for the new day: fixed moments stay what they are."""
    page = source_page(row.content_key)
    if page is not None:
        return window_of(plan, settings_of(page, row.library))
    moments = {name: getattr(row, name) for name in ("opens_at", "closes_at")}
    later = plan.starts_at - row.starts_at
    return {name: moment + later for name, moment in moments.items() if moment is not None}


def _store(row: Occurrence, changes: dict) -> None:
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=[name.removesuffix("_id") for name in changes])


def _write_texts(row: Occurrence, field: str, words: dict[str, str]) -> None:
    """Keep a note or reason per language; nothing is kept for empty words."""
    for language, text in words.items():
        OccurrenceText.objects.update_or_create(
            occurrence=row, language=language, defaults={field: text.strip()}
        )
    OccurrenceText.objects.filter(occurrence=row, note="", reason="").delete()
