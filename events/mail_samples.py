"""How each mail about a sign-up looks, made of the library's own dates and people.

Nothing is stored, and the links in it lead nowhere: they belong to real people.
"""

from __future__ import annotations

import copy
from datetime import timedelta
from functools import partial

from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.models import Library
from core.registry import MailKind, registry
from events.actions.heard import snapshot
from events.actions.notices import words_of
from events.actions.series_notices import together
from events.emails import composed
from events.models import Occurrence, SignUp
from events.models.series import SignUpMode
from events.series_emails import composed_series, dates_of
from events.when import in_words, place_in_words

State = SignUp.State
LINKS_NOWHERE = "example"
NEWS = ("moved", "date_cancelled")
KINDS = (
    ("confirmation", _("You are signed up"), State.CONFIRMED),
    ("confirm", _("Confirm your sign-up"), State.PENDING),
    ("waiting", _("You are on the waiting list"), State.WAITING),
    ("promoted", _("You have got a seat"), State.CONFIRMED),
    ("offered", _("A free seat for you"), State.OFFERED),
    ("lapsed", _("The offered seat is given back"), State.EXPIRED),
    ("reminder", _("Reminder"), State.CONFIRMED),
    ("moved", _("The date has another time or place"), State.CONFIRMED),
    ("date_cancelled", _("The date is cancelled"), State.CONFIRMED),
    ("restored", _("The date takes place after all"), State.CONFIRMED),
    ("rebooked", _("Moved to another date"), State.CONFIRMED),
    ("changed", _("Your sign-up is changed"), State.CONFIRMED),
    ("called_off", _("You have cancelled"), State.CANCELLED),
    ("already", _("You were signed up already"), State.CONFIRMED),
    ("series", _("Signed up for a whole series"), State.CONFIRMED),
    ("series_dates", _("Several dates of a series have changed"), State.CONFIRMED),
    ("series_off", _("Cancelled a whole series"), State.CANCELLED),
    ("message", _("What you write to those who signed up"), State.CONFIRMED),
)


def register() -> None:
    """Announce all mails about sign-ups; called once when the app is ready."""
    for kind, label, state in KINDS:
        made = partial(sample, kind, state)
        registry.add_mail_kind(MailKind(f"sign_up_{kind}", label, made))


def sample(kind: str, state: str, library: Library, language: str) -> dict | None:
    """A message of a kind as `core.outbox.put` takes it; None before the first date."""
    row = _somebody(library)
    if row is None:
        return None
    date = row.occurrence
    row.language, row.state, row.token = language, state, LINKS_NOWHERE
    row.queue_number = row.queue_number or 1
    row.cancelled_at = timezone.now() if state == State.CANCELLED else None
    row.hold_until = date.starts_at - timedelta(hours=20) if state == State.OFFERED else None
    if kind == "series":
        return composed_series([row])
    if kind == "series_dates":
        both = [composed(row, one, date, None, _more(one, row, date)) for one in NEWS]
        contexts = [message["context"] for message in both]
        return {**both[0], "template": f"sign_up_{kind}", "context": together(contexts)}
    if kind == "series_off":
        return composed(row, kind, date, None, {"dates": dates_of([row])})
    return composed(row, kind, date, None, _more(kind, row, date))


def _more(kind: str, row: SignUp, date: Occurrence) -> dict:
    """What a notice says of how it was; a moved one was the day before, at the same place."""
    if kind == "lapsed":
        return {"open_still": True}
    if kind == "message":
        with translation.override(row.language):
            subject, text = gettext("Good to know before you come"), gettext("Here is your text.")
        return {"subject": subject, "text": text, "text_language": row.language}
    if kind not in ("moved", "date_cancelled", "restored", "rebooked"):
        return {}
    was = copy.copy(date)
    day = timedelta(days=1 if kind in ("moved", "rebooked") else 0)
    was.starts_at, was.ends_at = date.starts_at - day, date.ends_at and date.ends_at - day
    was.start_date, was.end_date = date.start_date - day, date.end_date - day
    with translation.override(row.language):
        before = {"was_when": in_words(was), "was_where": place_in_words(was)}
    return words_of(row, date, {"before": snapshot(was), **before})


def _somebody(library: Library) -> SignUp | None:
    """The latest who signed up for a date that comes, else an invented person on one."""
    coming = (
        Occurrence.objects.for_library(library)
        .filter(library=library, series__sign_up=SignUpMode.SIGN_UP)
        .exclude(status=Occurrence.Status.ORPHANED)
        .select_related("series", "library__site", "place", "room")
    )
    rows = SignUp.objects.filter(occurrence__in=coming.not_over()).exclude(email="")
    row = rows.order_by("-created_at", "-pk").first()
    date = coming.filter(pk=row.occurrence_id) if row else coming.order_by("-starts_at", "-pk")
    found = date.first()
    if found is None:
        return None
    if row is None:
        row = SignUp(name="Anna Andersen", email="anna@example.org", created_at=timezone.now())
    row.occurrence = found
    return row
