"""Parts that are decided but not built: a library chooses now whether it wants them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.registry import Switch, registry

PLANNED = (
    Switch("noticeboard", _("Noticeboard"), _("Citizens seek and offer help."), planned=True),
    Switch(
        "wishes", _("Proposals to the library"), _("Citizens propose and support."), planned=True
    ),
    Switch(
        "contributions",
        _("Citizens' contributions"),
        _("Citizens send stories and pictures, which you approve."),
        planned=True,
    ),
    Switch("sharing", _("Sharing"), _("Pages and events from other libraries."), planned=True),
)


def announce() -> None:
    """Announce them; the app that builds one announces it itself, and this entry is taken out."""
    for switch in PLANNED:
        registry.add_switch(switch)
