"""Staff at the screens of one date."""

from __future__ import annotations

from events.models import Occurrence
from tests.events.conftest import text_of


def at(row: Occurrence, what: str = "") -> str:
    return f"/admin/sign-ups/{row.pk}/{what}"


def as_typed(row: Occurrence, **changes) -> dict:
    """The form as it is shown, with changes."""
    shown = {
        "start_date": row.start_date.isoformat(),
        "start_time": f"{row.start_time:%H:%M}" if row.start_time else "",
        "end_time": f"{row.end_time:%H:%M}" if row.end_time else "",
        "end_date": "",
        "place": row.place_id or "",
        "room": row.room_id or "",
        "capacity": "" if row.capacity is None else row.capacity,
        "waiting_size": "" if row.waiting_size is None else row.waiting_size,
        "note_da": "",
        "note_en": "",
    }
    return {**shown, **changes}


def changed(staff, row: Occurrence, notify: bool = True, **changes):
    """Change a date and confirm it."""
    answer = {"confirmed": "1", **({"notify": "1"} if notify else {})}
    row.refresh_from_db()
    response = staff.post(at(row, "change/"), {**as_typed(row, **changes), **answer})
    assert response.status_code == 302, text_of(response)
    row.refresh_from_db()
    return response
