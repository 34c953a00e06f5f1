"""The state of events found by search: their next date, asked for all hits at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from core.models import Card, Library
from events.models import Occurrence
from events.queries.states import status_of
from events.when import in_words

MOST_DATES = 1000


@dataclass(frozen=True)
class Hit:
    """What stands beside a found event."""

    when: str
    status: str
    status_label: str


def states_of(library: Library, cards: Iterable[Card]) -> dict[int, Hit]:
    """By card's id: the next date that takes place, else the next, else the last; one query."""
    by_key = {card.content_key: card.pk for card in cards}
    rows = (
        Occurrence.objects.listed_in(library)
        .filter(content_key__in=by_key)
        .select_related("series")
        .order_by("-starts_at", "-pk")[:MOST_DATES]
    )
    now = timezone.now()
    best: dict = {}
    for row in rows:
        # Read from the last to the first, so that the best one read last is the soonest.
        worth = 0 if row.until <= now else 1 if row.status == row.Status.CANCELLED else 2
        known = best.get(row.content_key)
        if known is None or worth >= known[0] and worth:
            best[row.content_key] = (worth, row)
    return {
        by_key[key]: Hit(in_words(row), *status_of(row, now)) for key, (_worth, row) in best.items()
    }
