"""Before a changed event goes out: whoever publishes, schedules or approves it reads what those
who signed up will be told."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Page, Revision

from core.models import Library
from core.outbox import build
from events.admin.draft import Draft, stored
from events.admin.live import library_of, page_of, told
from events.models import EventPage
from events.queries.comes_and_goes import sign_ups_without_page
from events.queries.consequences import VANISHED, consequences, left_without, sample_for
from events.rules import ZONE
from events.when import moment_in_words

APPROVE = "approve"
LONGEST_COMMENT = 2000


def found_for(draft: Draft, library: Library) -> list:
    """What those who signed up would be told of a draft, at the time it is published."""
    return consequences(draft.page, draft.planned, library, draft.moment)


def tells(draft: Draft, library: Library) -> bool:
    """Whether somebody must be told, or loses the page of their date or its sign-up."""
    if any(item.kind for item in found_for(draft, library)):
        return True
    about = draft.page, library, draft.moment
    return left_without(*about) > 0 or sign_ups_without_page(*about) > 0


def ask_before_publishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hook `before_publish_page`: first show what people will be told; the draft is saved."""
    library = getattr(request, "admin_library", None)
    page = page.specific
    if library is None or not isinstance(page, EventPage) or not tells(stored(page), library):
        return None
    return redirect("events_publish", page.pk, page.latest_revision_id)


def refuse_bulk_publishing(request: HttpRequest, action: str, objects, view):
    """Hook `before_bulk_action`: events that tell people something are published one by one."""
    library = getattr(request, "admin_library", None)
    pages = [item for item in objects if isinstance(item, Page)]
    if action != "publish" or library is None or not pages:
        return None
    rows = Q(pk__in=[page.pk for page in pages])
    if request.POST.get("include_descendants"):
        for page in pages:
            rows |= Q(path__startswith=page.path, live=False)
    latest = (page.get_latest_revision_as_object() for page in EventPage.objects.filter(rows))
    named = [page.title for page in latest if tells(stored(page), library)]
    if not named:
        return None
    words = _(
        "People signed up for %(titles)s must be told of its changes. Open it and publish it"
        " there. None of the chosen pages is published yet."
    )
    messages.error(request, words % {"titles": ", ".join(f"“{one}”" for one in named)})
    return redirect(view.next_url or "wagtailadmin_home")


def approval_url(page: Page, comment: str) -> str:
    """Where the approver reads what people will be told, with what they already wrote."""
    url = reverse("events_approve", args=(page.pk, page.latest_revision_id))
    if not comment:
        return url
    query = QueryDict(mutable=True)
    query["comment"] = comment[:LONGEST_COMMENT]
    return f"{url}?{query.urlencode()}"


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: int, revision_id: int) -> HttpResponse:
    """What publishing a saved draft will tell those who signed up; POST publishes it."""
    page = page_of(request, library_of(request), pk)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    return _before(request, page, revision_id, lambda revision: revision.publish(user=request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, pk: int, revision_id: int) -> HttpResponse:
    """The same for whoever approves a draft of somebody else; POST approves it."""
    page = page_of(request, library_of(request), pk)
    if page.current_workflow_task is None:
        messages.warning(request, _("This draft has been answered already."))
        return redirect("wagtailadmin_pages:edit", pk)
    if not _may_approve(request, page):
        raise PermissionDenied
    comment = request.POST.get("comment", "")[:LONGEST_COMMENT]
    return _before(
        request, page, revision_id, lambda _revision: _approve(request, page, comment),
        comment=request.GET.get("comment", "")[:LONGEST_COMMENT], approving=True,
    )  # fmt: skip


def _may_approve(request: HttpRequest, page: Page) -> bool:
    task = page.current_workflow_task
    return bool(task and any(one[0] == APPROVE for one in task.get_actions(page, request.user)))


def _approve(request: HttpRequest, page: Page, comment: str) -> None:
    """Approve the draft that was read; the last approval publishes it."""
    state = page.current_workflow_task_state
    page.current_workflow_task.on_action(state, request.user, APPROVE, comment=comment)


def _before(
    request: HttpRequest,
    page: EventPage,
    revision_id: int,
    act: Callable[[Revision], None],
    **asked,
) -> HttpResponse:
    """The screen before; POST does it, unless the page was changed since it was shown."""
    revision = page.revisions.filter(pk=revision_id).first()
    if revision is None:
        raise Http404
    # A draft that is saved by itself keeps its number, but not its moment.
    read = revision.created_at.isoformat()
    if page.latest_revision_id != revision.pk or request.POST.get("read", read) != read:
        messages.error(
            request, _("Somebody has changed the page meanwhile. Look it over and publish again.")
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
    future = revision.as_object()
    draft = stored(future)
    library, later = library_of(request), ""
    if draft.moment > timezone.now():
        later = moment_in_words(draft.moment, ZONE)
    if request.method == "POST":
        tells_some = any(item.kind and item.kind != VANISHED for item in found_for(draft, library))
        act(revision)
        messages.success(request, _done_words(future.title, later, tells_some))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    found = found_for(draft, library)
    left = left_without(future, library, draft.moment)
    pageless = sign_ups_without_page(future, library, draft.moment)
    message = sample_for(found, future, library)
    title = _("Before it is published")
    edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    context = {
        "page": future,
        "edit_url": edit,
        "read": read,
        "later": later,
        "sample": build(message) if message else None,
        "sample_language": message.language if message else "",
        "header_title": title,
        "header_icon": "mail",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": edit, "label": future.title},
            {"url": "", "label": title},
        ],
        **told(found, left, pageless),
        **asked,
    }
    return render(request, "events/admin/publish.html", context)


def _done_words(title: str, later: str, tells_some: bool) -> str:
    if later and not tells_some:
        words = _("“%(title)s” will be published on %(when)s.")
        return words % {"title": title, "when": later}
    if not tells_some:
        return _("“%(title)s” is published.") % {"title": title}
    if later:
        words = _("“%(title)s” will be published on %(when)s, and people are told then.")
        return words % {"title": title, "when": later}
    return _("“%(title)s” is published, and people are told within ten minutes.") % {"title": title}
