"""Filling in what a program left out of a body, so that every tool finds each field."""

from __future__ import annotations

from typing import Any

from wagtail import blocks
from wagtail.images.blocks import ImageBlock


def complete(block: blocks.Block, raw: Any) -> Any:
    """The stored form of a block's value with every field of it present.

    An editor's form always sends all fields; imports and demo content name only some, and
    translation stops at an optional picture that is not mentioned. Reads nothing from the
    database.
    """
    if isinstance(block, ImageBlock):
        return raw or {"image": None, "alt_text": "", "decorative": False}
    if isinstance(block, blocks.StructBlock) and isinstance(raw, dict):
        return {
            name: complete(
                child, raw[name] if name in raw else child.get_prep_value(child.get_default())
            )
            for name, child in block.child_blocks.items()
        }
    if isinstance(block, blocks.ListBlock) and isinstance(raw, list):
        return [
            {**item, "value": complete(block.child_block, item["value"])}
            if isinstance(item, dict) and "value" in item and "id" in item
            else complete(block.child_block, item)
            for item in raw
        ]
    return raw
