"""The page behind a personal link: see, confirm, change or call off one sign-up.

GET and HEAD change nothing, since mail scanners follow every link. The link itself is the
permission, so links that never were, are used up or are too old all get the same answer. Only
who was too late for a date still to come is told so.
"""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.shell import shell_for_view
from events.actions import throttle
from events.actions.changes import cancel, change_seats, confirm, forget_access_needs, last_moment
from events.actions.refusals import SignUpRefused
from events.actions.seats import place_in_line
from events.actions.sign_up import REFUSING_STATES
from events.door_codes import code_as_svg
from events.forms import PartyForm
from events.models import AccessNeed, Occurrence, SignUp
from events.sign_up_queries import find_occurrence, find_sign_up, moved_to, page_of
from events.views.own_series import initial_of, own_series, siblings, too_late
from events.views.privately import private
from events.views.sign_up import facts_of
from events.when import in_words, moment_in_words

WRONG_LINKS = 60
WINDOW = 600
"""So many wrong links from one address within so many seconds; then none is looked up."""
JUST_NOW = timedelta(minutes=10)
"""So long a second press of the button gets the same answer as the first."""


@private
@require_http_methods(["GET", "HEAD", "POST"])
def own_page(request: HttpRequest, token: str) -> HttpResponse:
    """Show or change the sign-up that a link leads to."""
    if request.library is None:
        raise Http404
    guesses = throttle.key_for("link", throttle.address_of(request))
    if throttle.is_over(guesses, WRONG_LINKS):
        return render(request, "429.html", status=429)
    row = elsewhere = None
    if len(token) <= 64 and "\0" not in token:
        row = find_sign_up(request.library, token)
        elsewhere = moved_to(request.library, token) if row is None else None
    if elsewhere is not None:
        return redirect(elsewhere.base_url + request.path)
    if row is not None and row.parent_id:
        rows = siblings(row)
        if request.method == "POST" or any(one.is_active or too_late(one) for one in rows):
            return own_series(request, row, rows)
    repeated = (
        row is not None
        and request.method == "POST"
        and request.POST.get("action") == "cancel"
        and row.state == SignUp.State.CANCELLED
        and row.cancelled_at > timezone.now() - JUST_NOW
    )
    if row is None or not (row.is_active or repeated or too_late(row)):
        throttle.count({guesses: WRONG_LINKS}, seconds=WINDOW)
        return _gone(request)
    return _act(request, row) if request.method == "POST" else _show(request, row)


def _act(request: HttpRequest, row: SignUp) -> HttpResponse:
    action = request.POST.get("action")
    if too_late(row) and action != "confirm":
        return _show(request, row)
    try:
        if action == "cancel":
            return _show(request, cancel(sign_up=row), done="cancelled")
        if action == "confirm":
            return _show(request, confirm(sign_up=row), done="confirmed")
        if action == "change":
            return _change(request, row)
        if action == "forget_access":
            forget_access_needs(rows=[row])
            return _show(request, row, done="forgotten")
    except SignUpRefused as refused:
        return _show(request, row, problem=refused.message)
    return _show(request, row)


def _change(request: HttpRequest, row: SignUp) -> HttpResponse:
    occurrence = find_occurrence(request.library, row.occurrence_id)
    form = PartyForm(request.POST, occurrence=occurrence)
    if not form.is_valid():
        return _show(request, row, form=form)
    try:
        row = change_seats(
            sign_up=row,
            seats=form.cleaned_data["seats"],
            party=form.party(),
            people=form.people(row.name),
        )
    except SignUpRefused as refused:
        form.add_error(refused.field or None, refused.message)
        return _show(request, row, form=form)
    return _show(request, row, done="changed")


def _show(request, row: SignUp, *, done: str = "", problem: str = "", form=None) -> HttpResponse:
    row.refresh_from_db()
    occurrence = find_occurrence(request.library, row.occurrence_id)
    if occurrence is None:
        return _gone(request)
    now = timezone.now()
    page = page_of(occurrence, get_language())
    title = page.title if page else occurrence.series.title
    begun = occurrence.starts_at <= now
    cancelled = occurrence.status == occurrence.Status.CANCELLED
    unseated = row.state in (SignUp.State.WAITING, SignUp.State.OFFERED)
    late = last_moment(occurrence) <= now and not unseated
    changeable = row.is_active and not (begun or cancelled or late)
    offered = row.state == SignUp.State.OFFERED
    if changeable and form is None and occurrence.max_seats > 1 and not offered:
        form = PartyForm(occurrence=occurrence, initial=initial_of(row))
    context = {
        "row": row,
        "occurrence": occurrence,
        "title": title,
        "event_url": page.get_url(request) if page else "",
        "page_language": page.locale.language_code if page else occurrence.library.language,
        "when": in_words(occurrence),
        "facts": facts_of(occurrence, page, seat=row.state == SignUp.State.CONFIRMED),
        "place": place_in_line(row),
        "answer_by": moment_in_words(row.hold_until, occurrence.zone) if offered else "",
        "code": _code(row, occurrence),
        "done": done,
        "problem": problem,
        "form": form if changeable else None,
        "may_cancel": changeable,
        "access_need": AccessNeed.objects.filter(sign_up=row).first(),
        "begun": begun,
        "date_cancelled": cancelled,
        "late": late and not begun and row.is_active,
        "can_sign_up_again": occurrence.listed and occurrence.state(now) not in REFUSING_STATES,
        "shell": shell_for_view(request, _("Your sign-up: %(title)s") % {"title": title}),
    }
    return render(request, "events/sign_up_own.html", context)


def _code(row: SignUp, occurrence: Occurrence) -> str:
    """The code to show at the door, for whoever has a seat and is not in yet."""
    seated = row.state == SignUp.State.CONFIRMED and not row.checked_in_at
    shown = seated and occurrence.series.qr_check_in and row.door_code
    return code_as_svg(row, occurrence.library) if shown else ""


def _gone(request: HttpRequest) -> HttpResponse:
    """One answer for every link that leads nowhere, with a way to a human being."""
    context = {"shell": shell_for_view(request, _("This link does not work any more"))}
    return render(request, "events/sign_up_gone.html", context, status=404)
