"""What events put into the library's inbox."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import groupby

from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import ngettext

from core.models import Library
from core.permissions import can_see_sign_ups
from core.registry import InboxItem
from events.calls import calls_of
from events.models import Occurrence, SignUp
from events.queries.participants import TO_CALL

MOST = 500
SOON = timedelta(days=2)
"""Those who signed up are told within two days, and before the date itself."""


def orphaned_dates(library: Library, user) -> list[InboxItem]:
    """Coming dates that vanished from their page while people are signed up; one query."""
    may_answer = can_see_sign_ups(user, library)
    now = timezone.now()
    rows = (
        Occurrence.objects.for_library(library)
        .filter(
            status=Occurrence.Status.ORPHANED,
            until__gt=now,
            sign_ups__state__in=SignUp.ACTIVE,
        )
        .annotate(people=Sum("sign_ups__seats"))
        .select_related("series")
        .order_by("changed_at", "pk")
    )
    return [
        InboxItem(
            key=str(row.pk),
            title=f"{row.series.title}, {date_format(row.start_date, 'DATE_FORMAT')}",
            since=row.changed_at,
            url=reverse("events_people", args=[row.pk]) if may_answer else "",
            note=ngettext(
                "%(count)s person is signed up", "%(count)s people are signed up", row.people
            )
            % {"count": row.people},
            due=min(row.start_date, timezone.localdate(row.changed_at + SOON)),
        )
        for row in rows[:MOST]
    ]


def calls_to_make(library: Library, user) -> list[InboxItem]:
    """Coming dates with people who must be told by telephone, the longest wait first; one query."""
    may_answer = can_see_sign_ups(user, library)
    rows = (
        SignUp.objects.for_library(library)
        .filter(TO_CALL, occurrence__until__gt=timezone.now())
        .select_related("occurrence__series")
        .order_by("occurrence_id", "pk")
    )
    found = []
    for date, group in groupby(rows, key=lambda row: row.occurrence):
        people = list(group)
        since = min(_since(row) for row in people)
        found.append(
            InboxItem(
                key=str(date.pk),
                title=f"{date.series.title}, {date_format(date.start_date, 'DATE_FORMAT')}",
                since=since,
                url=reverse("events_calls", args=[date.pk]) if may_answer else "",
                note=ngettext(
                    "%(number)s person without e-mail must be called.",
                    "%(number)s people without e-mail must be called.",
                    len(people),
                )
                % {"number": len(people)},
                due=min(date.start_date, timezone.localdate(since + SOON)),
            )
        )
    return sorted(found, key=lambda item: item.since)[:MOST]


def _since(row: SignUp) -> datetime:
    """Since when the oldest of the calls waits; those of before did not keep it."""
    moments = [call["since"] for call in calls_of(row) if "since" in call]
    return datetime.fromisoformat(min(moments)) if moments else row.created_at
