"""The help at the top of each page's form."""

from __future__ import annotations

from wagtail.admin.panels import Panel
from wagtail.models import get_page_models

from core.admin.help_texts import help_for
from core.content_checks import page_readability, vague_links
from core.models import BasePage


class HelpPanel(Panel):
    """What the kind of page is for, three tips, an example, and how easy the text reads."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "core/admin/page_help.html"

        def is_shown(self) -> bool:
            """Where there is help for the kind of page."""
            return help_for(type(self.instance)) is not None

        def get_context_data(self, parent_context=None) -> dict:
            """The help, and the readability of what was saved last."""
            context = super().get_context_data(parent_context)
            page = self.instance
            context["help"] = help_for(type(page))
            context["is_new"] = page.pk is None
            context["readability"] = page_readability(page) if page.pk else None
            context["vague_links"] = vague_links(page) if page.pk else []
            return context


def connect() -> None:
    """Put the panel first on every page type's form; called once when the app is ready."""
    for model in get_page_models():
        if not issubclass(model, BasePage):
            continue
        if hasattr(model, "edit_handler"):
            panels = model.edit_handler.children[0].children
        else:
            panels = model.content_panels = list(model.content_panels)
        if not any(isinstance(panel, HelpPanel) for panel in panels):
            panels.insert(0, HelpPanel())
