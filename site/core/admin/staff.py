"""The library's own list of who works here."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.admin.actions import change_role, invite_staff, set_active
from core.admin.forms import InviteForm
from core.admin.inbox_forms import MemberForm
from core.admin.inbox_views import save_away
from core.models import Library, Membership
from core.permissions import can_manage_staff


def _library(request: HttpRequest) -> Library:
    library = request.admin_library
    if library is None or not can_manage_staff(request.user, library):
        raise PermissionDenied
    return library


def _member(request: HttpRequest, pk: int) -> Membership:
    return get_object_or_404(Membership.objects.for_library(_library(request)), pk=pk)


@require_GET
def staff_list(request: HttpRequest) -> HttpResponse:
    """Everybody who works or worked here."""
    members = (
        Membership.objects.for_library(_library(request))
        .select_related("user", "substitute__user")
        .order_by("-active", "user__first_name", "user__last_name", "pk")
    )
    context = {"members": members, "header_title": _("Staff")}
    return render(request, "core/admin/staff.html", context)


@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody to work here."""
    library = _library(request)
    form = InviteForm(request.POST or None, library=library)
    if request.method == "POST" and form.is_valid():
        try:
            member = invite_staff(library=library, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request, _("An invitation is on its way to %(name)s.") % {"name": member.user}
            )
            return redirect("core_admin:staff")
    context = {"form": form, "header_title": _("Invite somebody"), "submit": _("Send invitation")}
    return render(request, "core/admin/form.html", context)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a member another role, or a substitute while they are away."""
    member = _member(request, pk)
    form = MemberForm(request.POST or None, membership=member)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                change_role(membership=member, role=form.cleaned_data["role"])
                save_away(form, member)
        except ValidationError as error:
            form.add_error(None if hasattr(error, "error_dict") else "role", error)
        else:
            messages.success(request, _("Saved."))
            return redirect("core_admin:staff")
    context = {"form": form, "header_title": str(member.user), "submit": _("Save")}
    return render(request, "core/admin/form.html", context)


@require_POST
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Close somebody's work for this library."""
    try:
        set_active(membership=_member(request, pk), active=False)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("They can no longer sign in to this library."))
    return redirect("core_admin:staff")


@require_POST
def activate(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody work here again."""
    set_active(membership=_member(request, pk), active=True)
    messages.success(request, _("They can work here again."))
    return redirect("core_admin:staff")
