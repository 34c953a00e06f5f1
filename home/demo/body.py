"""Turning the demo's plain texts into blocks."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from uuid import NAMESPACE_URL, UUID, uuid5

NAMESPACE = uuid5(NAMESPACE_URL, "https://samling.example/demo")
NO_PICTURE = {"image": None, "alt_text": "", "decorative": False}
COMMA = re.compile(r"[,،]\s+")
BOLD = re.compile(r"\*\*(.+?)\*\*")


def demo_key(*parts: str) -> UUID:
    """The lasting key of a thing in the demo, the same in every run."""
    return uuid5(NAMESPACE, "/".join(parts))


def _inline(text: str) -> str:
    return BOLD.sub(r"<b>\1</b>", escape(text, quote=False))


def _paragraph(part: str) -> str:
    lines = part.splitlines()
    if all(line.startswith("- ") for line in lines):
        items = "".join(f"<li>{_inline(line[2:])}</li>" for line in lines)
        return f"<ul>{items}</ul>"
    return f"<p>{_inline(' '.join(lines))}</p>"


def _parts(text: str) -> list[str]:
    """Paragraphs; a heading stands alone even where the next line follows at once."""
    apart = re.sub(r"^(#+ .*)$", r"\n\1\n", text, flags=re.MULTILINE)
    return [part.strip() for part in re.split(r"\n\s*\n", apart) if part.strip()]


def rich(text: str) -> str:
    """A text of paragraphs and lists as rich text."""
    return "".join(_paragraph(part) for part in _parts(text))


def nowhere(name: str) -> None:
    """No page at all, for texts that lead nowhere."""


PageOf = Callable[[str], int | None]


def blocks(text: str, key: str, page_of: PageOf = nowhere) -> list[dict]:
    """The raw blocks of a text; their ids are the same in every run and language.

    `page_of` finds the page that a button names; a button without one is left out.
    """
    found: list[dict] = []

    def add(kind: str, value) -> None:
        found.append({"type": kind, "value": value, "id": str(demo_key(key, str(len(found))))})

    for part in _parts(text):
        if part.startswith("## "):
            add("heading", {"text": part[3:], "level": "h2"})
        elif part.startswith("-> "):
            label, _, name = part[3:].partition("|")
            page = page_of(name.strip())
            link = {"label": label.strip(), "page": page, "url": ""}
            uid = str(demo_key(key, str(len(found)), "button"))
            if page:
                add("buttons", {"buttons": [{"type": "item", "value": link, "id": uid}]})
        elif part.startswith("> "):
            quote, _, source = part[2:].partition("|")
            who, role = (COMMA.split(source.strip(), maxsplit=1) + [""])[:2]
            add("quote", {"quote": quote.strip(), "source": who, "role": role})
        elif found and found[-1]["type"] == "text":
            found[-1]["value"] += _paragraph(part)
        else:
            add("text", _paragraph(part))
    return found


def _steps(text: str, key: str, value: Callable[[str, str, str], dict]) -> list[dict]:
    found = []
    for number, part in enumerate(re.split(r"^# ", text, flags=re.MULTILINE)[1:]):
        title, _, content = part.partition("\n")
        uid = f"{key}/step{number}"
        found.append(
            {
                "type": "step",
                "value": value(title.strip(), content, uid),
                "id": str(demo_key(key, f"step{number}")),
            }
        )
    return found


def steps(text: str, key: str, page_of: PageOf = nowhere) -> list[dict]:
    """The raw steps of a guide."""

    def value(title: str, content: str, uid: str) -> dict:
        return {"title": title, "content": blocks(content, uid, page_of)}

    return _steps(text, key, value)


def method_steps(text: str, key: str) -> list[dict]:
    """The raw steps of a method."""

    def value(title: str, content: str, uid: str) -> dict:
        return {"title": title, "body": rich(content), "picture": dict(NO_PICTURE)}

    return _steps(text, key, value)
