"""Dates that a series gets later: whoever signed up for the whole series is on them too."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from events.actions.audit import record
from events.actions.refusals import SignUpRefused
from events.actions.seats import lock
from events.actions.sign_up import decide, enter
from events.calls import add_call
from events.models import AccessNeed, EventSeries, Occurrence, SeriesSignUp, SignUp
from events.models.series import SignUpScope
from events.series_emails import tell_series

TOLD_AHEAD = timedelta(days=92)
"""Dates further off are not worth a mail each week: the own page shows them."""
SETTLED = (SignUp.State.CONFIRMED, SignUp.State.WAITING, SignUp.State.OFFERED)


def hold_still(series: EventSeries, now: datetime) -> None:
    """Lock every date of a series that is not over, so that nobody signs up for it meanwhile.

    Before new dates are written: a sign-up for the series that got here first is then seen by
    `enrol`, and one that comes after sees the new dates. Dates are taken in the order of ids.
    """
    if series.scope != SignUpScope.SERIES:
        return
    coming = Occurrence.objects.filter(series=series, until__gt=now).order_by("pk")
    for key in list(coming.values_list("pk", flat=True)):
        lock(key)


def enrol(series: EventSeries, dates: Iterable[Occurrence], now: datetime) -> list[SignUp]:
    """Put everybody who signed up for the whole series on its new dates, in their order.

    First come, first served, a party whole: where a date has fewer seats than people, the later
    ones wait, and where its waiting list is full they are left out. Whoever has called off all
    coming dates has left the series. Must run in the transaction that wrote the dates.
    """
    if not _signed_up_for_all(series):
        return []
    latest = _latest_rows(series, now)
    if not latest:
        return []
    entered: dict[int, list[SignUp]] = {}
    for date in sorted(dates, key=lambda date: date.pk):
        if date.starts_at <= now:
            continue
        for parent, row in latest.items():
            date_now = lock(date.pk)
            new = _copy(row, date_now, now)
            if new is not None:
                entered.setdefault(parent, []).append(new)
    for rows in entered.values():
        for row in rows:
            record("signed_up", occurrence=row.occurrence, sign_up=row, series=True)
        _tell([row for row in rows if row.occurrence.starts_at < now + TOLD_AHEAD])
    return [row for rows in entered.values() for row in rows]


def _signed_up_for_all(series: EventSeries) -> bool:
    whole = series.scope == SignUpScope.SERIES
    return whole and SeriesSignUp.objects.filter(series=series).exists()


def _latest_rows(series: EventSeries, now: datetime) -> dict[int, SignUp]:
    """By sign-up for the series, in the order they came: its last coming date that still holds."""
    rows = (
        SignUp.objects.filter(
            parent__series=series,
            state__in=SETTLED,
            anonymised_at=None,
            occurrence__starts_at__gt=now,
        )
        .prefetch_related("people", "answers__person")
        .select_related("access_need")
        .order_by("parent_id", "occurrence__starts_at", "pk")
    )
    return {row.parent_id: row for row in rows}


def _copy(row: SignUp, date: Occurrence, now: datetime) -> SignUp | None:
    """The same party on another date; None where there is no room, or it is there already."""
    taken = SignUp.objects.filter(occurrence=date, parent=row.parent_id)
    if row.identity:
        taken = taken | SignUp.objects.filter(
            occurrence=date, identity=row.identity, state__in=SignUp.ACTIVE
        )
    if taken.exists():
        return None
    # A party stays whole, also where the editor has made the largest one smaller since.
    date.max_seats = max(date.max_seats, row.seats)
    try:
        state, hold_until, number = decide(date, row.seats, now, SignUp.Source.DESK, member=True)
    except SignUpRefused:
        return None
    people = list(row.people.all())
    position = {person.pk: number for number, person in enumerate(people)}
    need = getattr(row, "access_need", None)
    new = enter(
        date,
        SignUp(
            parent_id=row.parent_id,
            name=row.name,
            email=row.email,
            phone=row.phone,
            identity=row.identity,
            seats=row.seats,
            children=row.children,
            child_ages=row.child_ages,
            companions=row.companions,
            language=row.language,
            source=row.source,
            state=state,
            hold_until=hold_until,
            queue_number=number,
        ),
        people=tuple(person.name for person in people),
        answers={
            (one.question if one.person_id is None else (one.question, position[one.person_id])): (
                one.value
            )
            for one in row.answers.all()
        },
        access_need=need.text if need else "",
        now=need.consented_at if need else now,
    )
    if need:
        AccessNeed.objects.filter(sign_up=new).update(consent_version=need.consent_version)
    return new


def _tell(rows: list[SignUp]) -> None:
    if not rows:
        return
    if rows[0].email:
        tell_series(rows, kind="added")
        return
    for row in rows:
        add_call(row, "added")
