"""Mails about a sign-up for a whole series: one message for all its dates."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import translation

from core.models import Outbox
from core.outbox import put
from events.actions.seats import places_in_line
from events.calendar import entry, written
from events.door_codes import code_as_file, series_row
from events.emails import composed, purpose_of
from events.models import Occurrence, SignUp
from events.when import in_words, place_in_words


def tell_series(
    rows: list[SignUp], page=None, kind: str = "new", left_out: Sequence[Occurrence] = ()
) -> Outbox | None:
    """What somebody has got, date by date, with the seats as calendar entries.

    Kinds: new, changed (another number of people), added (dates that the series got later).
    `left_out` are the dates that had no room.
    """
    first = rows[0]
    if not first.email:
        return None
    version = first.occurrence.version
    message = composed_series(rows, page, kind, left_out)
    return put(purpose=purpose_of(first.pk, f"series:{kind}:{version}"), **message)


def composed_series(
    rows: list[SignUp], page=None, kind: str = "new", left_out: Sequence[Occurrence] = ()
) -> dict:
    """The message about these dates as `core.outbox.put` takes it, without its purpose."""
    first = rows[0]
    extra = {
        "dates": dates_of(rows),
        "why": kind,
        "pending": any(row.state == row.State.PENDING for row in rows),
        "queued": any(row.state == row.State.WAITING for row in rows),
        "waits": all(row.state == row.State.WAITING for row in rows),
    }
    with translation.override(first.language):
        extra["left_out"] = [in_words(date) for date in left_out]
    message = composed(first, "series", first.occurrence, page, extra)
    title, url = message["context"]["title"], message["context"]["event_url"]
    seated = [row for row in rows if row.state == SignUp.State.CONFIRMED]
    if seated:
        # One invitation may speak of one entry only, so all of them go as a plain calendar.
        entries = [entry(row.occurrence, title=title, url=url) for row in seated]
        text = written(entries, "PUBLISH")
        message["context"]["online_url"] = first.occurrence.series.online_url
        message["attachments"] = [
            {"name": "dates.ics", "type": "text/calendar; method=PUBLISH", "text": text}
        ]
    coded = series_row(seated)
    message["context"]["shows_code"] = coded is not None
    if coded is not None:
        message["attachments"].append(code_as_file(coded, first.occurrence.library))
    return message


def tell_series_off(rows: list[SignUp]) -> Outbox | None:
    """That all these dates are called off, with a calendar file that takes each back."""
    first = rows[0]
    if not first.email:
        return None
    rows = sorted(rows, key=lambda row: (row.occurrence.starts_at, row.pk))
    message = composed(rows[0], "series_off", rows[0].occurrence, None, {"dates": dates_of(rows)})
    taken_back = [composed(row, "called_off", row.occurrence)["attachments"] for row in rows]
    files = [file for attached in taken_back for file in attached]
    message["attachments"] = [
        {**file, "name": f"cancel-{number}.ics"} for number, file in enumerate(files, start=1)
    ]
    version = rows[0].occurrence.version
    return put(purpose=purpose_of(first.pk, f"series_off:{version}"), **message)


def dates_of(rows: list[SignUp]) -> list[dict]:
    """When, where, the state and the place in line of each, in the language of the sign-up."""
    places = places_in_line(rows)
    with translation.override(rows[0].language):
        return [
            {
                "when": in_words(row.occurrence),
                "where": place_in_words(row.occurrence),
                "state": row.state,
                "place": places[row.pk],
            }
            for row in rows
        ]
