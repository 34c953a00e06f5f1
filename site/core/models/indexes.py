"""The abstract list pages: cards of one or more kinds, filtered, sorted, paged and fed."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.models import get_page_models

from core.models.below import Below
from core.models.pages import BasePage

FEED = "feed.xml"


class FedList(Below):
    """What every list page has: its kinds of cards, and `feed.xml` below it as Atom."""

    listed_kind: ClassVar[str] = ""
    listed_kinds: ClassVar[tuple[str, ...]] = ()
    """Codes of card kinds, where the list holds more than one."""
    sort_by_title: ClassVar[bool] = False
    can_be_sorted: ClassVar[bool] = True
    filtered_by: ClassVar[tuple[str, ...]] = ("topic",)
    """What readers may choose: `topic`, `audience`, `place`; a query each."""
    labelled_by: ClassVar[tuple] = ()
    """One of the cards' labels to choose by: its name, heading, word for all, and choices."""

    nothing_fits: ClassVar = _("Nothing about that yet")
    """The heading where the choices leave nothing."""

    def more_choices(self, data, listed, library) -> list[tuple]:
        """Further choices of a list of its own kind: name, heading, word for all, options."""
        return []

    @property
    def kinds(self) -> tuple[str, ...]:
        """Codes of all card kinds in the list."""
        return self.listed_kinds or (self.listed_kind,)

    def views_below(self) -> dict[str, Callable]:
        """Adds the feed."""
        from core.feeds import feed_view

        return {**super().views_below(), FEED: feed_view}


def list_models() -> list[str]:
    """Names of the models of list pages, whatever app they are of."""
    return [model._meta.model_name for model in get_page_models() if issubclass(model, FedList)]


class CardIndexPage(FedList, BasePage):
    """A page that lists cards in its own language, filtered, sorted and paged."""

    class Meta:
        abstract = True

    def get_template(self, request, *args, **kwargs):
        """One template serves all lists of cards."""
        return "core/card_index_page.html"

    def get_context(self, request, *args, **kwargs):
        """Adds the page of cards, the filters, and the list for search engines."""
        from core.json_ld import collection, describe
        from core.lists import card_list

        context = super().get_context(request, *args, **kwargs)
        context.update(card_list(request, self))
        context["one_kind"] = len(self.kinds) == 1
        describe(context, collection(self, context["cards"], context))
        return context
