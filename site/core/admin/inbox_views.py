"""What one can do with a matter of the inbox, and the panel on the front page."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.template import TemplateDoesNotExist
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin.ui.components import Component

from core.admin import inbox_actions as actions
from core.admin.inbox import MINE, Entry, find, inbox, kinds_in
from core.admin.inbox_forms import AddressForm, AssignForm, AwayForm
from core.admin.inbox_kinds import why_failed
from core.lists import page_number
from core.models import Library, Membership, Outbox
from core.outbox import build
from core.permissions import can_answer, can_approve_pages, has_role

INBOX = {"icon": "mail", "back": reverse_lazy("wagtailadmin_home")}


class InboxPanel(Component):
    """The inbox as the front page of the administration."""

    name = "inbox"
    template_name = "core/admin/inbox.html"
    order = 100

    def __init__(self, request: HttpRequest):
        self.request = request

    def get_context_data(self, parent_context) -> dict:
        """The list, and what this person may do with it."""
        request, library = self.request, self.request.admin_library
        show = request.GET.get("show", "")
        show = show if show in {MINE, *kinds_in(library)} else ""
        role = Membership.objects.for_library(library).filter(user=request.user, active=True)
        return {
            "inbox": inbox(library, request.user, show, page_number(request, 10_000)),
            "show": show,
            "library": library,
            "may_answer": can_answer(request.user, library),
            "may_assign": can_approve_pages(request.user, library),
            "own": role.select_related("substitute__user").first(),
            "request": request,
            "user": request.user,
            # Wagtail renders its components without the request, so without this as well.
            "csrf_token": get_token(request),
        }


def replace_panels(request: HttpRequest, panels: list) -> None:
    """Hook of the front page: the inbox instead of Wagtail's panels, in place."""
    if getattr(request, "admin_library", None) is not None:
        panels[:] = [InboxPanel(request)]


def _library(request: HttpRequest, allowed=can_answer) -> Library:
    library = request.admin_library
    if library is None or not allowed(request.user, library):
        raise PermissionDenied
    return library


def _entry(request: HttpRequest, library: Library, kind: str, key: str) -> Entry:
    entry = find(library, request.user, kind, key)
    if entry is None:
        raise Http404
    return entry


def _back(request: HttpRequest) -> HttpResponse:
    address = reverse("wagtailadmin_home")
    show = request.POST.get("back", "")
    known = show in {MINE, *kinds_in(request.admin_library)}
    return redirect(f"{address}?show={show}" if known else address)


@require_POST
def take(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Take a matter; says so where somebody else was first."""
    library = _library(request)
    entry = find(library, request.user, kind, key)
    if entry is None:
        messages.warning(request, _("Somebody has answered this already."))
        return _back(request)
    claim = actions.take(library=library, kind=kind, key=key, user=request.user)
    if claim.owner_id == request.user.pk:
        messages.success(request, _("“%(title)s” is yours.") % {"title": entry.item.title})
    else:
        messages.warning(request, _("%(name)s has taken it already.") % {"name": claim.owner})
    return _back(request)


@require_POST
def put_back(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Put a matter back; one's own, or as an editor anybody's."""
    library = _library(request)
    entry = find(library, request.user, kind, key)
    if entry is not None and entry.claim is not None:
        if entry.claim.owner_id != request.user.pk and not can_approve_pages(request.user, library):
            raise PermissionDenied
        actions.put_back(library=library, kind=kind, key=key)
        messages.success(request, _("“%(title)s” is nobody's again.") % {"title": entry.item.title})
    return _back(request)


@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Give a matter to somebody, with a due date."""
    library = _library(request, can_approve_pages)
    entry = _entry(request, library, kind, key)
    initial = {
        "owner": entry.owner.pk if entry.owner else None,
        "due": entry.claim.due if entry.claim else None,
    }
    form = AssignForm(request.POST or None, library=library, initial=initial)
    if request.method == "POST" and form.is_valid():
        owner = form.cleaned_data["owner"].user
        try:
            actions.assign(
                library=library, kind=kind, key=key, owner=owner, due=form.cleaned_data["due"]
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("%(name)s answers it.") % {"name": owner})
            return redirect("wagtailadmin_home")
    title = _("Who answers “%(title)s”?") % {"title": entry.item.title}
    context = {"form": form, "header_title": title, "submit": _("Save"), **INBOX}
    return render(request, "core/admin/form.html", context)


@require_http_methods(["GET", "POST"])
def away(request: HttpRequest) -> HttpResponse:
    """The person's own time away, and the substitute."""
    library = _library(request, lambda user, library: has_role(user, library, *Membership.Role))
    own = get_object_or_404(Membership.objects.for_library(library), user=request.user, active=True)
    form = AwayForm(request.POST or None, membership=own)
    if request.method == "POST" and form.is_valid():
        try:
            save_away(form, own)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("wagtailadmin_home")
    title = _("When you are away")
    context = {"form": form, "header_title": title, "submit": _("Save"), **INBOX}
    return render(request, "core/admin/form.html", context)


def save_away(form, membership: Membership) -> None:
    """Store the form's time away; raises ValidationError by field."""
    actions.set_away(
        membership=membership,
        until=form.cleaned_data["away_until"],
        substitute=form.cleaned_data["substitute"],
    )


@require_http_methods(["GET", "POST"])
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """A mail that did not arrive: put the address right, try again, or leave it."""
    library = _library(request, can_approve_pages)
    message = get_object_or_404(Outbox.objects.for_library(library), pk=pk)
    if message.is_secret:
        raise Http404
    form = AddressForm(request.POST or None, initial={"email": message.recipient})
    form.fields["email"].disabled = not actions.can_mend(message)
    if request.method == "POST" and ("again" not in request.POST or form.is_valid()):
        if "again" in request.POST:
            try:
                done = actions.try_again(message=message, email=form.cleaned_data["email"])
            except ValidationError as error:
                form.add_error("email", error)
                return _mail_form(request, message, form)
            words = _("The mail is on its way again.")
        else:
            done = actions.give_up(message=message)
            words = _("The mail will not be sent.")
        if done:
            messages.success(request, words)
        else:
            messages.warning(request, _("Somebody has answered this already."))
        return redirect("wagtailadmin_home")
    if message.state != Outbox.State.FAILED:
        raise Http404
    return _mail_form(request, message, form)


def _subject(message: Outbox) -> str:
    """What the mail is about; empty for one whose template is no longer there."""
    try:
        return build(message).subject
    except TemplateDoesNotExist:
        return ""


def _mail_form(request: HttpRequest, message: Outbox, form: AddressForm) -> HttpResponse:
    context = {
        "message": message,
        "subject": _subject(message),
        "why": why_failed(message),
        "form": form,
        "header_title": _("A mail that did not go"),
    }
    status = 422 if form.errors else 200
    return render(request, "core/admin/inbox_mail.html", context, status=status)
