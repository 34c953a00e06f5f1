"""Templates of the house for stories and the knowledge bank: headings to write under."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.registry import registry
from core.starts import Start, text_under


def story() -> dict[str, Any]:
    """What happened, and how to take part."""
    return {"body": text_under(_("What came of it"), _("Take part"))}


def portrait() -> dict[str, Any]:
    """One person in their own words."""
    quote = {"type": "quote", "value": {"quote": "", "source": "", "role": ""}}
    return {"body": [{"type": "text", "value": ""}, quote, {"type": "text", "value": ""}]}


def method() -> dict[str, Any]:
    """A meeting that others can hold."""
    titles = (_("Before"), _("Welcome"), _("Together"), _("Round off"))
    return {"steps": [{"type": "step", "value": {"title": title}} for title in titles]}


def task() -> dict[str, Any]:
    """Something to help with."""
    return {"body": text_under(_("What you do"), _("What you need to know beforehand"))}


def register() -> None:
    """Announce the templates; called once when the app is ready."""
    for code, page_type, label, help_text, values in (
        ("story", "stories.storypage", gettext_lazy("Something that happened"),
         gettext_lazy("A beginning, what came of it, and how to take part."), story),
        ("portrait", "stories.storypage", gettext_lazy("A portrait"),
         gettext_lazy("One person, with a quotation in the middle."), portrait),
        ("method", "stories.methodpage", gettext_lazy("A meeting in four steps"),
         gettext_lazy("Before, welcome, together, round off."), method),
        ("task", "stories.taskpage", gettext_lazy("Something to help with"),
         gettext_lazy("What you do, and what you need to know beforehand."), task),
    ):  # fmt: skip
        registry.add_start(Start(code, page_type, label, help_text, values))
