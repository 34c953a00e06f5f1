"""Signing up, for citizens and for staff at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from events.actions.refusals import SignUpRefused
from events.actions.seats import lock, place_in_line, store_counts
from events.consent import KEPT, VERSION
from events.emails import tell, tell_again
from events.models import AccessNeed, Answer, Occurrence, SignUp, SignUpPerson
from events.models.series import Confirmation
from events.models.sign_ups import identity
from events.party import Party

HOLD = timedelta(minutes=30)
ALONE = Party()
MOST = 500
"""Of one party, also where staff let it in."""
REFUSING_STATES = ("cancelled", "over", "closed", "not_open", "none", "link")


@dataclass(frozen=True)
class Outcome:
    """What the reader is told: for a person already signed up the same as for a new one."""

    sign_up: SignUp
    state: str
    seats: int
    place: int = 0
    created: bool = True
    over: int = 0
    """How many more people there now are than seats: only walk-ins make it so."""


def sign_up(
    *,
    occurrence_id: int,
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
    walk_in: bool = False,
    page=None,
    seen: Occurrence | None = None,
    now: datetime | None = None,
) -> Outcome:
    """Sign a party up for one date, or put it on the waiting list.

    The same form sent twice gives the sign-up there already is. The same person again is
    answered as a stranger would be, so that nobody learns who is signed up; the truth goes to
    the address by mail. `people` are the names of the whole party in order; `answers` maps a
    question's id, or (id, number of the person from 0), to its value. `party` says how many of
    the seats are for children, and how many companions come. `page` is the event's
    page in the reader's language, where the caller has it, `seen` the date as the caller
    read it. `walk_in`: staff let the party in
    although all seats may be taken or others wait.
    Raises SignUpRefused with a code and the field it belongs to, Occurrence.DoesNotExist.
    """
    now = now or timezone.now()
    person = identity(email, name)
    refusal = None
    try:
        with transaction.atomic():
            occurrence = lock(occurrence_id, seen, repeats(form_key, person))
            used, known = _repeated(occurrence, person)
            same_form = known is not None and known == used
            if same_form or (known is not None and source != SignUp.Source.WEB):
                return Outcome(known, known.state, known.seats, place_in_line(known), False)
            try:
                state, hold_until, number = decide(occurrence, seats, now, source, walk_in)
                party = party.asked_by(occurrence.series)
                party.check(occurrence.series, seats)
            except SignUpRefused as refused:
                if known is None:
                    raise
                refusal = refused
            if known is not None:
                tell_again(known, occurrence, now, page)
            else:
                if used is not None:
                    form_key = None  # the form was used before, now for somebody else
                row = enter(
                    occurrence,
                    SignUp(
                        name=name.strip(),
                        email=email.strip(),
                        phone=phone.strip(),
                        identity=person,
                        seats=seats,
                        **party.fields(),
                        state=state,
                        queue_number=number,
                        hold_until=hold_until,
                        language=language,
                        form_key=form_key,
                        source=source,
                    ),
                    people=people,
                    answers=answers or {},
                    access_need=access_need,
                    now=now,
                )
                tell(row, _told(row), occurrence, page)
    except IntegrityError:
        # The only key two dates can share at the same instant is the form's.
        raise SignUpRefused("replayed") from None
    if refusal is not None:
        raise refusal
    place = occurrence.line + 1 if state == SignUp.State.WAITING else 0
    over = 0
    if walk_in and occurrence.capacity is not None:
        over = max(0, occurrence.seats_taken - occurrence.capacity)
    return Outcome(known or row, state, seats, place, known is None, over)


def enter(
    occurrence: Occurrence,
    row: SignUp,
    *,
    people: tuple[str, ...] = (),
    answers: dict | None = None,
    access_need: str = "",
    now: datetime,
) -> SignUp:
    """Store a decided sign-up on a locked date, with its details and the date's counters."""
    row.occurrence = occurrence
    row.delete_after = occurrence.until + timedelta(days=days_kept(occurrence))
    row.save(force_insert=True)
    _store_details(row, occurrence, people, answers or {}, access_need, now)
    _store_counts(occurrence, row)
    return row


def repeats(form_key: UUID | None, person: str) -> dict:
    """Annotations that find the sign-ups this one may repeat, in the lock's own query."""
    found = {}
    if form_key:
        used = SignUp.objects.filter(form_key=form_key)
        found["same_form"] = Subquery(used.values("pk")[:1])
    if person:
        active = SignUp.objects.filter(
            occurrence=OuterRef("pk"), identity=person, state__in=SignUp.ACTIVE
        )
        found["same_person"] = Subquery(active.values("pk")[:1])
    return found


