"""Guides with steps, and their list."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField

from core.fields import BlocksField
from core.models import BasePage, CardIndexPage, Library
from guides.blocks import StepsBlock


class Level(models.TextChoices):
    BEGINNER = "beginner", _("For beginners")
    SOME = "some", _("You know a little already")
    EXPERIENCED = "experienced", _("You have done it before")


class ForWhom(models.TextChoices):
    EVERYBODY = "everybody", _("Everybody")
    VOLUNTEERS = "volunteers", _("Volunteers")
    ASSOCIATIONS = "associations", _("Associations")
    STAFF = "staff", _("Staff")


class GuideIndexPage(CardIndexPage):
    """The list of guides."""

    listed_kind = "guide"
    sort_by_title = True
    filtered_by = ("topic", "audience")
    parent_page_types = ["home.HomePage"]
    subpage_types = ["guides.GuidePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("guide list")
        verbose_name_plural = _("guide lists")


class GuidePage(BasePage):
    """How to do something yourself, step by step."""

    outcome = models.TextField(
        _("what you can do afterwards"),
        blank=True,
        help_text=_("E.g. You can sign in with MitID on your own telephone."),
    )
    needs = models.TextField(
        _("what you need"),
        blank=True,
        help_text=_("One thing a line, e.g. Your telephone. Your health card."),
    )
    minutes = models.PositiveSmallIntegerField(_("minutes it takes"), null=True, blank=True)
    level = models.CharField(_("level"), max_length=12, choices=Level.choices, blank=True)
    for_whom = models.CharField(_("for whom"), max_length=12, choices=ForWhom.choices, blank=True)
    steps = BlocksField(StepsBlock(), verbose_name=_("Steps"), blank=True)

    card_kind = "guide"
    parent_page_types = ["guides.GuideIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("outcome"),
        FieldPanel("steps"),
        MultiFieldPanel(
            [
                FieldPanel("minutes"),
                FieldPanel("level"),
                FieldPanel("for_whom"),
                FieldPanel("needs"),
            ],
            heading=_("Time, level, for whom, what you need"),
        ),
        *BasePage.finding_panels,
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *(SynchronizedField(name, overridable=False) for name in ("minutes", "level", "for_whom")),
    ]

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    @property
    def need_lines(self) -> list[str]:
        """What is needed, one thing each."""
        rows = (line.strip(" \t-•*") for line in self.needs.splitlines())
        return [row for row in rows if row]

    def facts(self) -> list[dict]:
        """Time, level and for whom, for the slip beside the steps."""
        minutes = self.minutes or 0
        takes = ngettext("About %(count)s minute", "About %(count)s minutes", minutes)
        rows = (
            (_("Time it takes"), takes % {"count": minutes} if minutes else ""),
            (_("Level"), self.get_level_display()),
            (_("For whom"), self.get_for_whom_display()),
        )
        return [{"label": label, "value": value} for label, value in rows if value]

    def search_words(self) -> list[str]:
        """The outcome and all steps."""
        words = self.steps.stream_block.get_searchable_content(self.steps)
        return [self.outcome, self.needs, *words]

    def card_labels(self) -> dict:
        """How long it takes and how hard it is, by its code."""
        labels = {"minutes": self.minutes, "level": self.level}
        return {name: value for name, value in labels.items() if value}

    def get_context(self, request, *args, **kwargs):
        """Adds facts, topics and other guides."""
        from core.json_ld import describe, how_to
        from core.lists import related, topic_links

        context = super().get_context(request, *args, **kwargs)
        library = Library.for_request(request) or Library.for_page(self)
        context["facts"] = self.facts()
        context["tags"] = topic_links(self, library)
        context["related"] = related(self, library)
        steps = [
            (step.value["title"], f"#step-{number}")
            for number, step in enumerate(self.steps, start=1)
        ]
        data = how_to(
            self,
            context,
            steps=steps,
            needs=self.need_lines,
            totalTime=f"PT{self.minutes}M" if self.minutes else "",
            teaches=self.outcome,
            educationalLevel=self.get_level_display(),
            audience={"@type": "Audience", "audienceType": self.get_for_whom_display()}
            if self.for_whom
            else {},
        )
        describe(context, data, og_type="article")
        return context
