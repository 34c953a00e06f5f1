"""The abstract list page: cards of one kind, filtered and paged by the address."""

from __future__ import annotations

from typing import ClassVar

from core.models.pages import BasePage


class CardIndexPage(BasePage):
    """A page that lists the cards of one kind in its own language."""

    listed_kind: ClassVar[str] = ""
    sort_by_title: ClassVar[bool] = False

    class Meta:
        abstract = True

    def get_template(self, request, *args, **kwargs):
        """One template serves all lists of cards."""
        return "core/card_index_page.html"

    def get_context(self, request, *args, **kwargs):
        """Adds the page of cards and the topics to filter by."""
        from core.lists import card_list

        context = super().get_context(request, *args, **kwargs)
        context.update(card_list(request, self))
        return context
