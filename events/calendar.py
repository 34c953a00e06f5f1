"""Dates as calendar entries, for mails and for calendars to subscribe to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from events.models import Occurrence
from events.organisers import in_one_line, organiser_names, partners_of

PRODUCT = "-//Samling//Samling//DA"
HOME_ZONE = "Europe/Copenhagen"
# icalendar works this out too, but lets summer time begin an hour late.
HOME_ZONE_RULES = """BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


def uid(occurrence: Occurrence) -> str:
    """The entry's name for ever: neither moving the date nor the library's host changes it."""
    return f"{occurrence.pk}.{occurrence.content_key.hex}@samling"


def entry(occurrence: Occurrence, *, title: str, url: str = "") -> Event:
    """The date itself: when, where, what. All-day dates have no hours and end the day after."""
    event = Event()
    event.add("uid", uid(occurrence))
    event.add("sequence", occurrence.sequence)
    event.add("dtstamp", occurrence.changed_at)
    event.add("summary", " ".join(title.split()))
    if occurrence.all_day:
        event.add("dtstart", occurrence.start_date)
        event.add("dtend", occurrence.end_date + timedelta(days=1))
    else:
        event.add("dtstart", occurrence.local_start)
        if occurrence.local_end is not None:
            event.add("dtend", occurrence.local_end)
        elif occurrence.end_date > occurrence.start_date:
            # The last day is known but not the hour: all of that day.
            after = datetime.combine(occurrence.end_date + timedelta(days=1), time())
            event.add("dtend", after.replace(tzinfo=ZoneInfo(occurrence.zone)))
    where = [str(part) for part in (occurrence.room, occurrence.place) if part]
    if occurrence.place:
        where.append(occurrence.place.address_line)
    if any(where):
        event.add("location", ", ".join(part for part in where if part))
    if url:
        event.add("url", url)
    cancelled = occurrence.status == Occurrence.Status.CANCELLED
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return event


@cache
def home_zone() -> Timezone:
    """The rules of home, read once: nobody changes them."""
    return Timezone.from_ical(HOME_ZONE_RULES)


def written(events: list[Event], method: str = "", head: Iterable[tuple[str, Any]] = ()) -> str:
    """A whole calendar of these entries: CRLF, folded at 75 octets, zones included.

    `method` is for mails alone; `head` holds what a calendar to subscribe to says of itself.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if method:
        calendar.add("method", method)
    for name, value in head:
        # RFC 7986 wants this one to say what it is.
        says = {"VALUE": "DURATION"} if isinstance(value, timedelta) else {}
        calendar.add(name, value, parameters=says)
    # Always, since a calendar must hold something, and one of nothing has no dates.
    calendar.add_component(home_zone())
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones()
    for zone in calendar.walk("VTIMEZONE"):
        zone.pop("COMMENT", None)  # strict parsers refuse it there
    return calendar.to_ical().decode()


def invitation(
    occurrence: Occurrence,
    *,
    method: str,
    title: str,
    url: str,
    organiser: tuple[str, str],
    attendee: tuple[str, str],
    stamp: datetime,
) -> str:
    """The calendar file of one person's sign-up; `method` is REQUEST or CANCEL.

    Calling off is not a change of the date, so SEQUENCE stays; the newer DTSTAMP decides, and
    signing up again brings the entry back. Personal links stay out: calendars are shared.
    """
    event = entry(occurrence, title=title, url=url)
    if partners_of(occurrence.series, occurrence.library):
        names = in_one_line(organiser_names(occurrence.series, occurrence.library))
        event.add("description", _("Organisers: %(names)s") % {"names": " ".join(names.split())})
    event.pop("DTSTAMP")
    event.add("dtstamp", max(stamp, occurrence.changed_at))
    if method == "CANCEL":
        event.pop("STATUS")
        event.add("status", "CANCELLED")
    event.add("organizer", _address(organiser))
    guest = _address(attendee)
    guest.params["RSVP"] = vText("FALSE")
    guest.params["PARTSTAT"] = vText("ACCEPTED")
    guest.params["ROLE"] = vText("REQ-PARTICIPANT")
    event.add("attendee", guest, encode=0)
    return written([event], method)


def _address(person: tuple[str, str]) -> vCalAddress:
    name, email = person
    address = vCalAddress(f"mailto:{email}")
    address.params["CN"] = vText(" ".join(name.replace('"', "").split()))
    return address
