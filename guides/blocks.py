"""The steps of a guide."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import BodyBlock

MOST_STEPS = 40


class StepBlock(blocks.StructBlock):
    """One step of a guide."""

    title = blocks.CharBlock(
        label=_("Step"), max_length=120, help_text=_("Say what to do, e.g. Find your card.")
    )
    content = BodyBlock(label=_("Text"))

    class Meta:
        icon = "list-ol"
        label = _("Step")
        label_format = "{title}"


class StepsBlock(blocks.StreamBlock):
    """The steps in order."""

    step = StepBlock()

    class Meta:
        required = False
        max_num = MOST_STEPS
        collapsed = True
