"""Reading cards: a list's page of them, what belongs together, and the topics of a page."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import get_language

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
    """The cards of a list page that fit what the address asks for, newest first."""
    library = Library.for_request(request) or Library.for_page(index)
    filters = read_filters(request.GET, library, index)
    cards = Card.objects.shown_in(library).of_kind(*index.kinds).in_language(index.locale_id)
    return filters.narrow(cards).select_related("locale").defer("search_text"), filters


def card_list(request, index) -> dict:
    """Context of a list page.

    `cards` is a page of a paginator, `filters` what the filter component prints, `feed_url`
    the address of the same list as a feed.
    """
    cards, filters = filtered(request, index)
    if filters.sort == TITLE:
        cards = cards.order_by("order", "pk")
    paginator = Paginator(cards, PER_PAGE)
    page = paginator.page(page_number(request, paginator.num_pages))
    return {
        "cards": page,
        "filters": filters.form(request.path),
        "has_filters": bool(filters.chosen()),
        "feed_url": f"{index.site_path}feed.xml{filters.query()}",
    }


def latest(library: Library, locale_id: int, kind: str, limit: int, **filters) -> list[Card]:
    """The newest cards of a kind in one language."""
    cards = Card.objects.shown_in(library).in_language(locale_id).of_kind(kind).filter(**filters)
    return list(cards.select_related("locale").defer("search_text")[:limit])


def related(page, library: Library | None, *kinds: str, limit: int = RELATED) -> list[Card]:
    """Cards that share a topic with the page, then the newest; one query.

    Without kinds the page's own kind. Kinds that are switched off are left out.
    """
    wanted = [kind for kind in kinds or (page.card_kind,) if kind_in_use(library, kind)]
    if library is None or not wanted:
        return []
    shared = Card.topics.through.objects.filter(
        card_id=OuterRef("pk"),
        topic_id__in=PageTopic.objects.filter(page_id=page.pk).values("topic_id"),
    )
    cards = Card.objects.filter(library=library, locale_id=page.locale_id, kind__in=wanted)
    return list(
        cards.exclude(page_id=page.pk)
        .annotate(alike=Exists(shared))
        .order_by("-alike", "-published_at", "-pk")
        .select_related("locale")
        .defer("search_text")[:limit]
    )


def alike(page, library: Library | None, *kinds: str) -> list[Card]:
    """Cards that share a topic with the page, and no others; one query."""
    return [card for card in related(page, library, *kinds) if card.alike]


def topic_links(page) -> list[dict]:
    """The page's topics, each leading to the list it lies in narrowed to it; one query."""
    language = get_language() or page.locale.language_code
    names: dict[str, dict[str, str]] = {}
    chosen = PageTopic.objects.filter(page_id=page.pk).values("topic")
    rows = TopicName.objects.filter(topic__in=chosen).order_by("topic__order", "topic__slug")
    for slug, code, name in rows.values_list("topic__slug", "language", "name"):
        names.setdefault(slug, {})[code] = name
    above = page.site_path.rstrip("/").rpartition("/")[0]
    return [
        {"label": best_name(by, language, slug), "url": f"{above}/?topic={slug}"}
        for slug, by in names.items()
    ]
