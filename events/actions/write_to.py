"""Writing to those who signed up for a date, one mail each."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from core.models import Outbox
from core.outbox import put
from events.actions.audit import record
from events.emails import composed, purpose_of
from events.models import Occurrence, SignUp
from events.sign_up_queries import page_of


class Audience(models.TextChoices):
    SEATED = "seated", _("Everybody with a seat")
    WAITING = "waiting", _("The waiting list")
    ALL = "all", _("Everybody with a seat, and the waiting list")


STATES = {
    Audience.SEATED: SignUp.SEATED,
    Audience.WAITING: (SignUp.State.WAITING,),
    Audience.ALL: SignUp.ACTIVE,
}


@dataclass(frozen=True)
class Words:
    """What is written, by language: {code: (subject, text)}."""

    by_language: dict[str, tuple[str, str]]
    first: str

    def best(self, language: str) -> tuple[str, str, str]:
        """(language, subject, text): the language asked for, else the first, else any."""
        for code in (language, self.first, *self.by_language):
            if code in self.by_language:
                return (code, *self.by_language[code])
        raise ValueError("nothing is written")


def recipients(occurrence: Occurrence, audience: str) -> list[SignUp]:
    """One sign-up for each address, the oldest; whoever has none is left out."""
    rows = SignUp.objects.filter(occurrence=occurrence, state__in=STATES[audience])
    found: dict[str, SignUp] = {}
    for row in rows.exclude(email="").order_by("pk"):
        found.setdefault(row.email.strip().casefold(), row)
    return list(found.values())


def without_address(occurrence: Occurrence, audience: str) -> int:
    """How many of them have no address."""
    rows = SignUp.objects.filter(occurrence=occurrence, state__in=STATES[audience], email="")
    return rows.count()


def message_to(row: SignUp, occurrence: Occurrence, words: Words, reply_to: str, page=None) -> dict:
    """The mail to one person, as the outbox takes it."""
    language, subject, text = words.best(row.language)
    extra = {"subject": subject, "text": text, "text_language": language}
    return {**composed(row, "message", occurrence, page, extra), "reply_to": reply_to}


def write_to(
    *, occurrence: Occurrence, audience: str, words: Words, reply_to: str, key: UUID, who=None
) -> list[Outbox]:
    """Send everybody of the audience the mail; `key` is the form's: twice sends nothing more."""
    sent = []
    pages: dict[str, object] = {}
    with transaction.atomic():
        for row in recipients(occurrence, audience):
            if row.language not in pages:
                pages[row.language] = page_of(occurrence, row.language)
            message = message_to(row, occurrence, words, reply_to, pages[row.language])
            sent.append(put(purpose=purpose_of(row.pk, f"message:{key}"), **message))
        sent = [message for message in sent if message is not None]
        if sent:
            numbers = {"audience": audience, "mails": len(sent)}
            record("written_to", occurrence=occurrence, who=who, **numbers)
    return sent
