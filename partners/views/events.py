"""Who comes to the events that a partner arranges with the library: on the screen, on paper, as
a file. Always the agreed part only, after the terms, and noted in the library's log.
"""

from __future__ import annotations

from functools import wraps

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.shell import Link, shell_for_view
from core.spreadsheets import KINDS, as_file
from events.actions.audit import record
from events.actions.organisers import accept_terms
from events.queries.organisers import AgreedPart, agreed_part
from partners.models import Partner
from partners.views.profiles import crumbs, for_partners


def _part(partner: Partner, occurrence: int) -> AgreedPart:
    part = agreed_part(partner.library, partner.key, occurrence)
    if part is None:
        raise Http404
    return part


def after_terms(view):
    """Decorator: gives the agreed part to those who said yes; others are sent to the terms."""

    @for_partners
    @wraps(view)
    def inner(request, partner: Partner, occurrence: int, **kwargs):
        part = _part(partner, occurrence)
        if not part.accepted_by(request.user):
            return redirect("partners:names", partner.pk, occurrence)
        return view(request, partner, part, **kwargs)

    return inner


@require_http_methods(["GET", "HEAD", "POST"])
@for_partners
def names(request, partner: Partner, occurrence: int) -> HttpResponse:
    """Names and numbers of one date; first the terms, which POST accepts. Each look is logged."""
    part = _part(partner, occurrence)
    if request.method == "POST":
        if request.POST.get("accept") == "yes" and not part.accepted_by(request.user):
            accept_terms(part.organiser)
            _note("terms_accepted", request, partner, part)
        return redirect("partners:names", partner.pk, occurrence)
    accepted = part.accepted_by(request.user)
    if accepted:
        _note("viewed", request, partner, part)
    title = part.date.series.title
    people = part.names() if accepted else None
    context = {
        "shell": shell_for_view(request, title, [*crumbs(partner), Link(title)]),
        "partner": partner,
        "date": part.date,
        "when": part.when,
        "people": people,
        "total": sum(number for _name, number in people or ()),
    }
    return render(request, "partners/names.html", context)


@after_terms
@require_GET
def printed_list(request, partner: Partner, part: AgreedPart) -> HttpResponse:
    """The same names on paper, to tick off at the door; each is logged."""
    _note("printed", request, partner, part, kind="names")
    people = part.names()
    context = {
        "partner": partner,
        "date": part.date,
        "when": part.when,
        "where": part.where,
        "people": people,
        "total": sum(number for _name, number in people),
        "printed_at": timezone.localtime(),
    }
    return render(request, "partners/list.html", context)


@after_terms
@require_GET
def export(request, partner: Partner, part: AgreedPart, kind: str) -> HttpResponse:
    """The same names as a file, `csv` or `xlsx`; each is logged, none is kept on the server."""
    if kind not in KINDS:
        raise Http404
    _note("exported", request, partner, part, kind=kind)
    date = part.date
    return as_file(
        part.table(), kind, name=date.series.title, day=date.start_date, sheet=_("Sign-ups")
    )


def _note(what: str, request, partner: Partner, part: AgreedPart, **detail) -> None:
    record(what, occurrence=part.date, who=request.user, partner=partner.pk, **detail)
