"""Topics and audiences: rows with a name per language."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from core.registry import registry
from core.scope import ScopedManager


class Term(ClusterableModel):
    """A word to find things by, with one name per language."""

    library = models.ForeignKey(
        "core.Library", models.CASCADE, related_name="%(class)ss", editable=False
    )
    slug = models.SlugField(_("address name"), max_length=60)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = ScopedManager()

    class Meta:
        abstract = True
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.name_in(get_language() or "da")

    def name_in(self, language: str) -> str:
        """The name in a language, else in the library's first language, else the slug."""
        by_language = {name.language: name.name for name in self.names.all()}
        return (
            by_language.get(language)
            or by_language.get("da")
            or next(iter(by_language.values()), self.slug)
        )


class TermName(models.Model):
    """The name of a term in one language."""

    language = models.CharField(_("language"), max_length=20)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


@registry.tenant
class Topic(Term):
    """What something is about."""

    class Meta(Term.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            models.UniqueConstraint(fields=["library", "slug"], name="topic_once_per_library")
        ]


@registry.tenant
class TopicName(TermName):
    library_lookup = "topic__library"

    topic = ParentalKey(Topic, on_delete=models.CASCADE, related_name="names")

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "language"], name="topic_name_per_language")
        ]


@registry.tenant
class Audience(Term):
    """Who something is for."""

    class Meta(Term.Meta):
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")
        constraints = [
            models.UniqueConstraint(fields=["library", "slug"], name="audience_once_per_library")
        ]


@registry.tenant
class AudienceName(TermName):
    library_lookup = "audience__library"

    audience = ParentalKey(Audience, on_delete=models.CASCADE, related_name="names")

    objects = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["audience", "language"], name="audience_name_per_language"
            )
        ]
