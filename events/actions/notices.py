"""Telling attendees that their date was moved, cancelled, or takes place after all.

Changes within a few minutes make one message: it waits in the outbox, is written anew from the
newest facts, and is withdrawn where they are again what people already know.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from core.models import Outbox
from core.outbox import put
from events.actions.heard import KINDS, Heard, as_it_was, heard_of, kind_of, snapshot
from events.calls import calls_of, keep_calls, new_call
from events.emails import composed, purpose_of
from events.languages import in_the_best
from events.models import Occurrence, OccurrenceText, SignUp
from events.sign_up_queries import page_of
from events.when import in_words, place_in_words

WINDOW = timedelta(minutes=10)
"""So long a notice waits for further changes."""
HURRY = timedelta(hours=1)
"""So near to its beginning nobody waits: people are on their way."""
WHERE = ("place", "room")


@dataclass
class Told:
    """What a change means for those who signed up."""

    kind: str = ""
    messages: list[Outbox] = field(default_factory=list)
    calls: list[SignUp] = field(default_factory=list)
    withdrawn: int = 0
    untold: int = 0


def announce(
    occurrence: Occurrence,
    before: Occurrence,
    *,
    notify: bool = True,
    skip: frozenset[int] = frozenset(),
) -> Told:
    """Tell all active sign-ups of a locked date how it differs from `before`.

    Without `notify` nothing new is written, but a notice that waits already is kept true.
    `skip` are ids of sign-ups that were told otherwise. Whoever has no e-mail is put on the
    call list.
    """
    told = Told(kind=kind_of(snapshot(before), snapshot(occurrence)))
    if occurrence.until <= timezone.now():
        return Told()
    heard = heard_of(occurrence, before)
    if not told.kind and not heard.waiting and not _calls(occurrence).exists():
        return told
    pages: dict[str, object] = {}
    rows = SignUp.objects.filter(occurrence=occurrence, state__in=SignUp.ACTIVE).order_by("pk")
    for row in rows:
        if row.pk in skip:
            withdraw(row)  # what waits for them is no longer true
            continue
        if not row.email:
            _list_call(row, occurrence, before, told)
            continue
        if row.language not in pages:
            pages[row.language] = page_of(occurrence, row.language)
        _write(row, occurrence, heard, pages[row.language], notify, told)
    return told


def overtaken(row: SignUp, occurrence: Occurrence, heard: Heard) -> dict:
    """Take back the notice of somebody who is written to anyway; returns what that mail must say.

    Empty where the date is as they know it.
    """
    known = heard.by(row)
    withdraw(row)
    same = not kind_of(known["before"], snapshot(occurrence))
    return {} if same else words_of(row, occurrence, known)


def keep_true(row: SignUp, occurrence: Occurrence) -> None:
    """Write the notice that waits for somebody anew, after a change of their own."""
    heard = heard_of(occurrence, occurrence)
    if row.pk in heard.waiting:
        page = page_of(occurrence, row.language)
        _write(row, occurrence, heard, page, False, Told())


def _write(row, occurrence, heard: Heard, page, notify, told: Told) -> None:
    """Write, renew or withdraw the notice of one person."""
    after = snapshot(occurrence)
    message, extra = heard.waiting.get(row.pk), heard.by(row)
    kind = kind_of(extra["before"], after)
    if message is not None:
        mine = Outbox.objects.filter(pk=message.pk, state=Outbox.State.WAITING)
        if not kind:
            told.withdrawn += mine.update(state=Outbox.State.WITHDRAWN, **Outbox.EMPTIED)
            return
        new = composed(row, kind, occurrence, page, words_of(row, occurrence, extra))
        parts = {name: new[name] for name in ("template", "context", "attachments")}
        if mine.update(**parts):
            told.messages.append(Outbox.objects.get(pk=message.pk))
            return
        # It is being sent just now, so what follows is a change of its own.
        extra = as_it_was(heard.before, row.language)
        kind = kind_of(extra["before"], after)
    if not kind:
        return
    if not notify:
        told.untold += 1
        return
    written = put(
        purpose=purpose_of(row.pk, f"date:{occurrence.pk}.{occurrence.version}"),
        delay=_patience(heard.before, occurrence),
        **composed(row, kind, occurrence, page, words_of(row, occurrence, extra)),
    )
    if written is not None:
        told.messages.append(written)


def _patience(before: Occurrence, after: Occurrence) -> timedelta:
    """How long a notice waits for further changes of a date that begins at either moment."""
    now = timezone.now()
    soon = any(abs(date.starts_at - now) < HURRY for date in (before, after))
    return timedelta() if soon else WINDOW


def words_of(row: SignUp, occurrence: Occurrence, extra: dict) -> dict:
    """What a notice says beyond the facts: before and now, the reason and the note.

    A cancelled date is named as people know it, not by a day that they never heard of.
    """
    before, after = extra["before"], snapshot(occurrence)
    changed = {name for name in before if before[name] != after[name]} - {"cancelled"}
    where_changed = bool(changed & set(WHERE))
    note, reason = texts_in(occurrence, row.language)
    said = {
        **extra,
        "occurrence": occurrence.pk,
        "when_changed": bool(changed - set(WHERE)),
        "where_changed": where_changed,
        "reason": reason,
        "note": note,
    }
    if after["cancelled"]:
        said["when"] = extra["was_when"]
        if where_changed:
            said |= {"where": extra["was_where"], "room": "", "address": ""}
    return said


def sample(row: SignUp, before: Occurrence, after: Occurrence, draft) -> Outbox:
    """The notice one person would get once a draft is published, for staff to read.

    Nothing is written. Its link is the permission of the one who signed up, so it is left out.
    """
    extra = as_it_was(before, row.language)
    kind = kind_of(snapshot(before), snapshot(after))
    page = page_of(after, row.language)
    message = Outbox(**composed(row, kind, after, page, words_of(row, after, extra)))
    if page is None or page.pk == draft.pk:
        message.context["title"] = draft.title
        message.context["event_url"] = after.library.base_url + draft.site_path
    message.context["link"] = "…"
    return message


def texts_in(occurrence: Occurrence, language: str) -> tuple[str, str]:
    """Note and reason, each in a language, else in the library's first, else in any."""
    texts = list(OccurrenceText.objects.filter(occurrence=occurrence))
    wanted = (language, occurrence.library.language)
    note = in_the_best({text.language: text.note for text in texts}, *wanted)
    return note, in_the_best({text.language: text.reason for text in texts}, *wanted)


