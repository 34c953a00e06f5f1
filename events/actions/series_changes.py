"""Changes to one sign-up for a whole series: confirm it, change its number, call it off."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from events.actions.changes import cancel, change_seats, confirm
from events.actions.refusals import SignUpRefused
from events.models import SignUp
from events.party import Party
from events.series_emails import tell_series, tell_series_off
from events.when import in_words


def confirm_all(*, rows: list[SignUp], now: datetime | None = None) -> list[SignUp]:
    """Confirm every date held by the mail link, with one mail; returns what was confirmed.

    Raises SignUpRefused where all holds have run out.
    """
    kept, refusal = [], None
    with transaction.atomic():
        for row in sorted(rows, key=lambda row: row.occurrence_id):
            if row.state != SignUp.State.PENDING:
                continue
            try:
                kept.append(confirm(sign_up=row, notify=False, now=now))
            except SignUpRefused as refused:
                refusal = refused
        if kept:
            tell_series(sorted(kept, key=lambda row: (row.occurrence.starts_at, row.pk)))
    if refusal is not None and not kept:
        raise refusal
    return kept


def cancel_all(*, rows: list[SignUp], now: datetime | None = None) -> list[SignUp]:
    """Call off every date that still can be, with one mail; returns what was called off.

    Raises SignUpRefused where none of them can be called off any more.
    """
    gone, refusal = [], None
    with transaction.atomic():
        for row in sorted(rows, key=lambda row: row.occurrence_id):
            if not row.is_active:
                continue
            try:
                gone.append(cancel(sign_up=row, notify=False, now=now))
            except SignUpRefused as refused:
                refusal = refused
        if gone:
            tell_series_off(gone)
    if refusal is not None and not gone:
        raise refusal
    return gone


def change_all(
    *,
    rows: list[SignUp],
    seats: int,
    party: Party | None = None,
    people: tuple[str, ...] = (),
    by_staff: bool = False,
    who=None,
    now: datetime | None = None,
) -> list[SignUp]:
    """Change how many come on all these dates, or on none, with one mail.

    Dates are locked in the order of their ids. Raises SignUpRefused, which names the date that
    has no room for so many.
    """
    changed = []
    with transaction.atomic():
        for row in sorted(rows, key=lambda row: row.occurrence_id):
            try:
                change_seats(
                    sign_up=row,
                    seats=seats,
                    party=party,
                    people=people,
                    notify=False,
                    by_staff=by_staff,
                    who=who,
                    now=now,
                )
            except SignUpRefused as refused:
                refused.when = in_words(row.occurrence)
                raise
            changed.append(row.pk)
        fresh = SignUp.objects.filter(pk__in=changed).select_related(
            "occurrence__series",
            "occurrence__place",
            "occurrence__room",
            "occurrence__library__site",
        )
        tell_series(list(fresh.order_by("occurrence__starts_at", "pk")), kind="changed")
    return list(fresh)
