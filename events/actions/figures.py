"""Counting dates into figures that outlive them. Absolute numbers, so twice changes nothing."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from core.models import Library
from events.models import DateFigures, EventSeries, Occurrence, SignUp

BATCH = 500
NOT_HELD = (Occurrence.Status.CANCELLED, Occurrence.Status.ORPHANED)


def count_stale(library: Library | None = None) -> int:
    """Count every date whose sign-ups, facts or end are newer than its figures.

    Each change of a sign-up moves its date's version in the same transaction, so nothing is
    missed; the version is read before the sign-ups, so a change meanwhile counts next time.
    """
    rows = list(_stale(library)[:BATCH])
    for occurrence in rows:
        if occurrence.has_people or occurrence.until <= timezone.now():
            count_date(occurrence)
        else:
            forget_count(occurrence)
    return len(rows)


def forget_count(occurrence: Occurrence) -> None:
    """Take a coming date out of the figures: everybody on it was moved elsewhere, and counts there.

    It is counted again once somebody signs up, or once it is over.
    """
    DateFigures.objects.filter(occurrence=occurrence).delete()


def _stale(library: Library | None) -> QuerySet[Occurrence]:
    now = timezone.now()
    people = Exists(SignUp.objects.filter(occurrence=OuterRef("pk")))
    newer = (
        Q(figures=None)
        | ~Q(figures__version=F("version"))
        | Q(figures__counted_at__lt=F("changed_at"))
        | Q(until__lte=now, figures__counted_at__lt=F("until"))
    )
    rows = Occurrence.objects if library is None else Occurrence.objects.for_library(library)
    counted = Q(figures__isnull=False)
    return (
        rows.annotate(has_people=people)
        .filter(newer)
        .filter(counted | Q(has_people=True) | Q(listed=True, until__lte=now))
        .select_related("series", "place", "library", "figures")
        .prefetch_related("series__organisers")
        .order_by("pk")
    )


def count_date(occurrence: Occurrence) -> DateFigures:
    """Write the figures of one date; needs its series, place and library as they are now.

    Once they were counted after its end, where and with whom it was is settled: a place or a
    partner that is deleted later was there all the same.
    """
    now = timezone.now()
    over = occurrence.until <= now
    facts = {
        "library": occurrence.library,
        "day": occurrence.start_date,
        "kind": _kind(occurrence),
        "place": occurrence.place.name if occurrence.place else "",
        "organisers": [one.name for one in occurrence.series.organisers.all()],
        "held": occurrence.status not in NOT_HELD,
        "seats": occurrence.capacity,
        "version": occurrence.version,
        "counted_at": now,
    }
    known = getattr(occurrence, "figures", None)
    if known is not None and known.counted_at >= occurrence.until:
        del facts["place"], facts["organisers"]
    with transaction.atomic():
        people = count_people(SignUp.objects.filter(occurrence=occurrence), over and facts["held"])
        row, _made = DateFigures.objects.update_or_create(
            occurrence=occurrence, defaults={**facts, **people}
        )
    return row


def count_people(rows: QuerySet[SignUp], over: bool) -> dict[str, int]:
    """People by what became of them; no-shows only once it is over and somebody was checked in."""
    numbers = dict.fromkeys(("signed_up", "waiting", "cancelled", "attended", "no_shows"), 0)
    for state, seats, checked_in, came in rows.values_list(
        "state", "seats", "checked_in_at", "came"
    ):
        if state in SignUp.SEATED:
            numbers["signed_up"] += seats
        elif state == SignUp.State.WAITING:
            numbers["waiting"] += seats
        elif state == SignUp.State.CANCELLED:
            numbers["cancelled"] += seats
        if checked_in:
            numbers["attended"] += came or seats
            numbers["no_shows"] += max(0, seats - (came or seats))
        elif state == SignUp.State.CONFIRMED:
            numbers["no_shows"] += seats
    if not (over and numbers["attended"]):
        numbers["no_shows"] = 0
    return numbers


def _kind(occurrence: Occurrence) -> str:
    if occurrence.series.owner_kind == EventSeries.OwnerKind.GROUP:
        return DateFigures.Kind.GROUP
    kinds = DateFigures.Kind
    return kinds.EXHIBITION if occurrence.exhibition else kinds.EVENT
