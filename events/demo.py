"""The demo's sign-ups, organisers, and dates that are cancelled or moved."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import F
from django.utils import timezone

from core.models import Library
from events.actions.sign_up import sign_up
from events.models import EventSeries, Occurrence, OccurrenceText, SeriesOrganiser, SignUp

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
    """Add to each event made just now what its text tells; others are left alone."""
    for entry in texts("events").values():
        if ("events", entry.key, "da") not in made:
            continue
        series = EventSeries.objects.get(key=key_of("events", entry.key))
        _organisers(series, entry, library, texts("partners"), key_of)
        rows = list(series.occurrences.order_by("starts_at", "pk"))
        for number, size in enumerate(entry.get("parties").split()):
            _party(rows[0], entry.key, number, int(size))
        spoken = [(code, texts("events", code).get(entry.key)) for code in library.languages]
        for language, words in spoken:
            if words is not None:
                _change(rows, words, "cancel", "reason", Occurrence.Status.CANCELLED, language)
                _change(rows, words, "moved", "note", Occurrence.Status.MOVED, language)


def _organisers(series: EventSeries, entry, library: Library, partners, key_of) -> None:
    names = entry.words("organiser")
    rows = [SeriesOrganiser(series=series, library=library, name=library.name)]
    rows += [
        SeriesOrganiser(
            series=series,
            partner_key=key_of("partners", name),
            name=partners[name].get("title"),
            order=order,
        )
        for order, name in enumerate(names, start=1)
    ]
    SeriesOrganiser.objects.bulk_create(rows)


def _party(occurrence: Occurrence, key: str, number: int, seats: int) -> None:
    """One sign-up; where sign-up has closed, somebody came to the desk in time."""
    name = NAMES[(number + len(key)) % len(NAMES)]
    first, _, last = name.lower().replace(" ", ".").rpartition(".")
    closed = occurrence.state() == "closed"
    sign_up(
        occurrence_id=occurrence.pk,
        name=name,
        email=f"{first}.{last}@borger.example",
        seats=seats,
        language=LANGUAGES[number % len(LANGUAGES)],
        source=SignUp.Source.DESK if closed else SignUp.Source.WEB,
    )


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
