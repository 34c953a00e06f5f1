"""Answering what was sent for approval from the page's own form."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page


def answer_once_and_what_was_read(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A hook before a page's form is taken: only the press itself answers, and not unread words.

    Pressing "Approve" adds fields to the form, which Wagtail's autosave takes for a change: it
    sends the same answer a second time, beside the press. And whoever has the former version on
    the screen would publish it over what its writer has changed since.
    """
    if request.method != "POST" or "action-workflow-action" not in request.POST:
        return None
    if not request.accepts("text/html"):
        words = _("The page is being answered.")
        told = {"success": False, "error_code": "answering", "error_message": words}
        return JsonResponse(told, status=400)
    read = request.POST.get("loaded_revision_id")
    if read is None or read == str(page.latest_revision_id or ""):
        return None
    messages.warning(
        request, _("The page has been changed since you opened it. Read it before you answer.")
    )
    return redirect("wagtailadmin_pages:edit", page.pk)
