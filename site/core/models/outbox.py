"""The outbox: one row per message, written with what it tells."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.registry import registry
from core.scope import ScopedManager


@registry.tenant
class Outbox(models.Model):
    """A message that must arrive once. Tasks carry only its id, never an address.

    Text, HTML and attachments are rendered from `template` and `context` when it is sent;
    `context` holds plain values only. Rows are emptied after `purge_after`.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENDING = "sending", _("sending")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    SECRET = ("sign-in:", "my-link:")
    """Purposes of mails that open a door for their recipient alone: nobody sends them on."""

    library = models.ForeignKey(
        "core.Library", models.CASCADE, null=True, blank=True, related_name="messages"
    )
    purpose = models.CharField(max_length=200, unique=True)
    recipient = models.EmailField()
    reply_to = models.EmailField(blank=True)
    template = models.CharField(max_length=100)
    context = models.JSONField(default=dict)
    attachments = models.JSONField(default=list)
    language = models.CharField(max_length=20, default="da")
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(db_index=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    purge_after = models.DateTimeField()

    objects = ScopedManager()

    EMPTIED = {"recipient": "", "reply_to": "", "context": {}, "attachments": []}
    """What is left of a message that is taken back, or whose time is up: only that it was."""

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [models.Index(fields=["state", "next_try"])]

    def __str__(self) -> str:
        return self.purpose

    @property
    def is_secret(self) -> bool:
        """Whether it holds a code or a link that lets its reader in."""
        return self.purpose.startswith(self.SECRET)
