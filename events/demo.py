"""The demo's sign-ups, the figures of a date that is over, and dates cancelled or moved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from core.models import Library
from events.actions.check_in import check_in
from events.actions.figures import count_stale
from events.actions.sign_up import sign_up
from events.actions.sign_up_series import sign_up_series
from events.models import EventSeries, Occurrence, OccurrenceText, SignUp
from events.models.series import Companions, SignUpScope
from events.party import Party

NAMES = (
    "Anna Holm",
    "Bilal Aydin",
    "Carla Friis",
    "Dmytro Koval",
    "Else Marie Toft",
    "Farid Rahimi",
    "Gitte Bloch",
    "Henning Juhl",
    "Iben Kruse",
    "Jamal Osman",
    "Kirsten Leth",
    "Lars Damgaard",
)
LANGUAGES = ("da", "da", "en")


def furnish(*, library: Library, texts: Callable, key_of: Callable, made: set) -> None:
    """Add to each event made just now what its text tells; others are left alone.

    `parties` are the sizes of those who sign up for the first coming date, or for the whole
    series; `held` are parties of a date that is over, each with how many of it came: `3/2`.
    """
    for entry in texts("events").values():
        if ("events", entry.key, "da") not in made:
            continue
        series = EventSeries.objects.get(key=key_of("events", entry.key))
        rows = list(series.occurrences.order_by("starts_at", "pk"))
        over = [row for row in rows if row.until <= timezone.now()]
        coming = rows[len(over) :]
        for number, size in enumerate(entry.get("parties").split()):
            _party(coming[0], entry.key, number, int(size))
        for number, party in enumerate(entry.get("held").split()):
            size, _slash, came = party.partition("/")
            _guest(over[0], entry.key, number, int(size), int(came))
        spoken = [(code, texts("events", code).get(entry.key)) for code in library.languages]
        for language, words in spoken:
            if words is not None:
                _change(rows, words, "cancel", "reason", Occurrence.Status.CANCELLED, language)
                _change(rows, words, "moved", "note", Occurrence.Status.MOVED, language)
    count_stale(library)


def _person(key: str, number: int, seats: int, series: EventSeries) -> dict:
    """An invented person, with children and a companion where the event asks for them."""
    name = NAMES[(number + len(key)) % len(NAMES)]
    first, _, last = name.lower().replace(" ", ".").rpartition(".")
    helped = 1 if number == 1 and series.companions != Companions.NO else 0
    children = seats - 1 - helped if series.companions == Companions.SEAT else seats - 1
    return {
        "name": name,
        "email": f"{first}.{last}@borger.example",
        "seats": seats,
        "language": LANGUAGES[number % len(LANGUAGES)],
        "party": Party(max(0, children), ("3-6", "7-12")[: 1 + number % 2], helped),
    }


def _party(occurrence: Occurrence, key: str, number: int, seats: int) -> None:
    """One sign-up; where sign-up has closed, somebody came to the desk in time."""
    series = occurrence.series
    closed = occurrence.state() == "closed"
    person = _person(key, number, seats, series)
    person["source"] = SignUp.Source.DESK if closed else SignUp.Source.WEB
    if series.scope == SignUpScope.SERIES:
        sign_up_series(series=series, **person)
    else:
        sign_up(occurrence_id=occurrence.pk, **person)


def _guest(occurrence: Occurrence, key: str, number: int, seats: int, came: int) -> None:
    """Somebody who signed up in time for a date that is over, and came or did not."""
    person = _person(key, number, seats, occurrence.series)
    before = occurrence.starts_at - timedelta(days=3)
    done = sign_up(occurrence_id=occurrence.pk, now=before, **person).sign_up
    if came:
        check_in(sign_up=done, came=came, now=occurrence.starts_at)


def _change(rows: list[Occurrence], words, name: str, field: str, status, language: str) -> None:
    """Cancel or move the date with the number in `number | words`, and say why."""
    if not words.get(name):
        return
    number, _, why = words.get(name).partition("|")
    row = rows[int(number)]
    OccurrenceText.objects.create(occurrence=row, language=language, **{field: why.strip()})
    Occurrence.objects.filter(pk=row.pk).exclude(status=status).update(
        status=status, sequence=F("sequence") + 1, changed_at=timezone.now()
    )
