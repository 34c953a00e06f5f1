"""The lists every new library starts with, named as in the reader's menu."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Starter:
    """A list page: its model, its title and lead, its address in each language."""

    model: str
    title: Any
    summary: Any
    slugs: dict[str, str]
    in_menu: bool = True


STARTER = (
    Starter(
        "events.EventIndexPage",
        _("What's on"),
        _("Everything that happens at the library and with our partners."),
        {"da": "det-sker", "en": "whats-on"},
    ),
    Starter(
        "groups.GroupIndexPage",
        _("Take part"),
        _("Groups that meet, and that have room for one more."),
        {"da": "vaer-med", "en": "take-part"},
    ),
    Starter(
        "guides.GuideIndexPage",
        _("Learn something"),
        _("Guides that help you do it yourself, one step at a time."),
        {"da": "laer-noget", "en": "learn"},
    ),
    Starter(
        "partners.PartnerIndexPage",
        _("Associations"),
        _("Associations and others the library works with."),
        {"da": "foreninger", "en": "associations"},
    ),
    Starter(
        "stories.StoryIndexPage",
        _("Stories"),
        _("What people have done together here."),
        {"da": "historier", "en": "stories"},
        in_menu=False,
    ),
    Starter(
        "stories.KnowledgeIndexPage",
        _("Knowledge bank"),
        _("Methods, tasks and experiences, to use and to build on."),
        {"da": "vidensbank", "en": "knowledge-bank"},
        in_menu=False,
    ),
    Starter(
        "home.PlaceIndexPage",
        _("Places"),
        _("Where we are, and when it is open."),
        {"da": "steder", "en": "places"},
        in_menu=False,
    ),
)
