"""Libraries by host, kept for a few seconds: every answer begins by asking for one.

Two of the four queries of a small answer read what changes once a week: the library and its
homes. They are read anew when `LIBRARY_KEPT_SECONDS` have passed, at once in the process where
something of theirs was saved, and always for the administration. While the database cannot be
asked, a library is what it was when last asked for.
"""

from __future__ import annotations

import time

from django.conf import settings
from django.db import Error as DatabaseFailure
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, Site
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from core.models import Library, LibraryHost, LibraryImage

READ = {
    "library__root": (Page, ("id", "path", "depth", "numchild")),
    "library__logo": (LibraryImage, ("id", "file")),
}
UNREAD = [
    f"{part}__{field.attname}"
    for part, (model, read) in READ.items()
    for field in model._meta.concrete_fields
    if field.name not in read
]
"""Of a library's container readers need only where it is, of its logo the file."""
MENU_DEPTH = 4
"""Homes have depth 3; menu and footer lead to pages no deeper than this."""


class KnownLibraries:
    """What this process knows of the libraries. Readers share the objects: nobody changes them."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[float, object, Library]] = {}
        # What is kept belongs to the state it was read in; each change begins another.
        self._state = object()
        # Said once: each answer only adds the host.
        self._hosts = LibraryHost.objects.select_related(
            "library__site", "library__root", "library__logo"
        ).defer(*UNREAD)

    def at(self, host: str, *, fresh: bool = False) -> Library | None:
        """The library at a host, or None; `fresh` asks the database whatever is kept.

        Raises what the database raised where it cannot be asked and none is remembered.
        """
        read_at, state, kept = self._found.get(host, (0.0, None, None))
        young = time.monotonic() - read_at < settings.LIBRARY_KEPT_SECONDS
        if kept is not None and young and state is self._state and not fresh:
            return kept
        state = self._state  # what is saved while this reads makes the answer old
        try:
            row = self._hosts.filter(hostname=host).first()
        except DatabaseFailure:
            if kept is None:
                raise
            return kept
        if row is None:
            self._found.pop(host, None)
            return None
        self._found[host] = (time.monotonic(), state, row.library)
        return row.library

    def changed(self) -> None:
        """Something was saved: what is kept is old now, and again once it is committed."""
        self._next()
        transaction.on_commit(self._next)

    def _next(self) -> None:
        self._state = object()


known = KnownLibraries()


def _saved(sender, **kwargs) -> None:
    known.changed()


def _page_changed(sender, instance, **kwargs) -> None:
    if instance.depth is None or instance.depth <= MENU_DEPTH:
        known.changed()


def _page_deleted(sender, instance, **kwargs) -> None:
    if isinstance(instance, Page):
        _page_changed(sender, instance)


def connect() -> None:
    """Connect the receivers; called once when the app is ready."""
    for model in (Library, LibraryHost, LibraryImage, Site):
        for signal in (post_save, post_delete):
            signal.connect(_saved, sender=model, dispatch_uid=f"core.known.{model.__name__}")
    for signal in (page_published, page_unpublished, page_slug_changed):
        signal.connect(_page_changed, dispatch_uid="core.known.page")
    post_page_move.connect(_saved, dispatch_uid="core.known.moved")
    post_delete.connect(_page_deleted, dispatch_uid="core.known.deleted")
