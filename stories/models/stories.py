"""Stories and their list."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from core.blocks import BodyBlock
from core.fields import BlocksField
from core.models import BasePage, CardIndexPage, Library


class StoryIndexPage(CardIndexPage):
    """The list of stories, newest first."""

    listed_kind = "story"
    filtered_by = ("topic", "audience")
    parent_page_types = ["home.HomePage"]
    subpage_types = ["stories.StoryPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("story list")
        verbose_name_plural = _("story lists")


class StoryPage(BasePage):
    """Something that happened, told so that others want to join or try it."""

    author = models.CharField(
        _("told by"),
        max_length=120,
        blank=True,
        help_text=_("A person or an association, e.g. Grethe Holm or Strikkeliv."),
    )
    body = BlocksField(BodyBlock(), verbose_name=_("Text"), blank=True)

    card_kind = "story"
    parent_page_types = ["stories.StoryIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("author"),
        FieldPanel("body"),
        *BasePage.finding_panels,
    ]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def search_words(self) -> list[str]:
        """The text of the blocks and who tells it."""
        return [self.author, *self.body.stream_block.get_searchable_content(self.body)]

    def card_labels(self) -> dict:
        """Who tells it, for feeds."""
        return {"author": self.author} if self.author else {}

    def get_context(self, request, *args, **kwargs):
        """Adds topics and other stories."""
        from core.json_ld import article, describe
        from core.lists import related, topic_links

        context = super().get_context(request, *args, **kwargs)
        library = Library.for_request(request) or Library.for_page(self)
        context["tags"] = topic_links(self, library)
        context["related"] = related(self, library)
        describe(context, article(self, context, author=self.author), og_type="article")
        return context
