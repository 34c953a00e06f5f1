"""Libraries with so many events, pages and partners; what is there already is left alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from core.models import Card, Library, Place, Room, Topic, TopicName
from home.actions import add_library
from home.bulk.pages import BATCH, bulk_key, make_cards, make_pages
from home.models import StandardPage

ZONE = ZoneInfo("Europe/Copenhagen")
PLACES, TOPICS, MONTHS = 6, 12, 18
SUMMARY = "Kom og vær med. Du behøver ikke kunne noget i forvejen."
WORDS = ("Strikkecafé", "Foredrag", "Læsekreds", "Koncert", "Værksted", "Fortælletime", "Film")


@dataclass(frozen=True)
class Wanted:
    """How much of each; a fifth of the events have two dates."""

    libraries: int = 1
    events: int = 0
    pages: int = 0
    partners: int = 0


def load_bulk(wanted: Wanted, *, today: date | None = None) -> list[Library]:
    """Make what is missing, spread evenly over the libraries."""
    made = []
    for number in range(wanted.libraries):
        library = add_library(
            name=f"Prøveby {number + 1}", hostname=f"bulk-{number + 1}.localhost", languages=("da",)
        )
        shares = {
            name: _share(getattr(wanted, name), number, wanted.libraries)
            for name in ("events", "pages", "partners")
        }
        fill(library, today=today, **shares)
        made.append(library)
    return made


def _share(total: int, number: int, parts: int) -> int:
    return total // parts + (1 if number < total % parts else 0)


@transaction.atomic
def fill(
    library: Library,
    *,
    events: int = 0,
    pages: int = 0,
    partners: int = 0,
    today: date | None = None,
    days: int = MONTHS * 30,
) -> None:
    """Fill one library; events are spread over so many days from today."""
    below = Page.objects.filter(path__startswith=library.root.path)
    if events:
        index = apps.get_model("events.EventIndexPage").objects.filter(
            path__startswith=library.root.path, locale__language_code=library.language
        )
        _events(library, index[0], events, today or timezone.localdate(), days)
    if pages:
        home = below.get(pk=library.homes[library.language].pk)
        make_pages(StandardPage, home, library, "side", pages, _words)
    if partners:
        index = apps.get_model("partners.PartnerIndexPage").objects.filter(
            path__startswith=library.root.path, locale__language_code=library.language
        )
        _partners(library, index[0], partners)


def _words(number: int) -> dict:
    return {"title": f"{WORDS[number % len(WORDS)]} {number}", "summary": SUMMARY}


def _partners(library: Library, index: Page, count: int) -> None:
    model, partner = (apps.get_model(f"partners.{name}") for name in ("PartnerPage", "Partner"))
    pages = make_pages(model, index, library, "forening", count, _words)
    make_cards(pages, library, "partner", [None] * len(pages))
    partner.objects.bulk_create(
        (
            partner(key=page.translation_key, library=library, name=page.title, kind=page.kind)
            for page in pages
        ),
        batch_size=BATCH,
    )


def _events(library: Library, index: Page, count: int, today: date, days: int) -> None:
    places, topics = _places(library), _topics(library)

    def words(number: int) -> dict:
        return {
            **_words(number),
            "place_id": places[number % PLACES].pk,
            "price": "50 kr." if number % 3 == 0 else "",
            "age_from": 3 if number % 7 == 5 else None,
            "age_to": 8 if number % 7 == 5 else None,
            "languages": ",da,en," if number % 4 == 0 else "",
            "online": number % 9 == 0,
            "exhibition": number % 200 == 199,
        }

    pages = make_pages(
        apps.get_model("events.EventPage"), index, library, "arrangement", count, words
    )
    numbers = {bulk_key(library, "arrangement", number): number for number in range(count)}
    cards = make_cards(pages, library, "event", [page.place_id for page in pages])
    through = Card.topics.through
    through.objects.bulk_create(
        (
            through(card_id=card.pk, topic_id=topics[numbers[card.content_key] % TOPICS].pk)
            for card in cards
        ),
        batch_size=BATCH,
    )
    _dates(library, pages, numbers, count, today, days)


def _dates(library, pages: list[Page], numbers: dict, count: int, today: date, days: int) -> None:
    """Series, dates and where they are listed."""
    series_model, date_model, listing = (
        apps.get_model(f"events.{name}")
        for name in ("EventSeries", "Occurrence", "OccurrenceListing")
    )
    facts = ("title", "age_from", "age_to", "languages", "online")
    series = series_model.objects.bulk_create(
        (
            series_model(
                key=page.translation_key,
                library=library,
                listed=True,
                free=page.free,
                **{name: getattr(page, name) for name in facts},
            )
            for page in pages
        ),
        batch_size=BATCH,
    )
    rows = []
    for page, one in zip(pages, series, strict=True):
        number = numbers[page.translation_key]
        for again in range(2 if number % 5 == 0 else 1):
            day = today + timedelta(days=1 + (number * days // count + again * 7) % days)
            rows.append(_date(date_model, page, one, day, number, again))
    rows = date_model.objects.bulk_create(rows, batch_size=BATCH)
    listing.objects.bulk_create(
        (listing(occurrence=row, library=library) for row in rows), batch_size=BATCH
    )


def _date(model, page: Page, series, day: date, number: int, again: int):
    start = datetime.combine(day, time(9 + number % 12), ZONE)
    end = start + timedelta(days=30 if page.exhibition else 0, hours=2)
    return model(
        series=series,
        content_key=series.key,
        library_id=series.library_id,
        uid=f"bulk-{number}-{again}",
        start_date=day,
        start_time=start.time(),
        end_date=end.date(),
        end_time=end.time(),
        starts_at=start,
        ends_at=end,
        until=end,
        exhibition=page.exhibition,
        place_id=page.place_id,
        listed=True,
    )


def _places(library: Library) -> list[Place]:
    found = list(Place.objects.filter(library=library, name__startswith="Hus ").order_by("pk"))
    for number in range(len(found), PLACES):
        found.append(
            Place.objects.create(
                library=library,
                name=f"Hus {number + 1}",
                step_free=number % 2 == 0,
                hearing_loop=number % 3 == 0,
            )
        )
        Room.objects.create(place=found[-1], name="Salen", capacity=60)
    return found


def _topics(library: Library) -> list[Topic]:
    found = list(Topic.objects.filter(library=library, slug__startswith="emne-").order_by("pk"))
    for number in range(len(found), TOPICS):
        topic = Topic.objects.create(library=library, slug=f"emne-{number + 1}", order=number)
        TopicName.objects.create(topic=topic, language="da", name=f"Emne {number + 1}")
        found.append(topic)
    return found
