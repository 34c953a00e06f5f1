"""Groups and their list."""

from __future__ import annotations

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField

from core.blocks import BodyBlock
from core.fields import BlocksField
from core.models import BasePage, CardIndexPage, Dated, Library

COMING = 6


class GroupIndexPage(CardIndexPage):
    """The list of groups."""

    switch = "groups"
    listed_kind = "group"
    sort_by_title = True
    filtered_by = ("topic", "audience", "place")
    parent_page_types = ["home.HomePage"]
    subpage_types = ["groups.GroupPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("group list")
        verbose_name_plural = _("group lists")


class GroupPage(Dated, BasePage):
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

    switch = "groups"
    card_kind = "group"
    read_with = ("picture", "place")
    parent_page_types = ["groups.GroupIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *BasePage.content_panels[:2],
        FieldPanel("rhythm"),
        FieldPanel(
            "place", widget=forms.Select, help_text=_("Empty if it meets in different places.")
        ),
        *BasePage.content_panels[2:],
        FieldPanel("body"),
        FieldPanel(
            "how_to_join",
            help_text=_("What one does, e.g. Write to Bente, and come the next time."),
        ),
        MultiFieldPanel(
            [FieldPanel("contact_name"), FieldPanel("contact_email"), FieldPanel("contact_phone")],
            heading=_("Contact"),
            help_text=_("Everybody can see this. Leave out what should not be on the page."),
        ),
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

    def begin_anew(self) -> None:
        """Whom to ask belongs to this group alone."""
        self.contact_name = self.contact_email = self.contact_phone = ""

    @property
    def has_contact(self) -> bool:
        """Whether there is anybody to ask."""
        return bool(self.contact_name or self.contact_email or self.contact_phone)

    def get_context(self, request, *args, **kwargs):
        """Adds when and where it meets, topics and other groups."""
        from core.json_ld import describe, page_data, place_data, publisher
        from core.lists import related, topic_links
        from events.queries import coming

        context = super().get_context(request, *args, **kwargs)
        library = Library.for_request(request) or Library.for_page(self)
        context["facts"] = self.facts()
        context["tags"] = topic_links(self, library)
        context["related"] = related(self, library)
        context["events"] = coming(
            library=library, language=context["shell"].lang, limit=COMING, key=self.content_key
        )
        data = page_data(self, context, "Organization")
        data |= {
            "parentOrganization": publisher(context),
            "location": place_data(self.place),
            "email": self.contact_email,
            "telephone": self.contact_phone,
        }
        describe(context, data)
        return context

    def facts(self) -> list[dict]:
        """When and where it meets."""
        found = []
        if self.rhythm:
            found.append({"label": _("When"), "value": self.rhythm, "icon": "calendar"})
        if self.place:
            where = {"value": self.place.name, "note": self.place.address_line}
            found.append({"label": _("Where"), **where, "icon": "place"})
        return found
