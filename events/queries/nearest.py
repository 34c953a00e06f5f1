"""What to try when nothing fits: the nearest days, and which filters stand in the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.models import Library
from events.queries.filter_form import active
from events.queries.filters import Found, all_of, dates_with_words

DAYS = 3
LOOKED_AT = 60
"""So many dates on either side are looked at to find three days."""


@dataclass(frozen=True)
class Suggestion:
    """A way on: what it is called and where it leads."""

    label: str
    url: str


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
        .values_list("start_date", flat=True)
    )
    days = set(dates.filter(start_date__gt=last).order_by("starts_at", "pk")[:LOOKED_AT])
    if first > today:
        days |= set(dates.filter(start_date__lt=first).order_by("-starts_at", "-pk")[:LOOKED_AT])
    near = sorted(days, key=lambda day: (_away(day, first, last), day))[:DAYS]
    return [
        Suggestion(
            capfirst(f"{date_format(day, 'l')} {date_format(day, _style(day, today))}"),
            path + found.filters.query(without=("when",), day=day.isoformat()),
        )
        for day in sorted(near)
    ]


def _style(day: date, today: date) -> str:
    """With its year where that is another one than this."""
    return "MONTH_DAY_FORMAT" if day.year == today.year else "DATE_FORMAT"


def _away(day: date, first: date, last: date) -> int:
    return (first - day).days if day < first else (day - last).days


def dropped_filters(
    found: Found, library: Library, language: str, path: str, now: datetime
) -> list[Suggestion]:
    """Each filter without which something would fit; one query."""
    conditions = found.filters.conditions(library, now)
    dates = dates_with_words(library, language).not_over(now).filter(exhibition=False).order_by()
    helps = {
        f"without_{name}": Exists(dates.filter(all_of(conditions, but=name))) for name in conditions
    }
    answer = Library.objects.filter(pk=library.pk).values(**helps).get()
    words: dict[str, list[str]] = {}
    for item in active(found.filters, found.choices, path):
        words.setdefault(item["name"], []).append(item["label"])
    return [
        Suggestion(
            _("Without “%(filter)s”") % {"filter": ", ".join(words[name])},
            path + found.filters.query(without=(name,)),
        )
        for name in conditions
        if answer[f"without_{name}"]
    ]
