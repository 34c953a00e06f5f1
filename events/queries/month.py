"""One month of dates as weeks of days: two queries, and nothing outside the month is read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Case, Count, DateField, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import Greatest, RowNumber
from django.utils import timezone
from django.utils.formats import date_format, get_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django_cte import CTE, with_cte

from core.models import Library
from events.models import Occurrence
from events.queries.filters import SMALL_HOURS, Filters, dates_with_words, on_days
from events.queries.items import EventItem, cards_for, items_for

SHOWN = 3
"""So many dates of a day stand in the table; where there are more, one fewer and a link."""
EXHIBITIONS = 12
LASTING = 12
"""So many dates of several days that begin together are read, to tell of them on each day."""
READ = (
    *("start_date", "start_time", "end_date", "end_time", "zone", "starts_at", "ends_at", "until"),
    *("status", "exhibition", "listed", "opens_at", "closes_at", "previous_starts_at"),
    *("capacity", "waiting_size", "seats_taken", "seats_waiting", "place__name", "content_key"),
    *(
        "series__sign_up",
        "series__age_from",
        "series__age_to",
        "series__online",
        "series__languages",
    ),
    *("series__organiser_names", "series__library"),
)
"""What a cell or a card prints."""
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass
class Day:
    """A day of the month with its dates; `more` tells how many are not shown.

    `lasting` are all those read that go on for several days; `events` are what is shown.
    """

    day: date
    today: bool = False
    events: list[EventItem] = field(default_factory=list)
    lasting: list[EventItem] = field(default_factory=list)
    more: int = 0

    @cached_property
    def iso(self) -> str:
        """As it stands in an address."""
        return self.day.isoformat()

    @cached_property
    def name(self) -> str:
        """Day and month in the active language."""
        return date_format(self.day, "MONTH_DAY_FORMAT")

    @cached_property
    def long(self) -> str:
        """The same with its weekday first."""
        return f"{capfirst(date_format(self.day, 'l'))} {self.name}"


@dataclass
class Month:
    """`weeks` are (week number, seven days; None outside the month)."""

    first: date
    weeks: list[tuple[int, list[Day | None]]]
    weekdays: list[str]
    exhibitions: list[EventItem] = field(default_factory=list)
    more_exhibitions: bool = False
    total: int = 0

    @property
    def last(self) -> date:
        """The last day of the month."""
        return _after(self.first) - timedelta(days=1)

    @property
    def before(self) -> str:
        """The month before, as it stands in an address; empty where there is none."""
        day = self.first - timedelta(days=1)
        return f"{day:%Y-%m}" if day.year >= FIRST_YEAR else ""

    @property
    def after(self) -> str:
        """The month after, as it stands in an address; empty where there is none."""
        day = _after(self.first)
        return f"{day:%Y-%m}" if day.year <= LAST_YEAR else ""


def first_of_month(text: str) -> date | None:
    """The first day of a month written like 2026-11; None for what is no month."""
    found = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})", text)
    year, month = (int(found[1]), int(found[2])) if found else (0, 0)
    if FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12:
        return date(year, month, 1)
    return None


def month_of(*, library: Library, language: str, first: date, filters: Filters) -> Month:
    """The month that begins on `first`, with the dates that fit; only its window is read."""
    now = timezone.now()
    month = _empty(first, timezone.localdate(now))
    rows = _rows(library, language, filters, first, month.last)
    cards = cards_for(library, language, (row.content_key for row in rows))
    days = {day.day: day for _number, week in month.weeks for day in week if day}
    for item in items_for(rows, cards, language, now):
        row = item.occurrence
        if row.rank == 1:
            month.total += row.beside
        if row.exhibition:
            month.exhibitions.append(item)
            month.more_exhibitions |= row.beside > EXHIBITIONS
            continue
        begins = max(row.start_date, first)
        lasts = _ends(row) > row.start_date
        if row.rank == 1:
            days[begins].more += max(0, row.beside - (LASTING if lasts else _room(row.beside)))
        for offset in range((min(_ends(row), month.last) - begins).days + 1):
            day = days[begins + timedelta(days=offset)]
            (day.lasting if lasts else day.events).append(item)
    for day in days.values():
        room = _room(len(day.lasting))
        day.more += len(day.lasting) - room
        day.events += day.lasting[:room]
        day.events.sort(key=lambda item: (item.occurrence.starts_at, item.occurrence.pk))
    return month


def _room(many: int) -> int:
    """How many of so many dates are shown."""
    return many if many <= SHOWN else SHOWN - 1


def _rows(library, language: str, filters: Filters, first: date, last: date) -> list[Occurrence]:
    """Three dates for each day and a dozen of those that last for days, with the number of all.

    The database counts and sorts every date of the month, but reads whole only those picked.
    In order: sorted here, as they come in none.
    """
    picked = CTE(_picked(dates_with_words(library, language, filters), first, last), name="picked")
    dates = Occurrence.objects.select_related("series", "place").only(*READ)
    rows = with_cte(picked, select=picked.join(dates, pk=picked.col.date))
    found = rows.annotate(rank=picked.col.rank, beside=picked.col.beside).order_by()
    return sorted(found, key=lambda row: (row.starts_at, row.pk))


def _picked(dates: QuerySet[Occurrence], first: date, last: date) -> QuerySet:
    """Which dates the days show: id, place among those of its day, how many those are."""
    night = Q(end_date=F("start_date") + timedelta(days=1), end_time__lte=SMALL_HOURS)
    begins = Greatest("start_date", Value(first, DateField()), output_field=DateField())
    long = Case(When(~Q(end_date=F("start_date")) & ~night, then=Value(1)), default=Value(0))
    apart = {"partition_by": [F("exhibition"), F("long"), F("begins")]}
    return (
        dates.filter(on_days(first, last))
        .order_by()
        .select_related(None)
        .alias(long=long, begins=begins)
        .annotate(
            date=F("pk"),
            rank=Window(RowNumber(), order_by=["starts_at", "pk"], **apart),
            beside=Window(Count("pk"), **apart),
        )
        .alias(
            line=Case(
                When(exhibition=True, rank__lte=EXHIBITIONS, then=Value(1)),
                When(exhibition=False, long=1, rank__lte=LASTING, then=Value(1)),
                When(beside__lte=SHOWN, then=F("rank")),
                default=F("rank") + 1,
            )
        )
        # "From 1" says nothing new, but then PostgreSQL expects few and reads those by their ids.
        .filter(line__range=(1, SHOWN))
        .values("date", "rank", "beside")
    )


def _ends(row: Occurrence) -> date:
    """Its last day; a night that ends in the small hours belongs to the evening."""
    nights = (row.end_date - row.start_date).days
    small = nights == 1 and row.end_time is not None and row.end_time <= SMALL_HOURS
    return row.start_date if small else row.end_date


def _empty(first: date, today: date) -> Month:
    """The weeks of a month as the active language counts them, still without dates."""
    begins_on = (int(get_format("FIRST_DAY_OF_WEEK")) - 1) % 7
    start = first - timedelta(days=(first.weekday() - begins_on) % 7)
    weeks = []
    names = [capfirst(date_format(start + timedelta(days=number), "l")) for number in range(7)]
    while start < _after(first):
        week = [start + timedelta(days=number) for number in range(7)]
        days = [Day(day, day == today) if day.month == first.month else None for day in week]
        thursday = next(day for day in week if day.weekday() == 3)
        weeks.append((thursday.isocalendar().week, days))
        start += timedelta(days=7)
    return Month(first, weeks, names)


def _after(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
