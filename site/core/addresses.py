"""Addresses that keep a reader in the language of the site's frame.

A text that a language lacks is borrowed from the library's first language, and found at its own
path below the reader's language (`core.routing`). Texts in any third language are not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language

if TYPE_CHECKING:
    from core.models import Library


def in_language(path: str, language: str) -> str:
    """The same path below another language."""
    return f"/{language}/" + path.split("/", 2)[2]


def borrowed(path: str, first: str, language: str) -> str:
    """A path below the reader's language where it can be found there, else as it is.

    `first` is the library's first language, the only one that texts are borrowed from.
    """
    return in_language(path, language) if path.startswith(f"/{first}/") else path


def list_above(url: str, library: Library) -> str:
    """The address of the list a page lies in: every listed page lies right below its list.

    Where the page's words are borrowed from the first language but the list has its own in the
    language of the address, it is the list's own address. No query.
    """
    above = url.rstrip("/").rpartition("/")[0]
    return library.in_own_words(f"{above}/") if above.count("/") >= 2 else ""


def asked_language(request, page, library: Library | None) -> str:
    """The language an answer is read in: the address's, or the page's own in a preview."""
    own, asked = page.locale.language_code, get_language()
    preview = getattr(request, "is_preview", False)
    return own if preview or library is None or asked not in library.homes else asked
