"""Reads for the front page and place pages."""

from __future__ import annotations

from core.hours import week
from core.lists import latest
from core.models import Card, Library
from core.registry import registry

FRONT_EVENTS = 6
FRONT_STORIES = 4
FRONT_GUIDES = 3


def coming_events(library: Library, language: str, limit: int, **filters) -> list:
    """The next dates as the events app offers them; nothing where it offers none."""
    source = registry.list_sources.get("events")
    if source is None:
        return []
    return source(library=library, language=language, limit=limit, **filters)


def front_page_context(request, page) -> dict:
    """Coming dates, latest stories and guides; three reads of lists."""
    library = Library.for_request(request) or Library.for_page(page)
    language = page.locale.language_code
    cards = list(
        Card.objects.filter(
            library=library, locale_id=page.locale_id, kind__in=("guide", "group", "partner")
        )
        .select_related("locale")
        .order_by("-published_at")[:24]
    )
    return {
        "events": coming_events(library, language, FRONT_EVENTS),
        "stories": latest(library, page.locale_id, "story", FRONT_STORIES),
        "guides": [card for card in cards if card.kind == "guide"][:FRONT_GUIDES],
        "groups": [card for card in cards if card.kind == "group"][:FRONT_GUIDES],
    }


def place_context(request, page) -> dict:
    """Hours of a place and what happens there."""
    library = Library.for_request(request) or Library.for_page(page)
    place = page.place
    if place is None:
        return {"hours": None, "events": []}
    language = page.locale.language_code
    return {
        "hours": week(place),
        "events": coming_events(library, language, FRONT_EVENTS, place_id=place.pk),
    }
