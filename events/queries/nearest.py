"""What to try when nothing fits: the nearest days, and what each filter costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.models import Library
from events.queries.filter_form import active
from events.queries.filters import Found, all_of, dates_with_words

DAYS = 3


@dataclass(frozen=True)
class Suggestion:
    """A way on: what it is called, where it leads, and how many dates are there."""

    label: str
    url: str
    count: int


def nearest_days(
    found: Found, library: Library, language: str, path: str, now: datetime
) -> list[Suggestion]:
    """The days nearest to those asked for on which the other filters fit; two queries."""
    conditions = found.filters.conditions(library, now)
    name = "day" if found.filters.day else "when"
    if name not in conditions:
        return []
    today = timezone.localdate(now)
    first, last = found.filters.days(today)
    dates = (
        dates_with_words(library, language)
        .not_over(now)
        .filter(all_of(conditions, but=name), exhibition=False, start_date__gte=today)
        .order_by()
        .values_list("start_date")
        .annotate(number=Count("pk"))
    )
    later = list(dates.filter(start_date__gt=last).order_by("start_date")[:DAYS])
    sooner = []
    if first > today:
        sooner = list(dates.filter(start_date__lt=first).order_by("-start_date")[:DAYS])
    near = sorted([*sooner, *later], key=lambda row: _away(row[0], first, last))[:DAYS]
    return [
        Suggestion(
            capfirst(f"{date_format(day, 'l')} {date_format(day, 'MONTH_DAY_FORMAT')}"),
            path + found.filters.query(without=("when",), day=day.isoformat()),
            number,
        )
        for day, number in sorted(near)
    ]


def _away(day: date, first: date, last: date) -> int:
    return (first - day).days if day < first else (day - last).days


def dropped_filters(
    found: Found, library: Library, language: str, path: str, now: datetime
) -> list[Suggestion]:
    """Each filter that alone stands in the way, with the dates there are without it; one query."""
    conditions = found.filters.conditions(library, now)
    dates = dates_with_words(library, language).not_over(now).filter(exhibition=False).order_by()
    counts = dates.aggregate(
        **{name: Count("pk", filter=all_of(conditions, but=name)) for name in conditions}
    )
    words: dict[str, list[str]] = {}
    for item in active(found.filters, found.choices, path):
        words.setdefault(item["name"], []).append(item["label"])
    return [
        Suggestion(
            _("Without “%(filter)s”") % {"filter": ", ".join(words[name])},
            path + found.filters.query(without=(name,)),
            number,
        )
        for name, number in counts.items()
        if number
    ]
