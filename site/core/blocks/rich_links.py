"""Links to our own pages inside running text."""

from __future__ import annotations

from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.rich_text.pages import PageLinkHandler

from core.blocks.pages import address, read_together


class LivePageLinkHandler(PageLinkHandler):
    """All links of a text in one query, two where translations are asked for.

    A link follows its page to the reader's language. Where the page is unpublished or gone
    the words stay and lead nowhere.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        """The opening tags, in order."""
        numbers = [int(found) if found.isdecimal() else 0 for found in map(_number, attrs_list)]
        pages = read_together(numbers)
        language = get_language() or "da"
        urls = [address(pages.get(number), language, None) for number in numbers]
        return [f'<a href="{escape(url)}">' if url else "<a>" for url in urls]

    @classmethod
    def extract_references(cls, attrs: dict):
        """The page linked to; a link without one refers to nothing."""
        if attrs.get("id"):
            yield from super().extract_references(attrs)


def _number(attrs: dict) -> str:
    return str(attrs.get("id", ""))
