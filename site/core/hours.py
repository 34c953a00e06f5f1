"""A place's hours as a week to print, with exceptions, and what holds today."""

from __future__ import annotations

from datetime import date, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.models import Library, Place
from core.models.places import HoursKind, OpeningException, OpeningHours, Weekday

AHEAD_DAYS = 30


def _short(moment: time) -> str:
    clock = pgettext("opening hours format", "G:i")
    return str(moment.hour) if moment.minute == 0 else time_format(moment, clock)


def _span(row) -> str:
    span = f"{_short(row.opens)}–{_short(row.closes)}"
    if row.closes <= row.opens and (row.closes.hour, row.closes.minute) != (0, 0):
        return _("%(hours)s (past midnight)") % {"hours": span}
    return span.replace("–0", "–24") if row.closes <= row.opens else span


def _row(day: str, stretches: list, note: str = "", today: bool = False) -> dict:
    def of(kind: str) -> str:
        spans = [_span(item) for item in stretches if item.kind == kind and item.opens]
        return ", ".join(spans)

    return {
        "day": day,
        "staffed": of(HoursKind.STAFFED),
        "open": of(HoursKind.SELF_SERVICE),
        "note": note,
        "today": today,
    }


def week(place: Place, today: date | None = None) -> dict:
    """`rows` for Monday to Sunday, `exceptions` of the next weeks, `today` in words, `is_known`.

    Two queries: regular hours and exceptions. Of another day than today it says nothing of the
    night before.
    """
    now = timezone.localtime()
    today, clock = (today, None) if today else (now.date(), now.time())
    hours = list(place.hours.all())
    by_date: dict[date, list] = {}
    for item in place.exceptions.all():
        if _counts(item.date, today):
            by_date.setdefault(item.date, []).append(item)
    rows = [
        _row(
            str(Weekday(number).label),
            [item for item in hours if item.weekday == number],
            today=number == today.weekday() and today not in by_date,
        )
        for number in range(7)
    ]
    special = [
        _row(
            capfirst(f"{date_format(day, 'l')} {date_format(day, 'MONTH_DAY_FORMAT')}"),
            [item for item in items if not item.closed],
            note=next((item.note for item in items if item.note), ""),
            today=day == today,
        )
        for day, items in sorted(by_date.items())
        if day >= today
    ]
    return {
        "rows": rows,
        "exceptions": special,
        "today": _today(by_date, hours, today, clock),
        "is_known": bool(hours or special),
    }


def today_in(library: Library, limit: int | None = None) -> list[dict]:
    """The first places of a library of whose day something is known, in words; two queries."""
    now = timezone.localtime()
    told = []
    for place, (by_date, hours) in _read(library, now.date()).items():
        words = _today(by_date, hours, now.date(), now.time())
        if words:
            told.append({"pk": place.pk, "name": place.name, "words": words})
    return told[:limit]


def open_now(library: Library) -> dict[int, set[str]]:
    """How each open place of a library is open at this moment, by its key; two queries."""
    now = timezone.localtime()
    today, clock = now.date(), now.time()
    found: dict[int, set[str]] = {}
    for place, (by_date, hours) in _read(library, today).items():
        night = _stretches(by_date, hours, today - timedelta(days=1))
        kinds = {item.kind for item in night if _ends_after(item, clock)}
        for item in _stretches(by_date, hours, today):
            if item.opens <= clock and (clock < item.closes or item.closes <= item.opens):
                kinds.add(item.kind)
        if kinds:
            found[place.pk] = kinds
    return found


def _read(library: Library, today: date) -> dict[Place, tuple[dict, list]]:
    """Days with other hours and regular hours of each place of which any are known, in order."""
    found: dict[Place, tuple[dict, list]] = {}
    read_days = [today - timedelta(days=1), today + timedelta(days=AHEAD_DAYS)]
    days = OpeningException.objects.filter(place__library=library, date__range=read_days)
    for item in days.select_related("place"):
        by_date = found.setdefault(item.place, ({}, []))[0]
        by_date.setdefault(item.date, []).append(item)
    rows = OpeningHours.objects.filter(place__library=library).select_related("place")
    for row in rows.order_by("opens"):
        found.setdefault(row.place, ({}, []))[1].append(row)
    return dict(sorted(found.items(), key=lambda one: (one[0].order, one[0].name)))


def _counts(day: date, today: date) -> bool:
    """Whether a day with other hours is near: yesterday's may still run after midnight."""
    return today - timedelta(days=1) <= day <= today + timedelta(days=AHEAD_DAYS)


def _stretches(by_date: dict, hours: list, day: date) -> list:
    """What is open on a day, the earliest first; a day with other hours goes before the week."""
    items = by_date.get(day)
    if items is None:
        return sorted((row for row in hours if row.weekday == day.weekday()), key=_opens)
    return sorted((item for item in items if not item.closed and item.opens), key=_opens)


def _opens(item) -> time:
    return item.opens


def _today(by_date: dict, hours: list, today: date, clock: time | None) -> str:
    """What holds today, in words; empty where nobody wrote down when the place is open."""
    night = _night(_stretches(by_date, hours, today - timedelta(days=1)), clock)
    day = _day(_stretches(by_date, hours, today))
    if day:
        return f"{night}. {day}" if night else day
    special = [item for items in by_date.values() for item in items]
    known = hours or any(not item.closed or item.date == today for item in special)
    return night or (_("Closed today") if known else "")


def _night(yesterday: list, clock: time | None) -> str:
    """Until when a stretch of yesterday runs on, past midnight."""
    for kind in (HoursKind.STAFFED, HoursKind.SELF_SERVICE):
        ends = [item.closes for item in yesterday if item.kind == kind and _ends_after(item, clock)]
        if ends:
            words = _("Open until %(time)s")
            if kind == HoursKind.SELF_SERVICE:
                words = _("Self-service until %(time)s")
            return words % {"time": _short(max(ends))}
    return ""


def _ends_after(item, clock: time | None) -> bool:
    return clock is not None and item.closes <= item.opens and clock < item.closes


def _day(items: list) -> str:
    spans = {
        kind: ", ".join(_span(item) for item in items if item.kind == kind)
        for kind in HoursKind.values
    }
    staffed, alone = spans[HoursKind.STAFFED], spans[HoursKind.SELF_SERVICE]
    if staffed and alone:
        return _("Open today: staffed %(staffed)s, self-service %(alone)s") % {
            "staffed": staffed,
            "alone": alone,
        }
    if alone:
        return _("Self-service today %(hours)s") % {"hours": alone}
    return _("Open today %(hours)s") % {"hours": staffed} if staffed else ""
