"""Who did what with sign-ups, and when. No names or addresses: those are in the rows it names."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.registry import registry
from core.scope import ScopedManager
from events.models.occurrences import Occurrence
from events.models.sign_ups import SignUp


@registry.tenant
class AuditEntry(models.Model):
    """One thing that was done with a date or a sign-up, or with the names on it.

    `who` is None where the person who signed up did it, or nobody in particular. `detail` holds
    plain values without personal data; it is emptied when the sign-up is anonymised.
    """

    class What(models.TextChoices):
        SIGNED_UP = "signed_up", _("signed somebody up")
        CONFIRMED = "confirmed", _("confirmed the sign-up")
        SEATS_CHANGED = "seats_changed", _("changed the number of people")
        CANCELLED = "cancelled", _("cancelled the sign-up")
        MOVED = "moved", _("moved the sign-up to another date")
        PROMOTED = "promoted", _("gave a seat")
        CHECKED_IN = "checked_in", _("checked in")
        CHECK_IN_UNDONE = "check_in_undone", _("undid the check-in")
        CALLED = "called", _("called about a change")
        DATE_CHANGED = "date_changed", _("changed the date")
        DATE_CANCELLED = "date_cancelled", _("cancelled the date")
        DATE_RESTORED = "date_restored", _("took the date up again")
        WRITTEN_TO = "written_to", _("wrote to people")
        VIEWED = "viewed", _("looked at the list of people")
        PRINTED = "printed", _("opened a list to print")
        EXPORTED = "exported", _("exported the list of people")
        TERMS_ACCEPTED = "terms_accepted", _("accepted the terms for seeing names")
        FOUND = "found", _("looked up what is kept about a person")
        ERASED = "erased", _("erased a person")

    library = models.ForeignKey("core.Library", models.CASCADE, related_name="audit_entries")
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    what = models.CharField(max_length=20, choices=What.choices)
    occurrence = models.ForeignKey(
        Occurrence, models.SET_NULL, null=True, blank=True, related_name="audit_entries"
    )
    sign_up = models.ForeignKey(
        SignUp, models.SET_NULL, null=True, blank=True, related_name="audit_entries"
    )
    when = models.DateTimeField(default=timezone.now, db_index=True)
    detail = models.JSONField(default=dict, blank=True)

    objects = ScopedManager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit log")
        ordering = ["-when", "-pk"]

    def __str__(self) -> str:
        return f"{self.what} · {self.occurrence_id}"
