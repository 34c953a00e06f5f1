"""The code by which staff find a sign-up at the door with a phone's camera.

It leads to an address of the administration: to anybody else it opens only the way to sign in,
and it tells nothing but a random word.
"""

from __future__ import annotations

import base64
from io import BytesIO

import segno
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
