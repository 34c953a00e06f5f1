"""The people of a date as a file. Nothing of it is kept on the server."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from openpyxl import Workbook

from events.actions.audit import record
from events.admin.views.within import library_of, occurrence_of
from events.queries.export import table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def lines(rows: Iterable[list]) -> Iterator[bytes]:
    """CSV as Danish Excel opens it: marked as UTF-8, parted by semicolons."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield b"\xef\xbb\xbf"
    for row in rows:
        yield writer.writerow(row).encode()


def workbook(rows: Iterable[list], title: str) -> TemporaryFile:
    """An XLSX file on disk without a name, gone once it is sent; text is never a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    for row in rows:
        sheet.append(row)
    return saved(book)


def saved(book: Workbook) -> TemporaryFile:
    """The book in such a file, ready to be sent."""
    file = TemporaryFile()
    book.save(file)
    file.seek(0)
    return file


@require_GET
def export(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Everybody who signed up for a date, as `csv` or `xlsx`; each export is logged."""
    occurrence = occurrence_of(library_of(request), pk)
    record("exported", occurrence=occurrence, who=request.user, kind=kind)
    day = occurrence.start_date
    name = f"{slugify(occurrence.series.title)[:60] or 'event'}-{day:%Y-%m-%d}.{kind}"
    # Read now: once the answer streams, language and library are no longer those of the request.
    rows = list(table(occurrence))
    if kind == "xlsx":
        response = FileResponse(workbook(rows, _("Sign-ups")), content_type=XLSX)
    else:
        response = StreamingHttpResponse(lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    return response
