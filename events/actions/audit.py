"""Writing the audit log, in the transaction of what it tells."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from core.models import Library
from events.models import AuditEntry, Occurrence, SignUp

KEPT = timedelta(days=365)
"""How long it can be seen who did what, once the people it was done to are forgotten."""


def record(
    what: str,
    *,
    occurrence: Occurrence | None = None,
    sign_up: SignUp | None = None,
    library: Library | None = None,
    who=None,
    **detail,
) -> AuditEntry:
    """Note that something was done. `detail` takes plain values, never a name or an address.

    `who` is the member of staff or the partner's user; None for the person who signed up.
    Without an occurrence the library must be given.
    """
    if occurrence is not None:
        library_id = occurrence.library_id
    elif library is not None:
        library_id = library.pk
    else:
        raise ValueError("an audit entry needs a date or a library")
    return AuditEntry.objects.create(
        library_id=library_id,
        who=who if who is not None and who.is_authenticated else None,
        what=what,
        occurrence=occurrence,
        sign_up=sign_up,
        detail=detail,
    )


def record_each(what: str, *, occurrence: Occurrence, rows: Iterable[SignUp], **detail) -> None:
    """Note that something happened to these sign-ups by itself; one write for all of them."""
    AuditEntry.objects.bulk_create(
        AuditEntry(
            library_id=occurrence.library_id,
            what=what,
            occurrence=occurrence,
            sign_up=row,
            detail=detail,
        )
        for row in rows
    )


def forget_old_entries() -> int:
    """Delete what is more than a year old, unless somebody it is about is still known."""
    known = Q(sign_up__isnull=False, sign_up__anonymised_at=None)
    old = AuditEntry.objects.filter(when__lt=timezone.now() - KEPT).exclude(known)
    return old.delete()[0]
