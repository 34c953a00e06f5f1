"""More or fewer seats on one date."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from events.actions.promoted import tell_promoted
from events.actions.seats import lock, settle
from events.models import Occurrence, SignUp


def set_capacity(occurrence_id: int, capacity: int | None) -> list[SignUp]:
    """Store a date's number of seats (None: no limit) and move the queue up.

    Lowering it throws nobody out. The date keeps this number when its page is published again.
    Returns those who got a seat, in order; they are told by mail. Raises ValueError for a
    negative number, Occurrence.DoesNotExist for an unknown id.
    """
    if capacity is not None and capacity < 0:
        raise ValueError("a date cannot have fewer than no seats")
    now = timezone.now()
    with transaction.atomic():
        occurrence = lock(occurrence_id)
        occurrence.capacity = capacity
        if "capacity" not in occurrence.overrides:
            occurrence.overrides = [*occurrence.overrides, "capacity"]
        Occurrence.objects.filter(pk=occurrence.pk).update(
            capacity=capacity, overrides=occurrence.overrides
        )
        moved = settle(occurrence, now)
        tell_promoted(moved, occurrence)
    return moved
