"""Reading calendars as strictly as the strictest, and as the programs that people use."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytz
import vobject
from icalendar import Calendar, Event, use_zoneinfo
from khal.icalendar import split_ics
from khal.khalendar.backend import SQLiteDb

from core.models import Outbox

use_zoneinfo()  # importing khal has chosen the older pytz for everybody
HOME = pytz.timezone("Europe/Copenhagen")

KHAL = """[calendars]
[[samling]]
path = {folder}/dates
type = calendar
[locale]
local_timezone = Europe/Copenhagen
default_timezone = Europe/Copenhagen
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
[default]
default_calendar = samling
"""


def assert_calendar(body: bytes) -> list[Event]:
    """The dates of a calendar that every reader understands, in the order of the file.

    Lines end with CRLF and are folded at 75 octets, never inside a letter; icalendar and
    vobject find the same dates and complain about nothing, khal takes them in; zones and
    required words are there.
    """
    assert body.endswith(b"END:VCALENDAR\r\n")
    lines = body.split(b"\r\n")
    assert not [line for line in lines if b"\n" in line or b"\r" in line]
    for line in lines:
        assert len(line) <= 75, line
        line.decode()
    calendar = Calendar.from_ical(body)
    assert not calendar.errors
    assert calendar["VERSION"] == "2.0" and calendar["PRODID"]
    events = list(calendar.walk("VEVENT"))
    zones = {zone["TZID"] for zone in calendar.walk("VTIMEZONE")}
    identities = set()
    for event in events:
        assert not event.errors
        for name in ("UID", "DTSTAMP", "DTSTART", "SEQUENCE", "STATUS", "SUMMARY"):
            assert event.get(name) is not None, name
        assert event["DTSTART"].params.get("TZID", "") in {*zones, ""}
        assert event["DTSTAMP"].to_ical().endswith(b"Z")
        start, end = event.decoded("DTSTART"), event.get("DTEND") and event.decoded("DTEND")
        assert end is None or (type(end) is type(start) and end > start)
        identities.add(str(event["UID"]))
    assert len(identities) == len(events), "two dates have one name"
    [read] = vobject.readComponents(body.decode())
    read.validate(raiseException=True)
    assert {row.uid.value for row in read.contents.get("vevent", [])} == identities
    assert _taken_in_by_khal(body.decode()) == identities
    return events


def _taken_in_by_khal(text: str) -> set[str]:
    """The names of the dates that khal, a calendar program, finds in a file it has taken in."""
    kept = SQLiteDb(["samling"], ":memory:", {"local_timezone": HOME, "default_timezone": HOME})
    for number, part in enumerate(split_ics(text)):
        kept.update(part, href=str(number), calendar="samling")
    texts = [kept.get(href, "samling") for href, _etag in kept.list("samling")]
    return {str(one["UID"]) for text in texts for one in Calendar.from_ical(text).walk("VEVENT")}


def attached(message: Outbox) -> list[Event]:
    """The dates in all calendars of a mail, once every reader has understood each of them."""
    found = []
    for file in message.attachments:
        if file["type"].startswith("text/calendar"):
            events = assert_calendar(file["text"].encode())
            method = str(Calendar.from_ical(file["text"]).get("METHOD", ""))
            assert file["type"].partition("method=")[2] == method
            if method in ("REQUEST", "CANCEL"):
                # Programs only act upon what is asked of somebody by somebody.
                assert all(event["ORGANIZER"] and event["ATTENDEE"] for event in events)
            found += events
    return found


def read(client, url: str) -> list[Event]:
    """The dates of a calendar on the site, once every reader has understood it."""
    answer = client.get(url)
    assert answer.status_code == 200, url
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert not answer.cookies and "Last-Modified" not in answer
    return assert_calendar(answer.content)


def names(events: list[Event]) -> list[str]:
    """Their titles."""
    return [str(event["SUMMARY"]) for event in events]


def assert_khal_reads(body: bytes, folder: Path) -> str:
    """What khal, a calendar program, lists after it has imported a calendar."""
    (folder / "dates").mkdir(exist_ok=True)
    (folder / "feed.ics").write_bytes(body)
    (folder / "khal.conf").write_text(KHAL.format(folder=folder))

    def khal(*words: str) -> str:
        program = Path(sys.executable).parent / "khal"
        command = [program, "-c", folder / "khal.conf", *words]
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(folder)}
        done = subprocess.run(command, capture_output=True, text=True, env=environment)
        assert done.returncode == 0, done.stderr
        assert "error" not in done.stderr.lower() and "critical" not in done.stderr.lower()
        return done.stdout

    khal("import", "--batch", "-a", "samling", str(folder / "feed.ics"))
    return khal("list", "--once", "--format", "{start} {title}", "today", "600d")
