"""What was done with dates and sign-ups, by whom and when."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from core.lists import page_number
from core.models import Membership
from core.permissions import has_role
from events.admin.views.within import frame, library_of, occurrence_of
from events.models import AuditEntry, SignUp
from events.when import in_words

PER_PAGE = 100
ITSELF = (AuditEntry.What.PROMOTED,)
"""What nobody did where nobody of the staff did it."""
WHY = {
    "expired": gettext_lazy("not confirmed in time"),
    "series": gettext_lazy("new date of the series"),
    "left": gettext_lazy("no longer on the page"),
    "published": gettext_lazy("by publishing"),
}


@require_GET
def log(request: HttpRequest, pk: int) -> HttpResponse:
    """The audit log of one date, newest first."""
    occurrence = occurrence_of(library_of(request), pk)
    entries = AuditEntry.objects.filter(occurrence=occurrence)
    context = {
        "own": SignUp.objects.filter(occurrence=occurrence, source=SignUp.Source.WEB).count(),
        "when": in_words(occurrence),
        **frame(_("Log"), "history", occurrence),
    }
    return _shown(request, entries, context)


@require_GET
def whole_log(request: HttpRequest) -> HttpResponse:
    """The audit log of the library, for its administrators: also what belongs to no date."""
    library = library_of(request)
    if not has_role(request.user, library, Membership.Role.ADMINISTRATOR):
        raise PermissionDenied
    entries = AuditEntry.objects.for_library(library)
    return _shown(request, entries, {"whole": True, **frame(_("Log"), "history")})


def _shown(request: HttpRequest, entries: QuerySet, context: dict) -> HttpResponse:
    rows = entries.select_related("who", "sign_up", "occurrence__series")
    paginator = Paginator(rows, PER_PAGE)
    page = paginator.page(page_number(request, paginator.num_pages))
    listed = [(entry, _who(entry), _what(entry), _notes(entry)) for entry in page.object_list]
    return render(request, "events/admin/log.html", {"page": page, "entries": listed, **context})


def _who(entry: AuditEntry) -> str:
    """Who did it: somebody of the staff, the one who signed up, or nobody."""
    if entry.who:
        return str(entry.who)
    by_itself = {"expired", "series", "published"} & set(entry.detail) or entry.what in ITSELF
    return "" if by_itself or not entry.sign_up_id else _("The person")


def _what(entry: AuditEntry) -> str:
    """What was done, in words."""
    return _("changed who is in the party") if _same_number(entry) else entry.get_what_display()


def _same_number(entry: AuditEntry) -> bool:
    """Whether a party stayed as large as it was: other names, or other children among it."""
    numbers = entry.detail.get("before"), entry.detail.get("now")
    changed = entry.what == AuditEntry.What.SEATS_CHANGED
    return changed and numbers[0] is not None and numbers[0] == numbers[1]


def _notes(entry: AuditEntry) -> str:
    """What the entry's values say, in words; also that it was a partner who did it."""
    partner = _("as a partner") if "partner" in entry.detail else ""
    return ", ".join(words for words in (_said(entry), partner) if words)


def _said(entry: AuditEntry) -> str:
    detail = entry.detail
    what = AuditEntry.What
    if _same_number(entry):
        return ""
    if entry.what == what.SEATS_CHANGED and "now" in detail:
        return _("from %(before)s to %(now)s") % detail
    if entry.what == what.CHECKED_IN and "came" in detail:
        return _("came: %(came)s") % detail
    if entry.what == what.WRITTEN_TO and "mails" in detail:
        return _("mails: %(mails)s") % detail
    if entry.what == what.PRINTED and "number" in detail:
        return _("list %(number)s") % detail
    if entry.what == what.PRINTED and detail.get("kind") == "badges":
        return _("name badges")
    if entry.what == what.EXPORTED and "kind" in detail:
        return str(detail["kind"]).upper()
    if entry.what == what.CANCELLED and "mail" in detail:
        return "" if detail["mail"] else _("without a mail")
    if entry.what in (what.FOUND, what.ERASED) and "sign_ups" in detail:
        return _("sign-ups: %(sign_ups)s") % detail
    return next((str(words) for key, words in WHY.items() if detail.get(key)), "")
