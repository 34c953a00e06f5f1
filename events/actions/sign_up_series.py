"""Signing up for a whole series: one form, one sign-up on every coming date."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from events.actions.refusals import SignUpRefused
from events.actions.seats import lock, places_in_line
from events.actions.sign_up import ALONE, REFUSING_STATES, decide, enter
from events.emails import tell_again
from events.models import EventSeries, Occurrence, SeriesSignUp, SignUp
from events.models.sign_ups import identity
from events.party import Party
from events.series_emails import tell_series

FULL = ("full", "full_no_list", "few_seats", "few_waiting")
PAST_RECALL = ("closed", "over", "cancelled")


@dataclass
class SeriesOutcome:
    """What the reader is told: each date with its state and the place in its line, 0 for none.

    `left_out` dates had no room.
    """

    dates: list[tuple[Occurrence, str, int]] = field(default_factory=list)
    left_out: list[Occurrence] = field(default_factory=list)
    seats: int = 1
    created: bool = True
    first: SignUp | None = None
    """The sign-up for the first of the dates, for staff at the desk."""


def coming_dates(series: EventSeries, now: datetime):
    """The dates that a sign-up for the series is about, soonest first."""
    takes_place = (Occurrence.Status.SCHEDULED, Occurrence.Status.MOVED)
    return (
        Occurrence.objects.filter(
            series=series, listed=True, starts_at__gt=now, status__in=takes_place
        )
        .select_related("series", "place", "room")
        .in_order()
    )


def sign_up_series(
    *,
    series: EventSeries,
    name: str,
    email: str,
    seats: int = 1,
    party: Party = ALONE,
    phone: str = "",
    language: str = "da",
    form_key: UUID | None = None,
    people: tuple[str, ...] = (),
    answers: dict | None = None,
    access_need: str = "",
    source: str = SignUp.Source.WEB,
    page=None,
    now: datetime | None = None,
) -> SeriesOutcome:
    """Sign a party up for all coming dates of a series, in one transaction.

    Where the series is all or nothing, one date without a seat refuses the whole; otherwise
    full dates put the party on their waiting list, or are left out where there is none. Dates
    are locked in the order of their ids, so two of these never wait for each other in a ring.
    The same form again, or the same person, changes nothing and is answered alike.
    Raises SignUpRefused.
    """
    now = now or timezone.now()
    person = identity(email, name)
    keys = sorted(coming_dates(series, now).values_list("pk", flat=True))
    if not keys:
        raise SignUpRefused("no_date")
    party = party.asked_by(series)
    party.check(series, seats)
    facts = {
        "name": name.strip(),
        "email": email.strip(),
        "phone": phone.strip(),
        "identity": person,
        "seats": seats,
        "language": language,
        "source": source,
        **party.fields(),
    }
    details = {"people": people, "answers": answers or {}, "access_need": access_need}
    try:
        with transaction.atomic():
            dates = [lock(key) for key in keys]
            # Dates that were added while we waited for the first of them.
            later = coming_dates(series, now).exclude(pk__in=keys).values_list("pk", flat=True)
            dates += [lock(key) for key in sorted(later)]
            dates.sort(key=lambda row: (row.starts_at, row.pk))
            known = _same_form(series, form_key, person)
            if known is not None:
                return known
            if SeriesSignUp.objects.filter(form_key=form_key).exists():
                form_key = None  # the form was used before, now for somebody else
            decided, left_out = _decide(dates, seats, now, source)
            there = _there(dates, person)
            new = [one for one in decided if one[0].pk not in there]
            if new:
                parent = SeriesSignUp.objects.create(series=series, form_key=form_key)
                rows = [
                    enter(
                        date,
                        SignUp(
                            parent=parent,
                            state=state,
                            hold_until=hold,
                            queue_number=number,
                            **facts,
                        ),
                        now=now,
                        **details,
                    )
                    for date, state, hold, number in new
                ]
                tell_series(rows, page, left_out=left_out)
            else:
                date = decided[0][0]
                tell_again(there[date.pk], date, now, page)
    except IntegrityError:
        raise SignUpRefused("replayed") from None
    waits = SignUp.State.WAITING
    told = [
        (date, state, date.line + 1 if state == waits else 0)
        for date, state, _hold, _number in decided
    ]
    first = rows[0] if new else None
    if there and source != SignUp.Source.WEB:
        # Staff are told what there is; a stranger at the form must not learn it.
        places = places_in_line(list(there.values()))
        held = {key: (row.state, places[row.pk]) for key, row in there.items()}
        told = [(date, *held.get(date.pk, (state, place))) for date, state, place in told]
        first = first or there[decided[0][0].pk]
    return SeriesOutcome(told, left_out, seats, bool(new), first)


def _there(dates: list[Occurrence], person: str) -> dict[int, SignUp]:
    """The person's sign-ups there are already, by date; none for somebody without an address."""
    if not person:
        return {}
    active = SignUp.objects.filter(identity=person, state__in=SignUp.ACTIVE)
    return {row.occurrence_id: row for row in active.filter(occurrence__in=dates)}


def _decide(dates: list[Occurrence], seats: int, now: datetime, source: str):
    """([(date, state, end of the hold, queue number)], [dates without room])."""
    decided, left_out, refusal = [], [], None
    strict = dates[0].series.all_or_nothing
    # A series is open for sign-up as soon as one of its dates is.
    member = any(date.state(now) not in REFUSING_STATES for date in dates)
    for date in dates:
        try:
            state, hold, number = decide(date, seats, now, source, member=member)
        except SignUpRefused as refused:
            if refused.code in PAST_RECALL:
                continue
            full = refused.code in FULL
            if not full and (refused.field or strict):
                raise
            if strict:
                raise SignUpRefused("series_full") from None
            refusal = refused
            left_out.append(date)
            continue
        if strict and state == SignUp.State.WAITING:
            raise SignUpRefused("series_full")
        decided.append((date, state, hold, number))
    if not decided:
        raise refusal or SignUpRefused("no_date")
    return decided, left_out


def _same_form(series: EventSeries, form_key: UUID | None, person: str) -> SeriesOutcome | None:
    """The answer to a form that was sent before by the same person."""
    if form_key is None:
        return None
    parent = SeriesSignUp.objects.filter(form_key=form_key).first()
    if parent is None:
        return None
    if parent.series_id != series.pk:
        raise SignUpRefused("replayed")
    rows = list(
        SignUp.objects.filter(parent=parent)
        .select_related("occurrence__series")
        .order_by("occurrence__starts_at", "pk")
    )
    if not rows or rows[0].identity != person:
        return None
    places = places_in_line(rows)
    told = [(row.occurrence, row.state, places[row.pk]) for row in rows]
    return SeriesOutcome(told, [], rows[0].seats, False, rows[0])
