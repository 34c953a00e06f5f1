"""Reads for "My activities" and for where somebody lands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from core.models import Library
from core.registry import registry

PROVEN = "my_address"
PROOF_LIFE = timedelta(hours=12)


@dataclass(frozen=True)
class Section:
    """One part of "My activities": a heading and items with title, url and note."""

    heading: str
    items: list[dict] = field(default_factory=list)


def proven_address(request, library: Library) -> str:
    """The address this browser has proved to the library lately; empty if none."""
    if request.user.is_authenticated:
        return request.user.email
    proof = request.session.get(PROVEN, {}).get(str(library.pk))
    if not proof or timezone.now().timestamp() - proof["at"] > PROOF_LIFE.total_seconds():
        return ""
    return proof["email"]


def my_sections(library: Library, email: str, language: str) -> list[Section]:
    """What every app has to show the holder of an address; empty parts are left out.

    Apps register `registry.my_sections[name] = callable(library, email, language)`, which
    returns `(heading, items)`; an item is a dict with `title`, `url` and, if wanted, `note`.
    """
    found = (source(library, email, language) for source in registry.my_sections.values())
    return [Section(str(heading), list(items)) for heading, items in found if items]


def landing(library: Library, user) -> str:
    """Where apps send a user of this library after signing in; empty when none wants to.

    Apps register `registry.landings[name] = callable(library, user) -> path or ""`.
    """
    for source in registry.landings.values():
        if path := source(library, user):
            return path
    return ""
