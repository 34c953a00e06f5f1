"""The library whose things may be seen right now, and the manager that keeps to it.

Inside `/admin/` the guard opens a scope for one library; every tenant model's manager then
returns that library's rows only, so choosers, listings and form fields cannot leak. Outside
a scope (public pages, background work) queries name their library themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from core.models import Library

_current: ContextVar[Library | None] = ContextVar("samling_library", default=None)


def current_library() -> Library | None:
    """The library of the open scope, or None outside one."""
    return _current.get()


@contextmanager
def library_scope(library: Library | None) -> Iterator[None]:
    """Limit every tenant model to one library within the block; None lifts the limit."""
    token = _current.set(library)
    try:
        yield
    finally:
        _current.reset(token)


class ScopedManager(models.Manager):
    """Rows of the scope's library; all rows where no scope is open.

    A model that carries its library indirectly names the way in `library_lookup`.
    """

    def get_queryset(self) -> models.QuerySet:
        queryset = super().get_queryset()
        library = current_library()
        if library is None:
            return queryset
        lookup = getattr(self.model, "library_lookup", "library")
        return queryset.filter(**{lookup: library})

    def for_library(self, library: Library) -> models.QuerySet:
        """Rows of one library, whatever scope is open."""
        lookup = getattr(self.model, "library_lookup", "library")
        return super().get_queryset().filter(**{lookup: library})
