"""What a library adds to the mails that Samling writes for it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.registry import registry
from core.scope import ScopedManager

LONGEST = 500


@registry.tenant
class MailWords(models.Model):
    """A library's own lines in one kind of mail and one language.

    Facts, links and the subject are never the library's to change: they must stay right.
    """

    library = models.ForeignKey("core.Library", models.CASCADE, related_name="mail_words")
    template = models.CharField(max_length=100)
    language = models.CharField(max_length=20)
    opening = models.CharField(
        _("before the facts"),
        max_length=LONGEST,
        blank=True,
        help_text=_("A line or two. For example where the entrance is."),
    )
    closing = models.CharField(
        _("at the end"),
        max_length=LONGEST,
        blank=True,
        help_text=_("For example who to call on the day itself."),
    )

    objects = ScopedManager()

    class Meta:
        verbose_name = _("words in a mail")
        verbose_name_plural = _("words in mails")
        constraints = [
            models.UniqueConstraint(
                fields=["library", "template", "language"], name="mail_words_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.template} ({self.language})"
