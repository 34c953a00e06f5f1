"""Wagtail's filters beside the page lists, without other libraries' people and sites."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from wagtail.admin.views.pages.listing import PageFilterSet

from core.scope import current_library


def own_people(request):
    """Who works for the library of the scope."""
    users = get_user_model().objects.all()
    library = current_library()
    if library is None:
        return users.none()
    return users.filter(memberships__library=library).distinct()


def connect() -> None:
    """Take out the filter by site and offer the library's own people only."""
    for filterset in (PageFilterSet, *PageFilterSet.__subclasses__()):
        for filters in (filterset.base_filters, filterset.declared_filters):
            filters.pop("site", None)
            for name in ("owner", "edited_by"):
                if name in filters:
                    filters[name].queryset = own_people
