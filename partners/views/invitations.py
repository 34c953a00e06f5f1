"""Opening and accepting an invitation."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from core.models import Library
from core.shell import shell_for_view
from partners.actions.invitations import accept
from partners.models import Invitation
from partners.refusals import Refused
from people.sign_in import expect
from people.throttle import allowed

WRONG_LINKS = "30/m/ip"


def _find(library: Library, token: str) -> Invitation | None:
    """An invitation of this library that can be accepted right now."""
    return (
        Invitation.objects.for_library(library)
        .filter(
            token=token,
            accepted_at__isnull=True,
            withdrawn_at__isnull=True,
            expires_at__gt=timezone.now(),
        )
        .select_related("partner", "invited_by")
        .first()
    )


@never_cache
def invitation(request, token: str) -> HttpResponse:
    """Who invites to what; only the button accepts. All worthless links look alike."""
    library = Library.for_request(request)
    if library is None or not library.uses("partners"):
        raise Http404
    found = _find(library, token)
    if found is None:
        return _worthless(request)
    found.partner.library = library
    user = request.user
    stranger = user.is_authenticated and user.email.lower() != found.email.lower()
    if request.method == "POST" and not stranger:
        try:
            person = accept(invitation=found)
        except Refused:
            return _worthless(request)
        profile = reverse("partners:profile", args=[person.partner_id])
        if user.is_authenticated:
            return redirect(profile)
        return expect(request, found.email, profile)
    shell = shell_for_view(request, _("Invitation"))
    context = {"shell": shell, "invitation": found, "stranger": stranger}
    status = 403 if stranger else 200
    return _quiet(render(request, "partners/invitation.html", context, status=status))


def _worthless(request) -> HttpResponse:
    if not allowed(request, "wrong_link", WRONG_LINKS):
        return render(request, "429.html", status=429)
    shell = shell_for_view(request, _("This link does not work any more"))
    return _quiet(render(request, "partners/worthless.html", {"shell": shell}, status=404))


def _quiet(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "no-referrer"
    return response
