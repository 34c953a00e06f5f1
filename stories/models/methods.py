"""Methods: ways of doing something together that others can take over."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from core.fields import BlocksField
from core.models import BasePage
from stories.blocks import DocumentsBlock, MethodStepsBlock, steps_to_show
from stories.models.knowledge import (
    CONTACT_PANEL,
    SYNCHRONISED_CONTACT,
    Contact,
    KnowledgePage,
    lines,
)


class Evidence(models.TextChoices):
    ONCE = "once", _("Tried once")
    SEVERAL = "several", _("Tried several times")
    EVALUATED = "evaluated", _("Evaluated")


class Licence(models.TextChoices):
    CC_BY = "cc-by", _("CC BY 4.0: use it and change it, name us")
    CC_BY_SA = "cc-by-sa", _("CC BY-SA 4.0: as CC BY, and share what you make of it")
    CC_ZERO = "cc0", _("CC0: use it freely")
    ASK = "ask", _("Ask us first")


LICENCE_URLS = {
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.CC_ZERO: "https://creativecommons.org/publicdomain/zero/1.0/",
}


class MethodPage(Contact, KnowledgePage):
    """A method: what it is for, what it takes, how it is done, what to look out for."""

    purpose = models.TextField(
        _("purpose"),
        help_text=_("What it is good for, e.g. Neighbours who do not know each other talk."),
    )
    target_group = models.CharField(
        _("who it is for"), max_length=250, help_text=_("E.g. adults who are new in town.")
    )
    time = models.CharField(
        _("time it takes"),
        max_length=160,
        help_text=_("E.g. 2 hours to prepare, 2 hours each time."),
    )
    materials = models.TextField(
        _("what you need"), help_text=_("One thing a line, e.g. A long table. Coffee. Pens.")
    )
    steps = BlocksField(MethodStepsBlock(), verbose_name=_("Steps"))
    pitfalls = models.TextField(
        _("pitfalls"),
        help_text=_(
            "What can go wrong, one thing a line, "
            "e.g. Too many at one table: nobody hears anything."
        ),
    )
    when_to_use = models.TextField(
        _("when to use it"), blank=True, help_text=_("E.g. When a group begins, or has got stuck.")
    )
    participants = models.CharField(
        _("participants"), max_length=160, blank=True, help_text=_("E.g. 6 to 20.")
    )
    volunteer_time = models.CharField(
        _("volunteers' time"), max_length=160, blank=True, help_text=_("E.g. 2 people, 3 hours.")
    )
    cost = models.CharField(
        _("cost"), max_length=160, blank=True, help_text=_("E.g. About 200 kr. for coffee.")
    )
    preparation = models.TextField(
        _("preparation"),
        blank=True,
        help_text=_("One thing a line, e.g. Book the room. Invite three weeks before."),
    )
    variations = models.TextField(
        _("variations"), blank=True, help_text=_("One a line, e.g. Outdoors, as a walk in pairs.")
    )
    outcomes = models.TextField(
        _("results"), blank=True, help_text=_("E.g. Half of them came again on their own.")
    )
    evidence = models.CharField(
        _("how well it is known"), max_length=12, choices=Evidence.choices, default=Evidence.ONCE
    )
    documents = BlocksField(DocumentsBlock(), verbose_name=_("Documents"), blank=True)
    licence = models.CharField(
        _("licence"), max_length=12, choices=Licence.choices, default=Licence.CC_BY
    )

    card_kind = "method"
    content_panels = [
        *BasePage.content_panels[:2],
        FieldPanel("purpose"),
        FieldPanel("target_group"),
        FieldPanel("time"),
        FieldPanel("materials"),
        FieldPanel("steps"),
        FieldPanel("pitfalls"),
        MultiFieldPanel(
            [
                FieldPanel("when_to_use"),
                FieldPanel("participants"),
                FieldPanel("volunteer_time"),
                FieldPanel("cost"),
                FieldPanel("preparation"),
                FieldPanel("variations"),
            ],
            heading=_("More about how to do it"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldPanel("outcomes"),
                FieldPanel("evidence"),
                FieldPanel("documents"),
                FieldPanel("licence"),
            ],
            heading=_("What is known about it, documents, licence"),
            classname="collapsed",
        ),
        CONTACT_PANEL,
        *BasePage.content_panels[2:],
        *BasePage.finding_panels,
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *SYNCHRONISED_CONTACT,
    ]

    class Meta:
        verbose_name = _("method")
        verbose_name_plural = _("methods")

    @property
    def material_lines(self) -> list[str]:
        """What is needed, one thing each."""
        return lines(self.materials)

    @property
    def pitfall_lines(self) -> list[str]:
        """What can go wrong, one thing each."""
        return lines(self.pitfalls)

    @property
    def preparation_lines(self) -> list[str]:
        """What to do beforehand, one thing each."""
        return lines(self.preparation)

    @property
    def variation_lines(self) -> list[str]:
        """Other ways to do it, one each."""
        return lines(self.variations)

    @property
    def licence_url(self) -> str:
        """The licence's own address, or empty."""
        return LICENCE_URLS.get(self.licence, "")

    def facts(self) -> list[dict]:
        """What it takes, for the slip beside the text."""
        rows = (
            (_("Who it is for"), self.target_group),
            (_("Participants"), self.participants),
            (_("Time it takes"), self.time),
            (_("Volunteers' time"), self.volunteer_time),
            (_("Cost"), self.cost),
            (_("How well it is known"), self.get_evidence_display()),
        )
        return [{"label": label, "value": value} for label, value in rows if value]

    def search_words(self) -> list[str]:
        """All its texts."""
        texts = (
            self.purpose, self.target_group, self.materials, self.pitfalls, self.when_to_use,
            self.preparation, self.variations, self.outcomes,
        )  # fmt: skip
        return [*texts, *self.steps.stream_block.get_searchable_content(self.steps)]

    def card_labels(self) -> dict:
        """Time and how well it is known, by its code."""
        return {"time": self.time, "evidence": self.evidence}

    def get_context(self, request, *args, **kwargs):
        """Adds steps, facts, and who has tried it."""
        from core.json_ld import describe, how_to
        from stories.queries import tried

        context = super().get_context(request, *args, **kwargs)
        steps = steps_to_show(self.steps, context)
        trials = tried(self, request)
        shown = {card.pk for card in trials["cards"]}
        context["related"] = [card for card in context["related"] if card.pk not in shown]
        context.update({"steps": steps, "facts": self.facts(), "tried": trials})
        data = how_to(
            self,
            context,
            steps=[(step["title"], step["anchor"]) for step in steps],
            needs=self.material_lines,
            license=self.licence_url,
            abstract=self.purpose,
            audience={"@type": "Audience", "audienceType": self.target_group},
            estimatedCost=self.cost,
        )
        describe(context, data, og_type="article")
        return context
