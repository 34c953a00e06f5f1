"""Lists that fill themselves: an editor chooses what is listed, never the items."""

from __future__ import annotations

from typing import ClassVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.addresses import list_above
from core.blocks import samples
from core.blocks.choices import AudienceBlock, PlaceBlock, TopicBlock
from core.blocks.surroundings import is_sample, language_in, library_in
from core.blocks.text import WordsBlock
from core.models import Card
from core.registry import registry

GROUP = _("Lists that fill themselves")
NUMBERS = [("3", "3"), ("4", "4"), ("6", "6"), ("9", "9"), ("12", "12")]
NARROW = _("Empty means all. The list follows by itself when something new is published.")


class Sorting(TextChoices):
    NEWEST = "newest", _("The newest first")
    TITLE = "title", _("By title")


class EventLook(TextChoices):
    ROWS = "rows", _("Rows with large dates")
    CARDS = "cards", _("Cards with pictures")


class ListingBlock(blocks.StructBlock):
    """What all lists share: a heading, a number, filters, and words for an empty list."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120)
    limit = blocks.ChoiceBlock(
        label=_("How many"), choices=NUMBERS, default="3", search_index=False
    )
    topic = TopicBlock(help_text=NARROW)
    place = PlaceBlock()
    empty = WordsBlock(
        label=_("If there is nothing to show"),
        max_length=200,
        help_text=_("A kind sentence. Without one the whole list is left out while it is empty."),
    )
    show_all = blocks.BooleanBlock(label=_("Link to the whole list"), required=False, default=True)

    def get_searchable_content(self, value):
        """What others have written is found where they wrote it."""
        return []

    def get_context(self, value, parent_context=None):
        """Adds `items` and `all_url`."""
        context = super().get_context(value, parent_context)
        limit = int(value.get("limit") or 3)
        if is_sample(context):
            items = self.sample_items(limit)
        else:
            items = self.items(value, context, limit)
        context["items"] = items
        wanted = items and value.get("show_all") and not is_sample(context)
        library = library_in(context) if wanted else None
        context["all_url"] = list_above(items[0].url, library) if library else ""
        return context

    def items(self, value, context: dict, limit: int) -> list:
        """What is listed; at most two queries, however many there are."""
        raise NotImplementedError

    def sample_items(self, limit: int) -> list:
        """What the preview lists."""
        return samples.cards(min(limit, 3))


class EventsBlock(ListingBlock):
    """The coming events."""

    audience = AudienceBlock()
    look = blocks.ChoiceBlock(
        label=_("Shown as"), choices=EventLook.choices, default=EventLook.ROWS, search_index=False
    )

    class Meta:
        icon = "calendar"
        group = GROUP
        label = _("Coming events")
        description = _("The next events, always up to date. A cancelled date says so.")
        template = "blocks/events.html"
        form_layout = blocks.BlockGroup(
            children=["title", "limit"],
            settings=["topic", "audience", "place", "look", "empty", "show_all"],
        )
        preview_value = {"title": _("Soon at the library"), "limit": "3", "look": "rows"}

    def items(self, value, context, limit):
        """Dates from the app that knows them; none where there is no such app."""
        source = registry.list_sources.get("events")
        library = library_in(context)
        if source is None or library is None:
            return []
        return list(
            source(
                library=library,
                language=language_in(context),
                limit=limit,
                place_id=value.get("place"),
                topic_id=value.get("topic"),
                audience_id=value.get("audience"),
            )
        )[:limit]

    def sample_items(self, limit):
        """Invented dates in the coming weeks."""
        return samples.events(min(limit, 3))


class CardListBlock(ListingBlock):
    """Cards of one kind of page."""

    kind: ClassVar[str] = ""

    audience = AudienceBlock()
    sorting = blocks.ChoiceBlock(
        label=_("Order"), choices=Sorting.choices, default=Sorting.NEWEST, search_index=False
    )

    class Meta:
        group = GROUP
        template = "blocks/card_list.html"
        form_layout = blocks.BlockGroup(
            children=["title", "limit"],
            settings=["topic", "audience", "place", "sorting", "empty", "show_all"],
        )

    def items(self, value, context, limit):
        """Cards in the reader's language, then borrowed ones; never the page itself."""
        library = library_in(context)
        if library is None:
            return []
        cards = Card.objects.for_reader(library, language_in(context)).of_kind(self.kind)
        if value.get("topic"):
            cards = cards.filter(topics=value["topic"])
        if value.get("audience"):
            cards = cards.filter(audiences=value["audience"])
        if value.get("place"):
            cards = cards.filter(place_id=value["place"])
        order = ("order", "pk") if value.get("sorting") == Sorting.TITLE else ()
        cards = cards.own_first(*order)
        page = context.get("page")
        if page is not None and page.pk:
            cards = cards.exclude(page_id=page.pk)
        return list(cards.select_related("locale").defer("search_text")[:limit])


class StoriesBlock(CardListBlock):
    """The latest stories."""

    kind = "story"

    class Meta:
        icon = "openquote"
        label = _("Latest stories")
        description = _("The newest stories with pictures.")
        preview_value = {"title": _("Stories"), "limit": "3"}


class PartnersBlock(CardListBlock):
    """Associations and partners."""

    kind = "partner"

    class Meta:
        icon = "site"
        label = _("Associations and partners")
        description = _("Partners from the directory, e.g. those of one topic.")
        preview_value = {"title": _("Our partners"), "limit": "3"}


class GroupsBlock(CardListBlock):
    """Groups."""

    kind = "group"

    class Meta:
        icon = "group"
        label = _("Groups")
        description = _("Groups that one can join, e.g. those at one place.")
        preview_value = {"title": _("Take part"), "limit": "3"}


class GuidesBlock(CardListBlock):
    """Guides."""

    kind = "guide"

    class Meta:
        icon = "help"
        label = _("Guides")
        description = _("Guides to do something oneself, e.g. those of one topic.")
        preview_value = {"title": _("Learn to do it yourself"), "limit": "3"}
