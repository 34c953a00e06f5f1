"""All families together: what an ordinary page and a front page are built of."""

from __future__ import annotations

from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.complete import complete
from core.blocks.links import ButtonsBlock, CardsBlock, ContactBlock
from core.blocks.lists import EventsBlock, GroupsBlock, GuidesBlock, PartnersBlock, StoriesBlock
from core.blocks.media import AudioBlock, DocumentBlock, GalleryBlock, PictureBlock, VideoBlock
from core.blocks.structure import PeopleBlock, StepsBlock, TimelineBlock
from core.blocks.text import (
    AccordionBlock,
    CalloutBlock,
    FactsBlock,
    HeadingBlock,
    QuoteBlock,
    TextBlock,
)
from core.blocks.wide import FeatureBlock, tint

MOST_BLOCKS = 80
MOST_LISTS = 3


# Blocks that begin with a heading right below the page's title.
HEADED = {"heading", "contact", "timeline", "steps", "people", "feature"}
HEADED |= {"cards", "events", "stories", "partners", "groups", "guides"}


def tinted(block_class, **kwargs):
    """A section that may lie on a coloured band."""
    block = block_class([("tint", tint())], **kwargs)
    layout = block.meta.form_layout
    if "tint" not in layout.settings:
        names = [name for name in layout.children if name != "tint"]
        block.meta.form_layout = blocks.BlockGroup(names, settings=[*layout.settings, "tint"])
    return block


class TextFamilies(blocks.StreamBlock):
    """What every body may hold."""

    heading = HeadingBlock()
    text = TextBlock()
    quote = QuoteBlock()
    accordion = AccordionBlock()
    facts = FactsBlock()
    callout = CalloutBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    audio = AudioBlock()
    document = DocumentBlock()
    buttons = ButtonsBlock()
    contact = ContactBlock()

    def get_context(self, value, parent_context=None):
        """Adds `raised_heading`: a first heading that would stand right under the title."""
        context = super().get_context(value, parent_context)
        first = next((child for child in value or [] if child.block_type in HEADED), None)
        is_heading = first is not None and first.block_type == "heading"
        context["raised_heading"] = first.value if is_heading else None
        return context

    def get_prep_value(self, value):
        """What is stored: every field of every block, also those a program left out."""
        return [
            {**raw, "value": complete(self.child_blocks[raw["type"]], raw["value"])}
            if raw["type"] in self.child_blocks
            else raw
            for raw in super().get_prep_value(value)
        ]

    class Meta:
        required = False
        help_text = _("Press plus to add text, a picture, a quote, a list or something else.")
        max_num = MOST_BLOCKS
        template = "blocks/body.html"


class BodyBlock(TextFamilies):
    """The blocks of an ordinary page's text, in any order."""

    cards = CardsBlock()
    events = EventsBlock()
    stories = StoriesBlock()
    partners = PartnersBlock()
    groups = GroupsBlock()
    guides = GuidesBlock()
    timeline = TimelineBlock()
    steps = StepsBlock()
    people = PeopleBlock()

    class Meta:
        block_counts = {
            name: {"max_num": MOST_LISTS}
            for name in ("cards", "events", "stories", "partners", "groups", "guides")
        }


WIDE = {"cards", "events", "stories", "partners", "groups", "guides", "feature"}


class HomeBodyBlock(BodyBlock):
    """The blocks of a front page: sections across the page, some on a coloured band."""

    feature = FeatureBlock()
    cards = tinted(CardsBlock)
    events = tinted(EventsBlock)
    stories = tinted(StoriesBlock)
    partners = tinted(PartnersBlock)
    groups = tinted(GroupsBlock)
    guides = tinted(GuidesBlock)

    class Meta:
        template = "blocks/home_body.html"

    def get_context(self, value, parent_context=None):
        """Adds `sections`: what belongs together, with `html`, `wide` and `tint`.

        Blocks of text follow each other in one section; a block that shows nothing has none.
        """
        context = super().get_context(value, parent_context)
        sections: list[dict] = []
        for child in value:
            html = child.render(context).strip()
            if not html:
                continue
            wide = child.block_type in WIDE
            if wide or not sections or sections[-1]["wide"]:
                on_band = wide and bool(child.value.get("tint"))
                sections.append({"html": "", "wide": wide, "tint": on_band})
            sections[-1]["html"] = mark_safe(sections[-1]["html"] + html)
        context["sections"] = sections
        return context
