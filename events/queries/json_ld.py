"""An event for search engines: schema.org Event, one for each date."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from core.models import Library, Place
from events.models import EventPage, Occurrence
from events.models.series import SignUpMode
from events.organisers import partners_of

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
    "not_open": "https://schema.org/PreOrder",
}
PRICE = re.compile(r"(?i)^\s*(\d{1,5})(?:,(\d\d))?\s*(?:kr\.?|dkk)\s*$")
"""Prices that are one number of kroner; others are words."""


def event_data(
    page: EventPage, dates: list[Occurrence], library: Library | None, now: datetime
) -> list[dict[str, Any]]:
    """What there is to say of each date; nothing without dates."""
    if library is None:
        return []
    url = library.base_url + page.site_path if page.url_path else library.base_url
    return [_event(page, row, library, url, now, len(dates) > 1) for row in dates]


def _event(
    page: EventPage, row: Occurrence, library: Library, url: str, now: datetime, several: bool
) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@type": "ExhibitionEvent" if row.exhibition else "Event",
        "name": page.title,
        "startDate": _moment(row.start_date, row.local_start, row.all_day),
        "eventStatus": STATUS.get(row.status, SCHEDULED),
        "eventAttendanceMode": _attendance(page, row),
        "inLanguage": page.locale.language_code,
        "organizer": _organisers(row, library),
        "url": url,
    }
    if row.pk is not None:
        data["@id"] = f"{url}#date-{row.pk}"
    if several:
        data["superEvent"] = {"@type": "EventSeries", "name": page.title, "url": url}
    if row.status == Occurrence.Status.MOVED and row.previous_starts_at:
        was = row.previous_starts_at.astimezone(ZoneInfo(row.zone))
        data["previousStartDate"] = _moment(was.date(), was, row.all_day)
    if row.ends_at or row.end_date > row.start_date:
        data["endDate"] = _moment(row.end_date, row.local_end, row.ends_at is None)
    if page.summary:
        data["description"] = page.summary
    if page.picture is not None and page.picture.sources:
        data["image"] = library.base_url + page.picture.sources.get("src", "")
    data["location"] = _location(page, row, library, url)
    if page.free:
        data["isAccessibleForFree"] = True
    if page.age_from is not None or page.age_to is not None:
        data["typicalAgeRange"] = (
            f"{page.age_from or 0}-{'' if page.age_to is None else page.age_to}"
        )
    if row.capacity:
        data["maximumAttendeeCapacity"] = row.capacity
    offer = _offer(page, row, url, now)
    if offer:
        data["offers"] = offer
    return data


def _organisers(row: Occurrence, library: Library) -> dict[str, Any] | list[dict[str, Any]]:
    """The library, and its partners where there are any."""
    owner = {"@type": "Organization", "name": library.name, "url": library.base_url}
    others = [{"@type": "Organization", "name": name} for name in partners_of(row.series, library)]
    return [owner, *others] if others else owner


def _attendance(page: EventPage, row: Occurrence) -> str:
    mode = "Offline" if not page.online else "Mixed" if row.place else "Online"
    return f"https://schema.org/{mode}EventAttendanceMode"


def _location(page: EventPage, row: Occurrence, library: Library, url: str) -> Any:
    """The place, the page where one takes part online, or both; else the library itself."""
    there = _place(row.place) if row.place else None
    # Who may have the link itself is decided on the page.
    online = {"@type": "VirtualLocation", "url": url} if page.online else None
    if there and online:
        return [there, online]
    return there or online or _place(library)


def _offer(page: EventPage, row: Occurrence, url: str, now: datetime) -> dict[str, Any]:
    """Whether there are seats, and what they cost; nothing once nobody can have one."""
    state = row.state(now)
    availability = AVAILABILITY.get(state)
    elsewhere = row.series.sign_up == SignUpMode.LINK and state in ("link", "moved")
    if not availability and not elsewhere:
        return {}
    offer = {"@type": "Offer", "url": row.series.sign_up_url if elsewhere else url}
    if availability and not elsewhere:
        offer["availability"] = availability
    amount = PRICE.match(page.price)
    if page.free or amount:
        price = "0" if page.free else ".".join(part for part in amount.groups() if part)
        offer |= {"price": price, "priceCurrency": "DKK"}
    if row.opens_at:
        offer["validFrom"] = row.opens_at.astimezone(ZoneInfo(row.zone)).isoformat()
    return offer


def _moment(day, moment: datetime | None, whole_day: bool) -> str:
    return day.isoformat() if whole_day or moment is None else moment.isoformat()


def _place(place: Place | Library) -> dict[str, Any]:
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
