"""What follows from publishing a profile, and from approving or returning a change."""

from __future__ import annotations

from wagtail.admin import signal_handlers
from wagtail.models import WorkflowState
from wagtail.signals import page_published, workflow_approved, workflow_rejected

from partners import emails
from partners.actions.facts import take_facts
from partners.models import Partner, PartnerPage
from partners.permissions import keeps


def _published(sender, instance, **kwargs) -> None:
    take_facts(page=instance)


def _partner_of(state: WorkflowState) -> Partner | None:
    """The partner whose person asked for the approval; None where staff did."""
    page = state.content_object
    if page is None or not isinstance(page.specific, PartnerPage) or state.requested_by is None:
        return None
    partner = (
        Partner.objects.select_related("library__site", "library__root")
        .filter(key=page.translation_key)
        .first()
    )
    if partner is None or not partner.library.uses("partners"):
        return None
    return partner if keeps(state.requested_by, partner) else None


def _approved(sender, instance, **kwargs) -> None:
    if partner := _partner_of(instance):
        emails.approved(instance, partner)


def _rejected(sender, instance, **kwargs) -> None:
    if partner := _partner_of(instance):
        emails.returned(instance, instance.current_task_state, partner)


def silence_wagtail() -> None:
    """Stop Wagtail's own workflow mails: they bypass the outbox, go to administrators of every
    library, and link to one address for the whole installation. The inbox tells editors.
    """
    for notifier in (
        signal_handlers.task_submission_email_notifier,
        signal_handlers.workflow_submission_email_notifier,
        signal_handlers.workflow_approval_email_notifier,
        signal_handlers.workflow_rejection_email_notifier,
    ):
        notifier.valid_classes = ()


def connect() -> None:
    """Connect the receivers; called once when the app is ready."""
    silence_wagtail()
    page_published.connect(_published, sender=PartnerPage, dispatch_uid="partners.facts")
    workflow_approved.connect(_approved, dispatch_uid="partners.approved")
    workflow_rejected.connect(_rejected, dispatch_uid="partners.rejected")
