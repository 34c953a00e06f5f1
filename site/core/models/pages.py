"""The abstract page every page type builds on."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import Orderable, Page, PageViewRestriction
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.models.libraries import Library
from core.registry import registry
from core.scope import ScopedManager, current_library
from core.switches import type_in_use


@registry.tenant
class PageTopic(Orderable):
    """A topic of a page."""

    library_lookup = "topic__library"

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="page_topics")
    topic = models.ForeignKey("core.Topic", models.CASCADE, related_name="+")

    objects = ScopedManager()


@registry.tenant
class PageAudience(Orderable):
    """Who a page is for."""

    library_lookup = "audience__library"

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="page_audiences")
    audience = models.ForeignKey("core.Audience", models.CASCADE, related_name="+")

    objects = ScopedManager()


class BasePage(Page):
    """A page of a library's site: lead, picture, topics, a card, and its own address."""

    summary = models.TextField(
        _("lead"),
        blank=True,
        max_length=400,
        help_text=_("One or two sentences. They stand under the title and in lists."),
    )
    picture = models.ForeignKey(
        "core.LibraryImage", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    picture_alt = models.CharField(
        _("description of the picture"),
        max_length=255,
        blank=True,
        help_text=_("Only if it should differ from the picture's own description."),
    )

    switch: ClassVar[str] = ""
    """The part of a library (a name from SWITCHES) that the page type belongs to."""
    card_kind: ClassVar[str] = ""
    """Code of a registered CardKind; pages without one are not listed."""
    read_with: ClassVar[tuple[str, ...]] = ("picture",)
    """Foreign keys that come along when a reader asks for the page."""
    is_open = False
    """True where whoever read the page knows that no restriction applies to it."""

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("picture", heading=_("Picture")), FieldPanel("picture_alt")],
            heading=_("Picture"),
            classname="collapsed",
        ),
    ]
    finding_panels = [
        MultiFieldPanel(
            [
                FieldPanel("topics", disable_comments=True),
                FieldPanel("audiences", disable_comments=True),
            ],
            heading=_("Topics and audiences"),
            classname="collapsed",
        ),
    ]
    override_translatable_fields = [
        TranslatableField("slug"),
        SynchronizedField("picture"),
        SynchronizedField("page_topics", overridable=False),
        SynchronizedField("page_audiences", overridable=False),
    ]

    class Meta:
        abstract = True

    copied_as_new: ClassVar[bool] = False
    """Whether copying opens the form of a new page, so that nothing is doubled unseen."""
    anew_words: ClassVar[Any] = ""
    """What an editor is told who begins with another page's content."""

    def begin(self, parent: Page) -> None:
        """What an empty form of this type holds; called when it is opened."""

    def begin_anew(self) -> None:
        """Take out what must not be carried over from another page."""

    @classmethod
    def can_create_at(cls, parent) -> bool:
        """Staff make no pages of a part that their library does not use."""
        return type_in_use(current_library(), cls) and super().can_create_at(parent)

    def clean(self) -> None:
        """Everything the page points at must be its own library's."""
        from core.references import check_references

        super().clean()
        check_references(self)

    @property
    def content_key(self):
        """The key shared by all languages of the content and by its aliases elsewhere."""
        source = self.alias_of if self.alias_of_id else self
        return source.translation_key

    @property
    def site_path(self) -> str:
        """The address below the host; homes are named by language, so this needs no query."""
        return "/" + self.url_path.split("/", 2)[2]

    def get_url_parts(self, request=None):
        """(site id, root address, path) from the library alone: never all sites' root paths."""
        if self.depth < 3:
            return None
        library = getattr(request, "library", None) if request else None
        if library is None or not library.owns_path(self.path):
            library = Library.for_page(self)
        if library is None:
            return None
        return library.site_id, library.base_url, self.site_path

    def get_url(self, request=None, current_site=None):
        """Relative below the request's own library, absolute otherwise."""
        library = getattr(request, "library", None) if request else None
        if library is not None and library.owns_path(self.path):
            return self.site_path
        parts = self.get_url_parts(request)
        return parts[1] + parts[2] if parts else None

    def get_view_restrictions(self):
        """Restrictions of the page, its ancestors and the sources of those that are aliases.

        The same as Wagtail's, in one query instead of two, or none where the router asked.
        """
        if self.is_open:
            return PageViewRestriction.objects.none()
        steps = range(self.steplen, len(self.path) + 1, self.steplen)
        paths = [self.path[:end] for end in steps]
        return PageViewRestriction.objects.filter(
            Q(page__path__in=paths, page__alias_of=None) | Q(page__aliases__path__in=paths)
        ).distinct()

    def get_context(self, request, *args, **kwargs):
        """Adds the shell: languages, menu, breadcrumbs and head of the page."""
        from core.shell import shell_for_page

        context = super().get_context(request, *args, **kwargs)
        context["shell"] = shell_for_page(request, self)
        return context

    def serve_preview(self, request, mode_name):
        """The page as staff see it beside the editor, marked for the checks."""
        from core.content_checks import marked_for_checks

        response = super().serve_preview(request, mode_name)
        if hasattr(response, "render"):
            response.render()
            response.content = marked_for_checks(response.content.decode(), self)
        return response

    def card_labels(self) -> dict:
        """Small facts a list shows with the card, e.g. a group's rhythm; plain values."""
        return {}

    def card_place_id(self) -> int | None:
        """The place a card is filtered by, if any."""
        return None

    def search_words(self) -> list[str]:
        """Texts the search should find the page by, beside title and lead."""
        return []
