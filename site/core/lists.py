"""Reading lists of cards: a count, a page of cards, and the topics to filter by."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from core.models import Card, Library, Topic

PER_PAGE = 24


def page_number(request, pages: int) -> int:
    """The page asked for, kept within what exists; nonsense means the first."""
    raw = request.GET.get("page", "1")
    number = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 7 else 1
    return min(max(number, 1), max(pages, 1))


def card_list(request, index) -> dict:
    """Context of a list page: `cards` (a page of a paginator), `filters`, `chosen_topic`."""
    library = Library.for_request(request) or Library.for_page(index)
    cards = Card.objects.filter(
        library=library, kind=index.listed_kind, locale_id=index.locale_id
    ).select_related("locale")
    cards = cards.order_by("order", "pk") if index.sort_by_title else cards
    topics = topics_in_use(library, index.listed_kind)
    chosen = next((topic for topic in topics if topic.slug == request.GET.get("topic")), None)
    if chosen is not None:
        cards = cards.filter(topics=chosen)
    paginator = Paginator(cards, PER_PAGE)
    page = paginator.page(page_number(request, paginator.num_pages))
    return {
        "cards": page,
        "chosen_topic": chosen,
        "filters": topic_filter(request, topics, chosen) if topics else None,
        "has_filters": chosen is not None,
    }


def topic_filter(request, topics: list[Topic], chosen: Topic | None) -> dict:
    """What the filter component prints for a choice of topic."""
    options = [{"value": "", "label": _("All topics"), "selected": chosen is None}]
    for topic in topics:
        options.append({"value": topic.slug, "label": str(topic), "selected": topic == chosen})
    return {
        "action": request.path,
        "selects": [{"name": "topic", "label": _("Topic"), "options": options}],
        "active": [{"label": str(chosen), "url": request.path}] if chosen else [],
        "reset_url": request.path,
    }


def topics_in_use(library: Library, kind: str) -> list[Topic]:
    """Topics that at least one listed page of the kind has, with their names."""
    return list(
        Topic.objects.filter(library=library, cards__kind=kind).distinct().prefetch_related("names")
    )


def latest(library: Library, locale_id: int, kind: str, limit: int, **filters) -> list[Card]:
    """The newest cards of a kind in one language."""
    cards = Card.objects.filter(library=library, locale_id=locale_id, kind=kind, **filters)
    return list(cards.select_related("locale")[:limit])
