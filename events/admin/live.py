"""What an event's form means, told while it is being filled in."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from core.models import Library
from events.admin.draft import Draft, posted
from events.admin.summaries import summaries
from events.models import EventPage
from events.phrases import phrases
from events.queries.comes_and_goes import sign_ups_without_page
from events.queries.consequences import VANISHED, consequences, left_without, moved_into_the_past
from events.queries.warnings import warnings
from events.when import in_words, place_in_words

SHOWN = 12


def meaning(draft: Draft, library: Library) -> dict:
    """The context of the lines below the dates."""
    planned, moment = draft.planned, draft.moment
    coming = [plan for plan in planned if plan.until > timezone.now()]
    found, past, left, pageless = [], [], 0, 0
    if draft.page.pk:
        found = consequences(draft.page, planned, library, moment)
        past = moved_into_the_past(draft.page, planned, moment)
        left = left_without(draft.page, library, moment)
        pageless = sign_ups_without_page(draft.page, library, moment)
    about_page, about_dates = warnings(draft.page, planned, library, moment)
    return {
        "phrases": phrases(draft.blocks, today=timezone.localdate()),
        "dates": [in_words(plan) for plan in coming[:SHOWN]],
        "count": len(coming),
        "over": len(planned) - len(coming),
        "none": bool(draft.blocks) and not planned,
        "more": max(0, len(coming) - SHOWN),
        "errors": [*draft.errors, *past],
        "warnings": [*about_page, *about_dates],
        "about_page": about_page,
        **told(found, left, pageless),
    }


def told(found: list, left: int = 0, pageless: int = 0) -> dict:
    """What people will be told, for the form and for the screen before publishing."""
    for item in found:
        item_words(item)
    changed = [item for item in found if item.kind and item.kind != VANISHED]
    return {
        "changed": changed,
        "vanished": [item for item in found if item.kind == VANISHED],
        "too_few": [item for item in found if item.too_few],
        "freed": [item for item in found if item.freed],
        "left": left,
        "pageless": pageless,
        "mails": sum(item.mails for item in changed),
        "calls": sum(item.calls for item in changed),
    }


def item_words(item) -> None:
    """Put when and where into words, for a template."""
    for row in (item.before, item.after):
        row.words, row.where_words = in_words(row), place_in_words(row)
        row.words_inside = in_words(row, inside=True)


def library_of(request: HttpRequest) -> Library:
    """The library being administered."""
    library = getattr(request, "admin_library", None)
    if library is None:
        raise PermissionDenied
    return library


def page_of(request: HttpRequest, library: Library, pk: int) -> EventPage:
    """An event of the library that this person may change; else 404 or 403."""
    pages = EventPage.objects.filter(path__startswith=library.root.path)
    page = get_object_or_404(pages, pk=pk)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


@require_POST
def preview(request: HttpRequest, pk: int = 0) -> JsonResponse:
    """The form as it is being filled in: its dates, folded parts and consequences in words."""
    library = library_of(request)
    page = page_of(request, library, pk) if pk else None
    draft = posted(page, request.POST, library)
    context = meaning(draft, library)
    return JsonResponse(
        {
            "dates": render_to_string("events/admin/meaning.html", context, request),
            "folds": summaries(draft, library),
            # Once more beside the moments themselves, which stand in a window over the form.
            "schedule": context["about_page"],
        }
    )
