"""Dates as people say them: "tirsdage kl. 19, 8 gange, ikke 24. december"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django.utils.formats import date_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from events.blocks import MonthlyBy
from events.rules import PlannedDate, expand, rule_days

WEEKDAYS = (
    pgettext_lazy("every week", "Mondays"),
    pgettext_lazy("every week", "Tuesdays"),
    pgettext_lazy("every week", "Wednesdays"),
    pgettext_lazy("every week", "Thursdays"),
    pgettext_lazy("every week", "Fridays"),
    pgettext_lazy("every week", "Saturdays"),
    pgettext_lazy("every week", "Sundays"),
)
NTH = (
    gettext_lazy("the first %(weekday)s of the month"),
    gettext_lazy("the second %(weekday)s of the month"),
    gettext_lazy("the third %(weekday)s of the month"),
    gettext_lazy("the fourth %(weekday)s of the month"),
    gettext_lazy("the fifth %(weekday)s of the month"),
)
MOST_EXCEPTIONS = 4
"""More days than these are counted rather than named."""


def phrases(dates: Iterable, *, today: date) -> list[str]:
    """One phrase for each rule of a `dates` value, in the active language."""
    found = []
    for block in dates:
        if block.block_type != "single" and block.value.get("start_date"):
            found.append(phrase(block, expand([block], today=today), today))
    return found


def phrase(block: Any, planned: list[PlannedDate], today: date) -> str:
    """A rule in words. The number of times is the number of dates that are left of it."""
    value = block.value
    parts = [" ".join(part for part in (_rhythm(block), hours(value)) if part)]
    if value.get("until"):
        until = {"day": _day(value["until"], today)}
        parts.append(_("until %(day)s") % until)
    elif value.get("count"):
        days = len({plan.recurrence_id.partition("/")[0] for plan in planned})
        parts.append(ngettext("%(count)s time", "%(count)s times", days) % {"count": days})
    parts += _exceptions(value, today)
    return capfirst(", ".join(parts))


def _rhythm(block: Any) -> str:
    value = block.value
    first = value["start_date"]
    weekday = {"weekday": date_format(first, "l")}
    if block.block_type == "weekly":
        interval = str(value.get("interval") or 1)
        if interval == "2":
            return _("every two weeks on %(weekday)s") % weekday
        if interval == "4":
            return _("every four weeks on %(weekday)s") % weekday
        return str(WEEKDAYS[first.weekday()])
    by = value.get("by")
    if by == MonthlyBy.DATE:
        return _("on day %(number)s of every month") % {"number": first.day}
    if by == MonthlyBy.LAST_WEEKDAY:
        return _("the last %(weekday)s of the month") % weekday
    return str(NTH[(first.day - 1) // 7]) % weekday


def hours(value: Any) -> str:
    """ "at 19" or "at 19–21", each of several times of a day; empty for whole days."""
    rows = [value, *(value.get("more_times") or ())]
    spans = [_span(row) for row in rows if row.get("start_time") is not None]
    if not spans:
        return ""
    return _("at %(hours)s") % {"hours": _listed(spans)}


def _span(row: Any) -> str:
    end = row.get("end_time")
    return clock(row["start_time"]) + (f"–{clock(end)}" if end is not None else "")


def clock(moment: time) -> str:
    """The hour alone where it is a full one and the language says it so."""
    if moment.minute:
        return time_format(moment, pgettext("clock time format", "H:i"))
    return time_format(moment, pgettext("full hour format", "H:i"))


def _exceptions(value: Any, today: date) -> list[str]:
    rows = [row for row in value.get("exceptions") or () if row.get("date")]
    rows = [row for row in rows if row["date"] >= today]
    gone = [
        row["date"] for row in rows if not row.get("new_date") and not row.get("new_start_time")
    ]
    moved = [row for row in rows if row["date"] not in gone]
    parts = []
    if len(gone) > MOST_EXCEPTIONS:
        words = ngettext("except for %(count)s day", "except for %(count)s days", len(gone))
        parts.append(words % {"count": len(gone)})
    elif gone:
        days = _listed([_day(day, today) for day in sorted(gone)])
        parts.append(_("not %(days)s") % {"days": days})
    if len(moved) > MOST_EXCEPTIONS:
        words = ngettext("%(count)s date moved", "%(count)s dates moved", len(moved))
        parts.append(words % {"count": len(moved)})
    else:
        parts += [_moved(row, today) for row in moved]
    return parts


def _moved(row: Any, today: date) -> str:
    values = {"day": _day(row["date"], today), "time": ""}
    if row.get("new_start_time"):
        values["time"] = clock(row["new_start_time"])
    if not row.get("new_date"):
        return _("%(day)s at %(time)s instead") % values
    values["new"] = _day(row["new_date"], today)
    if values["time"]:
        return _("%(day)s moved to %(new)s at %(time)s") % values
    return _("%(day)s moved to %(new)s") % values


def _day(day: date, today: date) -> str:
    """Day and month, with the year where it is not this or the next half-year's."""
    near = abs((day - today).days) < 300
    return date_format(day, "MONTH_DAY_FORMAT" if near else "DATE_FORMAT")


def _listed(items: list[str]) -> str:
    if len(items) < 2:
        return "".join(items)
    return _("%(all_but_last)s and %(last)s") % {
        "all_but_last": ", ".join(items[:-1]),
        "last": items[-1],
    }


def follows_a_rule(block: Any) -> bool:
    """Whether a block gives several dates that are worth a phrase."""
    if block.block_type == "single" or not block.value.get("start_date"):
        return False
    days = rule_days(block.block_type, block.value)
    return sum(1 for _day, _number in zip(days, range(2), strict=False)) > 1
