"""Writing planned dates as occurrences: matched by identity, never recreated.

An editor's change moves a date, changes its facts or takes it away; whoever signed up stays.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from events.actions.audit import record
from events.actions.figures import forget_count
from events.actions.heard import kind_of, snapshot
from events.actions.keep_longer import keep_longer
from events.actions.notices import announce
from events.actions.promoted import tell_promoted
from events.actions.seats import lock, settle
from events.actions.series_growth import enrol, hold_still
from events.models import EventSeries, Occurrence, SignUp
from events.rules import PlannedDate, to_utc

WHEN = ("start_date", "start_time", "end_date", "end_time", "zone", "starts_at", "ends_at", "until")
TOLD_TO_CALENDARS = frozenset({*WHEN, "place_id", "room_id"})
AGAIN = "~"
"""Before the number of a date whose block was used again after its first date had passed."""


@dataclass(frozen=True)
class DateSettings:
    """What all dates of a series share, as the editor set it."""

    place_id: int | None = None
    room_id: int | None = None
    exhibition: bool = False
    capacity: int | None = None
    waiting_size: int | None = None
    max_seats: int = 4
    opens_days_before: int | None = None
    closes_hours_before: int = 0
    opens_on: datetime | None = None
    closes_on: datetime | None = None


@transaction.atomic
def write_dates(
    *,
    series: EventSeries,
    planned: Iterable[PlannedDate],
    settings: DateSettings,
    listed: bool,
    now: datetime | None = None,
) -> None:
    """Make a series' dates what is planned.

    Dates that are over are left alone. A date that is not planned any more is deleted if
    nobody ever signed up for it, and otherwise kept as orphaned. Fields changed by hand
    (`Occurrence.overrides`) are never written, nor is a time that has passed on a coming date
    that people signed up for.
    """
    now, planned = now or timezone.now(), list(planned)
    rows = list(Occurrence.objects.filter(series=series).order_by("pk"))
    matched, new = match_plans(planned, rows, now)
    if listed and (new or any(row.pk in matched and not row.listed for row in rows)):
        hold_still(series, now)
    shown = []
    # In the order of their ids, so that two writers never wait for each other.
    for row in rows:
        plan = matched.get(row.pk)
        if plan is not None:
            renewed = _renew(row, plan, settings, listed, now)
            if renewed.listed and not row.listed:
                shown.append(renewed)
        elif row.until > now:
            _take_away(row, now)
    added = Occurrence.objects.bulk_create(
        Occurrence(
            series=series,
            content_key=series.key,
            library_id=series.library_id,
            uid=uid,
            recurrence_id=plan.recurrence_id,
            listed=listed,
            changed_at=now,
            **facts(plan, settings),
        )
        for uid, plan in new
    )
    late = [*added, *_new_to_members(shown)]
    if late and listed:
        enrol(series, late, now)
    Occurrence.objects.filter(series=series, until__lte=now).exclude(
        status=Occurrence.Status.ORPHANED
    ).exclude(pk__in=_taken_off(rows, planned)).update(listed=listed)


def _new_to_members(shown: list[Occurrence]) -> list[Occurrence]:
    """Dates just shown that came while the page was away: no sign-up for the series knows them."""
    if not shown:
        return []
    known = SignUp.objects.filter(occurrence__in=shown).exclude(parent=None)
    old = set(known.values_list("occurrence_id", flat=True))
    gone = Occurrence.Status.CANCELLED
    return [row for row in shown if row.pk not in old and row.status != gone]


def _taken_off(rows: list[Occurrence], planned: list[PlannedDate]) -> list[int]:
    """Cancelled dates that an editor took off the page: they stay off it once they are over."""
    kept = {(plan.uid, plan.recurrence_id) for plan in planned}
    return [
        row.pk
        for row in rows
        if row.status == Occurrence.Status.CANCELLED
        and not row.listed
        and (row.uid.partition(AGAIN)[0], row.recurrence_id) not in kept
    ]


def facts(plan: PlannedDate, settings: DateSettings) -> dict[str, Any]:
    """The fields of an occurrence that follow from the plan and the settings."""
    values = {name: getattr(plan, name) for name in WHEN}
    for name in ("place_id", "room_id", "exhibition", "capacity", "waiting_size", "max_seats"):
        values[name] = getattr(settings, name)
    values.update(window_of(plan, settings))
    return values


def window_of(when: PlannedDate | Occurrence, settings: DateSettings) -> dict[str, Any]:
    """When sign-up opens (same wall time, days before) and closes (hours before the start).

    Fixed moments for all dates count too: it opens at the later and closes at the earlier.
    """
    opens, closes = settings.opens_on, None
    if settings.opens_days_before is not None:
        day = when.start_date - timedelta(days=settings.opens_days_before)
        own = to_utc(day, when.start_time or time(0), when.zone)
        opens = max(own, opens) if opens else own
    if settings.closes_hours_before:
        closes = when.starts_at - timedelta(hours=settings.closes_hours_before)
    if settings.closes_on:
        closes = min(settings.closes_on, closes or when.starts_at)
    return {"opens_at": opens, "closes_at": closes}


def match_plans(planned, rows: list[Occurrence], now: datetime):
    """Which plan belongs to which date: ({row id: plan}, [(uid, plan) to create])."""
    latest: dict[tuple[str, str], tuple[int, Occurrence]] = {}
    for row in rows:
        block, _, number = row.uid.partition(AGAIN)
        key, generation = (block, row.recurrence_id), int(number or 1)
        if key not in latest or latest[key][0] < generation:
            latest[key] = (generation, row)
    known_blocks = {block for block, _ in latest}
    matched: dict[int, PlannedDate] = {}
    new: list[tuple[str, PlannedDate]] = []
    for plan in planned:
        over = plan.until <= now
        generation, row = latest.get((plan.uid, plan.recurrence_id), (0, None))
        if row is None:
            # A changed rule must not make dates in the past that never were.
            if not (over and plan.from_rule and plan.uid in known_blocks):
                new.append((plan.uid, plan))
        elif row.until > now or (not over and row.starts_at == plan.starts_at):
            matched[row.pk] = plan
        elif not over and not _held_before(row, plan):
            new.append((f"{plan.uid}{AGAIN}{generation + 1}", plan))
    return matched, new


def _held_before(row: Occurrence, plan: PlannedDate) -> bool:
    """Whether a date that is over is the planned one, moved by hand to an earlier day.

    A page that says something else than it last did while it was coming means a new date."""
    by_hand = not set(WHEN).isdisjoint(row.overrides)
    known = (row.previous_starts_at, row.planned_for)
    return by_hand and (plan.from_rule or plan.starts_at in known)


def loses_people(row: Occurrence, plan: PlannedDate, now: datetime) -> bool:
    """Whether the plan would put a coming date that people signed up for into the past.

    One that is running may be ended: it was held, and who came is known.
    """
    by_hand = not set(WHEN).isdisjoint(row.overrides)
    signed_up = row.seats_taken or row.seats_waiting
    running = row.starts_at <= now and plan.starts_at == row.starts_at
    return bool(plan.until <= now < row.until and signed_up and not (by_hand or running))


def changes_of(
    row: Occurrence, plan: PlannedDate, settings: DateSettings, listed: bool, now: datetime
) -> dict[str, Any]:
    """The fields of a date that publishing would write anew, with their values."""
    lost = loses_people(row, plan, now)
    if lost and row.status == Occurrence.Status.ORPHANED:
        return {}
    wanted = facts(plan, settings)
    by_hand = {"place_id" if name == "place" else name for name in row.overrides}
    by_hand |= {"room_id" for name in row.overrides if name in ("place", "room")}
    if lost or by_hand & set(WHEN):
        by_hand |= set(WHEN)
        wanted.update(window_of(row, settings))
    if by_hand & set(WHEN):
        told = plan.starts_at in (row.starts_at, row.previous_starts_at)
        wanted["planned_for"] = None if told else plan.starts_at
    wanted["listed"] = listed
    return {
        name: value
        for name, value in wanted.items()
        if name not in by_hand and getattr(row, name) != value
    }


def _renew(
    row: Occurrence, plan: PlannedDate, settings: DateSettings, listed: bool, now: datetime
) -> Occurrence:
    """Write what differs to one date, give seats that became free to the queue, tell people."""
    status = Occurrence.Status
    if not _returns(row, plan, now) and not changes_of(row, plan, settings, listed, now):
        return row
    row = lock(row.pk)
    before = copy.copy(row)
    # Both anew: people may have signed up or staff cancelled it before it was locked.
    returns = _returns(row, plan, now)
    changes = changes_of(row, plan, settings, listed, now)
    starts_elsewhen = "start_date" in changes or "start_time" in changes
    if returns:
        changes["status"] = status.SCHEDULED
    if starts_elsewhen and row.listed and row.status in (status.SCHEDULED, status.MOVED):
        changes |= moved_to(row, changes.get("starts_at", row.starts_at))
    if returns or TOLD_TO_CALENDARS & set(changes):
        changes |= {"sequence": row.sequence + 1, "changed_at": now}
    if "until" in changes:
        keep_longer(row, changes["until"] - row.until, now)
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=[name.removesuffix("_id") for name in changes])
    if row.seats_taken or row.seats_waiting:
        moved = settle(row, now)
        tell_promoted(moved, row, before)
        # Unpublishing alone tells nobody: the date is the same.
        announce(row, before, skip=frozenset(one.pk for one in moved))
        if returns or kind_of(snapshot(before), snapshot(row)):
            record("date_changed", occurrence=row, published=True)
    return row


def _returns(row: Occurrence, plan: PlannedDate, now: datetime) -> bool:
    """Whether a date that had lost its page is on it again."""
    orphaned = row.status == Occurrence.Status.ORPHANED and "status" not in row.overrides
    return orphaned and not loses_people(row, plan, now)


def moved_to(row: Occurrence, starts_at: datetime) -> dict[str, Any]:
    """Status and first announced start of a date that begins at another moment."""
    was = row.previous_starts_at or row.starts_at
    status = Occurrence.Status
    back = starts_at == was
    changes = {"previous_starts_at": None if back else was}
    if row.status in (status.SCHEDULED, status.MOVED):
        changes["status"] = status.SCHEDULED if back else status.MOVED
    return changes


def _take_away(row: Occurrence, now: datetime) -> None:
    """Delete a coming date nobody ever signed up for; keep any other without a page."""
    gone = Occurrence.Status.ORPHANED
    if row.status == gone or (row.status == Occurrence.Status.CANCELLED and not row.listed):
        return
    row = lock(row.pk)
    if not SignUp.objects.filter(occurrence=row).exists():
        forget_count(row)
        row.delete()
        return
    if row.status != Occurrence.Status.CANCELLED:
        row.status = gone
    row.listed, row.sequence, row.changed_at = False, row.sequence + 1, now
    row.save(update_fields=["status", "listed", "sequence", "changed_at"])
    record("date_changed", occurrence=row, published=True, left=True)
