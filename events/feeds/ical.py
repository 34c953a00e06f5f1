"""The dates of a page as a calendar to subscribe to: RFC 5545 and 7986."""

from __future__ import annotations

import re
from datetime import timedelta

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from django.views.decorators.http import require_safe
from icalendar import Event

from core.addresses import in_language
from core.answers import public_answer, tag_of
from core.models import Card
from events.calendar import entry, written
from events.feeds.asked import Asked
from events.models import Occurrence
from events.organisers import with_partners
from events.queries.items import cards_for
from events.when import moved_in_words

REFRESH = timedelta(hours=1)
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]+")
"""What calendar programs cannot read, or take for the end of a line."""


AHEAD = timedelta(days=366)
MOST_DATES = 500
"""What people look at in a calendar; the whole year of a large library would be megabytes."""
KEPT = 24 * 3600
FORM = 2
"""Raise it when calendars are written otherwise, so that none is taken for known."""
COUNTED = frozenset({"seats_taken", "seats_waiting", "version"})
"""What changes with every sign-up, and stands in no calendar."""


@require_safe
def calendar(request: HttpRequest, page) -> HttpResponse:
    """The calendar of a list, a place, a partner, a group or an event.

    Programs ask every hour and mostly have it already, so it is known by the facts behind it
    and only written where it is news, once for all who ask.
    """
    asked = Asked.of(request, page)
    rows = asked.window(timezone.now(), AHEAD, MOST_DATES)
    cards = cards_for(asked.library, asked.language, (row.content_key for row in rows))
    tag = _tag(asked, rows, cards)
    name = page.slug.encode("ascii", "ignore").decode() or "calendar"
    return public_answer(
        request,
        lambda: _kept(tag, asked, rows, cards),
        "text/calendar; charset=utf-8",
        tag=tag,
        Content_Disposition=f'inline; filename="{name}.ics"',
        Content_Language=asked.language,
    )


def _kept(tag: str, asked: Asked, rows: list[Occurrence], cards: dict) -> bytes:
    kept = caches["calendars"]
    body = kept.get(tag)
    if body is None:
        with override(asked.language):
            body = calendar_of(asked, rows, cards)
        kept.set(tag, body, KEPT)
    return body


def _tag(asked: Asked, rows: list[Occurrence], cards: dict) -> str:
    """A name that changes with every fact that the calendar is written from."""
    beside = {
        (type(one), one.pk): one
        for row in rows
        for one in (row.series, row.place, row.room)
        if one is not None
    }
    facts = [_facts(one) for one in (*rows, *beside.values(), *cards.values())]
    asked_for = (FORM, asked.language, asked.library.base_url, asked.path, asked.title)
    asked_for += tuple(asked.problems)
    return tag_of(repr((asked_for, facts)).encode())


def _facts(row) -> list[tuple]:
    return [
        (name, value)
        for name, value in vars(row).items()
        if not name.startswith("_") and name not in COUNTED
    ]


def calendar_of(asked: Asked, rows: list[Occurrence], cards: dict) -> bytes:
    """The whole calendar."""
    url = iri_to_uri(asked.library.base_url + asked.path)
    told = ((row, cards.get(row.content_key)) for row in rows)
    events = [_event(row, card, asked) for row, card in told if card]
    head = [
        ("x-wr-calname", clean(asked.title)),
        ("name", clean(asked.title)),
        ("x-wr-timezone", timezone.get_default_timezone_name()),
        ("url", url),
        ("refresh-interval", REFRESH),
        ("x-published-ttl", "PT1H"),
    ]
    if asked.problems:
        words = clean(" ".join(asked.problems))
        head += [("x-wr-caldesc", words), ("description", words)]
    return written(events, head=head).encode()


def _event(row: Occurrence, card: Card, asked: Asked) -> Event:
    """One date. Without organiser: programs take a date that has one for an invitation."""
    url = iri_to_uri(asked.library.base_url + in_language(card.path, asked.language))
    cancelled = row.status == Occurrence.Status.CANCELLED
    title = clean(card.title)
    if cancelled:
        # Some programs show a cancelled date like any other.
        title = f"{pgettext('date', 'Cancelled')}: {title}"
    event = entry(row, title=title, url=url)
    event.pop("DTSTAMP")
    revised = max(row.changed_at, card.updated_at)
    event.add("dtstamp", revised)
    event.add("last-modified", revised)
    event.add("description", clean(_description(row, card, cancelled) + f"\n\n{url}"))
    if card.topic_names:
        event.add("categories", [clean(name) for name in card.topic_names])
    # Who follows the library is not busy whenever something happens there.
    event.add("transp", "TRANSPARENT")
    return event


def _description(row: Occurrence, card: Card, cancelled: bool) -> str:
    """What there is to know in the words of the page: calendars show little else."""
    lines = []
    if cancelled:
        lines.append(f"{pgettext('date', 'Cancelled')}. {row.reason or ''}".strip())
    else:
        lines.append(f"{moved_in_words(row)} {row.note or ''}".strip())
    lines.append(card.summary)
    lines.append(with_partners(row.series, card.library))
    price = card.labels.get("price", "")
    if price:
        lines.append(f"{_('Price')}: {price}")
    return "\n".join(line for line in lines if line)


def clean(text: str) -> str:
    """The text without what ends a line, or means nothing, to some program."""
    return UNSAFE.sub(" ", text.replace("\r\n", "\n")).strip()
