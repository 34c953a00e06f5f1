"""Moving a sign-up, or everybody, to another date of the series."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation

from core.outbox import put
from events.actions.audit import record
from events.actions.notices import withdraw
from events.actions.promoted import tell_promoted
from events.actions.refusals import SignUpRefused
from events.actions.seats import lock, read, settle
from events.actions.sign_up import days_kept, decide
from events.calls import add_call, calls_of, new_call
from events.emails import composed, purpose_of
from events.models import AccessNeed, Answer, Occurrence, SignUp
from events.when import in_words, place_in_words


def move(
    *,
    sign_up: SignUp,
    to: int,
    wait: bool = False,
    notify: bool = True,
    who=None,
    now: datetime | None = None,
) -> SignUp:
    """Move a party whole to another date, and give its old seats to the queue there.

    It gets what a newcomer would: seats where enough are free and nobody waits for them, else
    the end of the waiting list, which a party with seats only gets with `wait`. The personal
    link stays. Both dates are locked, the one with the lower key first, so that two moves never
    wait for each other. Raises SignUpRefused ("no_seat_there", "already_there", "other_series",
    "not_movable", "checked_in", or why nobody can sign up for that date), Occurrence.DoesNotExist.
    """
    now = now or timezone.now()
    with transaction.atomic():
        old, new = _both(sign_up.occurrence_id, to)
        row = SignUp.objects.get(pk=sign_up.pk)
        news = _carry(row, old, new, wait, notify, who, now)
        tell_promoted(settle(new, now), new)
        if notify:
            _tell(row, old, new, news)
        tell_promoted(settle(old, now), old)
    return row


@dataclass
class MovedAll:
    """What came of moving everybody: who sits, who waits, and who stayed for which reason."""

    seated: list[SignUp] = field(default_factory=list)
    waiting: list[SignUp] = field(default_factory=list)
    stayed: list[tuple[SignUp, SignUpRefused]] = field(default_factory=list)


def move_all(
    *,
    occurrence: Occurrence,
    to: int,
    wait: bool = False,
    notify: bool = True,
    who=None,
    now: datetime | None = None,
) -> MovedAll:
    """Move every active party of a date as `move` would, in one transaction.

    Those with seats come first, as they signed up, then the queue in its order; the seats they
    leave are given away only when all have moved. Without `wait` a party for which there are
    too few seats stays. Raises SignUpRefused where nobody at all can move there,
    Occurrence.DoesNotExist.
    """
    now = now or timezone.now()
    done = MovedAll()
    with transaction.atomic():
        old, new = _both(occurrence.pk, to)
        _check_dates(old, new)
        active = SignUp.objects.filter(occurrence=old, state__in=SignUp.ACTIVE)
        rows = active.order_by(F("queue_number").asc(nulls_first=True), "created_at", "pk")
        told = []
        for row in rows:
            try:
                news = _carry(row, old, new, wait, notify, who, now)
            except SignUpRefused as refused:
                done.stayed.append((row, refused))
                continue
            told.append((row, news))
            new = read(new.pk, new)  # with the one who has just come
        tell_promoted(settle(new, now), new)
        for row, news in told:
            if notify:
                _tell(row, old, new, news)
            row.refresh_from_db(fields=["state", "queue_number"])
            waits = row.state == SignUp.State.WAITING
            (done.waiting if waits else done.seated).append(row)
        tell_promoted(settle(old, now), old)
    return done


def _both(old: int, new: int) -> tuple[Occurrence, Occurrence]:
    """Both dates, locked in one order."""
    dates = {pk: lock(pk) for pk in sorted({old, new})}
    return dates[old], dates[new]


@dataclass
class _News:
    """What a party must hear of its move."""

    taken_back: list[dict]
    known: dict | None


def _carry(
    row: SignUp, old: Occurrence, new: Occurrence, wait: bool, notify: bool, who, now: datetime
) -> _News:
    """Put one party on the other of two locked dates; the seats it leaves are not given away."""
    _check(row, old, new)
    # It stays whole, also where staff let in more than a form would take.
    new.max_seats = max(new.max_seats, row.seats)
    member = row.parent_id is not None
    state, hold, number = decide(new, row.seats, now, SignUp.Source.DESK, member=member)
    waited = row.state == SignUp.State.WAITING
    if state == SignUp.State.WAITING and not waited and not wait:
        raise SignUpRefused("no_seat_there")
    waits = withdraw(row)
    calls = calls_of(row)
    told = (call for call in calls if call["kind"] in ("rebooked", "moved"))
    known = waits or next(told, None)
    news = _News(_taken_back(row, old, now), known)
    seat = [call for call in calls if call["kind"] == "promoted"]
    if waited and notify and not row.email:
        seat = [new_call("promoted")]
    row.occurrence, row.state, row.hold_until, row.queue_number = new, state, hold, number
    row.to_call = (seat or None) if state == SignUp.State.CONFIRMED else None
    row.delete_after = new.until + timedelta(days=days_kept(new))
    row.save()
    for details in (Answer, AccessNeed):
        rows = details.objects.filter(sign_up=row)
        rows.update(delete_after=F("delete_after") + (new.until - old.until))
    record("moved", occurrence=old, sign_up=row, who=who, to=new.pk)
    record("moved", occurrence=new, sign_up=row, who=who, came_from=old.pk)
    return news


def _check_dates(old: Occurrence, new: Occurrence) -> None:
    if (new.series_id, new.library_id) != (old.series_id, old.library_id) or new.pk == old.pk:
        raise SignUpRefused("other_series")


def _check(row: SignUp, old: Occurrence, new: Occurrence) -> None:
    _check_dates(old, new)
    if row.occurrence_id != old.pk or not row.is_active:
        raise SignUpRefused("not_movable")
    if row.checked_in_at:
        raise SignUpRefused("checked_in")
    same = SignUp.objects.filter(occurrence=new, identity=row.identity, state__in=SignUp.ACTIVE)
    if row.identity and same.exists():
        raise SignUpRefused("already_there")


def _taken_back(row: SignUp, old: Occurrence, now: datetime) -> list[dict]:
    """The calendar file that takes the old date out of the person's calendar."""
    if row.state != SignUp.State.CONFIRMED or not row.email:
        return []
    row.cancelled_at = now  # the newer stamp decides in a calendar
    files = composed(row, "called_off", old)["attachments"]
    row.cancelled_at = None
    return [{**file, "name": "cancel.ics"} for file in files]


def _tell(row: SignUp, old: Occurrence, new: Occurrence, news: _News) -> None:
    row.refresh_from_db(fields=["state", "queue_number", "to_call"])
    with translation.override(row.language):
        was = {"was_when": in_words(old), "was_where": place_in_words(old)}
    if news.known:  # what they were told last
        was = {name: news.known.get(name, "") for name in was}
    if not row.email:
        add_call(row, "rebooked", **was)
        return
    message = composed(row, "rebooked", new, None, was)
    message["attachments"] += news.taken_back
    purpose = purpose_of(row.pk, f"rebooked:{new.pk}.{new.version}")
    put(purpose=purpose, **message)
