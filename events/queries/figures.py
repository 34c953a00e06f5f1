"""A library's figures of a year, added up by month, place, kind and organiser."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.models import Library
from events.models import DateFigures

COLUMNS = ("dates", "seats", "signed_up", "waiting", "cancelled", "attended", "no_shows")
PEOPLE = COLUMNS[2:]
SMALLEST = 5
"""Numbers of people below this one could point somebody out; in a file they go in such steps."""
HIDDEN = None


@dataclass
class Line:
    """One row of a table: what it is about, and its numbers by column."""

    label: str
    numbers: dict[str, int | None] = field(default_factory=lambda: dict.fromkeys(COLUMNS, 0))

    @property
    def cells(self) -> list[int | None]:
        """The numbers in the order of the columns; None is hidden."""
        return [self.numbers[name] for name in COLUMNS]


@dataclass
class Table:
    """Lines of one kind."""

    code: str
    title: str
    lines: list[Line]


def headings() -> list[str]:
    """The columns in words."""
    return [
        _("Dates"),
        _("Seats"),
        _("Signed up"),
        _("Waiting"),
        _("Signed off"),
        _("Came"),
        _("Did not come"),
    ]


def years(library: Library) -> list[int]:
    """The years there are figures of, newest first."""
    days = DateFigures.objects.for_library(library).order_by().dates("day", "year")
    return sorted({day.year for day in days}, reverse=True)


def tables(library: Library, year: int) -> list[Table]:
    """All tables of a year. One query."""
    rows = list(
        DateFigures.objects.for_library(library).filter(
            day__gte=date(year, 1, 1), day__lte=date(year, 12, 31)
        )
    )
    kinds = DateFigures.Kind
    months = [
        _summed(capfirst(str(MONTHS[month])), (row for row in rows if row.day.month == month))
        for month in range(1, 13)
    ]
    return [
        Table("month", _("By month"), months),
        Table("place", _("By place"), _grouped(rows, lambda row: [row.place or _("No place")])),
        Table("kind", _("By kind"), _grouped(rows, lambda row: [str(kinds(row.kind).label)])),
        Table("organiser", _("By organiser"), _by_organiser(library, rows)),
    ]


def _by_organiser(library: Library, rows: list[DateFigures]) -> list[Line]:
    """The library alone and with others, which is all there is; then each partner."""
    partners = {row.pk: [name for name in row.organisers if name != library.name] for row in rows}
    named = {"library": library.name}
    lines = [
        _summed(_("%(library)s alone") % named, (row for row in rows if not partners[row.pk])),
        _summed(_("%(library)s with partners") % named, (row for row in rows if partners[row.pk])),
    ]
    if not rows:
        return []
    return lines + _grouped(rows, lambda row: partners[row.pk])


def total(rows: Table) -> Line:
    """All lines of a table in one; only of a table where nothing counts twice."""
    line = Line(_("Total"))
    for name in COLUMNS:
        line.numbers[name] = sum(one.numbers[name] for one in rows.lines)
    return line


def _grouped(rows: list[DateFigures], labels: Callable) -> list[Line]:
    groups: dict[str, list[DateFigures]] = {}
    for row in rows:
        for label in labels(row):
            groups.setdefault(label, []).append(row)
    return [_summed(label, groups[label]) for label in sorted(groups, key=str.casefold)]


def _summed(label: str, rows: Iterable[DateFigures]) -> Line:
    line = Line(label)
    for row in rows:
        line.numbers["dates"] += row.held
        line.numbers["seats"] += (row.seats or 0) if row.held else 0
        for name in PEOPLE:
            line.numbers[name] += getattr(row, name)
    return line


def safe(found: list[Table]) -> list[Table]:
    """The tables as they may leave the library: people in whole fives, rounded down.

    20 stands for 20 to 24, and below five the number is hidden. Hiding the small ones alone is
    not enough: a hidden number follows from its sum less the others, from what came and did not
    come, from another sheet of the same year, or from last week's file. Where every number is
    a range of five, what can be worked out is a range too. One rule for each number by itself,
    so that sheets agree and a file made anew tells nothing by how it differs.

    Nought is told only of a whole line or column with nobody in it. Dates and seats are exact:
    they are no people.
    """
    for table in found:
        empty = {name for name in PEOPLE if not any(line.numbers[name] for line in table.lines)}
        for line in table.lines:
            nobody = not any(line.numbers[name] for name in PEOPLE)
            for name in PEOPLE:
                number = line.numbers[name]
                if number < SMALLEST:
                    line.numbers[name] = 0 if nobody or name in empty else HIDDEN
                else:
                    line.numbers[name] = number - number % SMALLEST
    return found
