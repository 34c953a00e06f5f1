"""What a reader asked the event list for, as a clean value and as conditions on dates.

`find_dates` is the one way from an address to dates: the list, the month, feeds, embedded
lists and screens all call it, so that a filter means the same everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import and_
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale

from core.models import Card, Library
from events.models import Occurrence
from events.models.series import SignUpMode
from events.queries.choices import Choices, Option

SMALL_HOURS = time(6)
"""A night that ends before this hour belongs to the evening it began."""
SATURDAY = 5
WHEN = ("today", "weekend", "week")
OLDEST = 120
YES, NO = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")
"""How addresses tick a box or leave it; programs write words where forms write 1."""
GROWN_UP = 18
CONTROL = re.compile("[\x00-\x1f\x7f]+")


@dataclass(frozen=True)
class Filters:
    """A checked choice; empty values mean everything.

    `problems` says in words, by the name of the filter, what in the address could not be used;
    `typed` keeps what was typed there.
    """

    when: str = ""
    day: date | None = None
    topic: str = ""
    place: str = ""
    audience: str = ""
    language: str = ""
    age: int | None = None
    free: bool = False
    online: bool = False
    seats: bool = False
    access: tuple[str, ...] = ()
    problems: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, data, choices: Choices) -> Filters:
        """What the address asks for, as far as it means something here."""
        asked = _Reader(data)
        when, day = asked.one_of("when", WHEN), asked.day("day")
        return cls(
            when="" if day else when,
            day=day,
            topic=asked.one_of("topic", _values(choices.topics)),
            place=asked.one_of("place", _values(choices.places)),
            audience=asked.one_of("audience", _values(choices.audiences)),
            language=asked.one_of("language", _values(choices.languages)),
            age=asked.age("age"),
            free=asked.ticked("free"),
            online=asked.ticked("online"),
            seats=asked.ticked("seats"),
            access=asked.some_of("access", _values(choices.access)),
            problems=asked.problems,
            typed=asked.typed,
        )

    def __bool__(self) -> bool:
        return bool(self.asked())

    def asked(self) -> list[tuple[str, str]]:
        """The filters in use as (name, value), in the order of the form."""
        values = {
            "when": self.when,
            "day": self.day.isoformat() if self.day else "",
            "topic": self.topic,
            "place": self.place,
            "audience": self.audience,
            "age": "" if self.age is None else str(self.age),
            "language": self.language,
            **{name: "1" if getattr(self, name) else "" for name in ("free", "online", "seats")},
        }
        pairs = [(name, value) for name, value in values.items() if value]
        return pairs + [("access", value) for value in self.access]

    def query(self, *, without: tuple[str, ...] = (), **other: str) -> str:
        """The filters as they stand in an address, with a question mark, or empty.

        `without` leaves filters out, other words are added.
        """
        kept = [pair for pair in self.asked() if pair[0] not in without and pair[0] not in other]
        kept += [(name, value) for name, value in other.items() if value]
        return f"?{urlencode(kept)}" if kept else ""

    def days(self, today: date) -> tuple[date, date] | None:
        """First and last day asked for; None for all."""
        if self.day:
            return self.day, self.day
        if self.when == "today":
            return today, today
        if self.when == "week":
            return today, today + timedelta(days=6)
        if self.when == "weekend":
            saturday = today + timedelta(days=SATURDAY - today.weekday())
            return max(saturday, today), saturday + timedelta(days=1)
        return None

    def conditions(self, library: Library, now: datetime) -> dict[str, Q]:
        """What each filter in use asks of a date, by the filter's name; `day` for all days."""
        found: dict[str, Q] = {}
        days = self.days(timezone.localdate(now))
        if days:
            found["day" if self.day else "when"] = on_days(*days)
        for name, way in (("topic", "topics__slug"), ("audience", "audiences__slug")):
            if getattr(self, name):
                cards = Card.objects.filter(library=library, **{way: getattr(self, name)})
                found[name] = Q(content_key__in=cards.values("content_key"))
        if self.place:
            found["place"] = Q(place_id=int(self.place))
        if self.age is not None:
            found["age"] = _for_age(self.age)
        if self.language:
            found["language"] = Q(series__languages__contains=f",{self.language},")
            if self.language == library.language:
                found["language"] |= Q(series__languages="")
        if self.free:
            found["free"] = Q(series__free=True)
        if self.online:
            found["online"] = Q(series__online=True)
        if self.seats:
            found["seats"] = _with_seats(now)
        if self.access:
            found["access"] = reduce(and_, (ACCESS[name] for name in self.access))
        return found


@dataclass(frozen=True)
class Found:
    """The answer of `find_dates`."""

    filters: Filters
    choices: Choices
    dates: QuerySet[Occurrence]
    """Soonest first, with series, place and room; exhibitions among them."""


def find_dates(data, *, library: Library, language: str, since: datetime | None = None) -> Found:
    """The dates that an address asks for: `find_dates(request.GET, library=…, language=…)`.

    `data` is a QueryDict; what means nothing in it is left out and told in `filters.problems`,
    never an error. Dates that were over before `since` (now, where it is not given) are not
    among them. One query for the choices; the dates are asked when they are read.
    """
    now = timezone.now()
    choices = Choices.of(library, language)
    filters = Filters.read(data, choices)
    dates = dates_with_words(library, language, filters, now).not_over(since or now)
    return Found(filters, choices, dates)


