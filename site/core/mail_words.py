"""The library's own lines in a mail, and how a mail looks with them."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from core.models import Library, MailWords, Outbox
from core.registry import MailKind


def own_words(message: Outbox) -> dict[str, str]:
    """`opening` and `closing` for the message's kind and language; empty where there are none."""
    if message.library_id is None:
        return {}
    rows = MailWords.objects.filter(
        library=message.library_id, template=message.template, language=message.language
    )
    return rows.values("opening", "closing").first() or {}


def sample(kind: MailKind, library: Library, language: str, words: dict[str, str]):
    """A mail of this kind made of the library's own data, with these words; None without data.

    Nothing is stored or sent.
    """
    from core.outbox import build

    parts = kind.sample(library, language)
    if parts is None:
        return None
    now = timezone.now()
    message = Outbox(
        **{**parts, "context": {**parts["context"], **words}},
        purpose="sample",
        next_try=now,
        purge_after=now + timedelta(days=1),
    )
    return build(message)
