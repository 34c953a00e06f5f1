"""What an editor should know about dates that are allowed all the same."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.models import Library
from core.models.places import OpeningException, OpeningHours
from events.actions.occurrences import WHEN, match_plans
from events.models import EventPage, Occurrence
from events.phrases import clock
from events.rules import PlannedDate, time_exists
from events.when import in_words

MOST = 10


def warnings(page: EventPage, planned: list[PlannedDate], library: Library) -> list[str]:
    """Closed days, clashes in the room and hours that do not exist, in words; soonest first.

    At most five queries, however many dates.
    """
    if not planned:
        return []
    planned = sorted(planned, key=lambda plan: plan.starts_at)
    found = [*_by_hand(page, planned), *_own_clashes(planned), *_skipped_hours(planned)]
    if page.place_id and page.place.library_id == library.pk:
        found += _closed(page, planned)
    if page.room_id and page.room.place_id == page.place_id:
        found += _clashes(page, planned, library)
    more = len(found) - MOST
    if more > 0:
        found = [*found[:MOST], _("… and %(count)s more.") % {"count": more}]
    return found


def _by_hand(page: EventPage, planned: list[PlannedDate]) -> list[str]:
    """Dates that staff moved under "Sign-ups", where they are not what the page says."""
    if not page.pk:
        return []
    rows = list(Occurrence.objects.filter(series__key=page.translation_key).order_by("pk"))
    matched, _new = match_plans(planned, rows, timezone.now())
    words = _(
        "%(planned)s was changed by hand and stays on %(when)s, whatever stands here."
        " You change it under Sign-ups."
    )
    return [
        words % {"planned": in_words(matched[row.pk]), "when": in_words(row)}
        for row in rows
        if row.pk in matched
        and not set(WHEN).isdisjoint(row.overrides)
        and in_words(matched[row.pk]) != in_words(row)
    ]


def _day(day: date) -> str:
    return f"{date_format(day, 'l')} {date_format(day, 'DATE_FORMAT')}"


def _own_clashes(planned: list[PlannedDate]) -> list[str]:
    seen, found = set(), []
    for plan in planned:
        when = plan.start_date, plan.start_time
        if when in seen:
            found.append(_("Two dates begin at the same time: %(day)s.") % {"day": _day(when[0])})
        seen.add(when)
    return found


def _skipped_hours(planned: list[PlannedDate]) -> list[str]:
    return [
        _("On %(day)s the clocks go forward, so it begins an hour later.")
        % {"day": _day(plan.start_date)}
        for plan in planned
        if plan.start_time and not time_exists(plan.start_date, plan.start_time, plan.zone)
    ]


def _closed(page: EventPage, planned: list[PlannedDate]) -> list[str]:
    """Days when the place is closed, by an exception or by its regular week."""
    place = page.place
    exceptions: dict[date, list[OpeningException]] = defaultdict(list)
    first, last = planned[0].start_date, max(plan.start_date for plan in planned)
    rows = OpeningException.objects.filter(place=place, date__range=(first, last))
    for row in rows:
        exceptions[row.date].append(row)
    open_on = set(
        OpeningHours.objects.filter(place=place).values_list("weekday", flat=True).distinct()
    )
    found = []
    for day in dict.fromkeys(plan.start_date for plan in planned):
        special = exceptions.get(day)
        values = {"place": place.name, "day": _day(day)}
        if special and all(row.closed for row in special):
            note = next((row.note for row in special if row.note), "")
            words = _("%(place)s is closed on %(day)s.") % values
            found.append(f"{words} ({note})" if note else words)
        elif not special and open_on and day.weekday() not in open_on:
            found.append(_("%(place)s is usually closed on that weekday: %(day)s.") % values)
    return found


def _clashes(page: EventPage, planned: list[PlannedDate], library: Library) -> list[str]:
    """Dates of other events in the same room at the same time."""
    status = Occurrence.Status
    last = max(plan.until for plan in planned)
    others = list(
        Occurrence.objects.for_library(library)
        .filter(room=page.room_id, until__gt=planned[0].starts_at, starts_at__lt=last)
        .exclude(status__in=(status.CANCELLED, status.ORPHANED))
        .exclude(series__key=page.translation_key)
        .filter(exhibition=False)
        .select_related("series")
        .order_by("starts_at", "pk")
    )
    found = []
    for plan in planned:
        for other in others:
            if other.starts_at < plan.until and plan.starts_at < other.until:
                values = {
                    "room": page.room.name,
                    "day": _day(plan.start_date),
                    "title": other.series.title,
                }
                if other.start_time is None:
                    words = _("%(room)s is taken on %(day)s: %(title)s.")
                else:
                    values["time"] = clock(other.start_time)
                    words = _("%(room)s is taken on %(day)s: %(title)s begins at %(time)s.")
                found.append(words % values)
    return found
