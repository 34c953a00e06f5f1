"""Templates a library made of its own pages: what a new page begins with."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.registry import registry
from core.scope import ScopedManager


@registry.tenant
class PageTemplate(models.Model):
    """A copy of a page's content under a name.

    Never a page itself: it has no address, stands in no list, and no search finds it.
    """

    library = models.ForeignKey(
        "core.Library", models.CASCADE, related_name="page_templates", editable=False
    )
    page_type = models.CharField(max_length=120, editable=False)
    """The label of the page's model, like "events.eventpage"."""
    language = models.CharField(max_length=20, editable=False)
    name = models.CharField(_("name"), max_length=120)
    content = models.JSONField(encoder=DjangoJSONEncoder, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ScopedManager()

    class Meta:
        verbose_name = _("template")
        verbose_name_plural = _("templates")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["library", "page_type", "name"], name="template_name_once_per_type"
            )
        ]

    def __str__(self) -> str:
        return self.name
