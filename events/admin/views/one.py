"""What staff do with one sign-up: cancel it, give it a seat, change or move it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from events.actions.changes import cancel, change_seats, confirm
from events.actions.move import move as move_sign_up
from events.actions.promote import promote as give_seat
from events.actions.refusals import SignUpRefused
from events.admin.people_forms import MoveForm, SeatsForm
from events.admin.views.within import frame, library_of, occurrence_of, sign_up_of
from events.models import Occurrence, SignUp
from events.when import in_words


def _to(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to where the button was: the door, or the list of people."""
    door = request.POST.get("back") == "door"
    return redirect("events_door" if door else "events_people", pk)


@require_POST
def call_off(request: HttpRequest, pk: int, sign_up_pk: int) -> HttpResponse:
    """Cancel one sign-up of a date, with or without a mail about it."""
    row = sign_up_of(library_of(request), pk, sign_up_pk)
    try:
        cancel(sign_up=row, notify="notify" in request.POST, by_staff=True, who=request.user)
    except SignUpRefused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The sign-up of %(name)s is cancelled.") % {"name": row.name})
    return _to(request, pk)


@require_POST
def promote(request: HttpRequest, pk: int, sign_up_pk: int) -> HttpResponse:
    """Give one party a seat by hand: from the waiting list, or without waiting for its answer."""
    row = sign_up_of(library_of(request), pk, sign_up_pk)
    try:
        if row.state in (SignUp.State.PENDING, SignUp.State.OFFERED):
            confirm(sign_up=row, who=request.user)
        else:
            give_seat(sign_up=row, over="over" in request.POST, who=request.user)
    except SignUpRefused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("%(name)s has a seat now.") % {"name": row.name})
    return _to(request, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, pk: int, sign_up_pk: int) -> HttpResponse:
    """Move one sign-up to another date of its series, with or without a mail."""
    library = library_of(request)
    occurrence = occurrence_of(library, pk)
    row = sign_up_of(library, pk, sign_up_pk)
    form = MoveForm(
        request.POST if request.method == "POST" else None, occurrence=occurrence, row=row
    )
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            moved = move_sign_up(
                sign_up=row,
                to=data["to"].pk,
                wait=data["wait"],
                notify=data["notify"],
                who=request.user,
            )
        except SignUpRefused as refused:
            form.add_error("wait" if refused.code == "no_seat_there" else "to", refused.message)
        except Occurrence.DoesNotExist:
            form.add_error("to", SignUpRefused("other_series").message)
        else:
            words = _("%(name)s is moved to %(when)s.")
            if moved.state == SignUp.State.WAITING:
                words = _("%(name)s is on the waiting list of %(when)s.")
            messages.success(
                request, words % {"name": row.name, "when": in_words(data["to"], inside=True)}
            )
            return redirect("events_people", pk)
    context = {
        "row": row,
        "form": form,
        "when": in_words(occurrence),
        "choices": form.fields["to"].queryset.exists(),
        **frame(_("Move to another date"), "calendar-alt", occurrence),
    }
    status = 422 if form.errors else 200
    return render(request, "events/admin/move.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def seats(request: HttpRequest, pk: int, sign_up_pk: int) -> HttpResponse:
    """Change how many of a party come, with or without a mail."""
    library = library_of(request)
    occurrence = occurrence_of(library, pk)
    row = sign_up_of(library, pk, sign_up_pk)
    row.occurrence = occurrence
    form = SeatsForm(request.POST if request.method == "POST" else None, row=row)
    if form.is_bound and form.is_valid():
        try:
            changed = change_seats(
                sign_up=row,
                seats=form.cleaned_data["seats"],
                party=form.party(),
                people=form.people(row.name),
                notify=form.cleaned_data.get("notify", False),
                by_staff=True,
                who=request.user,
            )
        except SignUpRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            words = ngettext(
                "%(name)s comes with %(number)s person now.",
                "%(name)s comes with %(number)s people now.",
                changed.seats,
            )
            messages.success(request, words % {"name": row.name, "number": changed.seats})
            return redirect("events_people", pk)
    context = {
        "row": row,
        "form": form,
        "when": in_words(occurrence),
        **frame(_("Change the number of people"), "group", occurrence),
    }
    return render(request, "events/admin/seats.html", context, status=422 if form.errors else 200)
