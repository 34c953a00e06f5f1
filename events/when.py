"""A date in words, in the active language."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.models import Occurrence


def in_words(occurrence: Occurrence) -> str:
    """Weekday, date and hours, in the place's own time; the last day where there are several."""
    start, end = occurrence.local_start, occurrence.local_end
    several = occurrence.end_date != occurrence.start_date
    clock = pgettext("clock time format", "H:i")
    day = _day(start)
    if occurrence.all_day:
        if several:
            return _("%(first)s to %(last)s") % {"first": day, "last": _day(occurrence.end_date)}
        return day
    values = {"day": day, "start": date_format(start, clock)}
    if end is None:
        return _("%(day)s at %(start)s") % values
    values |= {"end": date_format(end, clock), "last": _day(end)}
    # A night out that ends after midnight is still one evening.
    if several and (end - start).total_seconds() > 12 * 3600:
        return _("%(day)s at %(start)s to %(last)s at %(end)s") % values
    return _("%(day)s, %(start)s–%(end)s") % values


def _day(moment) -> str:
    weekday = capfirst(date_format(moment, "l"))
    return _("%(weekday)s %(date)s") % {
        "weekday": weekday,
        "date": date_format(moment, "DATE_FORMAT"),
    }
