"""What a reader asked the event list for; nonsense in the address is left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from urllib.parse import urlencode

from django.db.models import CharField, F, Q, QuerySet, Value
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.models import AudienceName, Card, Library, Place, TopicName

SMALL_HOURS = time(6)
"""A night that ends before this hour belongs to the evening it began."""
SATURDAY = 5


@dataclass(frozen=True)
class Option:
    value: str
    label: str


@dataclass
class Choices:
    """What can be chosen in one library: two queries."""

    topics: list[Option]
    audiences: list[Option]
    places: list[Option]

    @classmethod
    def of(cls, library: Library, language: str) -> Choices:
        """Topics and audiences of listed events with names in a language, and places."""
        names = _names(TopicName, "topic", library).union(
            _names(AudienceName, "audience", library), all=True
        )
        found: dict[str, dict[str, dict]] = {"topic": {}, "audience": {}}
        for kind, _order, slug, code, name in names.order_by("position", "slug_"):
            found[kind].setdefault(slug, {})[code] = name
        lists = {}
        for kind, terms in found.items():
            lists[kind] = [Option(slug, _best(by, language)) for slug, by in terms.items()]
        places = Place.objects.filter(library=library).values_list("pk", "name")
        return cls(
            lists["topic"], lists["audience"], [Option(str(pk), name) for pk, name in places]
        )


def _names(model, kind: str, library: Library) -> QuerySet:
    return (
        model.objects.filter(**{f"{kind}__library": library, f"{kind}__cards__kind": "event"})
        .annotate(
            kind_=Value(kind, output_field=CharField()),
            position=F(f"{kind}__order"),
            slug_=F(f"{kind}__slug"),
        )
        .values_list("kind_", "position", "slug_", "language", "name")
        .distinct()
    )


def _best(names: dict[str, str], language: str) -> str:
    return names.get(language) or names.get("da") or next(iter(names.values()))


@dataclass(frozen=True)
class Filters:
    """A checked choice; empty strings and None mean everything."""

    when: str = ""
    day: date | None = None
    topic: str = ""
    place: str = ""
    audience: str = ""

    @classmethod
    def read(cls, data, choices: Choices) -> Filters:
        """What the address asks for, as far as it means something here."""

        def known(name: str, options: list[Option]) -> str:
            asked = data.get(name, "")
            return asked if any(option.value == asked for option in options) else ""

        when = data.get("when", "")
        return cls(
            when=when if when in ("today", "weekend", "week") else "",
            day=_day(data.get("day", "")),
            topic=known("topic", choices.topics),
            place=known("place", choices.places),
            audience=known("audience", choices.audiences),
        )

    def __bool__(self) -> bool:
        return bool(self.asked())

    def asked(self) -> dict[str, str]:
        """The filters in use, as they stand in the address."""
        values = {
            "when": self.when,
            "day": self.day.isoformat() if self.day else "",
            "topic": self.topic,
            "place": self.place,
            "audience": self.audience,
        }
        return {name: value for name, value in values.items() if value}

    def days(self, today: date) -> tuple[date, date] | None:
        """First and last day asked for; a chosen day goes before a word like "today"."""
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

    def narrow_cards(self, cards: QuerySet[Card]) -> QuerySet[Card]:
        """Cards with the chosen topic and audience."""
        if self.topic:
            cards = cards.filter(topics__slug=self.topic)
        if self.audience:
            cards = cards.filter(audiences__slug=self.audience)
        return cards

    def narrow_dates(self, dates: QuerySet) -> QuerySet:
        """Dates on the chosen days and in the chosen place."""
        days = self.days(timezone.localdate())
        if days:
            first, last = days
            tail = Q(end_date=first, start_date=first - timedelta(days=1))
            tail &= Q(end_time__lte=SMALL_HOURS)
            dates = dates.filter(start_date__lte=last, end_date__gte=first).exclude(tail)
        if self.place:
            dates = dates.filter(place_id=int(self.place))
        return dates

    def form(self, path: str, choices: Choices) -> dict:
        """What the filter component prints."""
        whens = [
            Option("today", _("Today")),
            Option("weekend", _("This weekend")),
            Option("week", _("The next seven days")),
        ]
        selects = [_select("when", _("When"), _("All dates"), whens, self.when)]
        for name, label, every, options in (
            ("topic", _("Topic"), _("All topics"), choices.topics),
            ("place", _("Place"), _("All places"), choices.places),
            ("audience", _("Audience"), _("Everybody"), choices.audiences),
        ):
            if len(options) > 1 or getattr(self, name):
                selects.append(_select(name, label, every, options, getattr(self, name)))
        asked = self.asked()
        day = asked.get("day", "")
        labels = {
            (select["name"], option["value"]): option["label"]
            for select in selects
            for option in select["options"]
        }
        active = []
        for name, value in asked.items():
            rest = urlencode({key: other for key, other in asked.items() if key != name})
            label = labels.get((name, value)) or date_format(self.day, "DATE_FORMAT")
            active.append({"label": label, "url": f"{path}?{rest}" if rest else path})
        return {
            "action": path,
            "selects": selects,
            "dates": [{"name": "day", "label": _("Date"), "value": day}],
            "active": active,
            "reset_url": path,
        }


def _select(name: str, label: str, every: str, options: list[Option], chosen: str) -> dict:
    listed = [{"value": "", "label": every, "selected": not chosen}]
    listed += [
        {"value": item.value, "label": item.label, "selected": item.value == chosen}
        for item in options
    ]
    return {"name": name, "label": label, "options": listed}


def _day(raw: str) -> date | None:
    try:
        day = date.fromisoformat(raw)
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2100 else None
