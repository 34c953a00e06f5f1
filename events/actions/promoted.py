"""Telling those who moved up from the waiting list."""

from __future__ import annotations

from events.actions.heard import heard_of
from events.actions.notices import overtaken
from events.calls import add_call
from events.emails import tell
from events.models import Occurrence, SignUp


def tell_promoted(
    moved: list[SignUp], occurrence: Occurrence, before: Occurrence | None = None
) -> None:
    """Tell those whom `settle` moved up: by mail, or by a call where there is no address.

    Where the date is not as they know it, the same mail says so: it was changed just now
    (`before` is how it was), or the notice of an earlier change still waits, which would come
    later and speak of the waiting list.
    """
    if not moved:
        return
    heard = heard_of(occurrence, before or occurrence)
    for sign_up in moved:
        if sign_up.email:
            kind = "offered" if sign_up.state == SignUp.State.OFFERED else "promoted"
            tell(sign_up, kind, occurrence, extra=overtaken(sign_up, occurrence, heard))
        else:
            add_call(sign_up, "promoted")
