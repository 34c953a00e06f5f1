"""Plain words typed by a partner, turned into the rich text of a page and back."""

from __future__ import annotations

import html
import re

import nh3

TAGS = {"p", "br", "ul", "li"}


def to_rich_text(words: str) -> str:
    """Paragraphs between blank lines and lists of lines that begin with "- "; all else is text.

    Nothing typed can become markup: it is escaped first, and the result cleaned.
    """
    parts = []
    for paragraph in re.split(r"\n\s*\n", words.replace("\r\n", "\n").replace("\r", "\n")):
        parts.extend(_runs([line.strip() for line in paragraph.split("\n") if line.strip()]))
    return nh3.clean("".join(parts), tags=TAGS, attributes={})


def _runs(lines: list[str]) -> list[str]:
    parts, points, plain = [], [], []

    def close() -> None:
        if plain:
            parts.append(f"<p>{'<br>'.join(plain)}</p>")
            plain.clear()
        if points:
            parts.append(f"<ul>{''.join(f'<li>{point}</li>' for point in points)}</ul>")
            points.clear()

    for line in lines:
        is_point = line.startswith(("- ", "• ", "* "))
        if (is_point and plain) or (not is_point and points):
            close()
        (points if is_point else plain).append(html.escape(line[2:] if is_point else line))
    close()
    return parts


def to_plain(rich: str) -> str:
    """The words of rich text: paragraphs apart, list items as lines that begin with "- "."""
    text = re.sub(r"\s*\n\s*", " ", rich)
    text = re.sub(r"<br\s*/?>", "\n", text)
    text = re.sub(r"<li[^>]*>", "\n- ", text)
    text = re.sub(r"</(p|h[1-6]|ul|ol|blockquote)>", "\n\n", text)
    text = html.unescape(nh3.clean(text, tags=set(), attributes={}))
    lines = [line.strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def is_formatted(rich: str) -> bool:
    """Whether rich text has links, bold words or headings that plain words would lose."""
    return bool(re.search(r"<(a|b|i|strong|em|h[1-6]|ol|embed)\b", rich))
