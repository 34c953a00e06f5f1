"""Who comes to the events that a partner arranges with the library."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core.shell import Link, shell_for_view
from events.actions.audit import record
from events.actions.organisers import accept_terms
from events.queries.organisers import agreed_part
from partners.models import Partner
from partners.views.profiles import crumbs, for_partners


@require_http_methods(["GET", "HEAD", "POST"])
@for_partners
def names(request, partner: Partner, occurrence: int) -> HttpResponse:
    """Names and numbers of one date; first the terms, which POST accepts. Each look is logged."""
    part = agreed_part(partner.library, partner.key, occurrence)
    if part is None:
        raise Http404
    who = {"occurrence": part.date, "who": request.user, "partner": partner.pk}
    if request.method == "POST":
        if request.POST.get("accept") == "yes" and not part.accepted_by(request.user):
            accept_terms(part.organiser)
            record("terms_accepted", **who)
        return redirect("partners:names", partner.pk, occurrence)
    accepted = part.accepted_by(request.user)
    if accepted:
        record("viewed", **who)
    title = part.date.series.title
    context = {
        "shell": shell_for_view(request, title, [*crumbs(partner), Link(title)]),
        "partner": partner,
        "when": part.when,
        "people": part.names() if accepted else None,
        "total": part.date.seats_taken,
    }
    return render(request, "partners/names.html", context)
