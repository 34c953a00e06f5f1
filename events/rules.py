"""From what an editor writes under "Dates" to the single dates it means.

Pure functions, no database. Everything is reckoned in the place's own wall time and only then
turned into UTC, so that Tuesday at 19 stays at 19 when the clocks change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from dateutil.rrule import MONTHLY, WEEKLY, rrule
from dateutil.rrule import weekday as rule_weekday

from events.blocks import MonthlyBy

ZONE = "Europe/Copenhagen"
MONTHS_AHEAD = 18
OLDEST = timedelta(days=366)
"""Dates of a rule further back are not made any more."""
SLOT = 12
"""Characters of a row's id that tell the further times of a day apart."""
NO_END = timedelta(hours=2)
"""How long a date is taken to last where no end is given."""


@dataclass(frozen=True)
class PlannedDate:
    """One date in local wall time. `start_time` None means all day."""

    uid: str
    recurrence_id: str
    start_date: date
    start_time: time | None
    end_date: date
    end_time: time | None
    zone: str = ZONE
    from_rule: bool = False

    @property
    def starts_at(self) -> datetime:
        """The start in UTC; midnight where it has no time."""
        return to_utc(self.start_date, self.start_time or time(0), self.zone)

    @property
    def ends_at(self) -> datetime | None:
        """The end in UTC; None without an end time and for whole days."""
        if self.start_time is None or self.end_time is None:
            return None
        start, end = self.starts_at, to_utc(self.end_date, self.end_time, self.zone)
        if end > start:
            return end
        # Wall times in the hour that the clock skips: keep the length that was meant.
        meant = datetime.combine(self.end_date, self.end_time) - datetime.combine(
            self.start_date, self.start_time
        )
        return start + max(meant, timedelta())

    @property
    def all_day(self) -> bool:
        """Whether it has no time of day."""
        return self.start_time is None

    @property
    def local_start(self) -> datetime:
        """The start in the place's own time."""
        return self.starts_at.astimezone(ZoneInfo(self.zone))

    @property
    def local_end(self) -> datetime | None:
        """The end in the place's own time, where one is given."""
        return self.ends_at.astimezone(ZoneInfo(self.zone)) if self.ends_at else None

    @property
    def until(self) -> datetime:
        """The moment it counts as over, in UTC."""
        if self.ends_at is not None:
            return self.ends_at
        if self.start_time is None or self.end_date > self.start_date:
            return to_utc(self.end_date + timedelta(days=1), time(0), self.zone)
        return self.starts_at + NO_END


def to_utc(day: date, clock: time, zone: str = ZONE) -> datetime:
    """Local wall time in UTC.

    A time that comes twice in autumn is the first of the two; one that does not exist in
    spring is moved forward by the skipped hour (02:30 becomes 03:30).
    """
    return datetime.combine(day, clock, ZoneInfo(zone)).replace(fold=0).astimezone(UTC)


def time_exists(day: date, clock: time, zone: str = ZONE) -> bool:
    """Whether the clock shows this time on this day; not so in the hour skipped in spring."""
    local = to_utc(day, clock, zone).astimezone(ZoneInfo(zone))
    return (local.date(), local.time()) == (day, clock.replace(fold=0))


def end_of(start: date, start_time: time | None, end_time: time | None, last: date | None) -> date:
    """The day it ends: the given last day, or the next day where it goes past midnight."""
    if last is not None and last > start:
        return last
    if start_time is not None and end_time is not None and end_time <= start_time:
        return start + timedelta(days=1)
    return start


def horizon(today: date) -> date:
    """The last day that rules are expanded to."""
    return today + relativedelta(months=MONTHS_AHEAD)


def expand(dates: Iterable, *, today: date, zone: str = ZONE) -> list[PlannedDate]:
    """All dates of a `dates` value in the order written, rules as far as the horizon.

    Blocks without a first date (unfinished drafts) give nothing. Copied blocks that share an
    id get ids of their own.
    """
    planned: list[PlannedDate] = []
    seen: dict[str, int] = {}
    for block in dates:
        uid = str(block.id)
        seen[uid] = seen.get(uid, 0) + 1
        if seen[uid] > 1:
            uid = f"{uid}+{seen[uid]}"
        if block.value.get("start_date") is None:
            continue
        if block.block_type == "single":
            planned.append(_single(uid, block.value, zone))
        else:
            window = (today - OLDEST, max(horizon(today), block.value["start_date"]))
            planned.extend(_from_rule(uid, block, window, zone))
    return planned


def goes_on(dates: Iterable, *, today: date) -> bool:
    """Whether a rule has dates beyond the horizon, to be added as time passes."""
    last = horizon(today)
    for block in dates:
        if block.block_type == "single" or block.value.get("start_date") is None:
            continue
        if any(day > last for day in rule_days(block.block_type, block.value)):
            return True
    return False


