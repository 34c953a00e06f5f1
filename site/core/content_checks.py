"""What editors are told about their text: how easy it reads, and what readers stumble over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.fields import StreamField

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
SENTENCE_END = re.compile(r"[.!?:…]+(?=\s|$)|\n+")
LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.DOTALL)
HARD = 45
"""From this LIX on, the checks ask for an easier text."""
WITHOUT_LIX = {"ar", "uk"}
"""Languages in which long words do not tell how hard a text is."""
LONG = 6
FEWEST_WORDS = 40
"""A shorter text has no readability worth a number."""
LEVELS = (
    (25, _("very easy"), _("Everybody can read along.")),
    (35, _("easy"), _("Good for readers in a hurry, and for most who are learning Danish.")),
    (45, _("neither easy nor hard"), _("Shorter sentences help. Put a full stop earlier.")),
    (55, _("hard"), _("Many give up. Make the long sentences two, and find shorter words.")),
    (10_000, _("very hard"), _("This reads like a law. Say it as you would at the desk.")),
)
VAGUE = (
    "her", "læs her", "læs mere", "læs mere her", "klik her", "tryk her", "se her", "se mere",
    "se mere her", "mere", "link", "here", "click here", "read more", "more",
)  # fmt: skip


@dataclass(frozen=True)
class Readability:
    """LIX (mean words a sentence plus the share of words over six letters), in words."""

    lix: int
    level: Any
    advice: Any


def readability(text: str) -> Readability | None:
    """How easy a text reads; None where it is too short to tell."""
    words = WORD.findall(text)
    if len(words) < FEWEST_WORDS:
        return None
    sentences = sum(bool(WORD.search(part)) for part in SENTENCE_END.split(text))
    long = sum(len(word) > LONG for word in words)
    lix = round(len(words) / max(sentences, 1) + 100 * long / len(words))
    level, advice = next((name, words) for limit, name, words in LEVELS if lix < limit)
    return Readability(lix, level, advice)


def page_readability(page) -> Readability | None:
    """How easy a page reads; None where its language has no such number."""
    if page.locale.language_code in WITHOUT_LIX:
        return None
    return readability(page_text(page))


def page_text(page) -> str:
    """The text of a page as readers meet it, a line for each part."""
    return "\n".join([page.summary, *(str(part) for part in page.search_words())])


def vague_links(page) -> list[str]:
    """The words of links in running text that do not say where they lead, each once."""
    found: dict[str, None] = {}
    for field in page._meta.get_fields():
        if not isinstance(field, StreamField):
            continue
        for text in _texts(getattr(page, field.name).get_prep_value()):
            for inner in LINK.findall(text):
                words = " ".join(unescape(strip_tags(inner)).split())
                if is_vague(words):
                    found[words] = None
    return list(found)


def is_vague(words: str) -> bool:
    """Whether the words of a link say nothing about where it leads."""
    return words.casefold().strip(" .…»>") in VAGUE


def marked_for_checks(html: str, page) -> str:
    """A preview whose faults are marked where the checker cannot see them by itself.

    `data-check` on a link that says nothing, and on the whole text where it is hard to read.
    """
    head, tag, main = html.partition("<main")
    found = page_readability(page)
    if found is not None and found.lix >= HARD:
        main = f' data-check="hard-text"{main}'
    return head + tag + LINK.sub(_marked_link, main)


def _marked_link(match: re.Match) -> str:
    words = " ".join(unescape(strip_tags(match[1])).split())
    return match[0].replace("<a", '<a data-check="vague-link"', 1) if is_vague(words) else match[0]


def _texts(value) -> Iterator[str]:
    """Every text inside raw blocks."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)


class Checks(ContentCheckerItem):
    """The checks beside the editor: what an editor can put right, and nothing else."""

    axe_run_only = [
        *ContentCheckerItem.axe_run_only,
        "image-alt",
        "image-redundant-alt",
        "td-headers-attr",
        "vague-link",
        "hard-text",
    ]
    # What `marked_for_checks` marked fails always: no attribute is called that.
    axe_custom_checks = [
        *ContentCheckerItem.axe_custom_checks,
        {
            "id": "check-marked",
            "evaluate": "attr-non-space-content-evaluate",
            "options": {"attribute": "data-check-never"},
        },
    ]
    axe_custom_rules = [
        *ContentCheckerItem.axe_custom_rules,
        *(
            {
                "id": mark,
                "impact": "serious",
                "selector": f'[data-check="{mark}"]',
                "tags": ["best-practice"],
                "any": ["check-marked"],
                "enabled": True,
            }
            for mark in ("vague-link", "hard-text")
        ),
    ]
    # What editors write, and no more. One selector only: beside the editor Wagtail takes several
    # for frames within each other, and then looks at the whole page.
    axe_include = ["main"]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        "alt-text-quality": {
            "error_name": _("The picture's description is a file name"),
            "help_text": _("Write what one sees, e.g. “Two girls with a kite”."),
        },
        "empty-heading": {
            "error_name": _("A heading is empty"),
            "help_text": _("Write it, or take it out."),
        },
        "empty-meta-description": {
            "error_name": _("The lead is empty"),
            "help_text": _("It stands under the title, in lists and in search engines."),
        },
        "heading-order": {
            "error_name": _("A level of heading is skipped"),
            "help_text": _("Use large headings first, then small ones below them."),
        },
        "image-alt": {
            "error_name": _("A picture has no description"),
            "help_text": _("Write what one sees, or mark the picture as decorative."),
        },
        "image-redundant-alt": {
            "error_name": _("A picture's description repeats the text beside it"),
            "help_text": _("Write what only the picture shows, or mark it as decorative."),
        },
        "link-name": {
            "error_name": _("A link has no words"),
            "help_text": _("Write where it leads."),
        },
        "p-as-heading": {
            "error_name": _("A bold line is used as a heading"),
            "help_text": _("Use a heading instead: then everybody can find it."),
        },
        "td-headers-attr": {
            "error_name": _("A table points at a heading that is not there"),
            "help_text": _("Make the table anew."),
        },
        "vague-link": {
            "error_name": _("A link does not say where it leads"),
            "help_text": _("Write e.g. “See what is on this week”."),
        },
        "hard-text": {
            "error_name": _("The text is hard to read"),
            "help_text": _("Make the long sentences two, and find shorter words."),
        },
    }


def use_our_checks(request, items: list, page) -> None:
    """Hook of the user bar and the editor's checks: ours instead of Wagtail's, in place."""
    for position, item in enumerate(items):
        if isinstance(item, ContentCheckerItem):
            items[position] = Checks(in_editor=item.in_editor)
