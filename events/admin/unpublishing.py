"""Before an event is taken down: whoever does it reads how many are signed up, and what they
are told."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.models import Page

from events.models import EventPage
from events.queries.participants import sign_ups_at_stake


class EventUnpublishView(UnpublishView):
    """Wagtail's question, with what it means for those who are signed up."""

    def get(self, request, *args, **kwargs) -> HttpResponse:
        """The question; nothing is said where nobody is signed up."""
        count = sign_ups_at_stake([self.object], live=True)
        if count:
            messages.warning(request, meaning(count))
        return super().get(request, *args, **kwargs)


def meaning(count: int) -> str:
    """What so many people who are signed up are told, and what to do instead."""
    return ngettext(
        "%(count)s sign-up on coming dates stays when the page is unpublished. Nobody is told of"
        " it, and reminders are still sent. If a date does not take place, cancel it under"
        " Sign-ups: then people are told.",
        "%(count)s sign-ups on coming dates stay when the page is unpublished. Nobody is told of"
        " it, and reminders are still sent. If a date does not take place, cancel it under"
        " Sign-ups: then people are told.",
        count,
    ) % {"count": count}


def refuse_below(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hook `before_unpublish_page`: events below a page are taken down one by one."""
    if isinstance(page, EventPage) or not request.POST.get("include_descendants"):
        return None
    if not sign_ups_at_stake([page], live=True):
        return None
    messages.error(request, _one_by_one())
    return redirect("wagtailadmin_explore", page.pk)


def refuse_bulk(request: HttpRequest, action: str, objects, view) -> HttpResponse | None:
    """Hook `before_bulk_action`: the same for several pages at once."""
    pages = [item for item in objects if isinstance(item, Page)]
    if action != "unpublish" or not pages:
        return None
    if not request.POST.get("include_descendants"):
        pages = [page for page in pages if isinstance(page.specific, EventPage)]
    if not sign_ups_at_stake(pages, live=True):
        return None
    messages.error(request, _one_by_one())
    return redirect(view.next_url or "wagtailadmin_home")


def _one_by_one() -> str:
    return _(
        "People are signed up for coming dates of these events. Unpublish each event by itself:"
        " there you read what people are told. None of the chosen pages is unpublished."
    )
