"""A date in words, in the active language."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.models import Occurrence
from events.rules import PlannedDate


def in_words(occurrence: Occurrence | PlannedDate, *, inside: bool = False) -> str:
    """Weekday, date and hours, in the place's own time; the last day where there are several.

    `inside` a sentence the weekday has no capital where the language gives it none.
    """
    start, end = occurrence.local_start, occurrence.local_end
    several = occurrence.end_date != occurrence.start_date
    clock = pgettext("clock time format", "H:i")
    day = _day(start, inside)
    if occurrence.all_day:
        if several:
            return _("%(first)s to %(last)s") % {
                "first": day,
                "last": _day(occurrence.end_date, inside=True),
            }
        return day
    values = {"day": day, "start": date_format(start, clock)}
    if end is None and several:
        values["last"] = _day(occurrence.end_date, inside=True)
        return _("%(day)s at %(start)s to %(last)s") % values
    if end is None:
        return _("%(day)s at %(start)s") % values
    values |= {"end": date_format(end, clock), "last": _day(end, inside=True)}
    # A night out that ends after midnight is still one evening.
    if several and (end - start).total_seconds() > 12 * 3600:
        return _("%(day)s at %(start)s to %(last)s at %(end)s") % values
    return _("%(day)s, %(start)s–%(end)s") % values


def moment_in_words(moment: datetime, zone: str) -> str:
    """Weekday, date and hour of a moment, in a zone's own time, as inside a sentence."""
    local = moment.astimezone(ZoneInfo(zone))
    clock = date_format(local, pgettext("clock time format", "H:i"))
    return _("%(day)s at %(start)s") % {"day": _day(local, inside=True), "start": clock}


def place_in_words(occurrence: Occurrence) -> str:
    """Place and room; empty without a place."""
    parts = (occurrence.place, occurrence.room)
    return ", ".join(part.name for part in parts if part is not None)


def moved_in_words(occurrence: Occurrence) -> str:
    """When a moved date was announced to begin; empty for any other."""
    moved = occurrence.status == Occurrence.Status.MOVED and occurrence.previous_starts_at
    if not moved:
        return ""
    if occurrence.all_day:
        was = _day(occurrence.previous_starts_at.astimezone(ZoneInfo(occurrence.zone)), inside=True)
    else:
        was = moment_in_words(occurrence.previous_starts_at, occurrence.zone)
    return _("Moved from %(when)s.") % {"when": was}


def _day(moment, inside: bool = False) -> str:
    weekday = date_format(moment, "l")
    if not inside:
        weekday = capfirst(weekday)
    return _("%(weekday)s %(date)s") % {
        "weekday": weekday,
        "date": date_format(moment, "DATE_FORMAT"),
    }
