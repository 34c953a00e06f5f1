"""Where the dates of an event are listed, and so may be signed up for."""

from __future__ import annotations

from events.models import EventSeries, Occurrence, OccurrenceListing


def write_listings(*, series: EventSeries, library_ids: set[int]) -> None:
    """Show the dates of a series in the lists of these libraries and no others."""
    listings = OccurrenceListing.objects.filter(occurrence__series=series)
    listings.exclude(library_id__in=library_ids).delete()
    for library_id in sorted(library_ids):
        missing = Occurrence.objects.filter(series=series).exclude(listings__library_id=library_id)
        OccurrenceListing.objects.bulk_create(
            (
                OccurrenceListing(occurrence_id=pk, library_id=library_id)
                for pk in missing.values_list("pk", flat=True)
            ),
            ignore_conflicts=True,
        )
