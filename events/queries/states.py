"""The state of a date as a code for the components and words for the reader."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.models import Occurrence

SIGN_UP_STATES = frozenset({"open", "few", "moved", "waiting"})
"""States in which a reader may sign up, or wait, for a date with sign-up."""


def status_of(occurrence: Occurrence, now: datetime | None = None) -> tuple[str, str]:
    """(code, words in the active language); needs the series."""
    state = occurrence.state(now)
    words = {
        "open": _("Seats available"),
        "few": _("Few seats left"),
        "waiting": _("Full – waiting list"),
        "full": _("Full"),
        "not_open": _("Sign-up not open yet"),
        "closed": _("Sign-up closed"),
        "cancelled": pgettext("date", "Cancelled"),
        "moved": _("Moved"),
        "over": _("Over"),
        "none": _("Just come"),
        "link": "",
    }
    codes = {"none": "free_entry", "link": "none"}
    if occurrence.exhibition and state == "none":
        return "none", ""
    return codes.get(state, state), words[state]
