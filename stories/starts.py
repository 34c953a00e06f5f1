"""Templates of the house for stories and the knowledge bank: headings to write under."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.registry import registry
from core.starts import Start


def _part(text: str) -> list[dict]:
    return [
        {"type": "heading", "value": {"text": text, "level": "h2"}},
        {"type": "text", "value": ""},
    ]


def story() -> dict[str, Any]:
    """What happened, and how to take part."""
    body = [{"type": "text", "value": ""}, *_part(_("What came of it")), *_part(_("Take part"))]
    return {"body": body}


def portrait() -> dict[str, Any]:
    """One person in their own words."""
    quote = {"type": "quote", "value": {"quote": "", "source": "", "role": ""}}
    return {"body": [{"type": "text", "value": ""}, quote, {"type": "text", "value": ""}]}


def method() -> dict[str, Any]:
    """A meeting that others can hold."""
    titles = (_("Before"), _("Welcome"), _("Together"), _("Round off"))
    return {"steps": [{"type": "step", "value": {"title": title}} for title in titles]}


def register() -> None:
    """Announce the templates; called once when the app is ready."""
    for code, page_type, label, help_text, values in (
        ("story", "stories.storypage", gettext_lazy("Something that happened"),
         gettext_lazy("A beginning, what came of it, and how to take part."), story),
        ("portrait", "stories.storypage", gettext_lazy("A portrait"),
         gettext_lazy("One person, with a quotation in the middle."), portrait),
        ("method", "stories.methodpage", gettext_lazy("A meeting in four steps"),
         gettext_lazy("Before, welcome, together, round off."), method),
    ):  # fmt: skip
        registry.add_start(Start(code, page_type, label, help_text, values))
