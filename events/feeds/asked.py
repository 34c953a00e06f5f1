"""Which dates an address asks for: of a page, in a language, narrowed as the list is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, CharField, OuterRef, QuerySet, Subquery, Value, When
from django.utils.translation import get_language

from core.models import Card, Library
from events.models import Occurrence, OccurrenceText, SeriesOrganiser
from events.queries.filters import Choices, Filters
from events.queries.listing import dates_with_words

PAST = timedelta(days=30)
AHEAD = timedelta(days=548)
MOST_DATES = 1000
"""No program shows more with profit; those to come go before those that are over."""


@dataclass(frozen=True)
class Asked:
    """The page asked, its library, the language of the answer, and what was chosen."""

    page: object
    library: Library
    language: str
    filters: Filters | None = None
    choices: Choices | None = None

    @classmethod
    def of(cls, request, page) -> Asked:
        """What a request asks for; only the list of all dates has filters."""
        library = Library.for_request(request) or Library.for_page(page)
        language = get_language()
        if language not in library.homes:
            language = page.locale.language_code
        if page.dated_by != "all" or not any(request.GET.values()):
            return cls(page, library, language)
        choices = Choices.of(library, language)
        filters = Filters.read(request.GET, choices)
        return cls(page, library, language, filters, choices)

    @property
    def path(self) -> str:
        """The page's address in the language, whatever language its text is in."""
        return f"/{self.language}/" + self.page.site_path.split("/", 2)[2]

    @property
    def chosen(self) -> dict[str, str]:
        """The filters in use, as they stand in the address."""
        return self.filters.asked() if self.filters else {}

    @property
    def names(self) -> list[str]:
        """The filters in use, in words."""
        if not self.chosen:
            return []
        return [row["label"] for row in self.filters.form(self.path, self.choices)["active"]]

    @property
    def title(self) -> str:
        """Library, page and filters on one line."""
        return " – ".join([self.library.name, self.page.title, *self.names])

    def dates(self) -> QuerySet[Occurrence]:
        """All listed dates that fit, with the note or reason in `note` and `reason`."""
        dates = dates_with_words(self.library, self.language, self.filters)
        if self.page.dated_by == "place":
            card = Card.objects.filter(page_id=self.page.pk)
            dates = dates.filter(place=Subquery(card.values("place_id")[:1]))
        elif self.page.dated_by == "partner":
            rows = SeriesOrganiser.objects.filter(partner_key=self.page.content_key)
            dates = dates.filter(series__in=rows.values("series"))
        elif self.page.dated_by == "key":
            dates = dates.filter(series__key=self.page.content_key)
        return with_texts(dates, self.library, self.language).select_related("room")

    def window(self, now: datetime) -> list[Occurrence]:
        """The dates of the last month and the next year and a half, soonest first."""
        over = Case(When(until__lte=now, then=Value(1)), default=Value(0))
        dates = self.dates().filter(until__gt=now - PAST, starts_at__lt=now + AHEAD)
        rows = dates.annotate(over=over).order_by("over", "starts_at", "pk")[:MOST_DATES]
        return sorted(rows, key=lambda row: (row.starts_at, row.pk))


def with_texts(dates: QuerySet, library: Library, language: str) -> QuerySet:
    """Adds `note` and `reason` in the language, else in the library's first."""
    texts = OccurrenceText.objects.filter(occurrence=OuterRef("pk"))
    texts = texts.filter(language__in={language, library.language}).order_by(
        Case(When(language=language, then=Value(0)), default=Value(1))
    )
    found = {
        name: Subquery(texts.values(name)[:1], output_field=CharField())
        for name in ("note", "reason")
    }
    return dates.annotate(**found)
