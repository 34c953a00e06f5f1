"""Front page, standard page, and the pages with the words about places."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from core.blocks import BodyBlock, HomeBodyBlock
from core.fields import BlocksField
from core.models import BasePage, CardIndexPage

INDEXES = [
    "stories.StoryIndexPage",
    "events.EventIndexPage",
    "guides.GuideIndexPage",
    "groups.GroupIndexPage",
    "partners.PartnerIndexPage",
    "home.PlaceIndexPage",
]


class HomePage(BasePage):
    """A library's front page in one language; its address is the language's code."""

    body = BlocksField(HomeBodyBlock(), verbose_name=_("Text"), blank=True)

    parent_page_types = ["core.LibraryRoot"]
    subpage_types = [*INDEXES, "home.StandardPage"]

    content_panels = [*BasePage.content_panels, FieldPanel("body")]

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
        from home.queries import front_page_context

        context = super().get_context(request, *args, **kwargs)
        context.update(front_page_context(request, self))
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


class PlaceIndexPage(CardIndexPage):
    """The list of places."""

    listed_kind = "place"
    sort_by_title = True
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.PlacePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of places")
        verbose_name_plural = _("lists of places")


class PlacePage(BasePage):
    """The words about a place; address and hours come from the place itself."""

    place = models.ForeignKey(
        "core.Place",
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("place"),
        help_text=_("Address, hours and rooms are kept on the place."),
    )
    access = models.TextField(
        _("access"),
        blank=True,
        help_text=_("Steps, lift, toilet, hearing loop, parking, nearest bus."),
    )
    body = BlocksField(BodyBlock(), verbose_name=_("Text"), blank=True)

    card_kind = "place"
    parent_page_types = ["home.PlaceIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *BasePage.content_panels[:2],
        FieldPanel("place"),
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

    def card_labels(self) -> dict:
        """The address, for lists."""
        return {"address": self.place.address_line} if self.place else {}

    def get_context(self, request, *args, **kwargs):
        """Adds hours and what happens here."""
        from home.queries import place_context

        context = super().get_context(request, *args, **kwargs)
        context.update(place_context(request, self))
        return context
