"""Front page, standard page, and the pages with the words about places."""

from __future__ import annotations

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from core.blocks import BodyBlock, HomeBodyBlock
from core.fields import BlocksField
from core.models import BasePage, CardIndexPage, Dated, Library

INDEXES = [
    "stories.StoryIndexPage",
    "stories.KnowledgeIndexPage",
    "events.EventIndexPage",
    "guides.GuideIndexPage",
    "groups.GroupIndexPage",
    "partners.PartnerIndexPage",
    "home.PlaceIndexPage",
]


class Pattern(models.TextChoices):
    EVENTS = "events", _("Events first: what happens soon, then your own text")
    STORIES = "stories", _("Stories first: what people have done, then your own text")
    WELCOME = "welcome", _("Welcome: buttons at the top, then your own text, then the rest")


class HomePage(BasePage):
    """A library's front page in one language; its address is the language's code."""

    pattern = models.CharField(
        _("pattern"),
        max_length=12,
        choices=Pattern.choices,
        default=Pattern.EVENTS,
        help_text=_("What stands first. The lists fill themselves; an empty one is left out."),
    )
    body = BlocksField(HomeBodyBlock(), verbose_name=_("Text"), blank=True)

    parent_page_types = ["core.LibraryRoot"]
    subpage_types = [*INDEXES, "home.StandardPage"]

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("pattern", widget=forms.RadioSelect),
        FieldPanel("body"),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("pattern"),
    ]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def full_clean(self, *args, **kwargs):
        """A home is always found under its language's code."""
        self.slug = self.locale.language_code
        super().full_clean(*args, **kwargs)

    def save(self, *args, **kwargs):
        """A home is always found under its language's code."""
        self.slug = self.locale.language_code
        return super().save(*args, **kwargs)

    def route(self, request, path_components):
        """The whole path in one query plus `.specific`."""
        from core.routing import find

        return find(request, self.locale.language_code, path_components)

    def get_context(self, request, *args, **kwargs):
        """Adds what fills itself: coming dates and latest stories."""
        from core.json_ld import describe, organisation, website
        from home.queries import front_page_context

        context = super().get_context(request, *args, **kwargs)
        context.update(front_page_context(request, self, context["shell"]))
        library = Library.for_request(request) or Library.for_page(self)
        if library is not None:
            describe(context, organisation(library), website(library, context["shell"]))
        return context


class StandardPage(BasePage):
    """A page of text and blocks."""

    body = BlocksField(BodyBlock(), verbose_name=_("Text"), blank=True)

    card_kind = "page"
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("body"),
        *BasePage.finding_panels,
    ]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def search_words(self) -> list[str]:
        """The text of the blocks."""
        return self.body.stream_block.get_searchable_content(self.body)

    def get_context(self, request, *args, **kwargs):
        """Adds what else there is about the page's topics."""
        from core.json_ld import describe, page_data, publisher
        from core.lists import alike

        context = super().get_context(request, *args, **kwargs)
        library = Library.for_request(request) or Library.for_page(self)
        kinds = ("page", "story", "guide", "group", "partner")
        context["related"] = alike(self, library, *kinds)
        data = page_data(self, context, "WebPage")
        describe(context, {**data, "publisher": publisher(context)})
        return context


class PlaceIndexPage(CardIndexPage):
    """The list of places."""

    listed_kind = "place"
    sort_by_title = True
    filtered_by = ()
    nothing_fits = _("No place fits that now")
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.PlacePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of places")
        verbose_name_plural = _("lists of places")

    def more_choices(self, data, listed, library) -> list[tuple]:
        """Whether a place is open, and what makes it easy to come."""
        from home.queries import place_choices

        return place_choices(data, listed, library)

    def get_context(self, request, *args, **kwargs):
        """Adds each place's address, and what holds there today."""
        from home.queries import tell_of_places

        context = super().get_context(request, *args, **kwargs)
        tell_of_places(Library.for_request(request) or Library.for_page(self), context["cards"])
        return context


class PlacePage(Dated, BasePage):
    """The words about a place; address and hours come from the place itself."""

    place = models.ForeignKey(
        "core.Place",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("place"),
        help_text=_("Address, hours and rooms are kept on the place."),
    )
    access = models.TextField(
        _("access"),
        blank=True,
        help_text=_(
            "Steps, lift, toilet, hearing loop, parking, nearest bus. One thing a line, e.g. "
            "The entrance from the harbour has no steps."
        ),
    )
    body = BlocksField(BodyBlock(), verbose_name=_("Text"), blank=True)

    card_kind = "place"
    dated_by = "place"
    read_with = ("picture", "place")
    parent_page_types = ["home.PlaceIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *BasePage.content_panels[:2],
        FieldPanel("place", widget=forms.Select),
        FieldPanel("access"),
        *BasePage.content_panels[2:],
        FieldPanel("body"),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("place", overridable=False),
    ]

    class Meta:
        verbose_name = _("place page")
        verbose_name_plural = _("place pages")

    def card_place_id(self) -> int | None:
        """The place it is about."""
        return self.place_id

    def get_context(self, request, *args, **kwargs):
        """Adds hours and what happens here."""
        from home.queries import place_context

        context = super().get_context(request, *args, **kwargs)
        context.update(place_context(request, self, context))
        return context

    @property
    def access_lines(self) -> list[str]:
        """What there is to know about getting in and around, one thing each."""
        rows = (line.strip(" \t-•*") for line in self.access.splitlines())
        return [row for row in rows if row]
