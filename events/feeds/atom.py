"""The event list as Atom: what was published last, narrowed by every filter of the list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_safe

from core.answers import public_answer
from core.feeds import ENTRIES, atom
from core.models import Card
from events.feeds.asked import Asked


@require_safe
def feed(request: HttpRequest, page) -> HttpResponse:
    """The newest events; with filters only those with a coming date that fits.

    A filter that cannot be used finds none, and the feed says so.
    """
    asked = Asked.of(request, page)
    with override(asked.language):
        body = feed_of(asked)
    return public_answer(request, body, "application/atom+xml; charset=utf-8")


def feed_of(asked: Asked) -> bytes:
    """The whole feed."""
    base = asked.library.base_url
    return atom(
        library=asked.library,
        title=asked.title,
        subtitle=" ".join(asked.problems) or asked.page.specific.summary,
        language=asked.language,
        list_url=base + asked.below(""),
        feed_url=base + asked.below("feed.xml"),
        updated=asked.page.last_published_at,
        cards=_cards(asked),
    ).encode()


def _cards(asked: Asked) -> list[Card]:
    """Each event once, in the language where it has words in it."""
    cards = Card.objects.for_reader(asked.library, asked.language).of_kind("event")
    if asked.filters or asked.problems:
        dates = asked.dates().not_over(timezone.now())
        cards = cards.filter(content_key__in=dates.values("content_key"))
    return list(cards.select_related("locale").defer("search_text")[:ENTRIES])
