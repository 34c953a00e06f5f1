"""What the desk prints: a slip for one who signed up, and the list of people to call."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages

from events.actions.audit import record
from events.actions.notices import texts_in
from events.actions.seats import place_in_line, places_in_line
from events.admin.views import crumbs, library_of, occurrence_of
from events.calls import calls_of
from events.models import Occurrence, SignUp
from events.organisers import arranged_by
from events.queries.participants import TO_CALL
from events.when import in_words, place_in_words


@require_http_methods(["GET", "HEAD", "POST"])
def calls(request: HttpRequest, pk: int) -> HttpResponse:
    """Who must be told by telephone, and what to say; POST notes that somebody was called."""
    library = library_of(request)
    occurrence = occurrence_of(library, pk)
    rows = SignUp.objects.for_library(library).filter(TO_CALL, occurrence=occurrence)
    if request.method == "POST":
        row = get_object_or_404(rows, pk=_number(request.POST.get("sign_up", "")))
        with transaction.atomic():
            row.to_call = None
            row.save(update_fields=["to_call"])
            record("called", occurrence=occurrence, sign_up=row, who=request.user)
        messages.success(request, _("%(name)s has been told.") % {"name": row.name})
        return redirect("events_calls", pk)
    people = list(rows.order_by("name", "pk"))
    for row in people:
        row.say = what_to_say(row, occurrence)
    context = {
        "occurrence": occurrence,
        "people": people,
        "when": in_words(occurrence),
        "header_title": _("People to call"),
        "header_icon": "mobile-alt",
        "breadcrumbs_items": [*crumbs(occurrence), {"url": "", "label": _("People to call")}],
    }
    return render(request, "events/admin/calls.html", context)


def _number(raw: str) -> int:
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 19 else 0


NEWER = {
    "moved": ("added", "rebooked"),
    "promoted": ("date_cancelled",),
    "added": ("date_cancelled",),
}
"""What need not be said where one of these is said too: they tell how things are now."""


def what_to_say(row: SignUp, occurrence: Occurrence) -> list[str]:
    """The messages for one person in words, in the active language."""
    calls = calls_of(row)
    kinds = {call["kind"] for call in calls}
    return [
        _in_words(call, row, occurrence)
        for call in calls
        if kinds.isdisjoint(NEWER.get(call["kind"], ()))
    ]


def _in_words(call: dict, row: SignUp, occurrence: Occurrence) -> str:
    kind, when = call["kind"], in_words(occurrence, inside=True)
    values = {
        "title": occurrence.series.title,
        "when": when,
        "now": ", ".join(part for part in (when, place_in_words(occurrence)) if part),
        "was": call.get("was_when", ""),
    }
    if kind == "promoted":
        return _("There is a seat for you: %(title)s, %(when)s.") % values
    if kind == "added":
        return _("%(title)s has a new date, and you are on it: %(now)s.") % values
    if kind == "rebooked":
        said = _("You are moved to another date of %(title)s: %(now)s. Before: %(was)s.") % values
        waits = _("You are on the waiting list there.") if row.state == "waiting" else ""
        return f"{said} {waits}".strip()
    note, reason = texts_in(occurrence, occurrence.library.language)
    if kind == "date_cancelled":
        said = _("%(title)s, %(when)s, is cancelled.") % values
        return f"{said} {reason}".strip()
    if kind == "restored":
        return _("%(title)s takes place after all: %(now)s.") % values
    said = _("%(title)s, which was announced for %(was)s, is now: %(now)s.") % values
    return f"{said} {note}".strip()


def _dates_of(row: SignUp) -> list[tuple[str, int]]:
    """All coming dates of a sign-up for a series, and the place in line where it waits."""
    if row.parent_id is None:
        return []
    rows = SignUp.objects.filter(
        parent=row.parent_id, state__in=SignUp.ACTIVE, occurrence__until__gt=timezone.now()
    )
    rows = list(rows.select_related("occurrence").order_by("occurrence__starts_at", "pk"))
    places = places_in_line(rows)
    return [(in_words(one.occurrence), places[one.pk]) for one in rows]


@require_GET
def slip(request: HttpRequest, pk: int, sign_up_pk: int) -> HttpResponse:
    """A slip to print for somebody without e-mail, in the language of the sign-up."""
    library = library_of(request)
    occurrence = occurrence_of(library, pk)
    rows = SignUp.objects.for_library(library).filter(state__in=SignUp.ACTIVE)
    row = get_object_or_404(rows, pk=sign_up_pk, occurrence=occurrence)
    with translation.override(row.language):
        dates = _dates_of(row)
        context = {
            "row": row,
            "occurrence": occurrence,
            "library": library,
            "phone": library.phone or (occurrence.place.phone if occurrence.place else ""),
            "when": in_words(occurrence),
            "where": place_in_words(occurrence),
            "line": place_in_line(row),
            "organisers": arranged_by(occurrence.series, library),
            "dates": dates,
            "waits": bool(dates) and all(place for _when, place in dates),
            "dir": "rtl" if translation.get_language_bidi() else "ltr",
        }
        return render(request, "events/admin/slip.html", context)
