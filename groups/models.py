"""Groups and their list."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from core.blocks import BodyBlock
from core.fields import BlocksField
from core.models import BasePage, CardIndexPage


class GroupIndexPage(CardIndexPage):
    """The list of groups."""

    listed_kind = "group"
    sort_by_title = True
    parent_page_types = ["home.HomePage"]
    subpage_types = ["groups.GroupPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("group list")
        verbose_name_plural = _("group lists")


class GroupPage(BasePage):
    """A group that meets: what it does, where, when, and whom to ask."""

    rhythm = models.CharField(
        _("when it meets"),
        max_length=160,
        blank=True,
        help_text=_("E.g. every other Tuesday at 19."),
    )
    place = models.ForeignKey(
        "core.Place",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("place"),
    )
    how_to_join = models.TextField(_("how to join"), blank=True)
    contact_name = models.CharField(_("contact person"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=40, blank=True)
    body = BlocksField(BodyBlock(), verbose_name=_("Text"), blank=True)

    card_kind = "group"
    parent_page_types = ["groups.GroupIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *BasePage.content_panels[:2],
        FieldPanel("rhythm"),
        FieldPanel("place"),
        *BasePage.content_panels[2:],
        FieldPanel("body"),
        FieldPanel("how_to_join"),
        FieldPanel("contact_name"),
        FieldPanel("contact_email"),
        FieldPanel("contact_phone"),
        *BasePage.finding_panels,
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("place", overridable=False),
        SynchronizedField("contact_name", overridable=False),
        SynchronizedField("contact_email", overridable=False),
        SynchronizedField("contact_phone", overridable=False),
    ]

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")

    def search_words(self) -> list[str]:
        """Rhythm and text."""
        return [self.rhythm, *self.body.stream_block.get_searchable_content(self.body)]

    def card_place_id(self) -> int | None:
        """Where it meets."""
        return self.place_id

    def card_labels(self) -> dict:
        """When it meets."""
        return {"rhythm": self.rhythm} if self.rhythm else {}
