"""The calendar: a month of events as a table, with the filters of the list."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.addresses import in_language
from core.models import Library
from core.models.libraries import EVENTS
from core.shell import Link, shell_for_view, site_path
from events.queries.choices import Choices
from events.queries.filter_form import filter_form
from events.queries.filters import Filters
from events.queries.month import first_of_month, month_of


@require_safe
def month_page(request: HttpRequest, month: str = "") -> HttpResponse:
    """A month like 2026-11, or this one. What is no month is answered in words."""
    library = Library.for_request(request)
    language = get_language()
    index = _index(library, language) if library is not None else None
    if index is None:
        raise Http404
    title, list_path = index
    today = timezone.localdate()
    first = first_of_month(month) if month else today.replace(day=1)
    crumbs = [Link(title, list_path), Link(_("Month by month"))]
    if first is None:
        shell = shell_for_view(request, _("There is no such month"), crumbs)
        return render(request, "events/no_month.html", {"shell": shell}, status=404)
    choices = Choices.of(library, language)
    asked = Filters.read(request.GET, choices)
    kept = {name: text for name, text in asked.problems.items() if name not in ("when", "day")}
    filters = replace(asked, when="", day=None, problems=kept)
    shown = month_of(library=library, language=language, first=first, filters=filters)
    name = capfirst(date_format(first, "YEAR_MONTH_FORMAT"))
    path = reverse("events:month_of", args=[f"{first:%Y-%m}"])
    context = {
        "month": shown,
        "name": name,
        "list_path": list_path,
        "list_url": list_path + filters.query(),
        "filters": filter_form(filters, choices, path, by_day=False),
        "has_filters": bool(filters),
        "query": filters.query(),
        "day_query": filters.query(day="-")[:-1],
        "is_this_month": first == today.replace(day=1),
        "shell": shell_for_view(request, f"{title}: {name}", crumbs),
    }
    return render(request, "events/month.html", context)


def _index(library: Library, language: str) -> tuple[str, str] | None:
    """Title and address of the event list in the language, or in the first one; no query."""
    for code in (language, library.language):
        home = library.homes.get(code)
        for page in library.linked_below(home) if home else ():
            if page.content_type.model == EVENTS:
                return page.title, in_language(site_path(page), language)
    return None
