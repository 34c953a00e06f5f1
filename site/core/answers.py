"""Answers for machines: the same for everybody, asked for again and again, from anywhere."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response


def public_answer(
    request: HttpRequest,
    body: bytes | Callable[[], bytes],
    content_type: str,
    *,
    tag: str = "",
    **headers: str,
) -> HttpResponse:
    """Public data, or 304 where the reader has it already; pages of any site may read it.

    The tag follows from the content alone: it also changes when something is taken away, which
    a date of last change would not tell. Whoever can tell a `tag` at less cost than the content
    gives `body` as a function, which is only called where the reader needs it.
    """
    if not callable(body):
        written = body
        tag, body = tag or tag_of(written), lambda: written
    response = HttpResponse(content_type=content_type)
    for name, value in headers.items():
        response[name.replace("_", "-")] = value
    response["ETag"] = f'"{tag}"'
    response["Cache-Control"] = "no-cache"
    open_to_all(response)
    if request.method in ("GET", "HEAD"):
        answer = get_conditional_response(request, etag=response["ETag"], response=response)
        if answer is not response:
            return open_to_all(answer)
    response.content = body()
    return response


def tag_of(content: bytes) -> str:
    """A short name that changes with the content."""
    return hashlib.sha256(content).hexdigest()[:32]


def open_to_all(response: HttpResponse) -> HttpResponse:
    """Let scripts of other sites read the answer; never with anybody's cookies."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Link"
    return response
