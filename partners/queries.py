"""Reads of partners."""

from __future__ import annotations

from partners.models import Partner


def profile_context(request, page) -> dict:
    """The partner's facts, the same in every language; the page's own before publishing."""
    partner = None
    if not getattr(request, "is_preview", False):
        partner = Partner.objects.filter(key=page.content_key).first()
    return {"partner": partner or page}
