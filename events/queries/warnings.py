"""What an editor should know about dates that are allowed all the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.models import Library, Place, Room
from core.models.places import OpeningException, OpeningHours
from events.actions.occurrences import WHEN, match_plans
from events.models import EventPage, Occurrence
from events.phrases import clock
from events.queries.comes_and_goes import after_its_page, without_page
from events.rules import PlannedDate, time_exists
from events.when import in_words

MOST = 10
HALF_A_DAY = timedelta(hours=12)
"""What lasts longer runs beside other dates, and overlaps nothing."""
Told = tuple[datetime, str]
"""A warning, and the start of the date it is about."""


def warnings(
    page: EventPage, planned: list[PlannedDate], library: Library, now: datetime | None = None
) -> tuple[list[str], list[str]]:
    """Dates that the page is not there for; and closed days, clashes in the room and hours that
    do not exist, soonest first. All in words.

    Only about dates that are not over at `now`, the moment of publishing. At most five
    queries, however many dates.
    """
    now = now or timezone.now()
    rows = []
    if page.pk and planned:
        series = Occurrence.objects.filter(content_key=page.translation_key)
        rows = list(series.order_by("pk"))
    matched, _new = match_plans(planned, rows, timezone.now())
    found = list(_by_hand(rows, matched, now))
    coming = sorted((plan for plan in planned if plan.until > now), key=lambda plan: plan.starts_at)
    if coming:
        found += [*_own_clashes(coming), *_skipped_hours(coming)]
        if page.place_id and page.place.library_id == library.pk:
            found += _closed(page.place, coming)
        if page.room_id and page.room.place_id == page.place_id:
            others = _in_room(page.room, library).exclude(content_key=page.translation_key)
            found += _clashes(page.room, coming, others)
    return without_page(page, planned, rows, matched), _soonest(found)


def date_warnings(occurrence: Occurrence) -> list[str]:
    """The same about one date as it would be once it is changed by hand."""
    found: list[Told] = []
    if occurrence.place is not None:
        found += _closed(occurrence.place, [occurrence])
    if occurrence.room is not None:
        others = _in_room(occurrence.room, occurrence.library).exclude(pk=occurrence.pk)
        found += _clashes(occurrence.room, [occurrence], others)
    return [*after_its_page(occurrence), *_soonest(found)]


def _soonest(found: list[Told]) -> list[str]:
    """The words in the order of their dates, and how many there are more."""
    words = list(dict.fromkeys(text for _start, text in sorted(found, key=lambda one: one[0])))
    more = len(words) - MOST
    if more > 0:
        words = [*words[:MOST], _("… and %(count)s more.") % {"count": more}]
    return words


def _by_hand(
    rows: list[Occurrence], matched: dict[int, PlannedDate], now: datetime
) -> Iterator[Told]:
    """Dates that staff moved under "Sign-ups", where they are not what the page says."""
    words = _(
        "%(planned)s was changed by hand and stays on %(when)s, whatever stands here."
        " You change it under Sign-ups."
    )
    for row in rows:
        plan = matched.get(row.pk)
        if plan is None or row.until <= now or set(WHEN).isdisjoint(row.overrides):
            continue
        if in_words(plan) != in_words(row):
            values = {"planned": in_words(plan), "when": in_words(row, inside=True)}
            yield row.starts_at, words % values


def _day(day: date) -> str:
    return f"{date_format(day, 'l')} {date_format(day, 'DATE_FORMAT')}"


def _own_clashes(planned: list[PlannedDate]) -> Iterator[Told]:
    """Dates of the event itself that begin together, or begin before another has ended.

    One without an end is taken to be over when the next begins.
    """
    before = None
    for plan in planned:
        if before is not None and plan.all_day == before.all_day:
            if plan.starts_at == before.starts_at:
                words = _("Two dates begin at the same time: %(day)s.")
                yield plan.starts_at, words % {"day": _day(plan.start_date)}
            elif _end(before) > plan.starts_at:
                words = _("Two dates overlap: %(first)s and %(second)s.")
                values = {
                    "first": in_words(before, inside=True),
                    "second": in_words(plan, inside=True),
                }
                yield plan.starts_at, words % values
        if before is None or _end(plan) >= _end(before):
            before = plan


def _end(plan: PlannedDate) -> datetime:
    lasts = plan.ends_at - plan.starts_at if plan.ends_at else timedelta()
    return plan.starts_at + (lasts if lasts <= HALF_A_DAY else timedelta())


def _skipped_hours(planned: list[PlannedDate]) -> Iterator[Told]:
    words = _("On %(day)s the clocks go forward, so it begins an hour later.")
    for plan in planned:
        if plan.start_time and not time_exists(plan.start_date, plan.start_time, plan.zone):
            yield plan.starts_at, words % {"day": _day(plan.start_date)}


def _closed(place: Place, dates: list[PlannedDate] | list[Occurrence]) -> Iterator[Told]:
    """Days when the place is closed, by an exception or by its regular week."""
    exceptions: dict[date, list[OpeningException]] = defaultdict(list)
    first, last = (pick(one.start_date for one in dates) for pick in (min, max))
    for row in OpeningException.objects.filter(place=place, date__range=(first, last)):
        exceptions[row.date].append(row)
    open_on = set(
        OpeningHours.objects.filter(place=place).values_list("weekday", flat=True).distinct()
    )
    for one in dates:
        day = one.start_date
        special = exceptions.get(day)
        values = {"place": place.name, "day": _day(day)}
        if special and all(row.closed for row in special):
            note = next((row.note for row in special if row.note), "")
            words = _("%(place)s is closed on %(day)s.") % values
            yield one.starts_at, f"{words} ({note})" if note else words
        elif not special and open_on and day.weekday() not in open_on:
            words = _("%(place)s is usually closed on that weekday: %(day)s.")
            yield one.starts_at, words % values


def _in_room(room: Room, library: Library) -> QuerySet[Occurrence]:
    """Dates in a room that keep others out of it, soonest first."""
    status = Occurrence.Status
    return (
        Occurrence.objects.for_library(library)
        .filter(room=room, exhibition=False)
        .exclude(status__in=(status.CANCELLED, status.ORPHANED))
        .select_related("series")
        .order_by("starts_at", "pk")
    )


def _clashes(
    room: Room, dates: list[PlannedDate] | list[Occurrence], others: QuerySet[Occurrence]
) -> Iterator[Told]:
    """Dates at which something else is in the same room at the same time."""
    first, last = min(one.starts_at for one in dates), max(one.until for one in dates)
    others = list(others.filter(until__gt=first, starts_at__lt=last))
    for one in dates:
        for other in others:
            if not (other.starts_at < one.until and one.starts_at < other.until):
                continue
            values = {"room": room.name, "day": _day(one.start_date), "title": other.series.title}
            if other.start_time is None:
                words = _("%(room)s is taken on %(day)s: %(title)s.")
            else:
                values["time"] = clock(other.start_time)
                words = _("%(room)s is taken on %(day)s: %(title)s begins at %(time)s.")
            yield one.starts_at, words % values
