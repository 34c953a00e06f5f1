"""Addresses below a page that are not pages: feeds, calendars, screens."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from django.http import Http404

from core.registry import registry


class Below:
    """A page with more to offer than itself, at names below its address."""

    def views_below(self) -> dict[str, Callable]:
        """The views by name; each is called with the request and this page."""
        return {}

    def resolve_subpage(self, path: str):
        """The view for an address below the page; raises Http404 for any that is not offered."""
        view = self.views_below().get(path.strip("/"))
        if view is None:
            raise Http404
        return view, (self,), {}

    def serve(self, request, view=None, args=(), kwargs=None):
        """The page, or what `resolve_subpage` found below it."""
        if view is not None:
            return view(request, *args, **(kwargs or {}))
        return super().serve(request)


class Dated(Below):
    """A page with dates behind it. Who has the dates announces what lies below: the registry."""

    dated_by: ClassVar[str] = "key"
    """Which dates: of its own `key`, all at its `place`, of it as `partner`, or `all`."""
    offers: ClassVar[tuple[str, ...]] = ("calendar.ics", "embed")
    """Names from `registry.below`."""

    def views_below(self) -> dict[str, Callable]:
        """Adds what is announced for pages with dates."""
        announced = {name: registry.below[name] for name in self.offers if name in registry.below}
        return {**super().views_below(), **announced}
