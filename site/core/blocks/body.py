"""The blocks of an ordinary page's text."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from core.blocks.text import HeadingBlock, QuoteBlock, TextBlock


class PictureBlock(blocks.StructBlock):
    """A picture with a caption; its sizes are made beforehand."""

    picture = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blocks/picture.html"


class BodyBlock(blocks.StreamBlock):
    """Text, headings, quotes and pictures in any order."""

    heading = HeadingBlock()
    text = TextBlock()
    quote = QuoteBlock()
    picture = PictureBlock()

    class Meta:
        required = False
