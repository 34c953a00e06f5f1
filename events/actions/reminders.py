"""Reminding people of their date, once, by day, and only those who need it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from core.models import Outbox
from core.outbox import put
from events.actions.notices import texts_in
from events.actions.seats import MORNING, NIGHT
from events.emails import composed, purpose_of, sign_up_of
from events.models import Occurrence, SignUp
from events.models.series import SignUpMode
from events.sign_up_queries import page_of

EVENING = time(20)
NOTICE = timedelta(hours=3)
"""A reminder put off until morning must still come this long before the date."""
SLACK = timedelta(hours=12)
"""A reminder that falls into the night comes earlier by no more than this."""


def send_reminders() -> int:
    """Write the reminders that are due; returns how many. Safe at any time, in parallel.

    Only confirmed sign-ups with an address are reminded. Whoever was told something about the
    date since the moment of reminding (signed up late, moved up, the date was moved) knows
    already. A date that is moved after its reminder is reminded of again.
    """
    now = timezone.now()
    coming = (
        Occurrence.objects.filter(
            status__in=(Occurrence.Status.SCHEDULED, Occurrence.Status.MOVED),
            series__sign_up=SignUpMode.SIGN_UP,
            starts_at__gt=now,
        )
        .select_related("series", "library__site", "place", "room")
        .order_by("starts_at", "pk")
    )
    hours = coming.order_by().values_list("series__reminder_hours", flat=True).distinct()
    written = 0
    for number in [number for number in hours if number]:
        horizon = now + timedelta(hours=number) + SLACK
        for occurrence in coming.filter(series__reminder_hours=number, starts_at__lte=horizon):
            if remind_at(occurrence) <= now:
                written += _remind(occurrence)
    return written


def remind_at(occurrence: Occurrence) -> datetime:
    """When people are reminded: so many hours before the start, but not at night."""
    zone = ZoneInfo(occurrence.zone)
    moment = occurrence.starts_at.astimezone(UTC) - timedelta(
        hours=occurrence.series.reminder_hours
    )
    local = moment.astimezone(zone)
    if MORNING <= local.time() < NIGHT:
        return moment
    day = local.date() + timedelta(days=local.time() >= NIGHT)
    morning = datetime.combine(day, MORNING, zone)
    if occurrence.starts_at - morning >= NOTICE:
        return morning
    return datetime.combine(day - timedelta(days=1), EVENING, zone)


def _remind(occurrence: Occurrence) -> int:
    since = remind_at(occurrence)
    known = {
        sign_up_of(purpose)
        for purpose in Outbox.objects.filter(
            library=occurrence.library_id, created_at__gte=since, purpose__startswith="sign-up:"
        ).values_list("purpose", flat=True)
    }
    rows = SignUp.objects.filter(
        occurrence=occurrence, state=SignUp.State.CONFIRMED, created_at__lt=since
    ).exclude(email="")
    pages: dict[str, object] = {}
    written = 0
    for row in rows.exclude(pk__in=known).order_by("pk"):
        if row.language not in pages:
            pages[row.language] = page_of(occurrence, row.language)
        row.occurrence = occurrence
        message = put(
            purpose=purpose_of(row.pk, f"reminder:{occurrence.starts_at:%Y%m%dT%H%M}"),
            **composed(row, "reminder", occurrence, pages[row.language], _note(row, occurrence)),
        )
        written += message is not None
    return written


def _note(row: SignUp, occurrence: Occurrence) -> dict:
    """What the library wrote about this date, in the reader's language."""
    note, _reason = texts_in(occurrence, row.language)
    return {"note": note}
