"""Tables as files to download, safe to open in a spreadsheet. Nothing is kept on the server."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from tempfile import TemporaryFile

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils.text import slugify
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

KINDS = ("csv", "xlsx")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def neutral(value: object) -> object:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    return f"'{text}" if text.lstrip(" \n").startswith(DANGEROUS) else text


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


def as_file(rows: list[list], kind: str, *, name: str, day: date, sheet: str) -> HttpResponse:
    """Rows of neutral cells as a download, `csv` or `xlsx`, named by what and when; never stored.

    They must have been read: once the answer streams, language and library are no longer those
    of the request.
    """
    if kind == "xlsx":
        response = FileResponse(workbook(rows, sheet), content_type=XLSX)
    else:
        response = StreamingHttpResponse(lines(rows), content_type="text/csv; charset=utf-8")
    file = f"{slugify(name)[:60] or 'event'}-{day:%Y-%m-%d}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    response["Cache-Control"] = "no-store, private"
    return response
