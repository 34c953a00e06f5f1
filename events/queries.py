"""Reads of events: lists and one event's dates."""

from __future__ import annotations


def listing_context(request, index) -> dict:
    """Context of the event list."""
    return {}


def event_context(request, page) -> dict:
    """Context of one event."""
    return {}
