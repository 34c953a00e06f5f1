"""Every icon that the administration asks for by name is one that Wagtail or we have."""

from __future__ import annotations

import re
from pathlib import Path

from wagtail import hooks

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("events", "groups", "guides", "home", "partners", "people", "site", "stories")
ASKED = re.compile(
    r"""\{% icon name="([\w-]+)"|icon_name="([\w-]+)"|\bicon ?= ?"([\w-]+)"|"""
    r"""header_icon": "([\w-]+)"|frame\([^\n]*, "([\w-]+)"[,)]"""
)


def asked() -> set[tuple[str, str]]:
    """(file, icon) of all that is asked for in our Python and in templates of staff."""
    files = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
    files += [path for path in (ROOT / "templates").rglob("*.html") if "admin" in str(path)]
    return {
        (path.relative_to(ROOT).as_posix(), next(filter(None, match.groups())))
        for path in files
        for match in ASKED.finditer(path.read_text(encoding="utf-8"))
    }


def test_no_screen_asks_for_an_icon_that_is_not_there():
    known = {Path(icon).stem for hook in hooks.get_hooks("register_icons") for icon in hook([])}
    found = asked()
    assert len(found) > 50
    assert {entry for entry in found if entry[1] not in known} == set()
