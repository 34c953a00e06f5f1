"""Template context that every page of a library has."""

from __future__ import annotations

from django.utils.functional import SimpleLazyObject

from core.models import Library
from core.shell import shell_for_view


def library(request) -> dict:
    """`library` (None on the platform's hosts) and a default `shell`, built only if printed."""
    return {
        "library": Library.for_request(request),
        "shell": SimpleLazyObject(lambda: shell_for_view(request)),
    }