def withdraw(sign_up: SignUp) -> dict:
    """Take back the notices that wait for somebody; returns what the first of them says."""
    mine = Outbox.objects.filter(
        purpose__startswith=purpose_of(sign_up.pk, "date:"), state=Outbox.State.WAITING
    )
    first = mine.order_by("pk").first()
    mine.update(state=Outbox.State.WITHDRAWN, **Outbox.EMPTIED)
    return first.context if first else {}


def _calls(occurrence: Occurrence):
    return SignUp.objects.filter(occurrence=occurrence, to_call__isnull=False)


def _list_call(row: SignUp, occurrence: Occurrence, before: Occurrence, told: Told) -> None:
    """Put somebody without e-mail on the call list, or take them off where nothing is new."""
    calls = calls_of(row)
    waits = next((call for call in calls if call["kind"] in KINDS), None)
    known = waits["before"] if waits else snapshot(before)
    kind = kind_of(known, snapshot(occurrence))
    if not kind and waits is None:
        return
    others = [call for call in calls if call is not waits]
    if kind:
        said = {"was_when": in_words(before, inside=True), "was_where": place_in_words(before)}
        was = waits or new_call(kind, **said)
        keep_calls(row, [*others, {**was, "kind": kind, "before": known}])
        told.calls.append(row)
    else:
        keep_calls(row, others)
        told.withdrawn += 1
