"""Changing a profile as its partner: drafts, sending for approval, withdrawing.

Partners write in the language the profile is written in. A change to a translation would have
to be stored as wagtail-localize's string translations, never on the translated page: the next
sync would overwrite it.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState

from partners.models import Partner, PartnerPage
from partners.parts import Part, changes
from partners.queries import latest_draft, source_page
from partners.refusals import Overtaken, Refused
from people.models import User


def _locked(partner: Partner) -> PartnerPage:
    """The source page, its row held so that two writers take turns. Raises Refused."""
    page = source_page(partner.library, partner.key)
    if page is None:
        raise Refused(_("The profile is not there any more. Ask the library."))
    Page.objects.select_for_update().filter(pk=page.pk).first()
    page = PartnerPage.objects.get(pk=page.pk)
    if page.locked:
        raise Refused(_("The library is working on the profile right now. Try again later."))
    return page


@transaction.atomic
def save_part(
    *, partner: Partner, user: User, part: Part, values: dict[str, str], seen: int
) -> bool:
    """Store typed values as a draft on the latest draft; False when nothing is different.

    The published page stays as it is, unless the library trusts the partner. A profile that
    awaits approval goes on awaiting it, with the new draft. `seen` is the revision the values
    were typed on: raises Overtaken when the same part was changed since, Refused when the
    page cannot be changed.
    """
    page = _locked(partner)
    draft = latest_draft(page)
    if seen != (page.latest_revision_id or 0):
        read = page.revisions.filter(pk=seen).first()
        base = read.as_object() if read else None
        if base is None or part.read(base) != part.read(draft):
            raise Overtaken
    if part.read(draft) == values:
        return False
    part.write(draft, values)
    revision = draft.save_revision(user=user, log_action=True, clean=False)
    if partner.trusted:
        _cancel(page, user)
        revision.publish(user=user, skip_permission_checks=True)
        return True
    state = page.current_workflow_state
    if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
        # Wagtail publishes the latest revision on approval: whoever reads the former one now
        # must be asked again.
        state.current_task_state.specific.cancel(user=user, resume=True)
    return True


@transaction.atomic
def send(*, partner: Partner, user: User) -> None:
    """Hand the draft to the library's approval; a trusted partner's is published at once.

    Raises Refused when there is nothing to send or the library has no approval.
    """
    page = _locked(partner)
    draft = latest_draft(page)
    if page.live and not changes(page, draft):
        raise Refused(_("There is nothing new to send."))
    if partner.trusted:
        _cancel(page, user)
        page.get_latest_revision().publish(user=user, skip_permission_checks=True)
        return
    state = page.current_workflow_state
    if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
        raise Refused(_("The changes already await the library's approval."))
    if state and state.requested_by_id == user.pk:
        state.resume(user=user)
        return
    if state:
        state.cancel(user=user)
    workflow = page.get_workflow()
    if workflow is None:
        raise Refused(_("The library cannot receive changes right now. Write to it instead."))
    workflow.start(draft, user)


@transaction.atomic
def withdraw(*, partner: Partner, user: User) -> None:
    """Take the draft back from approval; it stays a draft. Raises Refused if it is not there."""
    if not _cancel(_locked(partner), user):
        raise Refused(_("Nothing awaits the library's approval."))


@transaction.atomic
def discard(*, partner: Partner, user: User) -> None:
    """Drop the draft: the latest version is the published one again. Raises Refused."""
    page = _locked(partner)
    if not page.live or not changes(page, latest_draft(page)):
        raise Refused(_("There are no changes to drop."))
    _cancel(page, user)
    page.save_revision(user=user, log_action=True, clean=False, changed=False)
    Page.objects.filter(pk=page.pk).update(has_unpublished_changes=False)


def _cancel(page: PartnerPage, user: User) -> bool:
    state = page.current_workflow_state
    if state is None:
        return False
    state.cancel(user=user)
    return True
