"""What somebody without an e-mail must be told by telephone, until it is done."""

from __future__ import annotations

from django.utils import timezone

from events.models import SignUp


def calls_of(row: SignUp) -> list[dict]:
    """What is left to tell, in the order it arose; rows of before hold one thing, not a list."""
    kept = row.to_call or []
    return [kept] if isinstance(kept, dict) else list(kept)


def keep_calls(row: SignUp, calls: list[dict]) -> None:
    """Store what is left to tell; nothing left is None, so that a query finds who waits."""
    row.to_call = calls or None
    row.save(update_fields=["to_call"])


def add_call(row: SignUp, kind: str, **values) -> None:
    """Put one more thing on the list; the same kind is told once, as it is now."""
    others = [call for call in calls_of(row) if call["kind"] != kind]
    keep_calls(row, [*others, new_call(kind, **values)])


def new_call(kind: str, **values) -> dict:
    """One thing to tell; `since` says how long it has waited."""
    return {"since": timezone.now().isoformat(), **values, "kind": kind}
