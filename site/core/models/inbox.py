"""Who has taken what in a library's inbox."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.registry import registry
from core.scope import ScopedManager


@registry.tenant
class InboxClaim(models.Model):
    """One matter that somebody has taken; the matter itself is computed by its kind."""

    library = models.ForeignKey("core.Library", models.CASCADE, related_name="inbox_claims")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=100)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    due = models.DateField(_("answered by"), null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ScopedManager()

    class Meta:
        verbose_name = _("matter taken")
        verbose_name_plural = _("matters taken")
        constraints = [
            models.UniqueConstraint(fields=["library", "kind", "key"], name="one_claim_a_matter")
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.key}"
