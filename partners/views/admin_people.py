"""The library's list of the people who keep a partner's profile."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from core.permissions import can_invite_partners
from partners.actions import invitations as actions
from partners.forms import InvitationForm
from partners.models import Invitation, Partner, PartnerPerson
from partners.queries import source_page
from partners.refusals import Refused

DONE = {
    "resend": gettext_lazy("The invitation is sent again."),
    "withdraw": gettext_lazy("The invitation is withdrawn."),
    "end": gettext_lazy("This person no longer keeps the profile."),
}


def people(request, pk: int) -> HttpResponse:
    """People and invitations of one partner, and a form to invite somebody."""
    partner = _partner(request, pk)
    form = InvitationForm(request.POST if request.POST.get("action") == "invite" else None)
    if request.method == "POST":
        if _act(request, partner, form):
            return redirect("partners_admin_people", partner.pk)
    page = source_page(partner.library, partner.key)
    now = timezone.now()
    context = {
        "partner": partner,
        "page_title": _("People"),
        "page_subtitle": partner.name,
        "header_icon": "group",
        "form": form,
        "people": partner.people.filter(active=True).select_related("user").order_by("since"),
        "invitations": [
            (invitation, invitation.expires_at < now)
            for invitation in actions.open_invitations(partner).select_related("invited_by")
        ],
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else "",
    }
    return render(request, "partners/admin/people.html", context)


def _partner(request, pk: int) -> Partner:
    library = request.admin_library
    if library is None or not library.uses("partners"):
        raise PermissionDenied
    if not can_invite_partners(request.user, library):
        raise PermissionDenied
    partner = get_object_or_404(Partner.objects.for_library(library), pk=pk)
    partner.library = library
    return partner


def _act(request, partner: Partner, form: InvitationForm) -> bool:
    """Do what the pressed button says; False when the form must be shown again."""
    action = request.POST.get("action")
    try:
        if action == "invite":
            if not form.is_valid():
                return False
            actions.invite(partner=partner, invited_by=request.user, **form.cleaned_data)
            done = _("The invitation is sent.")
        else:
            _act_on_row(partner, action, request.POST.get("id", ""))
            done = str(DONE[action])
    except Refused as refusal:
        if action == "invite":
            form.add_error("email", str(refusal))
            return False
        messages.error(request, str(refusal))
        return True
    messages.success(request, done)
    return True


def _act_on_row(partner: Partner, action: str, row: str) -> None:
    model = PartnerPerson if action == "end" else Invitation
    if action not in DONE or not row.isdigit():
        raise PermissionDenied
    found = get_object_or_404(model.objects.filter(partner=partner), pk=int(row))
    if action == "end":
        actions.end(person=found)
        return
    found.partner = partner
    (actions.resend if action == "resend" else actions.withdraw)(invitation=found)
