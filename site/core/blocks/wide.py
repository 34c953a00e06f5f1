"""Wide sections, for front pages only."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.links import LinkBlock, links_to_show
from core.blocks.media import DescribedPictureBlock, shown
from core.blocks.text import ShortTextBlock

GROUP = _("Wide sections")


def tint() -> blocks.BooleanBlock:
    """The setting that puts a section on a coloured band."""
    return blocks.BooleanBlock(
        label=_("On a coloured band"),
        required=False,
        help_text=_("Good for one section of a page, so that it stands out."),
    )


class FeatureBlock(blocks.StructBlock):
    """A picture and words side by side, with a way on."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120)
    body = ShortTextBlock(label=_("Text"), required=False, max_length=1200)
    picture = DescribedPictureBlock(label=_("Picture"), required=False)
    links = blocks.ListBlock(LinkBlock(), label=_("Buttons"), default=[], max_num=2)
    turned = blocks.BooleanBlock(label=_("Picture last"), required=False)
    tint = tint()

    class Meta:
        icon = "image"
        group = GROUP
        label = _("Picture and text")
        description = _("A large picture beside a few sentences and a button.")
        template = "blocks/feature.html"
        form_layout = blocks.BlockGroup(
            children=["title", "body", "picture", "links"], settings=["turned", "tint"]
        )
        preview_value = {
            "title": _("Become part of a reading group"),
            "body": _("<p>Read the same book, drink the same coffee, disagree kindly.</p>"),
            "picture": None,
            "links": [{"label": _("See the groups"), "page": None, "url": ""}],
            "turned": False,
            "tint": False,
        }

    def get_context(self, value, parent_context=None):
        """Adds `picture` and `links`, those that lead somewhere."""
        context = super().get_context(value, parent_context)
        context["picture"] = shown(value.get("picture"), "wide", context)
        context["links"] = links_to_show(value.get("links"), context)
        return context
