"""An event for search engines: schema.org Event, one for each date."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.safestring import SafeString, mark_safe

from core.models import Library
from events.models import EventPage, Occurrence

STATUS = {
    Occurrence.Status.CANCELLED: "https://schema.org/EventCancelled",
    Occurrence.Status.MOVED: "https://schema.org/EventRescheduled",
}
SCHEDULED = "https://schema.org/EventScheduled"
AVAILABILITY = {
    "open": "https://schema.org/InStock",
    "few": "https://schema.org/LimitedAvailability",
    "moved": "https://schema.org/InStock",
    "waiting": "https://schema.org/SoldOut",
    "full": "https://schema.org/SoldOut",
}
UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def event_json_ld(
    page: EventPage, dates: list[Occurrence], library: Library | None, now: datetime
) -> str:
    """The data as text that is safe inside a script element; empty without dates."""
    if not dates or library is None:
        return ""
    url = library.base_url + page.site_path if page.url_path else library.base_url
    described = [_event(page, row, library, url, now) for row in dates]
    return as_script({"@context": "https://schema.org", "@graph": described})


def as_script(data: Any) -> SafeString:
    """JSON without a character that could end the script element."""
    text = json.dumps(data, ensure_ascii=False).translate(UNSAFE)
    return mark_safe(text)  # noqa: S308  # nosec: < > & are written as escapes above


def _event(
    page: EventPage, row: Occurrence, library: Library, url: str, now: datetime
) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@type": "Event",
        "name": page.title,
        "startDate": _moment(row.start_date, row.local_start, row.all_day),
        "eventStatus": STATUS.get(row.status, SCHEDULED),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "inLanguage": page.locale.language_code,
        "organizer": _organisers(row, library),
        "url": url,
    }
    if row.status == Occurrence.Status.MOVED and row.previous_starts_at:
        was = row.previous_starts_at.astimezone(ZoneInfo(row.zone))
        data["previousStartDate"] = _moment(was.date(), was, row.all_day)
    if row.ends_at or row.end_date > row.start_date:
        data["endDate"] = _moment(row.end_date, row.local_end, row.ends_at is None)
    if page.summary:
        data["description"] = page.summary
    if page.picture is not None and page.picture.sources:
        data["image"] = library.base_url + page.picture.sources.get("src", "")
    if row.place is not None:
        data["location"] = _place(row.place)
    if page.free:
        data["isAccessibleForFree"] = True
    availability = AVAILABILITY.get(row.state(now))
    if availability:
        price = {"price": "0", "priceCurrency": "DKK"} if page.free else {}
        data["offers"] = {"@type": "Offer", "availability": availability, "url": url, **price}
    return data


def _organisers(row: Occurrence, library: Library) -> dict[str, Any] | list[dict[str, Any]]:
    """The library, and its partners where there are any."""
    owner = {"@type": "Organization", "name": library.name, "url": library.base_url}
    others = [{"@type": "Organization", "name": name} for name in row.series.organiser_names]
    return [owner, *others] if others else owner


def _moment(day, moment: datetime | None, whole_day: bool) -> str:
    return day.isoformat() if whole_day or moment is None else moment.isoformat()


def _place(place) -> dict[str, Any]:
    address = {
        "streetAddress": place.street,
        "postalCode": place.postal_code,
        "addressLocality": place.city,
        "addressCountry": "DK",
    }
    return {
        "@type": "Place",
        "name": place.name,
        "address": {
            "@type": "PostalAddress",
            **{name: value for name, value in address.items() if value},
        },
    }
