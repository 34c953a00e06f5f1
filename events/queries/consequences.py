"""What publishing an event anew means for those who signed up; reads only."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext

from core.models import Library
from events.actions.heard import kind_of, snapshot
from events.actions.notices import sample
from events.actions.occurrences import changes_of, loses_people, match_plans
from events.actions.publish import SERIES_FIELDS, settings_of, source_page
from events.models import EventPage, EventSeries, Occurrence, SignUp
from events.models.series import SignUpMode
from events.organisers import names_on
from events.rules import PlannedDate
from events.when import in_words

VANISHED = "vanished"


@dataclass(frozen=True)
class Consequence:
    """One date that people signed up for, before and after.

    `kind` is moved, date_cancelled or restored as in the mail, `vanished`, or empty where
    nobody is told. `too_few` are the people more than seats, `freed` the seats that the
    waiting list gets.
    """

    before: Occurrence
    after: Occurrence
    kind: str
    mails: int
    calls: int
    too_few: int = 0
    freed: int = 0

    @property
    def people(self) -> int:
        """All who signed up for the date or wait for it."""
        return self.mails + self.calls


def consequences(
    page: EventPage, planned: list[PlannedDate], library: Library, now: datetime | None = None
) -> list[Consequence]:
    """What the coming dates of a published event would become, where people signed up.

    `page` carries the settings as they would be published. Empty for translations: only the
    page in the library's first language decides the dates. `now` is when it is published.
    """
    now = now or timezone.now()
    source = source_page(page.translation_key)
    if source is None or source.pk != page.pk:
        return []
    rows = list(
        Occurrence.objects.for_library(library)
        .filter(content_key=page.translation_key)
        .select_related("series", "place", "room", "library__site")
        .annotate(
            mails=Count("sign_ups", Q(sign_ups__state__in=SignUp.ACTIVE) & ~Q(sign_ups__email="")),
            calls=Count("sign_ups", Q(sign_ups__state__in=SignUp.ACTIVE, sign_ups__email="")),
        )
        .order_by("starts_at", "pk")
    )
    settings = settings_of(page, library)
    matched, _new = match_plans(planned, rows, now)
    found = []
    for row in rows:
        if row.until <= now or not (row.mails or row.calls):
            continue
        plan = matched.get(row.pk)
        if plan is None:
            if row.status not in (Occurrence.Status.CANCELLED, Occurrence.Status.ORPHANED):
                found.append(Consequence(row, row, VANISHED, row.mails, row.calls))
            continue
        found.append(_changed(row, changes_of(row, plan, settings, row.listed, now), now))
    return [item for item in found if item.kind or item.too_few or item.freed]


def left_without(page: EventPage, library: Library, now: datetime | None = None) -> int:
    """How many are signed up for coming dates, where the page would end sign-up here.

    Such a page tells them nothing, and nobody is reminded any more. 0 where it keeps sign-up.
    """
    source = source_page(page.translation_key)
    if page.sign_up == SignUpMode.SIGN_UP or source is None or source.pk != page.pk:
        return 0
    rows = SignUp.objects.for_library(library).filter(state__in=SignUp.ACTIVE)
    return rows.filter(
        occurrence__content_key=page.translation_key,
        occurrence__series__sign_up=SignUpMode.SIGN_UP,
        occurrence__until__gt=now or timezone.now(),
    ).count()


def moved_into_the_past(
    page: EventPage, planned: list[PlannedDate], now: datetime | None = None
) -> list[str]:
    """What is wrong with dates that people signed up for, but that would already be over."""
    source = source_page(page.translation_key)
    if source is None or source.pk != page.pk:
        return []
    now = now or timezone.now()
    series = Occurrence.objects.filter(content_key=page.translation_key)
    rows = list(series.order_by("starts_at", "pk"))
    matched, _new = match_plans(planned, rows, now)
    words = gettext(
        "%(when)s: people have signed up for it, so it cannot be moved to a moment that has"
        " passed. Choose one that is still to come."
    )
    return [
        words % {"when": in_words(row)}
        for row in rows
        if row.pk in matched and loses_people(row, matched[row.pk], now)
    ]


def _changed(row: Occurrence, changes: dict, now: datetime) -> Consequence:
    after = copy.copy(row)
    for name, value in changes.items():
        setattr(after, name, value)
    too_few = freed = 0
    if "capacity" in changes:
        over = after.seats_taken - after.capacity if after.capacity is not None else 0
        too_few = max(0, over)
        if row.seats_waiting:
            free = row.seats_waiting if after.capacity is None else -over
            freed = min(row.seats_waiting, max(0, free))
    return Consequence(
        before=row,
        after=after,
        # A running date that ends now is over, and nobody is told.
        kind=kind_of(snapshot(row), snapshot(after)) if after.until > now else "",
        mails=row.mails,
        calls=row.calls,
        too_few=too_few,
        freed=freed,
    )


def sample_for(found: list[Consequence], page: EventPage, library: Library):
    """The first mail that publishing `page` would send, unsaved; None where nobody gets one."""
    for item in found:
        if not item.kind or item.kind == VANISHED or not item.mails:
            continue
        rows = SignUp.objects.filter(occurrence=item.before, state__in=SignUp.ACTIVE)
        row = rows.exclude(email="").order_by("pk").first()
        if row is not None:
            item.after.series = _series_of(page, item.after.series, library)
            return sample(row, item.before, item.after, page)
    return None


def _series_of(page: EventPage, series: EventSeries, library: Library) -> EventSeries:
    """The series as publishing the page would make it."""
    after = copy.copy(series)
    for name in SERIES_FIELDS:
        setattr(after, name, getattr(page, name))
    after.organiser_names = names_on(page, library)
    return after
