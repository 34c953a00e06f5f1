"""Turning the demo's plain texts into blocks."""

from __future__ import annotations

import re
from html import escape
from uuid import NAMESPACE_URL, UUID, uuid5

NAMESPACE = uuid5(NAMESPACE_URL, "https://samling.example/demo")
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


def blocks(text: str, key: str) -> list[dict]:
    """The raw blocks of a text; their ids are the same in every run and language."""
    found: list[dict] = []

    def add(kind: str, value) -> None:
        found.append({"type": kind, "value": value, "id": str(demo_key(key, str(len(found))))})

    for part in _parts(text):
        if part.startswith("## "):
            add("heading", {"text": part[3:], "level": "h2"})
        elif part.startswith("> "):
            quote, _, source = part[2:].partition("|")
            who, role = (COMMA.split(source.strip(), maxsplit=1) + [""])[:2]
            add("quote", {"quote": quote.strip(), "source": who, "role": role})
        elif found and found[-1]["type"] == "text":
            found[-1]["value"] += _paragraph(part)
        else:
            add("text", _paragraph(part))
    return found


def steps(text: str, key: str) -> list[dict]:
    """The raw steps of a guide."""
    found = []
    for number, part in enumerate(re.split(r"^# ", text, flags=re.MULTILINE)[1:]):
        title, _, content = part.partition("\n")
        found.append(
            {
                "type": "step",
                "value": {
                    "title": title.strip(),
                    "content": blocks(content, f"{key}/step{number}"),
                },
                "id": str(demo_key(key, f"step{number}")),
            }
        )
    return found
