"""The abstract list pages: cards of one or more kinds, filtered, sorted, paged and fed."""

from __future__ import annotations

from typing import ClassVar

from django.http import Http404

from core.models.pages import BasePage

FEED = "/feed.xml/"


class FedList:
    """What every list page has: its kinds of cards, and `feed.xml` below it as Atom."""

    listed_kind: ClassVar[str] = ""
    listed_kinds: ClassVar[tuple[str, ...]] = ()
    """Codes of card kinds, where the list holds more than one."""
    sort_by_title: ClassVar[bool] = False
    can_be_sorted: ClassVar[bool] = True
    filtered_by: ClassVar[tuple[str, ...]] = ("topic",)
    """What readers may choose: `topic`, `audience`, `place`; a query each."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """Codes of all card kinds in the list."""
        return self.listed_kinds or (self.listed_kind,)

    def resolve_subpage(self, path: str):
        """The view for an address below the list; raises Http404 for any but its feed."""
        if path != FEED:
            raise Http404
        from core.feeds import feed_view

        return feed_view, (self,), {}

    def serve(self, request, view=None, args=(), kwargs=None):
        """The list, or what `resolve_subpage` found below it."""
        if view is not None:
            return view(request, *args, **(kwargs or {}))
        return super().serve(request)


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
        describe(context, collection(self, context["cards"], context))
        return context
