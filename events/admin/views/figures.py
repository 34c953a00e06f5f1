"""The library's figures of a year: plots, tables, and a file that may leave the house."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from openpyxl import Workbook

from core.spreadsheets import XLSX, neutral, saved
from events.actions.figures import count_stale
from events.admin.views.within import frame, library_of, number_of
from events.queries.figures import SMALLEST, Table, headings, safe, tables, total, years

WIDTH, HEIGHT, FOOT, SIDE = 720, 240, 24, 44
ABOVE = 10
"""Room for the upper half of the highest number, where words are large: on a phone."""
STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Bar:
    """A bar of the plot, in the drawing's own units."""

    x: float
    y: float
    width: float
    height: float
    label: str
    kind: str


@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """A year in plots and tables."""
    library = library_of(request)
    count_stale(library)
    chosen, known = _year(request, library)
    found = tables(library, chosen)
    context = {
        "year": chosen,
        "years": known,
        "tables": found,
        "total": total(found[0]),
        "headings": headings(),
        "plot": plot(found[0]),
        **frame(_("Figures"), "table"),
    }
    return render(request, "events/admin/figures.html", context)


@require_GET
def download(request: HttpRequest) -> HttpResponse:
    """The tables as a workbook; people in whole fives, for it leaves the library."""
    library = library_of(request)
    count_stale(library)
    year, _known = _year(request, library)
    book = Workbook(write_only=True)
    for table in safe(tables(library, year)):
        sheet = book.create_sheet(table.title[:31])
        sheet.append([table.title, *headings()])
        for line in table.lines:
            hidden = _("under %(number)s") % {"number": SMALLEST}
            cells = [hidden if cell is None else cell for cell in line.cells]
            sheet.append([neutral(line.label), *cells])
        sheet.append([])
        sheet.append([_("Numbers of people are rounded down to whole fives: 20 means 20 to 24.")])
    response = FileResponse(saved(book), content_type=XLSX)
    name = f"samling-{library.site.hostname}-{year}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _year(request: HttpRequest, library) -> tuple[int, list[int]]:
    """The year asked for, else this one; and those there are figures of."""
    now = timezone.localdate().year
    known = years(library)
    wanted = number_of(request.GET.get("year", ""))
    return (wanted if wanted in known else now), sorted({*known, now}, reverse=True)


def plot(table: Table) -> dict:
    """Two bars for each month: signed up and came, with lines at round numbers."""
    highest = max(max(line.numbers["signed_up"], line.numbers["attended"]) for line in table.lines)
    top = _round_up(highest)
    room = (WIDTH - SIDE) / len(table.lines)
    bars, labels = [], []
    for number, line in enumerate(table.lines):
        start = SIDE + number * room
        labels.append((round(start + room / 2, 1), line.label[:3]))
        for offset, kind in ((0.14, "signed_up"), (0.52, "attended")):
            height = round(line.numbers[kind] / top * (HEIGHT - 10), 1)
            label = f"{line.label}: {line.numbers[kind]}"
            x = round(start + room * offset, 1)
            bars.append(Bar(x, HEIGHT - height, round(room * 0.34, 1), height, label, kind))
    marks = [
        (round(HEIGHT - part / 4 * (HEIGHT - 10), 1), f"{top * part / 4:g}") for part in range(5)
    ]
    return {
        "bars": bars,
        "labels": labels,
        "marks": marks,
        "width": WIDTH,
        "above": -ABOVE,
        "height": HEIGHT + FOOT + ABOVE,
        "foot": HEIGHT + FOOT - 6,
        "side": SIDE,
        "empty": not highest,
    }


def _round_up(number: int) -> int:
    """The next round number that four lines divide well."""
    size = 4
    while True:
        for step in STEPS:
            if size * step >= number:
                return size * step
        size *= 10
