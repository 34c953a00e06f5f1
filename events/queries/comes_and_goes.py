"""What the moments at which a page comes and goes by itself mean for the dates of its event."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import ngettext

from core.models import Library
from events.actions.publish import source_page
from events.models import EventPage, Occurrence, SignUp
from events.models.series import SignUpMode
from events.rules import ZONE, PlannedDate
from events.when import in_words, moment_in_words


def without_page(
    page: EventPage,
    planned: list[PlannedDate],
    rows: list[Occurrence],
    matched: dict[int, PlannedDate],
) -> list[str]:
    """Coming dates that begin before the page is there or end after it is gone, in words.

    `rows` are the dates as they are now, `matched` the plan of each.
    """
    now = timezone.now()
    cancelled = Occurrence.Status.CANCELLED
    off = [matched[row.pk] for row in rows if row.status == cancelled and row.pk in matched]
    coming = [plan for plan in planned if plan.until > now and plan not in off]
    coming.sort(key=lambda plan: plan.starts_at)
    found = []
    if page.go_live_at and page.go_live_at > now:
        shown = [matched[row.pk] for row in rows if row.listed and row.pk in matched]
        early = [one for one in coming if one.starts_at < page.go_live_at and one not in shown]
        if early:
            found.append(_too_early(early, page.go_live_at))
    if page.expire_at and page.expire_at > now:
        late = [one for one in coming if one.until > page.expire_at]
        if late:
            found.append(_too_late(late, page.expire_at))
    return found


def after_its_page(occurrence: Occurrence) -> list[str]:
    """The same about one date that is moved by hand beyond the end of its page, in words."""
    source = source_page(occurrence.content_key)
    going = source.expire_at if source is not None and source.live else None
    if going is None or not timezone.now() < going < occurrence.until:
        return []
    return [_too_late([occurrence], going)]


def _too_early(early: list[PlannedDate], moment: datetime) -> str:
    return ngettext(
        "The page is published by itself on %(moment)s, and %(count)s date begins before that:"
        " %(when)s. Nobody can find that date until then. Choose an earlier moment under"
        " “Set schedule”.",
        "The page is published by itself on %(moment)s, and %(count)s dates begin before that, the"
        " first of them %(when)s. Nobody can find those dates until then. Choose an earlier moment"
        " under “Set schedule”.",
        len(early),
    ) % {
        "moment": moment_in_words(moment, ZONE),
        "count": len(early),
        "when": in_words(early[0], inside=True),
    }


def _too_late(late: list[PlannedDate] | list[Occurrence], moment: datetime) -> str:
    return ngettext(
        "The page is taken down by itself on %(moment)s, and %(count)s date is not over by then:"
        " %(when)s. After that nobody can find it or sign up here, and nobody is told; those who"
        " have signed up stay signed up. Choose a later moment under “Set schedule”, or none.",
        "The page is taken down by itself on %(moment)s, and %(count)s dates are not over by then,"
        " the last of them %(when)s. After that nobody can find them or sign up here, and nobody"
        " is told; those who have signed up stay signed up. Choose a later moment under “Set"
        " schedule”, or none.",
        len(late),
    ) % {
        "moment": moment_in_words(moment, ZONE),
        "count": len(late),
        "when": in_words(late[-1], inside=True),
    }


def sign_ups_without_page(page: EventPage, library: Library, now: datetime | None = None) -> int:
    """How many are signed up for coming dates that would newly outlive their page.

    Dates that end after the moment at which the published page goes already are not counted.
    """
    source = source_page(page.translation_key)
    if page.expire_at is None or page.sign_up != SignUpMode.SIGN_UP:
        return 0
    if source is None or source.pk != page.pk:
        return 0
    rows = SignUp.objects.for_library(library).filter(
        state__in=SignUp.ACTIVE,
        occurrence__content_key=page.translation_key,
        occurrence__until__gt=max(page.expire_at, now or timezone.now()),
    )
    if source.live and source.expire_at is not None:
        rows = rows.filter(occurrence__until__lte=source.expire_at)
    return rows.count()
