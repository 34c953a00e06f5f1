"""Reading cards: a list's page of them, what belongs together, and the topics of a page."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet

from core.addresses import asked_language, in_language, list_above
from core.filters import TITLE, Filters, best_name, read_filters
from core.models import Card, Library, PageTopic, TopicName
from core.switches import kind_in_use

PER_PAGE = 24
RELATED = 3


def page_number(request, pages: int) -> int:
    """The page asked for, kept within what exists; nonsense means the first."""
    raw = request.GET.get("page", "1")
    number = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 7 else 1
    return min(max(number, 1), max(pages, 1))


def filtered(request, index) -> tuple[QuerySet[Card], Filters]:
    """The cards of a list page that fit what the address asks for, newest first.

    What the reader's language lacks is borrowed from the library's first one.
    """
    library = Library.for_request(request) or Library.for_page(index)
    language = asked_language(request, index, library)
    cards = Card.objects.for_reader(library, language).of_kind(*index.kinds)
    filters = read_filters(request.GET, cards, library, index)
    return filters.narrow(cards).select_related("locale").defer("search_text"), filters


def card_list(request, index) -> dict:
    """Context of a list page.

    `cards` is a page of a paginator, `filters` what the filter component prints, `feed_url`
    the address of the same list as a feed. Words of the reader's own language come first.
    """
    cards, filters = filtered(request, index)
    order = ("order", "pk") if filters.sort == TITLE else ()
    cards = cards.own_first(*order)
    language = asked_language(request, index, Library.for_request(request))
    paginator = Paginator(cards, PER_PAGE)
    page = paginator.page(page_number(request, paginator.num_pages))
    return {
        "cards": page,
        "filters": filters.form(request.path),
        "has_filters": bool(filters.chosen()),
        "feed_url": f"{in_language(index.site_path, language)}feed.xml{filters.query()}",
    }


def latest(library: Library, language: str, kind: str, limit: int) -> list[Card]:
    """The newest cards of a kind in the reader's language, then borrowed ones."""
    cards = Card.objects.for_reader(library, language).of_kind(kind).own_first()
    return list(cards.select_related("locale").defer("search_text")[:limit])


def related(page, library: Library | None, *kinds: str, limit: int = RELATED) -> list[Card]:
    """Cards that share a topic with the page, then the newest; one query.

    Without kinds the page's own kind. Kinds that are switched off are left out, and words of
    the reader's own language come first.
    """
    wanted = [kind for kind in kinds or (page.card_kind,) if kind_in_use(library, kind)]
    if library is None or not wanted:
        return []
    shared = Card.topics.through.objects.filter(
        card_id=OuterRef("pk"),
        topic_id__in=PageTopic.objects.filter(page_id=page.pk).values("topic_id"),
    )
    language = asked_language(None, page, library)
    return list(
        Card.objects.for_reader(library, language)
        .of_kind(*wanted)
        .exclude(content_key=page.content_key)
        .annotate(alike=Exists(shared))
        .own_first("-alike", "-published_at", "-pk")
        .select_related("locale")
        .defer("search_text")[:limit]
    )


def alike(page, library: Library | None, *kinds: str) -> list[Card]:
    """Cards that share a topic with the page, and no others; one query."""
    return [card for card in related(page, library, *kinds) if card.alike]


def topic_links(page, library: Library | None) -> list[dict]:
    """The page's topics, each leading to the list it lies in narrowed to it; one query."""
    language = asked_language(None, page, library)
    names: dict[str, dict[str, str]] = {}
    chosen = PageTopic.objects.filter(page_id=page.pk).values("topic")
    rows = TopicName.objects.filter(topic__in=chosen).order_by("topic__order", "topic__slug")
    for slug, code, name in rows.values_list("topic__slug", "language", "name"):
        names.setdefault(slug, {})[code] = name
    above = list_above(in_language(page.site_path, language), library) if library else ""
    return [
        {"label": best_name(by, language, slug), "url": f"{above}?topic={slug}"}
        for slug, by in names.items()
    ]
