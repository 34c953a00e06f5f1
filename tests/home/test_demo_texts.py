"""The demo's texts: words for days, blocks written by hand, and nothing left as filling."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from home.demo import illustrations
from home.demo.body import blocks, method_steps
from home.demo.dates import day
from home.demo.texts import parse


@pytest.mark.parametrize(
    ("word", "today", "meant"),
    [
        ("mon+0", date(2026, 8, 3), date(2026, 8, 10)),  # never today
        ("tue+1", date(2026, 8, 3), date(2026, 8, 11)),
        ("day-6", date(2026, 8, 3), date(2026, 7, 28)),
    ],
)
def test_words_for_days(word, today, meant):
    assert day(word, today) == meant
    assert word[:3] == "day" or meant - today > timedelta(0)


def test_texts_become_blocks():
    text = "Hej **du** & I.\n\n## Nu\n- en\n- to\n\n> Ja. | Bo, frivillig"
    found = blocks(text, "key")
    assert [block["type"] for block in found] == ["text", "heading", "text", "quote"]
    assert found[0]["value"] == "<p>Hej <b>du</b> &amp; I.</p>"
    assert found[2]["value"] == "<ul><li>en</li><li>to</li></ul>"
    assert found[3]["value"] == {"quote": "Ja.", "source": "Bo", "role": "frivillig"}
    assert found == blocks(text, "key")
    assert blocks("-> Se mere | nogle/side", "key") == []
    [button] = blocks("-> Se mere | nogle/side", "key", {"nogle/side": 7}.get)
    assert button["value"]["buttons"][0]["value"] == {"label": "Se mere", "page": 7, "url": ""}


def test_a_methods_steps_are_rich_text():
    [step] = method_steps("# Dæk bordet\nSkub.\n\n- Kop\n- Fad", "key")
    assert step["value"]["title"] == "Dæk bordet"
    assert step["value"]["body"] == "<p>Skub.</p><ul><li>Kop</li><li>Fad</li></ul>"


def test_an_odd_field_is_told():
    with pytest.raises(ValueError, match="not a field"):
        parse("== nogle\ntitle: Ja\nuden kolon\n\nTekst")


def test_no_word_of_the_texts_is_left_as_filling():
    for path in (illustrations.FOLDER.parent / "content").rglob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"lorem|ipsum|\btodo\b|medborgerskab", text, re.IGNORECASE), path
