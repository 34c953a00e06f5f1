"""What follows for dates when event pages are published, unpublished, moved or deleted."""

from __future__ import annotations


def connect() -> None:
    """Connect the receivers; called once when the app is ready."""
