"""What an event's form means, told while it is being filled in and before it is published."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.models import Page

from core.models import Library
from core.outbox import build
from events.admin.draft import Draft, posted, stored
from events.admin.summaries import summaries
from events.models import EventPage
from events.phrases import phrases
from events.queries.consequences import VANISHED, consequences, moved_into_the_past, sample_for
from events.queries.warnings import warnings
from events.when import in_words, place_in_words

SHOWN = 12


def meaning(draft: Draft, library: Library, live: bool) -> dict:
    """The context of the lines below the dates; `live` where the page is published."""
    planned = draft.planned
    found = consequences(draft.page, planned, library) if live else []
    past = moved_into_the_past(draft.page, planned) if draft.page.pk else []
    return {
        "phrases": phrases(draft.blocks, today=timezone.localdate()),
        "dates": [in_words(plan) for plan in planned[:SHOWN]],
        "count": len(planned),
        "more": max(0, len(planned) - SHOWN),
        "errors": [*draft.errors, *past],
        "warnings": warnings(draft.page, planned, library),
        **told(found),
    }


def told(found: list) -> dict:
    """What people will be told, for the form and for the screen before publishing."""
    for item in found:
        item_words(item)
    changed = [item for item in found if item.kind and item.kind != VANISHED]
    return {
        "changed": changed,
        "vanished": [item for item in found if item.kind == VANISHED],
        "too_few": [item for item in found if item.too_few],
        "freed": [item for item in found if item.freed],
        "mails": sum(item.mails for item in changed),
        "calls": sum(item.calls for item in changed),
    }


def item_words(item) -> None:
    """Put when and where into words, for a template."""
    for row in (item.before, item.after):
        row.words, row.where_words = in_words(row), place_in_words(row)


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
    live = bool(page and page.live)
    context = meaning(draft, library, live)
    return JsonResponse(
        {
            "dates": render_to_string("events/admin/meaning.html", context, request),
            "folds": summaries(draft, library),
        }
    )


def ask_before_publishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hook `before_publish_page`: first show what people will be told; the draft is saved."""
    library = getattr(request, "admin_library", None)
    page = page.specific
    if library is None or not isinstance(page, EventPage) or not page.live:
        return None
    draft = stored(page)
    if not any(item.kind for item in consequences(page, draft.planned, library)):
        return None
    return redirect("events_publish", page.pk, page.latest_revision_id)


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: int, revision_id: int) -> HttpResponse:
    """What publishing a saved draft will tell those who signed up; POST publishes it."""
    library = library_of(request)
    page = page_of(request, library, pk)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    revision = page.revisions.filter(pk=revision_id).first()
    if revision is None:
        raise Http404
    if page.latest_revision_id != revision.pk:
        messages.error(
            request, _("Somebody has changed the page meanwhile. Look it over and publish again.")
        )
        return redirect("wagtailadmin_pages:edit", pk)
    if request.method == "POST":
        revision.publish(user=request.user)
        words = _("“%(title)s” is published, and people are told in ten minutes.")
        messages.success(request, words % {"title": revision.as_object().title})
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    future = revision.as_object()
    found = consequences(future, stored(future).planned, library)
    message = sample_for(found)
    title = _("Before it is published")
    edit = reverse("wagtailadmin_pages:edit", args=(pk,))
    context = {
        "page": future,
        "edit_url": edit,
        "sample": build(message) if message else None,
        "sample_language": message.language if message else "",
        "header_title": title,
        "header_icon": "mail",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": edit, "label": future.title},
            {"url": "", "label": title},
        ],
        **told(found),
    }
    return render(request, "events/admin/publish.html", context)
