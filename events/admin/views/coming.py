"""The dates with their numbers, coming or past, and looking for a person among them."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.lists import page_number
from core.models import Membership
from core.permissions import has_role
from events.admin.views.within import crumbs, library_of
from events.queries.participants import LONGEST_SEARCH, dates_with_sign_up, search
from events.queries.states import status_of
from events.when import in_words

PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def sign_ups(request: HttpRequest) -> HttpResponse:
    """Coming dates with the number of people; `?event=<key>` keeps to one event.

    `?past=1` shows those that are over, the newest first.

    A search is sent by POST: names and addresses do not belong in addresses, which are logged.
    """
    library = library_of(request)
    wanted = request.POST.get("q", "").strip()[:LONGEST_SEARCH]
    found = search(library, wanted) if wanted else []
    for row in found:
        row.when = in_words(row.occurrence)
    key = _key(request.GET.get("event", ""))
    past = request.GET.get("past") == "1"
    dates = dates_with_sign_up(library, key, past)
    paginator = Paginator(dates, PER_PAGE)
    page = paginator.page(page_number(request, paginator.num_pages))
    for row in page.object_list:
        row.status_code, row.status_words = status_of(row)
    return render(
        request,
        "events/admin/dates.html",
        {
            "page_of_dates": page,
            "wanted": wanted,
            "found": found,
            "past": past,
            "administers": has_role(request.user, library, Membership.Role.ADMINISTRATOR),
            "one_event": page.object_list[0].series if key and paginator.count else None,
            "header_title": _("Sign-ups"),
            "header_icon": "group",
            "breadcrumbs_items": crumbs(),
        },
    )


def _key(raw: str) -> UUID | None:
    try:
        return UUID(raw) if raw else None
    except ValueError:
        return None
