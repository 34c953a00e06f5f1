"""What a process remembers from one answer to the next."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches

from core.known import known


def forget_all() -> None:
    """As in a process that has just begun, beside an empty cache."""
    ContentType.objects.clear_cache()
    known.changed()
    for cache in caches.all():
        cache.clear()
