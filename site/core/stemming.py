"""Words reduced to their stems in Python, so that every database finds the same."""

from __future__ import annotations

import re
from functools import lru_cache

import snowballstemmer

ALGORITHMS = {
    "da": "danish",
    "da-x-let": "danish",
    "en": "english",
    "de": "german",
    "ar": "arabic",
}
WORD = re.compile(r"\w+")
LONGEST_WORD = 60


@lru_cache(maxsize=16)
def _stemmer(language: str):
    name = ALGORITHMS.get(language)
    return snowballstemmer.stemmer(name) if name else None


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """The stem of one lower-case word in a language; the word itself where none is known."""
    stemmer = _stemmer(language)
    return stemmer.stemWord(word) if stemmer else word


def stems(text: str, language: str) -> list[str]:
    """The stems of a text's words in their order; words over 60 letters are cut."""
    return [stem(word[:LONGEST_WORD], language) for word in WORD.findall(text.casefold())]
