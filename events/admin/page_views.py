"""Wagtail's screens of an event, where an approval waits until it was read what it tells people."""

from __future__ import annotations

import json

from django.http import HttpResponse
from django.shortcuts import redirect
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from events.admin.draft import Draft, stored
from events.admin.publishing import APPROVE, approval_url, tells
from events.admin.unpublishing import EventUnpublishView
from events.models import EventPage


class EventEditView(EditView):
    """The editor's form."""

    def perform_workflow_action(self) -> HttpResponse:
        """Approving what tells people something only saves; the next screen approves it."""
        if self.workflow_action != APPROVE or not _held(
            self.request, self.page, stored(self.form.instance)
        ):
            return super().perform_workflow_action()
        if self.has_content_changes:
            self.save_action()
        comment = _comment_of(self.request.POST.get("workflow-action-extra-data", ""))
        return redirect(approval_url(self.page, comment))


class EventWorkflowActionView(WorkflowActionView):
    """The answer to a draft from elsewhere than the form, e.g. its preview."""

    def post(self, request, *args, **kwargs) -> HttpResponse:
        """The same; a window over the page is led to the screen too."""
        if self.action_name != APPROVE:
            return super().post(request, *args, **kwargs)
        latest = self.object.specific.get_latest_revision_as_object()
        if not _held(request, self.object, stored(latest)):
            return super().post(request, *args, **kwargs)
        url = approval_url(self.object, request.POST.get("comment", ""))
        if request.headers.get("x-requested-with") != "XMLHttpRequest":
            return redirect(url)
        return self.render_modal_json(request, {"step": "success", "redirect": url})


class EventViewSet(PageViewSet):
    """Wagtail's views of this page type."""

    model = EventPage
    parent_models = ()  # the list of events is Wagtail's own
    edit_view_class = EventEditView
    unpublish_view_class = EventUnpublishView
    workflow_action_view_class = EventWorkflowActionView


def _held(request, page: Page, draft: Draft) -> bool:
    """Whether this is the last approval, which publishes, and it tells people something."""
    state, library = page.current_workflow_state, getattr(request, "admin_library", None)
    last = state and state.current_task_state and state.is_at_final_task
    return bool(last and library and tells(draft, library))


def _comment_of(raw: str) -> str:
    try:
        comment = json.loads(raw or "{}")["comment"]
    except (ValueError, KeyError, TypeError):
        return ""
    return comment if isinstance(comment, str) else ""
