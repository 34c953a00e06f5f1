"""Reading what a page tells machines: JSON-LD, links in its head, headings."""

from __future__ import annotations

import json
import re


def json_ld(html: str) -> list[dict]:
    """All things that the page's JSON-LD describes; fails where it is no JSON."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert len(found) == 1, f"{len(found)} JSON-LD scripts"
    data = json.loads(found[0])
    assert data["@context"] == "https://schema.org"
    return data["@graph"]


def thing(html: str, kind: str) -> dict:
    """The one described thing of a schema.org type."""
    things = [
        item
        for item in json_ld(html)
        if item["@type"] == kind or (isinstance(item["@type"], list) and kind in item["@type"])
    ]
    assert len(things) == 1, [item["@type"] for item in json_ld(html)]
    return things[0]


def heading(html: str) -> str:
    """The text of the page's one h1."""
    found = re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
    assert len(found) == 1, found
    return re.sub("<[^>]+>", "", found[0]).strip()
