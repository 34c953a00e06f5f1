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
MOST_PASSES = 4


@lru_cache(maxsize=16)
def _stemmer(language: str):
    name = ALGORITHMS.get(language)
    return snowballstemmer.stemmer(name) if name else None


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """The stem of one lower-case word in a language; the word itself where none is known.

    Stemmed until nothing changes: one pass makes `læsekreds` of `læsekredse` but `læsekred` of
    `læsekreds`, and they would not find each other.
    """
    stemmer = _stemmer(language)
    if stemmer is None:
        return word
    for _ in range(MOST_PASSES):
        shorter = stemmer.stemWord(word)
        if shorter == word:
            break
        word = shorter
    return word


def stems(text: str, language: str) -> list[str]:
    """The stems of a text's words in their order; words over 60 letters are cut."""
    return [stem(word[:LONGEST_WORD], language) for word in WORD.findall(text.casefold())]
