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
"""Numbers of people below this one could point somebody out."""
HIDDEN = None


@dataclass
class Line:
    """One row of a table: what it is about, and its numbers by column."""

    label: str
    parts: tuple[str, ...] = ("",)
    """Sums it belongs to: a number of one may follow from the others of the same part."""

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
    lines[0].parts, lines[1].parts = ("total",), ("total", "partners")
    others = _grouped(rows, lambda row: partners[row.pk])
    for line in others:
        line.parts = ("partners",)
    return lines + others


def total(rows: Table) -> Line:
    """All lines of a table in one; only of a table where nothing counts twice."""
    line = Line(_("Total"))
    for name in COLUMNS:
        line.numbers[name] = sum(one.numbers[name] or 0 for one in rows.lines)
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
    """The tables as they may leave the library: nothing below five, nor what would tell it.

    A hidden number could be worked out from a total and the others, so a column with a single
    hidden number hides its next smallest too (in each part: the library's two lines add up to
    the total, and the partners' often to the second of them); and signed up, came and did not
    come are hidden together where one of the last two is, since each follows from the others.
    """
    for table in found:
        for line in table.lines:
            for name in PEOPLE:
                if 0 < line.numbers[name] < SMALLEST:
                    line.numbers[name] = HIDDEN
        for _round in range(len(COLUMNS) + len(table.lines)):
            if not (_hide_with(table) | _hide_second(table)):
                break
    return found


def _hide_with(table: Table) -> bool:
    """Hide what follows from the other two of a line; whether anything was."""
    changed = False
    for line in table.lines:
        hidden = [name for name in ("attended", "no_shows") if line.numbers[name] is HIDDEN]
        for name in ("attended", "no_shows"):
            if hidden and line.numbers[name]:
                line.numbers[name], changed = HIDDEN, True
    return changed


def _hide_second(table: Table) -> bool:
    """Hide the next smallest where a column hides a single number; whether anything was."""
    changed = False
    for part in sorted({part for line in table.lines for part in line.parts}):
        lines = [line for line in table.lines if part in line.parts]
        for name in PEOPLE:
            hidden = [line for line in lines if line.numbers[name] is HIDDEN]
            rest = [line for line in lines if line.numbers[name]]
            if len(hidden) == 1 and rest:
                min(rest, key=lambda line: line.numbers[name]).numbers[name] = HIDDEN
                changed = True
    return changed
