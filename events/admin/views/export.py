"""The people of a date as a file. Nothing of it is kept on the server."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.spreadsheets import as_file
from events.actions.audit import record
from events.admin.views.within import library_of, occurrence_of
from events.queries.export import table


@require_GET
def export(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Everybody who signed up for a date, as `csv` or `xlsx`; each export is logged."""
    occurrence = occurrence_of(library_of(request), pk)
    record("exported", occurrence=occurrence, who=request.user, kind=kind)
    return as_file(
        list(table(occurrence)),
        kind,
        name=occurrence.series.title,
        day=occurrence.start_date,
        sheet=_("Sign-ups"),
    )
