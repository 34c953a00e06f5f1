"""Text: headings, paragraphs and quotes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "h3"]


class HeadingBlock(blocks.CharBlock):
    """A heading between parts of a text."""

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading.html"


class TextBlock(blocks.RichTextBlock):
    """Paragraphs, lists and links."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "blocks/text.html"


class QuoteBlock(blocks.StructBlock):
    """Somebody's words, and who said them."""

    quote = blocks.TextBlock(label=_("Quote"), max_length=500)
    source = blocks.CharBlock(label=_("Who said it"), required=False, max_length=120)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "blocks/quote.html"
