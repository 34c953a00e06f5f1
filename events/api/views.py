"""The open data of a library: dates, events, places, and what they can be narrowed by."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import Card, Place
from core.shell import Link, shell_for_view
from events.api.asking import PAGING, Refused, answers, part_of
from events.api.schema import document, fields_of, parameters
from events.api.shapes import event_data, occurrence_data, place_data
from events.feeds.asked import FILTERS, Asked
from events.queries.choices import Choices
from events.queries.filter_form import filter_form
from events.queries.filters import Filters
from events.queries.items import cards_for

LISTED = (*sorted(FILTERS), *sorted(PAGING))


@answers()
def start(request: HttpRequest, asked: Asked) -> dict:
    """Where everything is."""
    base = f"{asked.library.base_url}/api/v1/"
    names = ("occurrences", "events", "places", "filters", "openapi.json")
    return {
        "library": asked.library.name,
        "languages": asked.library.languages,
        "documentation": f"{asked.library.base_url}/{asked.language}/api/",
        **{name.partition(".")[0]: base + name for name in names},
    }


@answers()
def openapi(request: HttpRequest, asked: Asked) -> dict:
    """All this as OpenAPI 3.1."""
    return document(asked.library)


@answers(*LISTED)
def occurrences(request: HttpRequest, asked: Asked) -> dict:
    """Dates that are coming or running, soonest first; two queries and the filters'."""
    now = timezone.now()
    part = part_of(request, asked.dates().not_over(now), "starts_at", "pk")
    return {"items": _dates(part.rows, asked, now), "next": part.next}


def _dates(rows: list, asked: Asked, now) -> list[dict]:
    cards = cards_for(asked.library, asked.language, (row.content_key for row in rows))
    return [
        occurrence_data(row, cards[row.content_key], asked, now)
        for row in rows
        if row.content_key in cards
    ]


@answers()
def occurrence(request: HttpRequest, asked: Asked, pk: str) -> dict:
    """One date, also after it is over."""
    if int(pk) >= 2**63:
        raise _nothing()
    found = _dates(list(asked.dates().filter(pk=int(pk))), asked, timezone.now())
    if not found:
        raise _nothing()
    return found[0]


@answers(*LISTED)
def events(request: HttpRequest, asked: Asked) -> dict:
    """Events with a date that is coming or running, from A to Z."""
    dates = asked.dates().not_over(timezone.now())
    cards = _cards(asked).filter(content_key__in=dates.values("content_key"))
    part = part_of(request, cards, "order", "pk")
    return {"items": [event_data(card, asked) for card in part.rows], "next": part.next}


@answers()
def event(request: HttpRequest, asked: Asked, key: str) -> dict:
    """One event with its dates of the last month and the next year and a half."""
    try:
        card = _cards(asked).filter(content_key=UUID(key)).first()
    except ValueError:
        card = None
    if card is None:
        raise _nothing()
    now = timezone.now()
    rows = asked.window(now, content_key=card.content_key)
    dates = [occurrence_data(row, card, asked, now) for row in rows]
    return {**event_data(card, asked), "occurrences": dates}


def _cards(asked: Asked) -> QuerySet[Card]:
    """Events in the language, and in the library's first where they have no words in it."""
    cards = Card.objects.shown_in(asked.library).of_kind("event")
    here = cards.filter(locale__language_code=asked.language)
    if asked.language != asked.library.language:
        there = cards.filter(locale__language_code=asked.library.language)
        here = here | there.exclude(content_key__in=here.values("content_key"))
    return here.select_related("locale").defer("search_text")


@answers()
def places(request: HttpRequest, asked: Asked) -> dict:
    """All places of the library."""
    found = Place.objects.for_library(asked.library)
    return {"items": [place_data(place) for place in found]}


@answers()
def filters(request: HttpRequest, asked: Asked) -> dict:
    """What dates can be narrowed by now, and what each value is called."""
    choices = Choices.of(asked.library, asked.language)
    form = filter_form(Filters(), choices, "/")
    found: dict[str, dict] = {}
    for select in [*form["selects"], *form["more"]["selects"]]:
        rows = [option for option in select["options"] if option["value"]]
        found[select["name"]] = _filter(select["name"], select["label"], rows)
    for single in [*form["more"]["dates"], *form["more"]["numbers"]]:
        found[single["name"]] = _filter(single["name"], single["label"], [])
    for group in form["more"]["sets"]:
        for box in group["options"]:
            row = found.setdefault(box["name"], _filter(box["name"], group["legend"], []))
            row["values"].append({"value": box["value"], "label": str(box["label"])})
    return {"items": list(found.values())}


def _filter(name: str, label: str, options: list[dict]) -> dict:
    values = [{"value": row["value"], "label": str(row["label"])} for row in options]
    return {"name": name, "label": str(label), "values": values}


@answers()
def missing(request: HttpRequest, asked: Asked) -> dict:
    """Any other address."""
    raise _nothing()


def _nothing() -> Refused:
    return Refused(404, _("There is nothing at this address."), {})


def documentation(request: HttpRequest):
    """The same for people: every address, parameter and field in words."""
    origin = request.library.base_url if request.library else ""
    title = _("Open data about what happens")
    context = {
        "shell": shell_for_view(request, title, [Link(title)]),
        "base": f"{origin}/api/v1/",
        "origin": origin,
        "parameters": parameters(),
        "fields": fields_of("Occurrence"),
    }
    return render(request, "events/api.html", context)
