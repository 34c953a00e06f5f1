"""The knowledge bank's list, and what its three kinds of pages share."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField

from core.models import BasePage, CardIndexPage, Library

KINDS = ("method", "task", "experience")


class KnowledgeIndexPage(CardIndexPage):
    """The knowledge bank: methods, tasks and experiences, to use and to add to."""

    switch = "knowledge"
    listed_kinds = KINDS
    filtered_by = ("topic", "audience", "place")
    parent_page_types = ["home.HomePage"]
    subpage_types = ["stories.MethodPage", "stories.TaskPage", "stories.ExperiencePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("knowledge bank")
        verbose_name_plural = _("knowledge banks")


class Contact(models.Model):
    """Whom to ask; the same in every language."""

    contact_name = models.CharField(_("contact person"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=40, blank=True)

    class Meta:
        abstract = True

    @property
    def has_contact(self) -> bool:
        """Whether there is anybody to ask."""
        return bool(self.contact_name or self.contact_email or self.contact_phone)


CONTACT_PANEL = MultiFieldPanel(
    [FieldPanel("contact_name"), FieldPanel("contact_email"), FieldPanel("contact_phone")],
    heading=_("Who to ask"),
    classname="collapsed",
)
SYNCHRONISED_CONTACT = [
    SynchronizedField("contact_name", overridable=False),
    SynchronizedField("contact_email", overridable=False),
    SynchronizedField("contact_phone", overridable=False),
]


class KnowledgePage(BasePage):
    """A page of the knowledge bank; there is none where a library has switched it off."""

    switch = "knowledge"
    parent_page_types = ["stories.KnowledgeIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        """Adds topics and other pages of the knowledge bank."""
        from core.lists import related, topic_links

        context = super().get_context(request, *args, **kwargs)
        library = Library.for_request(request) or Library.for_page(self)
        context["tags"] = topic_links(self, library)
        context["related"] = related(self, library, *KINDS)
        return context


def lines(text: str) -> list[str]:
    """The lines of a text field that asks for one thing a line, without empty ones."""
    return [line.strip(" \t-•*") for line in text.splitlines() if line.strip(" \t-•*")]
