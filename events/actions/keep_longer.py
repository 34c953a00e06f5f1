"""Personal data of a date that moves is deleted later, or sooner, with it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, QuerySet
from django.utils import timezone

from events.actions.sign_up import access_kept, answers_kept, days_kept
from events.models import AccessNeed, Answer, Occurrence, SignUp


def keep_longer(row: Occurrence, later: timedelta, now: datetime | None = None) -> None:
    """Personal data is deleted so many days after the date, so it moves along with it.

    A date that moves into the past takes nothing away sooner than so many days from now.
    """
    now = now or timezone.now()
    sign_ups = SignUp.objects.filter(occurrence=row, anonymised_at=None)
    _shift(sign_ups, later, now + timedelta(days=days_kept(row)))
    answers = Answer.objects.filter(sign_up__occurrence=row)
    _shift(answers, later, now + timedelta(days=answers_kept(row)))
    needs = AccessNeed.objects.filter(sign_up__occurrence=row)
    _shift(needs, later, now + access_kept(row))


def _shift(rows: QuerySet, later: timedelta, earliest: datetime) -> None:
    """Move the days of deletion, but none that is still ahead to before `earliest`."""
    if later < timedelta():
        near = rows.filter(delete_after__lt=earliest - later)
        near.filter(delete_after__gt=earliest).update(delete_after=earliest)
        rows = rows.filter(delete_after__gte=earliest - later)
    rows.update(delete_after=F("delete_after") + later)
