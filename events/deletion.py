"""Refusing to delete pages that people have signed up on, and places they will come to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page

from core.models import Place, Room
from core.snippets import kept_because
from events.models import Occurrence
from events.queries.participants import sign_ups_at_stake


def refuse_delete(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hook `before_delete_page`: back to the page with the reason, or None."""
    count = sign_ups_at_stake([page])
    if not count:
        return None
    messages.error(request, reason(count))
    parent = page.get_parent()
    return redirect("wagtailadmin_explore", parent.pk if parent else page.pk)


def refuse_bulk_delete(request: HttpRequest, action: str, objects, view) -> HttpResponse | None:
    """Hook `before_bulk_action`: the same for several pages at once."""
    pages = [item for item in objects if isinstance(item, Page)]
    if action != "delete" or not pages:
        return None
    count = sign_ups_at_stake(pages)
    if not count:
        return None
    messages.error(request, reason(count))
    return redirect(view.next_url or "wagtailadmin_home")


def reason(count: int) -> str:
    """Why it cannot be deleted, and what to do instead."""
    return ngettext(
        "This cannot be deleted: %(count)s sign-up on coming dates would be lost."
        " Cancel it under Sign-ups first, or unpublish the page.",
        "This cannot be deleted: %(count)s sign-ups on coming dates would be lost."
        " Cancel them under Sign-ups first, or unpublish the page.",
        count,
    ) % {"count": count}


def in_use(row: Place | Room) -> str:
    """Why a place or room cannot be deleted: so many coming dates are there; else empty."""
    there = {"place": row} if isinstance(row, Place) else {"room": row}
    dates = Occurrence.objects.filter(**there, until__gt=timezone.now())
    count = dates.exclude(status=Occurrence.Status.CANCELLED).count()
    if not count:
        return ""
    return ngettext(
        "%(name)s cannot be deleted: %(count)s coming date is there. Move it elsewhere first.",
        "%(name)s cannot be deleted: %(count)s coming dates are there. Move them elsewhere first.",
        count,
    ) % {"name": row.name, "count": count}


def refuse_delete_place(request: HttpRequest, rows) -> HttpResponse | None:
    """Hook `before_delete_snippet`: back to the list with the reason, or None."""
    places = [row for row in rows if isinstance(row, Place)]
    reasons = [words for place in places for words in [kept_because(place)] if words]
    for words in reasons:
        messages.error(request, words)
    return redirect(reverse(Place.snippet_viewset.get_url_name("list"))) if reasons else None
