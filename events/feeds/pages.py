"""A list of dates inside other sites, and the page that says how to follow, embed and show it."""

from __future__ import annotations

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from core.shell import Link, direction, shell_for_view
from events.feeds.asked import Asked
from events.feeds.ical import MOST_DATES

SHOWN, MOST_SHOWN = 6, 20


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def embed(request: HttpRequest, page) -> HttpResponse:
    """The next dates as a page that any site may show in a frame; no cookie, no script."""
    asked = Asked.of(request, page)
    now = timezone.now()
    # What hangs for weeks would push the next dates out of a small frame.
    rows = asked.dates().not_over(now).order_by("exhibition", "starts_at", "pk")
    rows = rows[: _number(request.GET.get("count", ""))]
    context = {
        "page": page,
        "library": asked.library,
        "title": " – ".join([page.title, *asked.names]),
        "lang": asked.language,
        "dir": direction(asked.language),
        "shell": {"lang": asked.language, "dir": direction(asked.language)},
        "title_lang": page.locale.language_code,
        "events": asked.items(rows, now),
        "problems": asked.problems,
        "url": asked.below(""),
    }
    response = render(request, "events/embed.html", context)
    patch_cache_control(response, no_cache=True)
    return response


def _number(raw: str) -> int:
    """How many dates a site asks for; nonsense means what most want."""
    if not (raw.isascii() and raw.isdigit() and len(raw) < 5):
        return SHOWN
    return min(max(int(raw), 1), MOST_SHOWN)


@require_safe
def follow(request: HttpRequest, page) -> HttpResponse:
    """Everything one can do with the list elsewhere, for the filters in the address."""
    typed = Asked.of(request, page, choose=True)
    asked = typed.without_problems()
    base = asked.library.base_url
    calendar = base + asked.below("calendar.ics")
    context = {
        "page": page,
        "title_lang": page.locale.language_code,
        "names": asked.names,
        "shell": shell_for_view(
            request, _("Follow what happens"), [Link(page.title, asked.path), Link(_("Follow"))]
        ),
        "filters": typed.form(asked.path + "follow/"),
        "calendar": calendar,
        "most": MOST_DATES,
        "webcal": "webcal:" + calendar.partition(":")[2],
        "feed": base + asked.below("feed.xml"),
        "embed": base + asked.below("embed/"),
        "embed_title": asked.title,
        "screen": base + asked.below("screen/"),
        "list_url": asked.below(""),
        "api": f"/{asked.language}/api/",
    }
    return render(request, "events/follow.html", context)
