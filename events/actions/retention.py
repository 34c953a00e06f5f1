"""Forgetting in time: holds, answers and access needs, then who the sign-ups were."""

from __future__ import annotations

import operator
from functools import reduce

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core.models import Outbox
from events.actions.audit import record_each
from events.actions.notices import withdraw
from events.actions.promoted import tell_promoted
from events.actions.seats import lock, settle
from events.actions.sign_up import REFUSING_STATES
from events.emails import purpose_of, tell
from events.models import AccessNeed, Answer, AuditEntry, SignUp, SignUpPerson

BATCH = 200
HELD = (SignUp.State.PENDING, SignUp.State.OFFERED)


def release_holds() -> int:
    """Give back seats that nobody confirmed in time, and move those queues up.

    Whoever was asked and did not answer is told. Who never confirmed is not: anybody can have
    written that address into the form.
    """
    now = timezone.now()
    late = SignUp.objects.filter(state__in=HELD, hold_until__lte=now)
    released = 0
    for occurrence_id in list(late.values_list("occurrence_id", flat=True).distinct().order_by()):
        with transaction.atomic():
            occurrence = lock(occurrence_id)
            # Whoever confirmed while we waited for the lock is no longer among these.
            gone = list(late.filter(occurrence=occurrence).order_by("pk"))
            for row in gone:
                asked = row.state == SignUp.State.OFFERED
                row.state, row.hold_until = SignUp.State.EXPIRED, None
                row.save(update_fields=["state", "hold_until"])
                withdraw(row)
                if asked:
                    open_still = occurrence.state(now) not in REFUSING_STATES
                    tell(row, "lapsed", occurrence, extra={"open_still": open_still})
            record_each("cancelled", occurrence=occurrence, rows=gone, expired=True)
            released += len(gone)
            tell_promoted(settle(occurrence, now), occurrence)
    return released


def delete_details() -> int:
    """Delete answers and access needs whose time is up; returns how many."""
    now = timezone.now()
    over = Q(delete_after__lte=now, sign_up__occurrence__until__lte=now)
    deleted = 0
    for model in (Answer, AccessNeed):
        keys = list(model.objects.filter(over).values_list("pk", flat=True))
        deleted += model.objects.filter(pk__in=keys).delete()[0]
    return deleted


def anonymise_due() -> int:
    """Take the person out of sign-ups whose time is up; what was counted stays.

    A date moved into the future keeps its sign-ups until it is over.
    """
    now = timezone.now()
    due = SignUp.objects.filter(
        anonymised_at=None, delete_after__lte=now, occurrence__until__lte=now
    ).order_by("pk")
    total = 0
    while keys := list(due.values_list("pk", flat=True)[:BATCH]):
        anonymise(keys)
        total += len(keys)
    return total


def anonymise(keys: list[int]) -> None:
    """Blank every word about the people of these sign-ups, in rows and in mail alike.

    Link and code of one sign-up for a series stay until all its dates are forgotten: the mail
    holds those of the first date, and they still lead to the dates to come.
    """
    with transaction.atomic():
        SignUp.objects.filter(pk__in=keys).update(
            name="",
            email="",
            phone="",
            identity="",
            form_key=None,
            to_call=None,
            child_ages=[],
            anonymised_at=timezone.now(),
        )
        _forget_links(keys)
        SignUpPerson.objects.filter(sign_up__in=keys).delete()
        Answer.objects.filter(sign_up__in=keys).delete()
        AccessNeed.objects.filter(sign_up__in=keys).delete()
        AuditEntry.objects.filter(sign_up__in=keys).update(detail={})
        told = reduce(operator.or_, (Q(purpose__startswith=purpose_of(key)) for key in keys))
        messages = Outbox.objects.filter(told)
        messages.exclude(state=Outbox.State.SENT).update(state=Outbox.State.WITHDRAWN)
        messages.update(**Outbox.EMPTIED)


def _forget_links(keys: list[int]) -> None:
    forgotten = SignUp.objects.filter(pk__in=keys)
    whole = set(forgotten.exclude(parent=None).values_list("parent_id", flat=True))
    if whole:
        left = SignUp.objects.filter(parent__in=whole, anonymised_at=None)
        going_on = set(left.values_list("parent_id", flat=True))
        forgotten = SignUp.objects.filter(Q(pk__in=keys) | Q(parent__in=whole))
        forgotten = forgotten.exclude(parent__isnull=False, parent__in=going_on)
    forgotten.update(token=None, door_code=None)
