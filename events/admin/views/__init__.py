"""The staff's screens about sign-ups, by what they are about."""

from events.admin.views.within import crumbs, frame, library_of, occurrence_of

__all__ = ["crumbs", "frame", "library_of", "occurrence_of"]
