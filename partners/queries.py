"""Reads of partners."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field

from wagtail.models import WorkflowState

from core.models import Library
from core.permissions import can_approve_pages
from core.registry import InboxItem
from partners.models import Partner, PartnerPage
from partners.parts import PARTS, Change, changes


def profile_context(request, page) -> dict:
    """The partner's facts, the same in every language; the page's own before publishing."""
    partner = None
    if not getattr(request, "is_preview", False):
        partner = Partner.objects.filter(key=page.content_key).first()
    return {"partner": partner or page}


def source_page(library: Library, key) -> PartnerPage | None:
    """The profile in the language it is written in: the library's first, else the oldest."""
    pages = list(
        PartnerPage.objects.filter(
            translation_key=key, alias_of__isnull=True, path__startswith=library.root.path
        )
        .select_related("locale", "latest_revision")
        .order_by("pk")
    )
    first = [page for page in pages if page.locale.language_code == library.language]
    return next(iter(first or pages), None)


def latest_draft(page: PartnerPage) -> PartnerPage:
    """The newest version, published or not, as a page object that can be saved."""
    return page.get_latest_revision_as_object()


def newest(page: PartnerPage) -> PartnerPage:
    """The newest version of the parts a partner may change, to look at only; no query."""
    shown = copy(page)
    if page.latest_revision_id:
        for part in PARTS:
            stored = page.latest_revision.content[part.field]
            value = PartnerPage._meta.get_field(part.field).to_python(stored)
            setattr(shown, part.field, value)
    return shown


@dataclass(frozen=True)
class Profile:
    """A profile as its partner sees it: the newest version, and how it differs and stands."""

    page: PartnerPage
    draft: PartnerPage
    changes: list[Change] = field(default_factory=list)
    state: str = "published"
    comment: str = ""

    @property
    def can_send(self) -> bool:
        """Whether there is something that is not on its way yet."""
        return self.state in ("draft", "returned")


def profile_of(partner: Partner) -> Profile | None:
    """The profile of a partner; None when its page is gone.

    State: published, draft (changes not sent), waiting (for approval) or returned.
    """
    page = source_page(partner.library, partner.key)
    if page is None:
        return None
    draft = newest(page)
    found = changes(page, draft)
    workflow = page.current_workflow_state
    if workflow and workflow.status == WorkflowState.STATUS_IN_PROGRESS:
        return Profile(page, draft, found, "waiting")
    if workflow and workflow.status == WorkflowState.STATUS_NEEDS_CHANGES and found:
        return Profile(page, draft, found, "returned", workflow.current_task_state.comment)
    return Profile(page, draft, found, "draft" if found or not page.live else "published")


def awaiting_approval(library: Library, user=None) -> list[InboxItem]:
    """Profiles that await approval, for the inbox; two queries, three where roles are asked."""
    states = {
        state.object_id: state
        for state in WorkflowState.objects.filter(
            status=WorkflowState.STATUS_IN_PROGRESS,
            content_type__app_label="partners",
            content_type__model="partnerpage",
        ).select_related("current_task_state")
    }
    pages = PartnerPage.objects.filter(pk__in=states, path__startswith=library.root.path)
    may_answer = user is None or can_approve_pages(user, library)
    items = [
        InboxItem(
            key=str(states[str(page.pk)].pk),
            title=page.draft_title or page.title,
            url=f"/admin/pages/{page.pk}/edit/" if may_answer else "",
            since=states[str(page.pk)].created_at,
        )
        for page in pages
    ]
    return sorted(items, key=lambda item: item.since)


def organisers(library: Library) -> dict[str, str]:
    """Partners that may arrange something with a library: names by key; one query.

    Where partners are switched off they are known all the same: off is hidden, not forgotten.
    """
    rows = Partner.objects.for_library(library).order_by("name", "pk")
    return {str(key): name for key, name in rows.values_list("key", "name")}