def _repeated(occurrence: Occurrence, person: str) -> tuple[SignUp | None, SignUp | None]:
    """(what this form was used for before, the sign-up that this one would repeat).

    The form comes before the person. Raises SignUpRefused("replayed") for another date's form.
    """
    form, same = (getattr(occurrence, name, None) for name in ("same_form", "same_person"))
    found = {pk for pk in (form, same) if pk}
    rows = {row.pk: row for row in SignUp.objects.filter(pk__in=found)} if found else {}
    used = rows.get(form)
    if used is not None and used.occurrence_id != occurrence.pk:
        raise SignUpRefused("replayed")
    # Going back and writing another name in the same form signs up somebody else.
    if used is not None and used.identity == person:
        return used, used
    return used, rows.get(same)


def decide(
    occurrence: Occurrence,
    seats: int,
    now: datetime,
    source: str,
    walk_in: bool = False,
    member: bool = False,
) -> tuple[str, datetime | None, int | None]:
    """(state, end of the hold, queue number) for a new party of a locked date.

    `member`: somebody signed up for the whole series, whom the date's own window never refuses.
    """
    state = occurrence.state(now)
    late = state == "closed" and source != SignUp.Source.WEB
    if state in REFUSING_STATES and not (late or (member and state == "not_open")):
        raise SignUpRefused(state)
    if seats < 1:
        raise SignUpRefused("no_seats", field="seats")
    if walk_in and source != SignUp.Source.WEB:
        if seats > MOST:
            raise SignUpRefused("too_many", field="seats", limit=MOST)
        return SignUp.State.CONFIRMED, None, None
    limit = occurrence.max_seats
    if occurrence.capacity:
        limit = min(limit, occurrence.capacity)
    if seats > limit:
        raise SignUpRefused("too_many", field="seats", limit=limit)
    left = None if occurrence.capacity is None else occurrence.capacity - occurrence.taken
    if not occurrence.line and (left is None or seats <= left):
        if occurrence.series.confirmation == Confirmation.BY_MAIL and source == SignUp.Source.WEB:
            return SignUp.State.PENDING, now + HOLD, None
        return SignUp.State.CONFIRMED, None, None
    _check_queue(occurrence, seats, left or 0)
    return SignUp.State.WAITING, None, occurrence.last_number + 1


def _check_queue(occurrence: Occurrence, seats: int, left: int) -> None:
    size = occurrence.waiting_size
    if size is None or occurrence.waiting + seats <= size:
        return
    room = size - occurrence.waiting
    if room > 0:
        raise SignUpRefused("few_waiting", field="seats", limit=room)
    if left > 0 and not occurrence.line:
        raise SignUpRefused("few_seats", field="seats", limit=left)
    raise SignUpRefused("full" if size else "full_no_list")


def days_kept(occurrence: Occurrence) -> int:
    """How many days after its date a sign-up keeps its names."""
    own = occurrence.series.retention_days
    return occurrence.library.retention_days if own is None else own


def answers_kept(occurrence: Occurrence) -> int:
    """How many days after its date the answers of a sign-up are kept: never beyond the names."""
    own = occurrence.series.answers_kept_days
    days = occurrence.library.answer_retention_days if own is None else own
    return min(days, days_kept(occurrence))


def access_kept(occurrence: Occurrence) -> timedelta:
    """How long after its date access needs are kept: the shortest time of all."""
    library = timedelta(days=occurrence.library.answer_retention_days)
    return min(KEPT, library, timedelta(days=days_kept(occurrence)))


def _store_counts(occurrence: Occurrence, row: SignUp) -> None:
    """The recount made under this lock, and the new party: no need to count again."""
    waits = row.state == SignUp.State.WAITING
    taken = occurrence.taken + (0 if waits else row.seats)
    store_counts(occurrence, taken, occurrence.waiting + (row.seats if waits else 0))


def _store_details(
    row: SignUp, occurrence: Occurrence, people, answers: dict, access_need: str, now: datetime
) -> None:
    gone = min(occurrence.until + timedelta(days=answers_kept(occurrence)), row.delete_after)
    persons = SignUpPerson.objects.bulk_create(
        SignUpPerson(sign_up=row, name=name, order=order) for order, name in enumerate(people)
    )
    rows = []
    for key, value in answers.items():
        question, number = key if isinstance(key, tuple) else (key, None)
        person = None if number is None else persons[number]
        rows.append(
            Answer(sign_up=row, person=person, question=question, value=value, delete_after=gone)
        )
    Answer.objects.bulk_create(rows)
    if access_need.strip():
        AccessNeed.objects.create(
            sign_up=row,
            text=access_need.strip(),
            consented_at=now,
            consent_version=VERSION,
            delete_after=min(occurrence.until + access_kept(occurrence), row.delete_after),
        )


def _told(row: SignUp) -> str:
    kinds = {SignUp.State.WAITING: "waiting", SignUp.State.PENDING: "confirm"}
    return kinds.get(row.state, "confirmation")
