"""Templates of the house for groups: headings to write under."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.registry import registry
from core.starts import Start, text_under


def _joining() -> str:
    return _("Write to the contact person, and come the next time.")


def reading() -> dict[str, Any]:
    """A reading group."""
    return {
        "body": text_under(_("The first time"), _("How we choose books")),
        "how_to_join": _joining(),
    }


def making() -> dict[str, Any]:
    """A group that does something together."""
    return {
        "body": text_under(_("The first time"), _("What to bring")),
        "how_to_join": _joining(),
    }


def register() -> None:
    """Announce the templates; called once when the app is ready."""
    for code, label, help_text, values in (
        ("reading-group", gettext_lazy("A reading group"),
         gettext_lazy("What the first time is like, and how books are chosen."), reading),
        ("making-group", gettext_lazy("A group that does something together"),
         gettext_lazy("What the first time is like, and what to bring."), making),
    ):  # fmt: skip
        registry.add_start(Start(code, "groups.grouppage", label, help_text, values))
