"""Which blocks an editor is offered: none of a part that the library does not use."""

from __future__ import annotations

from django import forms
from django.utils.functional import cached_property
from wagtail.admin.telepath import register
from wagtail.blocks.stream_block import StreamBlockAdapter

from core.blocks.body import TextFamilies
from core.blocks.lists import CardListBlock
from core.scope import current_library
from core.switches import kind_in_use


def not_offered(stream_block) -> list[str]:
    """Names of the blocks that the scope's library has no use for."""
    library = current_library()
    return [
        name
        for name, block in stream_block.child_blocks.items()
        if isinstance(block, CardListBlock) and not kind_in_use(library, block.kind)
    ]


class OfferedBlocksAdapter(StreamBlockAdapter):
    """The body as the form's script knows it; all blocks are known, some are not offered."""

    js_constructor = "samling.OfferedBlocks"

    def js_args(self, block):
        """Adds the names of what is left out of the choice."""
        *args, meta = super().js_args(block)
        return [*args, {**meta, "notOffered": not_offered(block)}]

    @cached_property
    def media(self):
        """Our script after Wagtail's, which it extends."""
        return super().media + forms.Media(js=["staff/blocks.js"])


def connect() -> None:
    """Tell Wagtail about it; called once when the app is ready."""
    register(OfferedBlocksAdapter(), TextFamilies)
