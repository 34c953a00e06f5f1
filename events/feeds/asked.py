"""Which dates an address asks for: of a page, in a language, narrowed as the list is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, CharField, OuterRef, QuerySet, Subquery, Value, When
from django.utils.translation import get_language

from core.addresses import asked_language, in_language
from core.models import Card, Library
from events.models import Occurrence, OccurrenceText, SeriesOrganiser
from events.queries.choices import Choices
from events.queries.filter_form import filter_form
from events.queries.filters import Filters, dates_with_words
from events.queries.items import EventItem, cards_for, items_for

PAST = timedelta(days=30)
AHEAD = timedelta(days=548)
MOST_DATES = 1000
"""Of one event; what is cancelled and what is to come go before what is over."""

FILTERS = frozenset(field.name for field in fields(Filters)) - {"problems", "typed"}
"""Their names in the address."""


@dataclass(frozen=True)
class Asked:
    """The page asked, its library, the language of the answer, and what was chosen."""

    page: Any
    """None where all the library's dates are asked for without a page."""
    library: Library
    language: str
    filters: Filters | None = None
    choices: Choices | None = None

    @classmethod
    def of(cls, request, page, choose: bool = False) -> Asked:
        """What a request asks for; only the list of all dates has filters.

        What could be chosen is only read where something was, or where `choose` says so.
        """
        library = Library.for_request(request) or Library.for_page(page)
        language = asked_language(request, page, library)
        if page.dated_by != "all" or not (choose or any(request.GET.values())):
            return cls(page, library, language)
        choices = Choices.of(library, language)
        filters = Filters.read(request.GET, choices)
        return cls(page, library, language, filters, choices)

    @property
    def path(self) -> str:
        """The page's address in the language, whatever language its text is in."""
        return in_language(self.page.site_path, self.language)

    @property
    def query(self) -> str:
        """The filters as they stand in the address, with a question mark, or empty.

        What could not be used stays: who asks again must not get everything instead.
        """
        return self.filters.query(**self.filters.typed) if self.filters is not None else ""

    @property
    def problems(self) -> list[str]:
        """What in the address could not be used, in words."""
        return list(self.filters.problems.values()) if self.filters is not None else []

    def without_problems(self) -> Asked:
        """The same with those filters alone that can be used."""
        if not self.problems:
            return self
        return replace(self, filters=replace(self.filters, problems={}, typed={}))

    def below(self, name: str, query: str = "") -> str:
        """The address of something below the page, with its filters and more."""
        own = self.query
        return f"{self.path}{name}{own}{('&' if own else '?') + query if query else ''}"

    @property
    def names(self) -> list[str]:
        """The filters in use, in words."""
        if not self.filters:
            return []
        return [row["label"] for row in self.form(self.path)["active"]]

    def form(self, path: str) -> dict:
        """The form of the list, leading to a path."""
        return filter_form(self.filters, self.choices, path)

    @property
    def title(self) -> str:
        """Library, page and filters on one line."""
        return " – ".join([self.library.name, self.page.title, *self.names])

    def dates(self) -> QuerySet[Occurrence]:
        """All listed dates that fit, with the note or reason in `note` and `reason`.

        None where a filter cannot be used, such as a place that is gone: nobody is there to
        read why a subscribed list suddenly holds everything.
        """
        dates = dates_with_words(self.library, self.language, self.filters)
        if self.problems:
            dates = dates.none()
        dated_by = "all" if self.page is None else self.page.dated_by
        if dated_by == "place":
            card = Card.objects.filter(page_id=self.page.pk)
            dates = dates.filter(place=Subquery(card.values("place_id")[:1]))
        elif dated_by == "partner":
            rows = SeriesOrganiser.objects.filter(partner_key=self.page.content_key)
            dates = dates.filter(series__in=rows.values("series"))
        elif dated_by == "key":
            dates = dates.filter(content_key=self.page.content_key)
        return with_texts(dates, self.library, self.language)

    def items(self, rows: Iterable[Occurrence], now: datetime) -> list[EventItem]:
        """Dates with the words of their page; one query."""
        rows = list(rows)
        cards = cards_for(self.library, self.language, (row.content_key for row in rows))
        return items_for(rows, cards, self.language, now)

    def window(
        self, now: datetime, ahead: timedelta = AHEAD, most: int = MOST_DATES, **narrowed
    ) -> list[Occurrence]:
        """The dates of the last month and so long ahead, soonest first.

        Of more than `most`, cancelled ones stay first: who has one in the calendar would come in
        vain. Then the soonest to come, then what is over.
        """
        over = Case(
            When(status=Occurrence.Status.CANCELLED, then=Value(0)),
            When(until__lte=now, then=Value(2)),
            default=Value(1),
        )
        dates = self.dates().filter(until__gt=now - PAST, starts_at__lt=now + ahead, **narrowed)
        rows = dates.annotate(over=over).order_by("over", "starts_at", "pk")[:most]
        return sorted(rows, key=lambda row: (row.starts_at, row.pk))


def with_texts(dates: QuerySet, library: Library, language: str) -> QuerySet:
    """Adds `note` and `reason`, each in the language, else in the library's first."""
    texts = OccurrenceText.objects.filter(occurrence=OuterRef("pk"))
    texts = texts.filter(language__in={language, library.language}).order_by(
        Case(When(language=language, then=Value(0)), default=Value(1))
    )
    found = {
        name: Subquery(texts.exclude(**{name: ""}).values(name)[:1], output_field=CharField())
        for name in ("note", "reason")
    }
    return dates.annotate(**found)


def addresses(request, index) -> dict[str, str]:
    """What a list page prints: the same list as feed and calendar, and the page about them.

    Each of them reads the filters of the address itself.
    """
    kept = [
        (name, value)
        for name, values in request.GET.lists()
        for value in values
        if value and name in FILTERS
    ]
    query = f"?{urlencode(kept)}" if kept else ""
    language = get_language() or index.locale.language_code
    path = f"/{language}/" + index.site_path.split("/", 2)[2]
    library = Library.for_request(request)
    host = library.base_url.partition(":")[2] if library else ""
    return {
        "feed_url": f"{path}feed.xml{query}",
        "calendar_url": f"{path}calendar.ics{query}",
        "webcal_url": f"webcal:{host}{path}calendar.ics{query}",
        "follow_url": f"{path}follow/{query}",
    }
