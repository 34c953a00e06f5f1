"""Reading the demo's texts: plain files, one per library, kind and language.

An entry begins with `== key`, then fields as `name: value` (a name may stand several times),
an empty line, and the text. In the text, `## ` is a heading, `- ` an item of a list,
`> words | who` a quote, `-> label | page` a button, `**words**` bold; in guides and methods `# `
begins a step.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "content"


@dataclass
class Entry:
    """One page in one language, as it was written."""

    key: str
    fields: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    text: str = ""

    def get(self, name: str, default: str = "") -> str:
        """The first value of a field."""
        values = self.fields.get(name)
        return values[0] if values else default

    def all(self, name: str) -> list[str]:
        """Every value of a field that may stand several times."""
        return self.fields.get(name, [])

    def lines(self, name: str) -> str:
        """All values of a field, one a line."""
        return "\n".join(self.all(name))

    def words(self, name: str) -> list[str]:
        """The parts of a field that are divided by commas."""
        return [part.strip() for part in self.get(name).split(",") if part.strip()]

    def is_set(self, name: str) -> bool:
        """Whether a field says yes."""
        return self.get(name) == "yes"


def parse(source: str) -> list[Entry]:
    """The entries of a file. Raises ValueError for a line that is no field."""
    entries = []
    for part in source.split("\n== ")[0:]:
        part = part.removeprefix("== ").strip()
        if not part:
            continue
        head, _, text = part.partition("\n\n")
        key, *lines = head.splitlines()
        entry = Entry(key.strip(), text=text.strip())
        for line in lines:
            name, colon, value = line.partition(":")
            if not colon:
                raise ValueError(f"{key}: not a field: {line!r}")
            entry.fields[name.strip()].append(value.strip())
        entries.append(entry)
    return entries


@cache
def read(library: str, kind: str, language: str = "da") -> dict[str, Entry]:
    """Entries by key, in the order of the file; empty where there is no such file."""
    path = FOLDER / library / f"{kind}.{language}.txt"
    if not path.exists():
        return {}
    return {entry.key: entry for entry in parse(path.read_text(encoding="utf-8"))}
