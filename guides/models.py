"""Guides with steps, and their list."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel

from core.blocks import BodyBlock
from core.fields import BlocksField
from core.models import BasePage, CardIndexPage


class StepBlock(blocks.StructBlock):
    """One step of a guide."""

    title = blocks.CharBlock(label=_("Step"), max_length=120)
    content = BodyBlock(label=_("Text"))

    class Meta:
        icon = "list-ol"
        label = _("Step")
        template = "blocks/step.html"


class StepsBlock(blocks.StreamBlock):
    """The steps in order."""

    step = StepBlock()

    class Meta:
        required = False


class GuideIndexPage(CardIndexPage):
    """The list of guides."""

    listed_kind = "guide"
    sort_by_title = True
    parent_page_types = ["home.HomePage"]
    subpage_types = ["guides.GuidePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("guide list")
        verbose_name_plural = _("guide lists")


class GuidePage(BasePage):
    """How to do something yourself, step by step."""

    outcome = models.TextField(_("what you can do afterwards"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes it takes"), null=True, blank=True)
    steps = BlocksField(StepsBlock(), verbose_name=_("Steps"), blank=True)

    card_kind = "guide"
    parent_page_types = ["guides.GuideIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("outcome"),
        FieldPanel("minutes"),
        FieldPanel("steps"),
        *BasePage.finding_panels,
    ]

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    def search_words(self) -> list[str]:
        """The outcome and all steps."""
        return [self.outcome, *self.steps.stream_block.get_searchable_content(self.steps)]

    def card_labels(self) -> dict:
        """How long it takes."""
        return {"minutes": self.minutes} if self.minutes else {}
