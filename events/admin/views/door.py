"""At the door: checking people in by list, by name, or by the code on their phone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from events.actions.check_in import check_in, undo_check_in
from events.actions.refusals import SignUpRefused
from events.admin.views.within import frame, library_of, number_of, occurrence_of, sign_up_of
from events.models import Occurrence, SignUp
from events.queries.participants import LONGEST_SEARCH, by_code, matching, participants
from events.when import in_words, place_in_words


@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody with a seat, one tap each. A search is sent by POST: names stay out of logs."""
    library = library_of(request)
    occurrence = occurrence_of(library, pk)
    if "sign_up" in request.POST:
        row = sign_up_of(library, pk, number_of(request.POST["sign_up"]))
        _act(request, row)
        return redirect("events_door", pk)
    rows = participants(occurrence)
    wanted = request.POST.get("q", "").strip()[:LONGEST_SEARCH]
    shown = matching(rows, wanted) if wanted else rows
    seated = sorted(
        (row for row in shown if row.state == SignUp.State.CONFIRMED),
        key=lambda row: (row.name.casefold(), row.pk),
    )
    expected = sum(row.seats for row in rows if row.state == SignUp.State.CONFIRMED)
    context = {
        "when": in_words(occurrence),
        "where": place_in_words(occurrence),
        "early": occurrence.start_date > timezone.localdate(),
        "cancelled": occurrence.status == Occurrence.Status.CANCELLED,
        "missing": [row for row in seated if not row.checked_in_at],
        "here": [row for row in seated if row.checked_in_at],
        "others": [row for row in shown if row.is_active and row not in seated],
        "gone": [row for row in shown if not row.is_active] if wanted else [],
        "came": sum(row.came or row.seats for row in rows if row.checked_in_at),
        "expected": expected,
        "wanted": wanted,
        "found": len(shown),
        **frame(_("At the door"), "circle-check", occurrence),
    }
    return render(request, "events/admin/door.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def scan(request: HttpRequest, code: str) -> HttpResponse:
    """Where a scanned code leads: who it is, and one tap to check in. Looking changes nothing."""
    library = library_of(request)
    row = by_code(library, code)
    if row is None:
        context = frame(_("This code is not known here"), "warning")
        return render(request, "events/admin/scan.html", context, status=404)
    if request.method == "POST":
        _act(request, row)
        return redirect("events_scan", code)
    occurrence = row.occurrence
    context = {
        "row": row,
        "when": in_words(occurrence),
        "where": place_in_words(occurrence),
        "problem": _problem(row),
        "door": reverse("events_door", args=(occurrence.pk,)),
        **frame(row.name, "circle-check", occurrence),
    }
    return render(request, "events/admin/scan.html", context)


def _problem(row: SignUp) -> str:
    """Why this party cannot be checked in, in words; empty where it can."""
    from events.actions.check_in import EARLIEST, REFUSED

    if row.state in REFUSED:
        return SignUpRefused(REFUSED[row.state]).message
    if row.occurrence.status == Occurrence.Status.CANCELLED:
        return SignUpRefused("cancelled").message
    if row.occurrence.starts_at - EARLIEST > timezone.now():
        return SignUpRefused("too_early").message
    return ""


def _act(request: HttpRequest, row: SignUp) -> None:
    """Check in or undo, and say what came of it."""
    name = {"name": row.name}
    if request.POST.get("action") == "undo":
        undo_check_in(sign_up=row, who=request.user)
        messages.success(request, _("The check-in of %(name)s is undone.") % name)
        return
    raw = request.POST.get("came", "").strip()
    try:
        row = check_in(sign_up=row, came=number_of(raw) if raw else None, who=request.user)
    except SignUpRefused as refused:
        messages.error(request, f"{row.name}: {refused.message}")
        return
    came = {"name": row.name, "number": row.came}
    words = ngettext("%(name)s is here.", "%(name)s is here, %(number)s people.", row.came)
    messages.success(request, words % came)
