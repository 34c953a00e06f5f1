"""Reads of events: lists of coming dates, one event's dates, and who signed up."""

from events.queries.detail import event_context
from events.queries.filters import find_dates
from events.queries.listing import coming, listing_context
from events.queries.states import status_of

__all__ = ["coming", "event_context", "find_dates", "listing_context", "status_of"]
