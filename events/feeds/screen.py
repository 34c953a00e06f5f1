"""The screen by the entrance: what happens today, large, a sheet at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import segno
from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from core.shell import direction
from events.feeds.asked import Asked
from events.models import Occurrence
from events.queries.items import EventItem
from events.when import moment_in_words

ON_A_SHEET = 4
MOST = 60
SECONDS = 15
"""How long a sheet stays."""


@dataclass(frozen=True)
class Sheet:
    """What is seen at once."""

    title: str
    rows: list[EventItem]
    days: bool = False
    """Whether each row says its day."""


@require_safe
def screen(request: HttpRequest, page) -> HttpResponse:
    """Today's dates, and what was to be today; without any, the next ones.

    With script all sheets take turns and renew themselves; without, one sheet leads to the next.
    """
    asked = Asked.of(request, page)
    now = timezone.now()
    sheets = sheets_of(asked, now)
    shown = _shown(request.GET.get("page", ""), len(sheets))
    response = render(
        request,
        "events/screen.html",
        {
            "page": page,
            "library": asked.library,
            "names": asked.names,
            "problems": asked.problems,
            "lang": asked.language,
            "dir": direction(asked.language),
            "today": timezone.localdate(),
            "zone": settings.TIME_ZONE,
            "sheets": sheets,
            "shown": shown,
            "seconds": SECONDS,
            "next": asked.below("screen/", f"page={shown % max(len(sheets), 1) + 1}"),
            "all": asked.below("screen/"),
            "list_url": asked.library.base_url.partition("://")[2] + asked.path,
            "code": _code(asked.library.base_url + asked.below("")),
        },
    )
    patch_cache_control(response, no_cache=True)
    return response


def sheets_of(asked: Asked, now: datetime) -> list[Sheet]:
    """All sheets in their order; two queries, four on a day with nothing left."""
    today = timezone.localdate(now)
    rows = list(_today(asked, today, now)[:MOST])
    items = [_item(item, today, now) for item in asked.items(rows, now)]
    dated = [item for item in items if not item.occurrence.exhibition]
    exhibitions = [item for item in items if item.occurrence.exhibition]
    sheets = _sheets(_("Today"), dated)
    if not dated:
        soon = asked.dates().not_over(now).filter(start_date__gt=today, exhibition=False)
        found = asked.items(soon.in_order()[:ON_A_SHEET], now)
        sheets = _sheets(_("Soon"), [_item(item, today, now) for item in found], days=True)
    return sheets + _sheets(_("Exhibitions"), exhibitions)


def _today(asked: Asked, today: date, now: datetime):
    """What runs today and is not over, and what was moved from today to another day."""
    zone = ZoneInfo(settings.TIME_ZONE)
    midnight = datetime.combine(today, time(), zone)
    tomorrow = datetime.combine(today + timedelta(days=1), time(), zone)
    here = Q(start_date__lte=today, end_date__gte=today, until__gt=now)
    moved = Q(
        status=Occurrence.Status.MOVED,
        previous_starts_at__gte=midnight,
        previous_starts_at__lt=tomorrow,
    )
    return asked.dates().filter(here | moved & ~Q(start_date=today)).in_order()


def _item(item: EventItem, today: date, now: datetime) -> EventItem:
    """The item with its room, and the words that somebody who has come needs."""
    row = item.occurrence
    where = ", ".join(str(part) for part in (row.place, row.room) if part)
    note = row.reason if item.status == "cancelled" else row.note
    note = " ".join(part for part in (item.note, note) if part)
    if row.status == Occurrence.Status.MOVED and row.previous_starts_at:
        was = row.previous_starts_at.astimezone(ZoneInfo(row.zone))
        item = replace(item, status="moved", status_label=_("Moved"))
        if not row.start_date <= today <= row.end_date and was.date() == today:
            note = _("Moved to %(when)s.") % {"when": moment_in_words(row.starts_at, row.zone)}
            item = replace(item, starts=was, ends=None)
        elif was.date() == row.start_date and not row.all_day:
            clock = date_format(was, pgettext("clock time format", "H:i"))
            moved = _("Moved from %(when)s.") % {"when": _("at %(start)s") % {"start": clock}}
            note = f"{moved} {row.note or ''}".strip()
    return replace(item, place_name=where, note=note)


def _sheets(title: str, items: list[EventItem], days: bool = False) -> list[Sheet]:
    """As few sheets as hold them, about as many on each."""
    if not items:
        return []
    count = -(-len(items) // ON_A_SHEET)
    size = -(-len(items) // count)
    return [Sheet(title, items[at : at + size], days) for at in range(0, len(items), size)]


def _shown(raw: str, sheets: int) -> int:
    """The sheet asked for, from 1; nonsense means the first."""
    number = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 4 else 1
    return number if 1 <= number <= sheets else 1


def _code(url: str) -> str:
    """The list's address as a picture for telephones."""
    made = segno.make(url, error="m", micro=False)
    svg = made.svg_inline(
        border=2, omitsize=True, svgclass="screen__code", dark="#10262a", light="#fff"
    )
    return mark_safe(svg)  # nosec: segno draws squares; the address is not written as text
