"""Answers for machines: the same for everybody, asked for again and again, from anywhere."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response


def public_answer(
    request: HttpRequest, body: bytes, content_type: str, **headers: str
) -> HttpResponse:
    """Public data, or 304 where the reader has it already; pages of any site may read it.

    The tag follows from the content alone: it also changes when something is taken away, which
    a date of last change would not tell.
    """
    response = HttpResponse(body, content_type=content_type)
    for name, value in headers.items():
        response[name.replace("_", "-")] = value
    response["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response["Cache-Control"] = "no-cache"
    open_to_all(response)
    if request.method not in ("GET", "HEAD"):
        return response
    answer = get_conditional_response(request, etag=response["ETag"], response=response)
    return answer if answer is response else open_to_all(answer)


def open_to_all(response: HttpResponse) -> HttpResponse:
    """Let scripts of other sites read the answer; never with anybody's cookies."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Link"
    return response
