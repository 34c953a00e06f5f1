"""Blocks of the knowledge bank: the steps of a method and its documents."""

from __future__ import annotations

from wagtail import blocks

from core.blocks.complete import complete
from core.blocks.media import DocumentBlock, shown
from core.blocks.structure import StepBlock


class CompleteStream(blocks.StreamBlock):
    """A stream that stores every field of its blocks, also those a program left out."""

    def get_prep_value(self, value):
        """What is stored; translation needs every field to be there."""
        return [
            {**raw, "value": complete(self.child_blocks[raw["type"]], raw["value"])}
            if raw["type"] in self.child_blocks
            else raw
            for raw in super().get_prep_value(value)
        ]


class MethodStepsBlock(CompleteStream):
    """The steps of a method, in order."""

    step = StepBlock()

    class Meta:
        max_num = 30


class DocumentsBlock(CompleteStream):
    """Documents that go with a method."""

    document = DocumentBlock()

    class Meta:
        required = False
        max_num = 12


def steps_to_show(stream, context: dict) -> list[dict]:
    """Steps as the steps component prints them, each with the address part of its own."""
    return [
        {
            "title": step.value["title"],
            "body": step.value["body"],
            "picture": shown(step.value["picture"], "wide", context)
            if step.value["picture"]
            else {},
            "anchor": f"#step-{number}",
        }
        for number, step in enumerate(stream, start=1)
    ]
