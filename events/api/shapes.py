"""Rows as the open data writes them; `events.api.schema` says what each field means."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.encoding import iri_to_uri

from core.addresses import in_language
from core.fields import codes_of
from core.models import Card, Library, Place
from events.calendar import uid
from events.feeds.asked import Asked
from events.models import Occurrence
from events.models.series import SignUpMode, says_free
from events.organisers import organiser_names
from events.queries.facts import access_of
from events.queries.states import SIGN_UP_STATES

SEATS = frozenset({"open", "few", "waiting", "full", "not_open", "closed"})


def occurrence_data(row: Occurrence, card: Card, asked: Asked, now: datetime) -> dict[str, Any]:
    """One date with the words of its event."""
    was = row.previous_starts_at if row.status == Occurrence.Status.MOVED else None
    if was is not None:
        was = was.astimezone(ZoneInfo(row.zone))
    return {
        "id": row.pk,
        "uid": uid(row),
        "sequence": row.sequence,
        "event": str(row.content_key),
        **_words(card, asked),
        "start": _moment(row, row.local_start),
        "end": _moment(row, row.local_end),
        "start_date": row.start_date.isoformat(),
        "end_date": row.end_date.isoformat(),
        "all_day": row.all_day,
        "timezone": row.zone,
        "status": row.status,
        "previous_start": _moment(row, was),
        "note": row.note or "",
        "reason": (row.reason or "") if row.status == Occurrence.Status.CANCELLED else "",
        "exhibition": row.exhibition,
        "place": place_data(row.place) if row.place else None,
        "room": row.room.name if row.room else None,
        "organisers": organiser_names(row.series, asked.library),
        "online": row.series.online,
        "languages": list(codes_of(row.series.languages)) or [asked.library.language],
        "age_from": row.series.age_from,
        "age_to": row.series.age_to,
        "access": access_of(row.place, row.room) if row.place else [],
        "sign_up": _sign_up(row, asked, now),
        "updated": _utc(max(row.changed_at, card.updated_at)),
    }


def _moment(row: Occurrence, moment: datetime | None) -> str | None:
    """A moment with its offset; nothing where only the day is known."""
    return None if moment is None or row.all_day else moment.isoformat()


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _sign_up(row: Occurrence, asked: Asked, now: datetime) -> dict[str, Any]:
    mode = row.series.sign_up
    state = row.state(now)
    url = None
    if mode == SignUpMode.LINK and state in ("link", "moved"):
        url = row.series.sign_up_url or None
    elif mode == SignUpMode.SIGN_UP and state in SIGN_UP_STATES:
        url = f"{asked.library.base_url}/{asked.language}/sign-up/{row.pk}/"
    if mode == SignUpMode.SIGN_UP and state == "moved":
        state = "open"
    return {
        "mode": mode,
        "state": state if state in SEATS else None,
        "url": url,
        "opens": _utc(row.opens_at) if row.opens_at else None,
        "closes": _utc(row.closes_at) if row.closes_at else None,
    }


def event_data(card: Card, asked: Asked) -> dict[str, Any]:
    """One event without its dates."""
    key = str(card.content_key)
    return {
        "id": key,
        **_words(card, asked),
        "dates": f"{asked.library.base_url}/api/v1/events/{key}?lang={asked.language}",
        "updated": _utc(card.updated_at),
    }


def _words(card: Card, asked: Asked) -> dict[str, Any]:
    base = asked.library.base_url
    path = in_language(card.path, asked.language)
    price = card.labels.get("price", "")
    return {
        "title": card.title,
        "summary": card.summary,
        "language": card.lang,
        "url": iri_to_uri(base + path),
        "calendar": iri_to_uri(f"{base}{path}calendar.ics"),
        "price": price,
        "free": says_free(price),
        "topics": list(card.topic_names),
        "picture": _picture(card.picture, asked.library),
    }


def _picture(stored: dict, library: Library) -> dict[str, Any] | None:
    src = (stored or {}).get("src")
    if not src:
        return None
    return {
        "url": library.base_url + src if src.startswith("/") else src,
        "alt": stored.get("alt", ""),
        "credit": stored.get("credit", ""),
    }


def place_data(place: Place) -> dict[str, Any]:
    """Where something is."""
    return {
        "id": place.pk,
        "name": place.name,
        "street": place.street,
        "postal_code": place.postal_code,
        "city": place.city,
    }
