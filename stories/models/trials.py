"""Tasks that somebody can take on, and experiences: methods as they were tried here."""

from __future__ import annotations

from django import forms
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField

from core.blocks import BodyBlock
from core.fields import BlocksField
from core.models import BasePage
from stories.models.knowledge import (
    CONTACT_PANEL,
    SYNCHRONISED_CONTACT,
    Contact,
    KnowledgePage,
    lines,
)


class TaskPage(Contact, KnowledgePage):
    """A bounded thing that somebody can do: how long it takes, what it asks, who to ask."""

    time = models.CharField(
        _("time it takes"), max_length=160, help_text=_("E.g. 2 hours every other Thursday.")
    )
    body = BlocksField(BodyBlock(), verbose_name=_("Text"), blank=True)
    skills = models.TextField(
        _("what you should be able to do"),
        blank=True,
        help_text=_("E.g. Listen, and like coffee. No experience needed."),
    )
    gain = models.TextField(
        _("what you get out of it"), blank=True, help_text=_("E.g. A course, and company.")
    )
    place = models.ForeignKey(
        "core.Place",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("place"),
    )

    card_kind = "task"
    read_with = ("picture", "place")
    content_panels = [
        *BasePage.content_panels[:2],
        FieldPanel("time"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("skills"), FieldPanel("gain"), FieldPanel("place", widget=forms.Select)],
            heading=_("Skills, gain and place"),
            classname="collapsed",
        ),
        CONTACT_PANEL,
        *BasePage.content_panels[2:],
        *BasePage.finding_panels,
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *SYNCHRONISED_CONTACT,
        SynchronizedField("place", overridable=False),
    ]

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")

    def search_words(self) -> list[str]:
        """Time, skills and text."""
        words = self.body.stream_block.get_searchable_content(self.body)
        return [self.time, self.skills, self.gain, *words]

    def card_place_id(self) -> int | None:
        """Where it is done."""
        return self.place_id

    def card_labels(self) -> dict:
        """How long it takes."""
        return {"time": self.time}

    def get_context(self, request, *args, **kwargs):
        """Adds the facts of the task."""
        from core.json_ld import describe, page_data, place_data, publisher

        context = super().get_context(request, *args, **kwargs)
        facts = [{"label": _("Time it takes"), "value": self.time}]
        if self.place:
            where = {"value": self.place.name, "note": self.place.address_line}
            facts.append({"label": _("Where"), **where})
        context["facts"] = facts
        data = page_data(self, context, "CreativeWork")
        data |= {"publisher": publisher(context), "contentLocation": place_data(self.place)}
        describe(context, data)
        return context


class Again(models.TextChoices):
    YES = "yes", _("Yes")
    CHANGED = "changed", _("Yes, but differently")
    NO = "no", _("No")


class ExperiencePage(KnowledgePage):
    """A method as it was tried somewhere: what worked, what did not, would we do it again."""

    what_worked = models.TextField(
        _("what worked"), help_text=_("E.g. Everybody stayed for the coffee afterwards.")
    )
    what_did_not = models.TextField(
        _("what did not work"), help_text=_("E.g. We began too late; the children were tired.")
    )
    again = models.CharField(
        _("would we do it again"), max_length=10, choices=Again.choices, default=Again.YES
    )
    method = models.ForeignKey(
        "stories.MethodPage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="experiences",
        verbose_name=_("method"),
        help_text=_("The method that was tried, if it is in the knowledge bank."),
    )
    place = models.ForeignKey(
        "core.Place",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("place"),
    )
    held_on = models.DateField(_("date"), null=True, blank=True)
    participants = models.PositiveIntegerField(_("number of participants"), null=True, blank=True)
    author = models.CharField(
        _("told by"),
        max_length=120,
        blank=True,
        help_text=_("A person or an association, e.g. Grethe Holm or Strikkeliv."),
    )
    body = BlocksField(BodyBlock(), verbose_name=_("Text"), blank=True)

    card_kind = "experience"
    read_with = ("picture", "place")
    content_panels = [
        *BasePage.content_panels[:2],
        FieldPanel("what_worked"),
        FieldPanel("what_did_not"),
        FieldPanel("again"),
        MultiFieldPanel(
            [
                FieldPanel("method"),
                FieldPanel("place", widget=forms.Select),
                FieldPanel("held_on"),
                FieldPanel("participants"),
                FieldPanel("author"),
            ],
            heading=_("Which method, where and when"),
        ),
        MultiFieldPanel([FieldPanel("body")], heading=_("More to tell"), classname="collapsed"),
        *BasePage.content_panels[2:],
        *BasePage.finding_panels,
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *(
            SynchronizedField(name, overridable=False)
            for name in ("method", "place", "held_on", "participants", "again")
        ),
    ]

    class Meta:
        verbose_name = _("experience")
        verbose_name_plural = _("experiences")

    def search_words(self) -> list[str]:
        """What worked, what did not, and the text."""
        words = self.body.stream_block.get_searchable_content(self.body)
        return [self.what_worked, self.what_did_not, self.author, *words]

    @property
    def worked_lines(self) -> list[str]:
        """What worked, one thing each."""
        return lines(self.what_worked)

    @property
    def failed_lines(self) -> list[str]:
        """What did not work, one thing each."""
        return lines(self.what_did_not)

    def card_place_id(self) -> int | None:
        """Where it was tried."""
        return self.place_id

    def card_labels(self) -> dict:
        """Whether it would be done again, by its code, and who tells it."""
        labels = {"again": self.again, "author": self.author}
        return {name: value for name, value in labels.items() if value}

    def facts(self) -> list[dict]:
        """Where, when, how many, and would it be done again."""
        rows = (
            (_("Where"), self.place.name if self.place else ""),
            (_("When"), date_format(self.held_on, "DATE_FORMAT") if self.held_on else ""),
            (_("Participants"), self.participants),
            (_("Would we do it again"), self.get_again_display()),
        )
        return [{"label": label, "value": value} for label, value in rows if value]

    def get_context(self, request, *args, **kwargs):
        """Adds the method as its card, so that one that is gone leaves no hole."""
        from core.json_ld import article, describe, place_data
        from stories.queries import method_card

        context = super().get_context(request, *args, **kwargs)
        card = method_card(self, request)
        others = [other for other in context["related"] if other != card]
        context.update({"method": card, "facts": self.facts(), "related": others})
        about = {"@type": "HowTo", "name": card.title} if card else {}
        data = article(self, context, kind="Report", author=self.author, about=about)
        data["contentLocation"] = place_data(self.place)
        describe(context, data, og_type="article")
        return context