def _single(uid: str, value: Any, zone: str) -> PlannedDate:
    start, clock = value["start_date"], value.get("start_time")
    end_time = value.get("end_time") if clock is not None else None
    return PlannedDate(
        uid=uid,
        recurrence_id="",
        start_date=start,
        start_time=clock,
        end_date=end_of(start, clock, end_time, value.get("end_date")),
        end_time=end_time,
        zone=zone,
    )


def _from_rule(uid: str, block: Any, window: tuple[date, date], zone: str) -> Iterator[PlannedDate]:
    value, (oldest, last) = block.value, window
    clock = value.get("start_time")
    end_time = value.get("end_time") if clock is not None else None
    exceptions = {item["date"]: item for item in value.get("exceptions") or () if item.get("date")}
    slots = [("0", clock, end_time), *_more_slots(value)] if clock else [("0", None, None)]
    for day in rule_days(block.block_type, value):
        if day > last:
            return
        if day < oldest:
            continue
        exception = exceptions.get(day)
        for slot, begins, ends in slots:
            regular = PlannedDate(
                uid=uid,
                recurrence_id=f"{day.isoformat()}/{slot}",
                start_date=day,
                start_time=begins,
                end_date=end_of(day, begins, ends, None),
                end_time=ends,
                zone=zone,
                from_rule=True,
            )
            if exception is None:
                yield regular
            elif exception.get("new_date") or exception.get("new_start_time"):
                yield _moved(regular, exception, clock)


def _more_slots(value: Any) -> Iterator[tuple[str, time, time | None]]:
    """The further times of a day: what each is known by, and its hours.

    A slot is known by its row's id, not by its place in the list: taking out the second of
    three times must not turn the third into it.
    """
    more = value.get("more_times")
    for row in getattr(more, "bound_blocks", ()):
        if row.value.get("start_time") is not None:
            yield str(row.id or "")[:SLOT], row.value["start_time"], row.value.get("end_time")


def _moved(regular: PlannedDate, exception: Any, first: time | None) -> PlannedDate:
    """The date on its new day or hour, as long as before and still known by its old day.

    Where a day has several times, `first` is the one that a new hour is given for; the others
    move as far as it does.
    """
    day = exception.get("new_date") or regular.start_date
    clock = exception.get("new_start_time") or regular.start_time
    if first is not None and regular.start_time != first and exception.get("new_start_time"):
        later = datetime.combine(day, clock) - datetime.combine(day, first)
        shifted = datetime.combine(day, regular.start_time) + later
        day, clock = shifted.date(), shifted.time()
    if regular.start_time is None or regular.end_time is None:
        lasts = regular.end_date - regular.start_date
        return replace(regular, start_date=day, start_time=clock, end_date=day + lasts)
    lasts = datetime.combine(regular.end_date, regular.end_time) - datetime.combine(
        regular.start_date, regular.start_time
    )
    end = datetime.combine(day, clock) + lasts
    return replace(
        regular, start_date=day, start_time=clock, end_date=end.date(), end_time=end.time()
    )


def rule_days(kind: str, value: Any) -> Iterator[date]:
    """The days of a rule without its exceptions, soonest first, possibly without end.

    Months without the day (a 31st, a fifth Tuesday, 29 February) are left out.
    """
    first = value["start_date"]
    options: dict[str, Any] = {"dtstart": datetime.combine(first, time(0))}
    if value.get("until"):
        options["until"] = datetime.combine(value["until"], time(0))
    elif value.get("count"):
        options["count"] = value["count"]
    if kind == "weekly":
        rule = rrule(WEEKLY, interval=int(value.get("interval") or 1), **options)
    else:
        rule = rrule(MONTHLY, **_which_day(first, value.get("by")), **options)
    return (moment.date() for moment in rule)


def _which_day(first: date, by: str | None) -> dict[str, Any]:
    if by == MonthlyBy.DATE:
        return {"bymonthday": first.day}
    if by == MonthlyBy.LAST_WEEKDAY:
        return {"byweekday": rule_weekday(first.weekday(), -1)}
    return {"byweekday": rule_weekday(first.weekday(), (first.day - 1) // 7 + 1)}


def without_days(raw: list[dict]) -> list[dict]:
    """Raw dates with their hours and rhythms but no days; single dates of one hour become one."""
    found: list[dict] = []
    seen = set()
    for block in raw:
        value = {**block["value"], "start_date": None}
        for name in ("end_date", "until"):
            if name in value:
                value[name] = None
        if "exceptions" in value:
            value["exceptions"] = []
        hours = block["type"], str(value.get("start_time")), str(value.get("end_time"))
        if block["type"] == "single" and hours in seen:
            continue
        seen.add(hours)
        found.append({"type": block["type"], "value": value})
    return found
