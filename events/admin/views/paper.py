"""What is printed of a date: a list without addresses or numbers, and name badges."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from events.actions.audit import record
from events.admin.views.within import frame, library_of, number_of, occurrence_of
from events.models import Occurrence, SignUp
from events.queries.participants import participants
from events.queries.printed import changes_since, last_printed, snapshot
from events.when import in_words, place_in_words


@require_GET
def printed_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Names and party sizes to tick off, with time and number of the list.

    Below it stands what changed since the list before.
    """
    library = library_of(request)
    occurrence = occurrence_of(library, pk)
    rows = participants(occurrence)
    before = last_printed(occurrence)
    changes = changes_since(before, rows) if before else None
    people = snapshot(rows)
    number = before.detail.get("number", 0) if before else 0
    if before is None or changes or before.detail.get("people") != people:
        number += 1
    record(
        "printed",
        occurrence=occurrence,
        who=request.user,
        kind="list",
        number=number,
        people=people,
    )
    context = {
        **_head(occurrence),
        "number": number,
        "changes": changes,
        "seated": _by_name(row for row in rows if row.state in SignUp.SEATED),
        "waiting": [row for row in rows if row.state == SignUp.State.WAITING],
        "count": sum(row.seats for row in rows if row.state in SignUp.SEATED),
    }
    return render(request, "events/admin/list.html", context)


@require_GET
def since(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed since the printed list whose number is asked for."""
    library = library_of(request)
    occurrence = occurrence_of(library, pk)
    raw = request.GET.get("list", "")
    entry = last_printed(occurrence, number_of(raw) if raw else None)
    context = {
        "entry": entry,
        "asked": raw[:9],
        "when": in_words(occurrence),
        "changes": changes_since(entry, participants(occurrence)) if entry else None,
        **frame(_("Since the list was printed"), "history", occurrence),
    }
    return render(request, "events/admin/since.html", context, status=200 if entry else 404)


@require_GET
def badges(request: HttpRequest, pk: int) -> HttpResponse:
    """A badge for everybody with a seat; without a name for those of a party we do not know."""
    library = library_of(request)
    occurrence = occurrence_of(library, pk)
    rows = _by_name(row for row in participants(occurrence) if row.state in SignUp.SEATED)
    record("printed", occurrence=occurrence, who=request.user, kind="badges")
    names = []
    for row in rows:
        known = [person.name for person in row.people.all()] or [row.name]
        names += [*known, *[""] * (row.seats - len(known))]
    return render(request, "events/admin/badges.html", {**_head(occurrence), "names": names})


def _by_name(rows) -> list[SignUp]:
    return sorted(rows, key=lambda row: (row.name.casefold(), row.pk))


def _head(occurrence: Occurrence) -> dict:
    return {
        "occurrence": occurrence,
        "library": occurrence.library,
        "when": in_words(occurrence),
        "where": place_in_words(occurrence),
        "printed_at": timezone.localtime(),
    }
