"""A place's hours as a week to print, with exceptions, and what holds today."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.models import Library, Place
from core.models.places import HoursKind, OpeningException, OpeningHours, Weekday

AHEAD_DAYS = 30


def _span(row) -> str:
    clock = pgettext("opening hours format", "G:i")

    def short(moment) -> str:
        return str(moment.hour) if moment.minute == 0 else time_format(moment, clock)

    span = f"{short(row.opens)}–{short(row.closes)}"
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

    Two queries: regular hours and exceptions.
    """
    today = today or timezone.localdate()
    hours = list(place.hours.all())
    exceptions = [
        item
        for item in place.exceptions.all()
        if today <= item.date <= today + timedelta(days=AHEAD_DAYS)
    ]
    by_date = {}
    for item in exceptions:
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
    ]
    return {
        "rows": rows,
        "exceptions": special,
        "today": _today(by_date, hours, today) if hours or exceptions else "",
        "is_known": bool(hours or exceptions),
    }


def today_in(library: Library, limit: int | None = None) -> list[dict]:
    """The first places of a library whose hours are known, with what holds today; two queries."""
    today = timezone.localdate()
    special, regular = {}, {}
    for item in OpeningException.objects.filter(place__library=library, date=today):
        special.setdefault(item.place_id, {}).setdefault(today, []).append(item)
    rows = OpeningHours.objects.filter(place__library=library).select_related("place")
    for row in rows.order_by("place__order", "place__name", "opens"):
        regular.setdefault(row.place, []).append(row)
    return [
        {
            "pk": place.pk,
            "name": place.name,
            "words": _today(special.get(place.pk, {}), hours, today),
        }
        for place, hours in list(regular.items())[:limit]
    ]


def _today(by_date: dict, hours: list, today: date) -> str:
    items = by_date.get(today)
    if items is None:
        items = [item for item in hours if item.weekday == today.weekday()]
    items = [item for item in items if not getattr(item, "closed", False) and item.opens]
    spans = {
        kind: ", ".join(
            _span(item) for item in sorted(items, key=lambda item: item.opens) if item.kind == kind
        )
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
    return _("Open today %(hours)s") % {"hours": staffed} if staffed else _("Closed today")