def dates_with_words(
    library: Library,
    language: str,
    filters: Filters | None = None,
    now: datetime | None = None,
) -> QuerySet[Occurrence]:
    """Listed dates, over or not, with words in the language or the first one, in order."""
    # As EXISTS, so that a database can walk the dates in order and stop after a page of them.
    words = Card.objects.filter(
        _in(language) | _in(library.language), content_key=OuterRef("content_key"), library=library
    )
    # A library has words of what it lists and of nothing else: they tell where, too.
    dates = Occurrence.objects.shown()
    if filters:
        dates = dates.filter(all_of(filters.conditions(library, now or timezone.now())))
    return dates.filter(Exists(words)).select_related("series", "place", "room").in_order()


def _in(language: str) -> Q:
    """Cards in a language; the database looks its locale up once and not for each date."""
    return Q(locale=Subquery(Locale.objects.filter(language_code=language).values("pk")[:1]))


def all_of(conditions: Mapping[str, Q], *, but: str = "") -> Q:
    """All conditions at once; `but` leaves one of them out."""
    return reduce(and_, (item for name, item in conditions.items() if name != but), Q())


def on_days(first: date, last: date) -> Q:
    """Dates on these local days; a night that ends in the small hours is on its first day."""
    begun = Q(start_date__gte=first, start_date__lte=last)
    # As the index of dates that end on another day than they begin.
    running = Q(start_date__lt=first, end_date__gte=first, end_date__gt=F("start_date"))
    tail = Q(end_date=first, start_date=first - timedelta(days=1), end_time__lte=SMALL_HOURS)
    return begun | (running & ~tail)


ACCESS = {
    "step_free": Q(place__step_free=True) & ~Q(room__only_by_stairs=True),
    "accessible_toilet": Q(place__accessible_toilet=True),
    "hearing_loop": Q(place__hearing_loop=True) | Q(room__hearing_loop=True),
    "accessible_parking": Q(place__accessible_parking=True),
}


def _for_age(age: int) -> Q:
    """Meant for that age. What states none is for everybody, but a child is asked for by age."""
    low = Q(series__age_from__isnull=True) | Q(series__age_from__lte=age)
    high = Q(series__age_to__isnull=True) | Q(series__age_to__gte=age)
    fits = low & high
    if age >= GROWN_UP:
        return fits
    return fits & (Q(series__age_from__isnull=False) | Q(series__age_to__isnull=False))


def _with_seats(now: datetime) -> Q:
    """Just come, signed up for elsewhere, or a seat that can be had here now or later."""
    open_yet = Q(closes_at__isnull=True, starts_at__gt=now) | Q(closes_at__gt=now)
    seat = Q(capacity__isnull=True) | Q(seats_taken__lt=F("capacity"), seats_waiting=0)
    elsewhere = ~Q(series__sign_up=SignUpMode.SIGN_UP)
    return ~Q(status=Occurrence.Status.CANCELLED) & (elsewhere | (open_yet & seat))


def _values(options: list[Option]) -> list[str]:
    return [option.value for option in options]


class _Reader:
    """Reads an address and keeps, in words, what could not be used."""

    def __init__(self, data) -> None:
        self.data = data
        self.problems: dict[str, str] = {}
        self.typed: dict[str, str] = {}

    def _raw(self, name: str) -> str:
        return self.data.get(name, "").strip()

    def _refuse(self, name: str, raw: str, message: str) -> None:
        self.typed[name] = CONTROL.sub(" ", raw)[:40]
        self.problems[name] = message % {"value": self.typed[name]}

    def _known(self, name: str, raw: str, options) -> bool:
        if raw and raw not in options:
            self._refuse(name, raw, _("There is nothing called “%(value)s” to choose here now."))
        return raw in options

    def one_of(self, name: str, options) -> str:
        raw = self._raw(name)
        return raw if self._known(name, raw, options) else ""

    def some_of(self, name: str, options) -> tuple[str, ...]:
        raw = self.data.getlist(name) if hasattr(self.data, "getlist") else [self._raw(name)]
        chosen = {value for value in raw if self._known(name, value.strip(), options)}
        return tuple(value for value in options if value in chosen)

    def ticked(self, name: str) -> bool:
        raw = self._raw(name)
        return self._known(name, raw, (*YES, *NO)) and raw in YES

    def day(self, name: str) -> date | None:
        raw = self._raw(name)
        try:
            found = date.fromisoformat(raw) if raw else None
        except ValueError:
            found = None
        if found is not None and 2000 <= found.year <= 2100:
            return found
        if raw:
            self._refuse(
                name, raw, _("“%(value)s” is not a date we know. Write it like 2026-11-30.")
            )
        return None

    def age(self, name: str) -> int | None:
        raw = self._raw(name)
        if raw.isascii() and raw.isdigit() and len(raw) < 4 and int(raw) <= OLDEST:
            return int(raw)
        if raw:
            self._refuse(name, raw, _("Write the age as a number of years, 0 to 120."))
        return None
