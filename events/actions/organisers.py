"""Writing who arranges a series, and what its partners agree to."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from core.models import Library
from core.registry import registry
from events.models import EventPage, EventSeries, SeriesOrganiser
from events.organisers import Sees, names_on


def write_organisers(*, series: EventSeries, page: EventPage, library: Library) -> None:
    """Make a series' partners what its page says; partners of other libraries are left out.

    Terms that were accepted stay accepted for as long as the partner may see names.
    """
    known = registry.organisers(library) if page.organisers and registry.organisers else {}
    wanted: dict[UUID, str] = {}
    for block in page.organisers:
        key = block.value.get("partner") or ""
        if key in known:
            wanted.setdefault(UUID(key), block.value.get("sees") or Sees.NUMBER)
    rows = {row.partner_key: row for row in SeriesOrganiser.objects.filter(series=series)}
    for key, row in rows.items():
        if key not in wanted:
            row.delete()
    for order, (key, sees) in enumerate(wanted.items()):
        row = rows.get(key) or SeriesOrganiser(series=series, partner_key=key)
        row.name, row.order = known[str(key)], order
        row.sees_sign_ups = sees != Sees.NOTHING
        row.sees_names = sees == Sees.NAMES
        if not row.sees_names:
            row.terms_accepted_at = None
        row.save()
    names = names_on(page, library)
    if series.organiser_names != names:
        series.organiser_names = names
        series.save(update_fields=["organiser_names"])


@transaction.atomic
def rename_organiser(*, key: UUID, name: str) -> None:
    """Follow a partner that calls itself something else."""
    rows = SeriesOrganiser.objects.filter(partner_key=key).exclude(name=name)
    for row in rows.select_related("series"):
        row.name = name
        row.save(update_fields=["name"])
        names = row.series.organisers.exclude(partner_key=None).values_list("name", flat=True)
        row.series.organiser_names = list(names)
        row.series.save(update_fields=["organiser_names"])


def accept_terms(organiser: SeriesOrganiser) -> None:
    """Note that a partner will keep to the terms; twice changes nothing."""
    SeriesOrganiser.objects.filter(pk=organiser.pk, sees_names=True, terms_accepted_at=None).update(
        terms_accepted_at=timezone.now()
    )
