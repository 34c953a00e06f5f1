"""Lists of coming dates: a count, the dates and their cards, whatever the number."""

from __future__ import annotations

from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils import timezone

from core.lists import PER_PAGE, page_number
from core.models import Card, Library
from events.models import Occurrence
from events.queries.filters import Choices, Filters
from events.queries.items import EventItem, cards_for, items_for

EXHIBITIONS = 12


def coming_dates(
    library: Library, language: str, now: datetime, filters: Filters | None = None
) -> QuerySet[Occurrence]:
    """Dates that are coming or running and have words in the language or the first one."""
    return dates_with_words(library, language, filters).not_over(now)


def dates_with_words(
    library: Library, language: str, filters: Filters | None = None
) -> QuerySet[Occurrence]:
    """Listed dates, also those that are over, with words in the language or the first one."""
    cards = Card.objects.filter(
        library=library, locale__language_code__in={language, library.language}
    )
    dates = Occurrence.objects.listed_in(library)
    if filters:
        cards, dates = filters.narrow_cards(cards), filters.narrow_dates(dates)
    return (
        dates.filter(series__key__in=cards.values("content_key"))
        .select_related("series", "place")
        .in_order()
    )


def coming(
    *,
    library: Library,
    language: str,
    limit: int,
    place_id: int | str | None = None,
    topic_id: int | str | None = None,
    exhibitions: bool = False,
    key=None,
) -> list[EventItem]:
    """The next dates for a block, a place or another page; two queries.

    `key` limits it to one event or group. A topic or place that is gone gives nothing.
    """
    now = timezone.now()
    dates = coming_dates(library, language, now).filter(exhibition=exhibitions)
    if topic_id:
        tagged = Card.objects.filter(library=library, topics=topic_id)
        dates = dates.filter(series__key__in=tagged.values("content_key"))
    if place_id:
        dates = dates.filter(place=place_id)
    if key is not None:
        dates = dates.filter(series__key=key)
    dates = list(dates[:limit])
    cards = cards_for(library, language, (item.series.key for item in dates))
    return items_for(dates, cards, language, now)


def listing_context(request, index) -> dict:
    """Context of the event list.

    `events` are the items of one page, `page` the paginator's page, `exhibitions` items apart
    from it on the first page, `filters` what the filter component prints.
    """
    library = Library.for_request(request) or Library.for_page(index)
    if library is None:
        return {"events": [], "exhibitions": [], "total": 0}
    language = _language(request, index, library)
    choices = Choices.of(library, language)
    filters = Filters.read(request.GET, choices)
    now = timezone.now()
    dates = coming_dates(library, language, now, filters)
    paginator = Paginator(dates.filter(exhibition=False), PER_PAGE)
    page = paginator.page(page_number(request, paginator.num_pages))
    rows = list(page.object_list)
    apart = list(dates.filter(exhibition=True)[:EXHIBITIONS]) if page.number == 1 else []
    cards = cards_for(library, language, (row.series.key for row in (*rows, *apart)))
    return {
        "page_of_events": page,
        "total": paginator.count,
        "events": items_for(rows, cards, language, now),
        "exhibitions": items_for(apart, cards, language, now),
        "filters": filters.form(request.path, choices),
        "has_filters": bool(filters),
    }


def _language(request, index, library: Library) -> str:
    """The language that was asked for: the address's, or the page's own in a preview."""
    from django.utils.translation import get_language

    asked = get_language()
    if getattr(request, "is_preview", False) or asked not in library.homes:
        return index.locale.language_code
    return asked
