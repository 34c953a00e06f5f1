"""Reads for the front page and place pages."""

from __future__ import annotations


def front_page_context(request, page) -> dict:
    """Coming dates and latest stories."""
    return {}


def place_context(request, page) -> dict:
    """Hours of a place and what happens there."""
    return {}
