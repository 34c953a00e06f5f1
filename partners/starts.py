"""A template of the house for partners' profiles: headings to write under."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.registry import registry
from core.starts import Start, text_under


def association() -> dict[str, Any]:
    """What one can take part in."""
    return {"body": text_under(_("What you can take part in"), _("How to become a member"))}


def register() -> None:
    """Announce the template; called once when the app is ready."""
    label = gettext_lazy("An association")
    words = gettext_lazy("Who they are, what you can take part in, how to become a member.")
    registry.add_start(Start("association", "partners.partnerpage", label, words, association))
