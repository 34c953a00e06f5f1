"""Moving everybody who signed up for a date to another one."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from events.actions.move import MovedAll
from events.actions.move import move_all as move_everybody
from events.actions.refusals import SignUpRefused
from events.admin.people_forms import MoveForm
from events.admin.views.within import frame, library_of, occurrence_of
from events.models import Occurrence, SignUp
from events.when import in_words


@require_http_methods(["GET", "HEAD", "POST"])
def move_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Move all parties of a date to another date of its series, with or without a mail each."""
    occurrence = occurrence_of(library_of(request), pk)
    form = MoveForm(request.POST if request.method == "POST" else None, occurrence=occurrence)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            done = move_everybody(
                occurrence=occurrence,
                to=data["to"].pk,
                wait=data["wait"],
                notify=data["notify"],
                who=request.user,
            )
        except SignUpRefused as refused:
            form.add_error("to", refused.message)
        except Occurrence.DoesNotExist:
            form.add_error("to", SignUpRefused("other_series").message)
        else:
            _say(request, done, in_words(data["to"], inside=True))
            return redirect("events_people", pk if done.stayed else data["to"].pk)
    rows = SignUp.objects.filter(occurrence=occurrence, state__in=SignUp.ACTIVE)
    context = {
        "form": form,
        "when": in_words(occurrence),
        "people": sum(rows.values_list("seats", flat=True)),
        "choices": form.fields["to"].queryset.exists(),
        **frame(_("Move everybody to another date"), "calendar-alt", occurrence),
    }
    status = 422 if form.errors else 200
    return render(request, "events/admin/move_all.html", context, status=status)


def _say(request: HttpRequest, done: MovedAll, when: str) -> None:
    """How many moved, how many wait, and how many stayed for which reason."""
    seated, waiting = _people(done.seated), _people(done.waiting)
    if seated:
        words = ngettext(
            "%(number)s person has a seat on %(when)s.",
            "%(number)s people have a seat on %(when)s.",
            seated,
        )
        messages.success(request, words % {"number": seated, "when": when})
    if waiting:
        words = ngettext(
            "%(number)s person is on the waiting list of %(when)s.",
            "%(number)s people are on the waiting list of %(when)s.",
            waiting,
        )
        messages.warning(request, words % {"number": waiting, "when": when})
    reasons = sorted((refused.message, row.pk, row) for row, refused in done.stayed)
    for reason, group in groupby(reasons, key=lambda one: one[0]):
        number = _people(row for _reason, _pk, row in group)
        words = ngettext(
            "%(number)s person was not moved: %(reason)s",
            "%(number)s people were not moved: %(reason)s",
            number,
        )
        messages.error(request, words % {"number": number, "reason": reason})
    if not (seated or waiting or done.stayed):
        messages.warning(request, _("There is nobody to move."))


def _people(rows) -> int:
    return sum(row.seats for row in rows)
