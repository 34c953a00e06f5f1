"""Templates of the house for standard pages and pages about places: headings to write under."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.registry import registry
from core.starts import Start, text_under


def practical() -> dict[str, Any]:
    """What people ask about."""
    return {"body": text_under(_("How to do it"), _("What it costs"), _("Whom to ask"))}


def about() -> dict[str, Any]:
    """Who we are."""
    return {"body": text_under(_("What we do"), _("Who we are"), _("Find us"))}


def place() -> dict[str, Any]:
    """What there is at a place, and how to get there."""
    return {"body": text_under(_("What you can do here"), _("How to get here"))}


def register() -> None:
    """Announce the templates; called once when the app is ready."""
    for code, page_type, label, help_text, values in (
        ("practical", "home.standardpage", gettext_lazy("Practical information"),
         gettext_lazy("How to do it, what it costs, whom to ask."), practical),
        ("about", "home.standardpage", gettext_lazy("About us"),
         gettext_lazy("What we do, who we are, where to find us."), about),
        ("place", "home.placepage", gettext_lazy("A library to visit"),
         gettext_lazy("What you can do there, and how to get there."), place),
    ):  # fmt: skip
        registry.add_start(Start(code, page_type, label, help_text, values))
