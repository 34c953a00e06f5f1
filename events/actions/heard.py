"""What people know of a date: as it was, or as the last notice to them said."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils import translation

from core.models import Outbox
from events.emails import sign_up_of
from events.models import Occurrence, SignUp
from events.when import in_words, place_in_words

KINDS = ("moved", "date_cancelled", "restored")
TEMPLATES = tuple(f"sign_up_{kind}" for kind in KINDS)
JOINED = "sign_up_series_dates"
"""Several of those in one, each with its own facts in `dates`."""
SAID = ("before", "was_when", "was_where")


def snapshot(occurrence: Occurrence) -> dict:
    """What an attendee must know of a date, as plain values that can be compared."""
    ends = occurrence.ends_at
    return {
        "starts": occurrence.starts_at.isoformat(),
        "ends": ends.isoformat() if ends else "",
        "last_day": occurrence.end_date.isoformat(),
        "all_day": occurrence.all_day,
        "place": occurrence.place_id,
        "room": occurrence.room_id,
        "cancelled": occurrence.status == Occurrence.Status.CANCELLED,
    }


def kind_of(before: dict, after: dict) -> str:
    """moved, date_cancelled, restored, or empty where nothing needs to be told."""
    if before["cancelled"] and after["cancelled"]:
        return ""
    if before["cancelled"] != after["cancelled"]:
        return "date_cancelled" if after["cancelled"] else "restored"
    return "moved" if before != after else ""


@dataclass
class Heard:
    """What people know of a date: `waiting` notices and sent cancellations, each by sign-up."""

    before: Occurrence
    waiting: dict[int, Outbox]
    cancelled: dict[int, dict]

    def by(self, row: SignUp) -> dict:
        """The date as one person knows it, in plain values and in words."""
        if row.pk in self.waiting:
            return {name: self.waiting[row.pk].context[name] for name in SAID}
        if row.pk in self.cancelled:
            said = {name: self.cancelled[row.pk][name] for name in SAID}
            return {**said, "before": {**said["before"], "cancelled": True}}
        return as_it_was(self.before, row.language)


def heard_of(occurrence: Occurrence, before: Occurrence) -> Heard:
    """What the people of a locked date know of it, which was like `before` until now.

    While it was cancelled it may have got another day that nobody was told of.
    """
    cancelled: dict[int, dict] = {}
    if before.status == Occurrence.Status.CANCELLED != occurrence.status:
        single = Q(template__in=TEMPLATES, purpose__contains=f":date:{occurrence.pk}.")
        messages = Outbox.objects.filter(
            single | Q(template=JOINED), library=occurrence.library_id, state=Outbox.State.SENT
        )
        # Those of long ago are empty; of the others each person's last one counts.
        for message in messages.exclude(recipient="").order_by("pk"):
            for said in message.context.get("dates", [message.context]):
                if said["occurrence"] == occurrence.pk:
                    key = said.get("sign_up") or sign_up_of(message.purpose)
                    cancelled.pop(key, None)
                    if said["kind"] == "date_cancelled":
                        cancelled[key] = said
    return Heard(before, _waiting(occurrence), cancelled)


def as_it_was(before: Occurrence, language: str) -> dict:
    """A date before its change, in plain values and in words of a language."""
    with translation.override(language):
        words = {"was_when": in_words(before), "was_where": place_in_words(before)}
    return {"before": snapshot(before), **words}


def _waiting(occurrence: Occurrence) -> dict[int, Outbox]:
    """Notices about the date that nobody has sent yet, by sign-up."""
    messages = Outbox.objects.filter(
        library=occurrence.library_id, state=Outbox.State.WAITING, template__in=TEMPLATES
    )
    return {
        sign_up_of(message.purpose): message
        for message in messages
        if message.context.get("occurrence") == occurrence.pk
    }
