"""Templates of the house for events; only the day, the hours and the words are missing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.registry import registry
from core.starts import Start
from events.models.series import SignUpMode

EVENT = "events.eventpage"
SEATS, WAITING, TIMES = 20, 10, 8


def _rule(kind: str, **value) -> dict:
    return {"type": kind, "value": {"start_date": None, **value}}


def _single(**value) -> dict:
    return {"type": "single", "value": {"start_date": None, **value}}


def _heading(text: str) -> list[dict]:
    return [
        {"type": "heading", "value": {"text": text, "level": "h2"}},
        {"type": "text", "value": ""},
    ]


def course() -> dict[str, Any]:
    """Eight weekly dates with 20 seats and a waiting list."""
    return {
        "dates": [_rule("weekly", interval="1", count=TIMES)],
        "sign_up": SignUpMode.SIGN_UP,
        "capacity": SEATS,
        "waiting_size": WAITING,
    }


def talk() -> dict[str, Any]:
    """One evening with sign-up."""
    return {
        "dates": [_single(start_time="19:00", end_time="21:00")],
        "sign_up": SignUpMode.SIGN_UP,
        "capacity": 60,
        "waiting_size": WAITING,
    }


def reading_group() -> dict[str, Any]:
    """An evening about one book."""
    return {
        "title": _("Reading group: the title of the book"),
        "dates": [_single(start_time="19:00", end_time="21:00")],
        "body": _heading(_("Before you come")),
        "sign_up": SignUpMode.SIGN_UP,
        "capacity": 12,
        "waiting_size": WAITING,
    }


def drop_in() -> dict[str, Any]:
    """Every week, without sign-up."""
    return {"dates": [_rule("weekly", interval="1")], "sign_up": SignUpMode.NONE}


def exhibition() -> dict[str, Any]:
    """Some weeks, listed apart from dated events."""
    return {"dates": [_single(end_date=None)], "exhibition": True, "sign_up": SignUpMode.NONE}


def register() -> None:
    """Announce the templates; called once when the app is ready."""
    for code, label, help_text, values in (
        ("course", gettext_lazy("A course"),
         gettext_lazy("Eight weekly dates, 20 seats and a waiting list."), course),
        ("talk", gettext_lazy("An evening"),
         gettext_lazy("One date at 19 to 21, 60 seats and a waiting list."), talk),
        ("book", gettext_lazy("A reading group's evening"),
         gettext_lazy("One date, one book, 12 seats."), reading_group),
        ("drop-in", gettext_lazy("Every week, just come"),
         gettext_lazy("The same day each week, without sign-up."), drop_in),
        ("exhibition", gettext_lazy("An exhibition"),
         gettext_lazy("From one day to another, without sign-up."), exhibition),
    ):  # fmt: skip
        registry.add_start(Start(code, EVENT, label, help_text, values))
