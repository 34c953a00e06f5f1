"""Signing up and calling off, for citizens and for staff at the desk."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from events.actions.refusals import SignUpRefused
from events.actions.seats import count_seats, lock, next_queue_number, settle, store_counts
from events.emails import tell
from events.models import AccessNeed, Answer, Occurrence, SignUp, SignUpPerson
from events.models.series import Confirmation
from events.models.sign_ups import identity

HOLD = timedelta(minutes=30)
REFUSING_STATES = ("cancelled", "over", "closed", "not_open", "none", "link")


def sign_up(
    *,
    occurrence_id: int,
    name: str,
    email: str,
    seats: int = 1,
    phone: str = "",
    language: str = "da",
    form_key: UUID | None = None,
    people: tuple[str, ...] = (),
    answers: dict | None = None,
    access_need: str = "",
    source: str = SignUp.Source.WEB,
    now: datetime | None = None,
) -> SignUp:
    """Sign a party up for one date, or put it on the waiting list.

    The same form sent twice, or the same person again, gives the sign-up there already is.
    Raises SignUpRefused with a code and the field it belongs to.
    """
    now = now or timezone.now()
    with transaction.atomic():
        occurrence = lock(occurrence_id)
        known = _known(occurrence, form_key, identity(email, name))
        if known is not None:
            return known
        _check(occurrence, seats, now, source)
        row = _give(occurrence, seats, now)
        row.name, row.email, row.phone = name.strip(), email.strip(), phone.strip()
        row.identity = identity(email, name)
        row.language, row.form_key, row.source = language, form_key, source
        row.delete_after = occurrence.until + timedelta(days=_days_kept(occurrence))
        row.save()
        _store_details(row, occurrence, people, answers or {}, access_need, now)
        taken, waiting = count_seats(occurrence)
        store_counts(occurrence, taken, waiting)
        tell(row, _told(row), occurrence)
    return row


def _known(occurrence: Occurrence, form_key: UUID | None, person: str) -> SignUp | None:
    """The sign-up this one would repeat, if any."""
    if form_key is not None:
        same_form = SignUp.objects.filter(form_key=form_key).first()
        if same_form is not None:
            if same_form.occurrence_id != occurrence.pk:
                raise SignUpRefused("replayed")
            return same_form
    if not person:
        return None
    return SignUp.objects.filter(
        occurrence=occurrence, identity=person, state__in=SignUp.ACTIVE
    ).first()


def _check(occurrence: Occurrence, seats: int, now: datetime, source: str) -> None:
    state = occurrence.state(now)
    if state in REFUSING_STATES and not (state == "closed" and source != SignUp.Source.WEB):
        raise SignUpRefused(state)
    if seats < 1:
        raise SignUpRefused("no_seats", field="seats")
    if seats > occurrence.max_seats:
        raise SignUpRefused("too_many", field="seats", limit=occurrence.max_seats)
    if occurrence.capacity and seats > occurrence.capacity:
        raise SignUpRefused("too_many", field="seats", limit=occurrence.capacity)


def _give(occurrence: Occurrence, seats: int, now: datetime) -> SignUp:
    """A seat if there is one and nobody waits, else a number in the queue."""
    taken, waiting = count_seats(occurrence)
    row = SignUp(occurrence=occurrence, seats=seats)
    fits = occurrence.capacity is None or taken + seats <= occurrence.capacity
    if fits and not waiting:
        row.state = SignUp.State.CONFIRMED
        if occurrence.series.confirmation == Confirmation.BY_MAIL:
            row.state, row.hold_until = SignUp.State.PENDING, now + HOLD
        return row
    room = occurrence.waiting_size
    if room is not None and waiting + seats > room:
        raise SignUpRefused("full")
    row.state = SignUp.State.WAITING
    row.queue_number = next_queue_number(occurrence)
    return row


def _days_kept(occurrence: Occurrence) -> int:
    own = occurrence.series.retention_days
    return occurrence.library.retention_days if own is None else own


def _store_details(
    row: SignUp, occurrence: Occurrence, people, answers: dict, access_need: str, now: datetime
) -> None:
    gone = occurrence.until + timedelta(days=occurrence.library.answer_retention_days)
    SignUpPerson.objects.bulk_create(
        SignUpPerson(sign_up=row, name=name, order=order) for order, name in enumerate(people)
    )
    Answer.objects.bulk_create(
        Answer(sign_up=row, question=question, value=value, delete_after=gone)
        for question, value in answers.items()
    )
    if access_need.strip():
        AccessNeed.objects.create(
            sign_up=row, text=access_need.strip(), consented_at=now, delete_after=gone
        )


def _told(row: SignUp) -> str:
    kinds = {SignUp.State.WAITING: "waiting", SignUp.State.PENDING: "confirm"}
    return kinds.get(row.state, "confirmation")


def cancel(*, sign_up: SignUp, notify: bool = True, now: datetime | None = None) -> SignUp:
    """Call one sign-up off, give its seats to the queue, and tell those concerned.

    Calling off twice changes nothing. Raises SignUpRefused after the event has begun.
    """
    now = now or timezone.now()
    with transaction.atomic():
        occurrence = lock(sign_up.occurrence_id)
        row = SignUp.objects.get(pk=sign_up.pk)
        if not row.is_active:
            return row
        if occurrence.starts_at <= now:
            raise SignUpRefused("begun")
        row.state, row.cancelled_at = SignUp.State.CANCELLED, now
        row.queue_number, row.hold_until = None, None
        row.save(update_fields=["state", "cancelled_at", "queue_number", "hold_until"])
        if notify:
            tell(row, "called_off", occurrence)
        for lucky in settle(occurrence, now):
            tell(lucky, "promoted", occurrence)
    return row
