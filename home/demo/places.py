"""Places with hours, rooms and days that differ; topics and audiences."""

from __future__ import annotations

from datetime import date

from core.models import (
    Audience,
    AudienceName,
    Library,
    OpeningException,
    OpeningHours,
    Place,
    Room,
    Topic,
    TopicName,
)
from home.demo.dates import DAYS, day
from home.demo.libraries import AUDIENCES, NAMED_IN, TOPICS, DemoLibrary
from home.demo.texts import Entry

ADDRESS = ("street", "postal_code", "city", "phone", "email")


def open_places(library: Library, entries: dict[str, Entry], today: date) -> dict[str, Place]:
    """Places by key; one that exists keeps what the library made of it."""
    known = {place.name: place for place in Place.objects.filter(library=library)}
    places = {}
    for order, entry in enumerate(entries.values()):
        name = entry.get("name")
        places[entry.key] = known.get(name) or _open(library, entry, order, today)
    return places


def _open(library: Library, entry: Entry, order: int, today: date) -> Place:
    place = Place.objects.create(
        library=library,
        name=entry.get("name"),
        order=order,
        **dict.fromkeys(entry.words("has"), True),
        **{name: entry.get(name) for name in ADDRESS},
    )
    for number, line in enumerate(entry.all("room")):
        name, seats, *has = (part.strip() for part in line.split("|"))
        Room.objects.create(
            place=place,
            name=name,
            capacity=seats or None,
            sort_order=number,
            **dict.fromkeys(has, True),
        )
    for kind, field in (("staffed", "staffed"), ("self_service", "self")):
        for line in entry.all(field):
            *days, hours = line.split()
            opens, closes = hours.split("-")
            OpeningHours.objects.bulk_create(
                OpeningHours(
                    place=place, weekday=DAYS.index(name), opens=opens, closes=closes, kind=kind
                )
                for name in days
            )
    for line in entry.all("closed"):
        when, _, note = line.partition("|")
        OpeningException.objects.create(
            place=place, date=day(when.strip(), today), closed=True, note=note.strip()
        )
    for line in entry.all("other"):
        when, _, note = line.partition("|")
        word, hours = when.split()
        opens, closes = hours.split("-")
        OpeningException.objects.create(
            place=place,
            date=day(word, today),
            closed=False,
            opens=opens,
            closes=closes,
            note=note.strip(),
        )
    return place


def name_terms(library: Library, facts: DemoLibrary) -> tuple[dict, dict]:
    """Topics and audiences by slug, with a name in each language; existing ones stay as is."""
    topics = _terms(library, Topic, TopicName, "topic", {s: TOPICS[s] for s in facts.topics})
    return topics, _terms(library, Audience, AudienceName, "audience", AUDIENCES)


def _terms(library: Library, model, name_model, field: str, names: dict) -> dict:
    known = {term.slug: term for term in model.objects.filter(library=library)}
    for order, (slug, words) in enumerate(names.items()):
        if slug in known:
            continue
        term = known[slug] = model.objects.create(library=library, slug=slug, order=order)
        name_model.objects.bulk_create(
            name_model(**{field: term}, language=language, name=word)
            for language, word in zip(NAMED_IN, words, strict=True)
        )
    return known
