"""Tables as files to download, safe to open in a spreadsheet. Nothing is kept on the server."""

from __future__ import annotations

import csv
import re
import unicodedata
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


SPLIT = re.compile(r"""([,;\t\r\n][\s"]*)(?=[=@]|[+-][\w(])""")
"""Where another program's idea of what parts cells would let a formula begin inside a text."""


def neutral(value: object) -> object:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers.

    What cannot be seen, such as a right-to-left mark, hides no formula, nor do wide characters.
    """
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    return f"'{text}" if _seen(text).startswith(DANGEROUS) else text


def _seen(text: str) -> str:
    """The first character that is neither a blank nor invisible, narrow; empty for none."""
    for char in text:
        plain = unicodedata.normalize("NFKC", char)
        if plain in ("\t", "\r") or not (plain.isspace() or unicodedata.category(char) == "Cf"):
            return plain
    return ""


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def lines(rows: Iterable[list]) -> Iterator[bytes]:
    """CSV as Danish Excel opens it: marked as UTF-8, parted by semicolons.

    An English Excel parts it at commas, whatever is quoted, so no formula begins after one.
    """
    writer = csv.writer(_Echo(), delimiter=";")
    yield b"\xef\xbb\xbf"
    for row in rows:
        cells = [SPLIT.sub(r"\1'", cell) if isinstance(cell, str) else cell for cell in row]
        yield writer.writerow(cells).encode()


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
