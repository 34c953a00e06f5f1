"""The code by which staff find a sign-up at the door with a phone's camera.

It leads to an address of the administration: to anybody else it opens only the way to sign in,
and it tells nothing but a random word.
"""

from __future__ import annotations

import base64
from io import BytesIO

import segno
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from core.models import Library
from events.models import SignUp


def door_address(sign_up: SignUp, library: Library) -> str:
    """Where the code leads."""
    return f"{library.base_url}/admin/sign-ups/door/{sign_up.door_code}/"


def code_as_svg(sign_up: SignUp, library: Library) -> SafeString:
    """The code as a drawing for a page; dark on light, whatever the page's colours."""
    code = segno.make(door_address(sign_up, library), error="m", micro=False)
    svg = code.svg_inline(scale=5, border=4, dark="#000", light="#fff", omitsize=True)
    return mark_safe(svg)  # noqa: S308 - made by segno from our own address


def code_as_file(sign_up: SignUp, library: Library) -> dict:
    """The code as a picture that goes with a mail; few mail programs show drawings."""
    stream = BytesIO()
    code = segno.make(door_address(sign_up, library), error="m", micro=False)
    code.save(stream, kind="png", scale=8, border=4)
    picture = base64.b64encode(stream.getvalue()).decode()
    return {"name": "qr.png", "type": "image/png", "base64": picture}


def series_row(rows: list[SignUp]) -> SignUp | None:
    """The sign-up whose code stands for all dates of a series: the first with a seat to come."""
    for row in rows:
        shown = row.occurrence.series.qr_check_in and row.door_code
        seated = row.state == SignUp.State.CONFIRMED and not row.checked_in_at
        coming = row.occurrence.status != row.occurrence.Status.CANCELLED
        if shown and seated and coming and row.occurrence.until > timezone.now():
            return row
    return None


def code_of_series(rows: list[SignUp], library: Library) -> SafeString | str:
    """One code for the page of a series, good for each of its dates; empty where none is left."""
    row = series_row(rows)
    return code_as_svg(row, library) if row else ""
