"""Headers of pages that only one reader may see."""

from __future__ import annotations

from functools import wraps


def private(view):
    """Kept nowhere, found nowhere, and its address told to no other site."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return wrapped
