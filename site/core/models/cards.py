"""The card: what a listed page shows of itself, written when it is published."""

from __future__ import annotations

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from core.addresses import in_language
from core.registry import registry
from core.scope import ScopedManager
from core.switches import kinds_off


class CardQuerySet(models.QuerySet):
    """Reads of cards; every list, block, feed and search starts here."""

    def shown_in(self, library) -> CardQuerySet:
        """Cards of a library, without the parts it has switched off."""
        cards = self.filter(library=library)
        off = kinds_off(library)
        return cards.exclude(kind__in=off) if off else cards

    def for_reader(self, library, language: str) -> CardQuerySet:
        """A library's cards as a reader of a language is shown them, each content once.

        What has no words of its own in the language is borrowed from the library's first one;
        such a card leads to its address in the reader's language. Asks only for the library's
        homes, which every page has read already.
        """
        cards = self.shown_in(library)
        first = library.homes.get(library.language)
        own = library.homes.get(language) or first
        if own is None:
            return cards.none()
        if first is None or own.locale_id == first.locale_id:
            return cards.filter(locale=own.locale_id)
        translated = self.model.objects.filter(
            library=library, locale=own.locale_id, content_key=OuterRef("content_key")
        )
        return cards.filter(
            Q(locale=own.locale_id) | Q(locale=first.locale_id) & ~Exists(translated)
        ).annotate(
            asked_in=Value(language),
            borrowed=Case(When(locale=own.locale_id, then=Value(0)), default=Value(1)),
        )

    def own_first(self, *order: str) -> CardQuerySet:
        """In an order, but what is in the reader's own language before what is borrowed."""
        known = ["borrowed"] if "borrowed" in self.query.annotations else []
        return self.order_by(*known, *(order or self.model._meta.ordering))

    def of_kind(self, *kinds: str) -> CardQuerySet:
        """Cards of the named kinds."""
        return self.filter(kind__in=kinds)


@registry.tenant
class Card(models.Model):
    """One row per listed page. Lists read cards and never load pages in a loop."""

    page = models.OneToOneField("wagtailcore.Page", models.CASCADE, related_name="card")
    library = models.ForeignKey("core.Library", models.CASCADE, related_name="cards")
    locale = models.ForeignKey("wagtailcore.Locale", models.CASCADE, related_name="+")
    # Shared by all languages of the content, and by aliases of it in other libraries.
    content_key = models.UUIDField()
    kind = models.CharField(max_length=30)
    title = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    picture = models.JSONField(default=dict, blank=True)
    path = models.CharField(max_length=1000)
    topics = models.ManyToManyField("core.Topic", related_name="cards", blank=True)
    audiences = models.ManyToManyField("core.Audience", related_name="cards", blank=True)
    place = models.ForeignKey(
        "core.Place", models.SET_NULL, null=True, blank=True, related_name="cards"
    )
    topic_names = models.JSONField(default=list, blank=True)
    labels = models.JSONField(default=dict, blank=True)
    order = models.CharField(max_length=255, blank=True)
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    search_text = models.TextField(blank=True)

    objects = ScopedManager.from_queryset(CardQuerySet)()

    asked_in = ""
    """The reader's language, where the words may be borrowed from another one."""

    class Meta:
        verbose_name = _("card")
        verbose_name_plural = _("cards")
        ordering = ["-published_at", "-pk"]
        indexes = [
            models.Index(fields=["library", "locale", "kind", "-published_at"]),
            models.Index(fields=["library", "kind", "content_key"]),
            # Whether a content has words here is asked for each date of a month.
            models.Index(fields=["content_key", "library", "locale"], name="card_words"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        """The address below the library's host, e.g. `/da/historier/solsikker/`.

        In the reader's language where that is known; `path` is the text's own.
        """
        return in_language(self.path, self.asked_in) if self.asked_in else self.path

    @property
    def kind_label(self) -> str:
        """The name of the kind in the reader's language; a plain page needs none."""
        if self.kind == "page":
            return ""
        kind = registry.card_kinds.get(self.kind)
        return str(kind.label) if kind else ""

    @property
    def date(self):
        """The day a story was published; other kinds show none."""
        return self.published_at if self.kind == "story" else None

    @property
    def dir(self) -> str:
        """The direction of the text."""
        return "rtl" if get_language_info(self.lang)["bidi"] else "ltr"

    @property
    def lang(self) -> str:
        """The language of the text (needs `select_related("locale")` in lists)."""
        return self.locale.language_code
