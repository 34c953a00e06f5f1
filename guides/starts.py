"""Templates of the house for guides: steps to write in."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.registry import registry
from core.starts import Start
from guides.models import ForWhom, Level


def short() -> dict[str, Any]:
    """Three steps for beginners."""
    titles = (_("Find what you need"), _("Do it"), _("Check that it worked"))
    steps = [{"type": "step", "value": {"title": title, "content": []}} for title in titles]
    return {"steps": steps, "minutes": 15, "level": Level.BEGINNER, "for_whom": ForWhom.EVERYBODY}


def register() -> None:
    """Announce the templates; called once when the app is ready."""
    label = gettext_lazy("A short guide in three steps")
    words = gettext_lazy("For beginners, a quarter of an hour.")
    registry.add_start(Start("short-guide", "guides.guidepage", label, words, short))
