"""Forgetting one person at a library, at once: rows, mail and log."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from core.models import Library, Outbox
from events.actions.audit import record
from events.actions.changes import cancel
from events.actions.refusals import SignUpRefused
from events.actions.retention import anonymise
from events.models import SignUp
from events.queries.persons import messages_to, sign_ups_of


def erase_person(library: Library, *, email: str = "", phone: str = "", who=None) -> int:
    """Erase everything kept about the holder of an address or a telephone number.

    Coming sign-ups are cancelled first, without a mail, so that the seats go to the next in
    line; what was counted stays. Returns how many sign-ups and mails were emptied.
    """
    with transaction.atomic():
        rows = sorted(
            sign_ups_of(library, email=email, phone=phone), key=lambda row: row.occurrence_id
        )
        for row in rows:
            _leave(row, who)
        keys = [row.pk for row in rows]
        letters = list(messages_to(library, email=email).values_list("pk", flat=True))
        if keys:
            anonymise(keys)
        mails = Outbox.objects.filter(pk__in=letters)
        mails.filter(state=Outbox.State.WAITING).update(state=Outbox.State.WITHDRAWN)
        mails.update(**Outbox.EMPTIED)
        if keys or letters:
            numbers = {"sign_ups": len(keys), "mails": len(letters)}
            record("erased", library=library, who=who, **numbers)
    return len(keys) + len(letters)


def _leave(row: SignUp, who) -> None:
    """Give the seat back while somebody can use it; what took place stays as it was."""
    coming = row.occurrence.until > timezone.now()
    if coming and row.is_active and not row.checked_in_at:
        try:
            cancel(sign_up=row, notify=False, by_staff=True, who=who)
        except SignUpRefused:
            return
