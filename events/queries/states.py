"""The state of a date as a code for the components and words for the reader."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from events.models import Occurrence

SIGN_UP_STATES = frozenset({"open", "few", "moved", "waiting"})
"""States in which a reader may sign up, or wait, for a date with sign-up."""

STATES = {
    "open": gettext_noop("Seats available"),
    "few": gettext_noop("Few seats left"),
    "waiting": gettext_noop("Full – waiting list"),
    "full": gettext_noop("Full"),
    "not_open": gettext_noop("Sign-up not open yet"),
    "closed": gettext_noop("Sign-up closed"),
    "moved": gettext_noop("Moved"),
    "over": gettext_noop("Over"),
    "none": gettext_noop("Just come"),
    "link": "",
}


def status_of(occurrence: Occurrence, now: datetime | None = None) -> tuple[str, str]:
    """(code, words in the active language); needs the series."""
    state = occurrence.state(now)
    codes = {"none": "free_entry", "link": "none"}
    if occurrence.exhibition and state == "none":
        return "none", ""
    if state == "cancelled":
        return state, pgettext("date", "Cancelled")
    return codes.get(state, state), STATES[state] and _(STATES[state])
