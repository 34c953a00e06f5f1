"""An event as the list components print it: one date with the words of its card."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import pgettext

from core.addresses import in_language
from core.models import Card, Library
from events.models import Occurrence
from events.organisers import with_partners
from events.queries.facts import facts_in_words
from events.queries.states import status_of
from events.when import moved_in_words


@dataclass(frozen=True)
class EventItem:
    """One date. `starts` and `ends` are days where it lasts all day, else moments."""

    title: str
    url: str
    starts: date | datetime
    ends: date | datetime | None
    all_day: bool
    place_name: str = ""
    status: str = "none"
    status_label: str = ""
    price: str = ""
    summary: str = ""
    picture: dict = field(default_factory=dict)
    lang: str = ""
    dir: str = "ltr"
    note: str = ""
    facts: tuple[str, ...] = ()
    """Languages spoken, ages and online, in words."""
    organisers: str = ""
    """Who arranges it with the library; empty where nobody does."""

    occurrence: Occurrence | None = None

    @property
    def clock(self) -> str:
        """The hour it begins, as the active language writes it."""
        return date_format(self.starts, pgettext("clock time format", "H:i"))


def hours_of(occurrence: Occurrence) -> tuple[date | datetime, date | datetime | None]:
    """When it starts and ends, as days or as moments in the place's own time."""
    several = occurrence.end_date > occurrence.start_date
    if occurrence.all_day:
        return occurrence.start_date, occurrence.end_date if several else None
    if occurrence.ends_at is None and several:
        return occurrence.local_start, occurrence.end_date
    return occurrence.local_start, occurrence.local_end


def place_of(occurrence: Occurrence) -> str:
    """The name of the place, if any; needs the place."""
    return occurrence.place.name if occurrence.place else ""


def cards_for(library: Library, language: str, keys: Iterable) -> dict:
    """Cards by content key, in a language where there is one, else in the first language."""
    found: dict = {}
    cards = Card.objects.filter(
        library=library,
        content_key__in=set(keys),
        locale__language_code__in={language, library.language},
    )
    cards = cards.select_related("locale").defer("search_text")
    for card in cards:
        card.library = library
        if card.content_key not in found or card.lang == language:
            found[card.content_key] = card
    return found


def items_for(
    occurrences: Iterable[Occurrence], cards: dict, language: str, now: datetime
) -> list[EventItem]:
    """Items in the order of the dates; dates without a card are left out."""
    items = []
    for occurrence in occurrences:
        card = cards.get(occurrence.content_key)
        if card is None:
            continue
        starts, ends = hours_of(occurrence)
        status, label = status_of(occurrence, now)
        items.append(
            EventItem(
                title=card.title,
                url=in_language(card.path, language),
                starts=starts,
                ends=ends,
                all_day=occurrence.all_day,
                place_name=place_of(occurrence),
                status=status,
                status_label=label,
                price=card.labels.get("price", ""),
                summary=card.summary,
                picture=card.picture,
                lang=card.lang,
                dir=card.dir,
                note=moved_in_words(occurrence),
                facts=facts_in_words(occurrence.series),
                organisers=with_partners(occurrence.series, card.library),
                occurrence=occurrence,
            )
        )
    return items
