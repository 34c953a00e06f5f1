"""What a reader asked a list of cards for; nonsense in the address is left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.models import Audience, Card, Library, Place, Topic
from core.registry import registry

NEWEST, TITLE = "newest", "title"


@dataclass(frozen=True)
class Option:
    """One entry of a choice: what stands in the address, what is read, and its row."""

    value: str
    label: str
    pk: int | None = None
    where: Q | None = None
    """What a card must be, where that is more than one value of one field."""


@dataclass(frozen=True)
class Choice:
    """One choice above a list, and what was chosen in it."""

    name: str
    label: str
    every: str
    options: tuple[Option, ...]
    chosen: Option | None = None
    lookup: str = ""
    """The field of a card that holds the value or row; `name` where empty."""

    @property
    def shown(self) -> bool:
        """A choice between nothing and one thing is no choice."""
        return len(self.options) > 1 or self.chosen is not None

    def as_select(self) -> dict:
        """What the filter component prints."""
        options = [{"value": "", "label": self.every, "selected": self.chosen is None}]
        options += [
            {"value": item.value, "label": item.label, "selected": item == self.chosen}
            for item in self.options
        ]
        return {"name": self.name, "label": self.label, "options": options}


@dataclass
class Filters:
    """All choices of a list with what was chosen, and its order."""

    choices: list[Choice] = field(default_factory=list)
    sort: str = NEWEST
    first_sort: str = NEWEST
    sorts: bool = False

    def chosen(self) -> dict[str, Option]:
        """The choices in use, by their name in the address."""
        return {item.name: item.chosen for item in self.choices if item.chosen}

    def narrow(self, cards: QuerySet[Card]) -> QuerySet[Card]:
        """Only the cards that fit."""
        for choice in self.choices:
            if choice.chosen:
                wanted = choice.chosen.pk or choice.chosen.value
                plain = Q((choice.lookup or choice.name, wanted))
                cards = cards.filter(choice.chosen.where or plain)
        return cards

    def query(self, leave_out: str = "", sort: bool = False) -> str:
        """The filters as they stand in an address, with a question mark, or empty."""
        found = {name: item.value for name, item in self.chosen().items() if name != leave_out}
        if sort and self.sort != self.first_sort:
            found["sort"] = self.sort
        return f"?{urlencode(found)}" if found else ""

    def form(self, path: str) -> dict | None:
        """What the filter component prints; None where there is nothing to choose."""
        selects = [choice.as_select() for choice in self.choices if choice.shown]
        if self.sorts:
            selects.append(self._sorting())
        if not selects:
            return None
        return {
            "action": path,
            "selects": selects,
            "active": [
                {"label": option.label, "url": path + self.query(name, sort=True)}
                for name, option in self.chosen().items()
            ],
            "reset_url": path,
        }

    def _sorting(self) -> dict:
        labels = {NEWEST: _("The newest first"), TITLE: _("A to Z")}
        order = sorted(labels, key=lambda name: name != self.first_sort)
        options = [
            {
                "value": "" if name == self.first_sort else name,
                "label": labels[name],
                "selected": name == self.sort,
            }
            for name in order
        ]
        return {"name": "sort", "label": _("Order"), "options": options}


def read_filters(data, listed: QuerySet[Card], library: Library, index) -> Filters:
    """What an address asks of a list page; one query for each thing it can be filtered by.

    Only what some of the `listed` cards have can be chosen.
    """
    language = get_language() or index.locale.language_code
    found = Filters(first_sort=TITLE if index.sort_by_title else NEWEST, sorts=index.can_be_sorted)
    if len(index.kinds) > 1:
        options = tuple(Option(code, str(registry.card_kinds[code].plural)) for code in index.kinds)
        found.choices.append(_choice(data, "kind", _("Kind"), _("All kinds"), options))
    sources: dict[str, tuple[Any, ...]] = {
        "topic": (_("Topic"), _("All topics"), Topic, "topics"),
        "audience": (_("Audience"), _("Everybody"), Audience, "audiences"),
        "place": (_("Place"), _("All places"), Place, "place"),
    }
    for name in index.filtered_by:
        label, every, model, way = sources[name]
        used = model.objects.filter(library=library).filter(
            Exists(listed.filter(**{way: OuterRef("pk")}))
        )
        options = _places(used) if model is Place else _terms(used, language)
        found.choices.append(_choice(data, name, label, every, options, way))
    if index.labelled_by:
        name, label, every, known = index.labelled_by
        lookup = f"labels__{name}"
        used = set(listed.order_by().values_list(lookup, flat=True).distinct())
        options = tuple(Option(code, str(words)) for code, words in known.choices if code in used)
        found.choices.append(_choice(data, name, label, every, options, lookup))
    for name, label, every, options in index.more_choices(data, listed, library):
        found.choices.append(_choice(data, name, label, every, options))
    asked = data.get("sort", "")
    known = found.sorts and asked in (NEWEST, TITLE)
    found.sort = asked if known else found.first_sort
    return found


def _choice(data, name: str, label, every, options: tuple[Option, ...], lookup: str = "") -> Choice:
    asked = data.get(name, "")
    chosen = next((option for option in options if option.value == asked), None)
    return Choice(name, str(label), str(every), options, chosen, lookup)


def _terms(used: QuerySet, language: str) -> tuple[Option, ...]:
    """Topics or audiences with their names, in one query."""
    names: dict[tuple[int, str], dict[str, str]] = {}
    rows = used.order_by("order", "slug").values_list(
        "pk", "slug", "names__language", "names__name"
    )
    for pk, slug, code, name in rows:
        names.setdefault((pk, slug), {})[code] = name
    return tuple(
        Option(slug, best_name(by, language, slug), pk) for (pk, slug), by in names.items()
    )


def _places(used: QuerySet[Place]) -> tuple[Option, ...]:
    return tuple(Option(str(pk), name, pk) for pk, name in used.values_list("pk", "name"))


def best_name(names: dict, language: str, otherwise: str) -> str:
    """The name in the language, else in Danish, else any, else the address name."""
    return names.get(language) or names.get("da") or next(iter(names.values()), "") or otherwise
