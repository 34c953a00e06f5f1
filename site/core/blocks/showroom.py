"""Every block with its sample content, in each of its forms, for the style guide."""

from __future__ import annotations

from core.blocks.body import HomeBodyBlock

LONGER = "<p>Grethe fortæller, mens hun tænder lamperne i vinduerne mod havnen.</p>"
FORMS: dict[str, list[dict]] = {
    "heading": [{"level": "h3"}],
    "quote": [{"source": "", "role": ""}],
    "facts": [{"title": ""}],
    "callout": [{"kind": "warning"}, {"title": ""}],
    "picture": [{"caption": ""}],
    "gallery": [{"pictures": [{"picture": None, "caption": "Alene er et billede stort."}]}],
    "video": [{"url": "https://www.dr.dk/drtv/", "transcript": LONGER}],
    "audio": [{"length": "", "transcript": LONGER}],
    "buttons": [
        {"buttons": [{"label": label, "page": None, "url": ""} for label in labels]}
        for labels in (["Kun én"], ["Den første", "Den anden", "Den tredje"])
    ],
    "contact": [{"title": "Spørg os", "role": "", "email": "", "address": "Havnegade 4"}],
    "events": [{"look": "cards"}],
    "feature": [{"turned": True, "links": []}],
}
"""What else a block can look like: changes to its sample content."""


def showroom() -> list[dict]:
    """Each block of a front page, the richest body: `label` and the bound `block`."""
    shown = []
    for name, block in HomeBodyBlock().child_blocks.items():
        values = [block.get_preview_value()]
        sample = block.meta.preview_value
        values += [block.normalize({**sample, **form}) for form in FORMS.get(name, [])]
        shown += [{"label": block.label, "block": block.bind(value)} for value in values]
    return shown
