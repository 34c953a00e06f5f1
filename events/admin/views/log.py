"""What was done with a date and its sign-ups, by whom and when."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.lists import page_number
from events.admin.views.within import frame, library_of, occurrence_of
from events.models import AuditEntry, SignUp
from events.when import in_words

PER_PAGE = 100


@require_GET
def log(request: HttpRequest, pk: int) -> HttpResponse:
    """The audit log of one date, newest first."""
    occurrence = occurrence_of(library_of(request), pk)
    entries = AuditEntry.objects.filter(occurrence=occurrence).select_related("who", "sign_up")
    paginator = Paginator(entries, PER_PAGE)
    page = paginator.page(page_number(request, paginator.num_pages))
    context = {
        "page": page,
        "entries": [(entry, _notes(entry)) for entry in page.object_list],
        "own": SignUp.objects.filter(occurrence=occurrence, source=SignUp.Source.WEB).count(),
        "when": in_words(occurrence),
        **frame(_("Log"), "history", occurrence),
    }
    return render(request, "events/admin/log.html", context)


def _notes(entry: AuditEntry) -> str:
    """What the entry's values say, in words."""
    detail = entry.detail
    what = AuditEntry.What
    if entry.what == what.SEATS_CHANGED and "now" in detail:
        return _("from %(before)s to %(now)s") % detail
    if entry.what == what.CHECKED_IN and "came" in detail:
        return _("came: %(came)s") % detail
    if entry.what == what.WRITTEN_TO and "mails" in detail:
        return _("mails: %(mails)s") % detail
    if entry.what == what.PRINTED and "number" in detail:
        return _("list %(number)s") % detail
    if entry.what == what.EXPORTED and "kind" in detail:
        return str(detail["kind"]).upper()
    if entry.what == what.CANCELLED and "mail" in detail:
        return "" if detail["mail"] else _("without a mail")
    return ""
