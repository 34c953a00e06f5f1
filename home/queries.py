"""Reads for the front page and place pages."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.addresses import list_above
from core.filters import Option
from core.hours import open_now, today_in, week
from core.json_ld import address, describe, opening_hours, page_data, publisher
from core.lists import latest, related
from core.models import Library, Place
from core.models.places import HoursKind
from core.registry import registry

ACCESS = ("step_free", "accessible_toilet", "hearing_loop", "accessible_parking")
FRONT_EVENTS = 6
FEWER_EVENTS = 3
FRONT_STORIES = 4
FRONT_CARDS = 3
FRONT_PLACES = 3
HERO_ACTIONS = 3
PATTERNS = {
    "events": ("events", "body", "stories", "groups", "guides"),
    "stories": ("stories", "body", "events", "groups", "guides"),
    "welcome": ("body", "events", "groups", "stories", "guides"),
}
"""The order of a front page's sections, by the pattern its editor chose."""


def coming_events(library: Library, language: str, limit: int, **filters) -> list:
    """The next dates as the events app offers them; nothing where it offers none."""
    source = registry.list_sources.get("events")
    if source is None:
        return []
    return source(library=library, language=language, limit=limit, **filters)


def front_page_context(request, page, shell) -> dict:
    """What fills the front page; four reads of lists, two of hours.

    `sections` are the templates of its sections in the chosen order, empty lists left out;
    `lists` leads from a section to the whole list.
    """
    library = Library.for_request(request) or Library.for_page(page)
    order = PATTERNS.get(page.pattern, PATTERNS["events"])
    language = shell.lang
    first = order[0] == "events"
    found = {
        "events": coming_events(library, language, FRONT_EVENTS if first else FEWER_EVENTS),
        "stories": latest(library, language, "story", FRONT_STORIES),
        "guides": latest(library, language, "guide", FRONT_CARDS),
        "groups": latest(library, language, "group", FRONT_CARDS),
    }
    actions = [{"label": item.title, "url": item.url} for item in shell.menu[:HERO_ACTIONS]]
    return {
        **found,
        "open_today": today_in(library, FRONT_PLACES),
        "sections": [
            f"home/sections/{name}.html" for name in order if name == "body" or found[name]
        ],
        "lists": {
            name: list_above(items[0].url, library) for name, items in found.items() if items
        },
        "hero_actions": actions if page.pattern == "welcome" else [],
    }


def tell_of_places(library: Library, cards) -> None:
    """Give the cards of places their `address`, and `today` where hours are known; 3 queries."""
    today = {place["pk"]: place["words"] for place in today_in(library)}
    addresses = {place.pk: place.address_line for place in Place.objects.filter(library=library)}
    for card in cards:
        card.address = addresses.get(card.place_id, "")
        card.today = today.get(card.place_id, "")


def place_choices(data, listed, library: Library) -> list[tuple]:
    """What places can be chosen by: open now, and access that some of them have; one query.

    Two more where the address asks what is open.
    """
    there = Place.objects.filter(library=library).filter(
        Exists(listed.filter(place=OuterRef("pk")))
    )
    rows = list(there.values(*ACCESS))
    access = tuple(
        Option(
            name,
            capfirst(str(Place._meta.get_field(name).verbose_name)),
            where=Q((f"place__{name}", True)),
        )
        for name in ACCESS
        if any(row[name] for row in rows)
    )
    asked = data.get("open", "")
    hours = (("now", _("Open now"), HoursKind.values), ("staffed", _("Staffed now"), ["staffed"]))
    now = open_now(library) if asked in {value for value, *_rest in hours} else {}
    opens = tuple(
        Option(value, words, where=Q(place__in=[pk for pk, how in now.items() if how & set(kinds)]))
        for value, words, kinds in hours
    )
    return [
        ("open", _("Opening hours"), _("All places"), opens if len(rows) > 1 else ()),
        ("access", _("Access"), _("All places"), access),
    ]


def place_context(request, page, context: dict) -> dict:
    """Hours of a place, what happens there, and the other places."""
    library = Library.for_request(request) or Library.for_page(page)
    place = page.place
    data = page_data(page, context, "Place")
    found = {"hours": None, "events": [], "related": related(page, library)}
    if place is not None:
        # Read once: the week and the data for search engines share the rows.
        place.hours.get_object_list()
        place.exceptions.get_object_list()
        found["hours"] = week(place)
        found["events"] = coming_events(
            library, context["shell"].lang, FRONT_EVENTS, place_id=place.pk
        )
        staffed = any(row.kind == HoursKind.STAFFED for row in place.hours.all())
        data["@type"] = "Library" if staffed else "Place"
        data |= {
            "address": address(place.street, place.postal_code, place.city),
            "telephone": place.phone,
            **opening_hours(place),
        }
        if staffed:
            data |= {"email": place.email, "parentOrganization": publisher(context)}
    describe(context, data)
    return found
