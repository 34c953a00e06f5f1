"""What a partner sees of the events it arranges with the library: its agreed part, no more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import Library
from core.spreadsheets import neutral
from events.models import AuditEntry, Occurrence, SeriesOrganiser, SignUp
from events.models.series import SignUpMode
from events.when import in_words, place_in_words

MOST_DATES = 60
LOOKED_BACK = timedelta(days=2)
"""So long after a date its names can still be looked up."""


@dataclass(frozen=True)
class PartnerDate:
    """One date of a partner. `people` is None where it may not see how many come."""

    pk: int
    partner: UUID
    title: str
    when: str
    where: str
    cancelled: bool
    people: int | None
    waiting: int
    seats: int | None
    sees_names: bool


@dataclass(frozen=True)
class AgreedPart:
    """One date whose names a partner may see, once it has accepted the terms."""

    date: Occurrence
    organiser: SeriesOrganiser

    @property
    def when(self) -> str:
        """The date in words."""
        return in_words(self.date)

    @property
    def where(self) -> str:
        """Place and room in words; empty where there is none."""
        return place_in_words(self.date)

    def accepted_by(self, user) -> bool:
        """Whether somebody has said yes to the terms, since the partner last had to.

        Each of a partner's people does so for themselves: the log tells whom the library can ask.
        """
        since = self.organiser.terms_accepted_at
        return since is not None and (
            AuditEntry.objects.filter(
                what=AuditEntry.What.TERMS_ACCEPTED,
                who=user,
                when__gte=since,
                occurrence__series=self.date.series_id,
            ).exists()
        )

    def names(self) -> list[tuple[str, int]]:
        """(name, number of people) of those who have a seat: all a partner is ever told."""
        rows = SignUp.objects.filter(
            occurrence=self.date, state=SignUp.State.CONFIRMED, anonymised_at=None
        )
        return list(rows.order_by("name", "pk").values_list("name", "seats"))

    def table(self) -> list[list]:
        """The same as a table with headings, each cell safe to open in a spreadsheet."""
        rows = [[neutral(name), seats] for name, seats in self.names()]
        return [[_("Name"), _("People")], *rows]


def _shown(library: Library) -> QuerySet[Occurrence]:
    return (
        Occurrence.objects.for_library(library)
        .filter(listed=True, until__gt=timezone.now() - LOOKED_BACK)
        .exclude(status=Occurrence.Status.ORPHANED)
        .select_related("series", "place", "room")
    )


def dates_of(library: Library, keys: Iterable[UUID]) -> list[PartnerDate]:
    """The coming dates that these partners arrange with a library, soonest first; two queries."""
    agreed: dict[int, list[SeriesOrganiser]] = {}
    for row in SeriesOrganiser.objects.for_library(library).filter(partner_key__in=list(keys)):
        agreed.setdefault(row.series_id, []).append(row)
    dates = _shown(library).filter(series__in=agreed).in_order()[:MOST_DATES]
    return [_seen(date, row) for date in dates for row in agreed[date.series_id]]


def _seen(date: Occurrence, agreed: SeriesOrganiser) -> PartnerDate:
    counted = agreed.sees_sign_ups and date.series.sign_up == SignUpMode.SIGN_UP
    return PartnerDate(
        pk=date.pk,
        partner=agreed.partner_key,
        title=date.series.title,
        when=in_words(date),
        where=place_in_words(date),
        cancelled=date.status == Occurrence.Status.CANCELLED,
        people=date.seats_taken if counted else None,
        waiting=date.seats_waiting if counted else 0,
        seats=date.capacity,
        sees_names=counted and agreed.sees_names,
    )


def agreed_part(library: Library, key: UUID, occurrence_id: int) -> AgreedPart | None:
    """A date whose names a partner may see; None for everything else, whatever the reason."""
    if occurrence_id >= 2**63:
        return None
    dates = _shown(library).filter(pk=occurrence_id, series__sign_up=SignUpMode.SIGN_UP)
    date = dates.first()
    if date is None:
        return None
    agreed = SeriesOrganiser.objects.filter(
        series=date.series_id, partner_key=key, sees_sign_ups=True, sees_names=True
    ).first()
    return AgreedPart(date, agreed) if agreed else None
