"""Lists of coming dates: a count, the dates and their cards, whatever the number."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.functional import cached_property

from core.addresses import asked_language
from core.lists import PER_PAGE, page_number
from core.models import Card, Library
from events.models import SeriesOrganiser
from events.queries.filter_form import filter_form
from events.queries.filters import Found, dates_with_words, find_dates
from events.queries.items import EventItem, cards_for, items_for
from events.queries.nearest import dropped_filters, nearest_days

EXHIBITIONS = 12
MOST = 1000
"""So many dates are counted and paged through; days, the month and filters lead to the others."""


class BoundedPaginator(Paginator):
    """Counts no further than readers turn pages, so a long list costs no more than a short one."""

    @cached_property
    def count(self) -> int:
        """How many there are, at most `MOST`."""
        return self.object_list.order_by()[:MOST].count()


def coming(
    *,
    library: Library,
    language: str,
    limit: int,
    place_id: int | str | None = None,
    topic_id: int | str | None = None,
    audience_id: int | str | None = None,
    exhibitions: bool = False,
    key=None,
    partner_key=None,
) -> list[EventItem]:
    """The next dates for a block, a place or another page; two queries.

    `key` limits it to one event or group, `partner_key` to what a partner stands behind. A
    topic, audience or place that is gone gives nothing.
    """
    now = timezone.now()
    dates = dates_with_words(library, language).not_over(now).filter(exhibition=exhibitions)
    if topic_id:
        tagged = Card.objects.filter(library=library, topics=topic_id)
        dates = dates.filter(content_key__in=tagged.values("content_key"))
    if audience_id:
        meant = Card.objects.filter(library=library, audiences=audience_id)
        dates = dates.filter(content_key__in=meant.values("content_key"))
    if place_id:
        dates = dates.filter(place=place_id)
    if key is not None:
        dates = dates.filter(content_key=key)
    if partner_key is not None:
        behind = SeriesOrganiser.objects.filter(partner_key=partner_key)
        dates = dates.filter(series__in=behind.values("series"))
    dates = list(dates[:limit])
    cards = cards_for(library, language, (item.content_key for item in dates))
    return items_for(dates, cards, language, now)


def listing_context(request, index) -> dict:
    """Context of the event list.

    `events` are the items of one page, `page` the paginator's page, `exhibitions` items apart
    from it on the first page, `filters` what the filter component prints.
    """
    library = Library.for_request(request) or Library.for_page(index)
    if library is None:
        return {"events": [], "exhibitions": [], "total": 0}
    language = asked_language(request, index, library)
    now = timezone.now()
    found = find_dates(request.GET, library=library, language=language, since=now)
    dates = found.dates
    paginator = BoundedPaginator(dates.filter(exhibition=False), PER_PAGE)
    page = paginator.page(page_number(request, paginator.num_pages))
    rows = list(page.object_list)
    exhibitions = dates.filter(exhibition=True)[: EXHIBITIONS + 1]
    apart = list(exhibitions) if page.number == 1 else []
    more_apart, apart = len(apart) > EXHIBITIONS, apart[:EXHIBITIONS]
    cards = cards_for(library, language, (row.content_key for row in (*rows, *apart)))
    return {
        **_ways_on(found, library, language, request.path, now, paginator.count),
        "page_of_events": page,
        "total": paginator.count,
        "has_more": paginator.count == MOST,
        "events": items_for(rows, cards, language, now),
        "exhibitions": items_for(apart, cards, language, now),
        "more_exhibitions": more_apart,
        "filters": filter_form(found.filters, found.choices, request.path),
        "has_filters": bool(found.filters),
        "month_query": found.filters.query(without=("when", "day")),
    }


def _ways_on(found: Found, library, language: str, path: str, now, total: int) -> dict:
    """What to try where filters leave nothing."""
    if total or not found.filters:
        return {}
    asked = (found, library, language, path, now)
    return {"nearest": nearest_days(*asked), "dropped": dropped_filters(*asked)}
