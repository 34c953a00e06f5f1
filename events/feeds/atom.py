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
    cards = Card.objects.shown_in(asked.library).of_kind("event")
    cards = cards.filter(locale__language_code__in={asked.language, asked.library.language})
    if asked.filters or asked.problems:
        dates = asked.dates().not_over(timezone.now())
        cards = cards.filter(content_key__in=dates.values("series__key"))
    found: dict = {}
    for card in cards.select_related("locale").defer("search_text")[: 2 * ENTRIES]:
        if card.content_key not in found or card.lang == asked.language:
            found[card.content_key] = card
    return list(found.values())[:ENTRIES]
