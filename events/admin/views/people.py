"""The people of one date: seeing them, and signing somebody up at the desk."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from events.actions.audit import record
from events.actions.figures import count_people
from events.actions.refusals import SignUpRefused
from events.actions.sign_up import sign_up
from events.actions.sign_up_series import SeriesOutcome, sign_up_series
from events.admin.desk_form import DeskForm
from events.admin.views.within import crumbs, library_of, occurrence_of
from events.models import Occurrence, SignUp
from events.queries.answers import LONG, answered, asked
from events.queries.participants import LONGEST_SEARCH, matching, participants
from events.queries.states import status_of
from events.questions import questions_of
from events.sign_up_queries import page_of
from events.when import in_words, moved_in_words, place_in_words


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """The people of one date; POST looks for some of them, or signs somebody up at the desk."""
    library = library_of(request)
    occurrence = occurrence_of(library, pk)
    searching = "q" in request.POST
    typed = request.POST if request.method == "POST" and not searching else None
    page = page_of(occurrence, library.language)
    form = DeskForm(typed, library=library, occurrence=occurrence, questions=questions_of(page))
    if form.is_bound and form.is_valid() and _signed_up(request, occurrence, form):
        return redirect("events_people", pk)
    rows = participants(occurrence)
    wanted = request.POST.get("q", "").strip()[:LONGEST_SEARCH] if searching else ""
    shown = matching(rows, wanted) if wanted else rows
    questions = asked(occurrence, rows)
    for row in shown:
        row.answered = answered(row, questions)
        row.folds = sum(len(question) + len(text) for question, text in row.answered) > LONG
    code, words = status_of(occurrence)
    over = occurrence.until <= timezone.now()
    context = {
        "occurrence": occurrence,
        "when": in_words(occurrence),
        "where": place_in_words(occurrence),
        "status_code": code,
        "status_words": words,
        "orphaned": occurrence.status == Occurrence.Status.ORPHANED,
        "cancelled": occurrence.status == Occurrence.Status.CANCELLED,
        "over": over,
        "moved_from": moved_in_words(occurrence),
        "texts": occurrence.texts.exclude(note="", reason="").order_by("language"),
        "calls": [row for row in rows if row.is_active and row.to_call],
        "active": [row for row in shown if row.is_active],
        "gone": [row for row in shown if not row.is_active],
        "numbers": count_people(SignUp.objects.filter(occurrence=occurrence), over),
        "wanted": wanted,
        "has_people": bool(rows),
        "form": form,
        "header_title": occurrence.series.title,
        "header_icon": "group",
        "breadcrumbs_items": [*crumbs(), {"url": "", "label": str(occurrence.series)}],
    }
    status = 422 if form.errors else 200
    return render(request, "events/admin/people.html", context, status=status)


def _signed_up(request: HttpRequest, occurrence: Occurrence, form: DeskForm) -> bool:
    """Sign the person up and say what came of it; False puts the reason next to the field."""
    pk, typed = occurrence.pk, form.sign_up()
    try:
        if form.cleaned_data.get("whole"):
            with transaction.atomic():
                whole = sign_up_series(series=occurrence.series, **typed)
                if whole.created and whole.first is not None:
                    _noted(request, whole.first)
            return _signed_up_for_all(request, typed["name"], whole)
        with transaction.atomic():
            walk_in = form.cleaned_data["walk_in"]
            outcome = sign_up(occurrence_id=pk, walk_in=walk_in, **typed)
            if outcome.created:
                _noted(request, outcome.sign_up)
    except SignUpRefused as refused:
        field = refused.field if refused.field in form.fields else None
        form.add_error(field, refused.message)
        return False
    except Occurrence.DoesNotExist:
        raise Http404 from None
    slip = reverse("events_slip", args=(pk, outcome.sign_up.pk))
    print_it = [messages.button(slip, _("Print a slip"), new_window=True)]
    name = form.cleaned_data["name"]
    if not outcome.created:
        words = _("%(name)s was signed up already.") % {"name": name}
        messages.warning(request, words, buttons=print_it)
    elif outcome.state == SignUp.State.WAITING:
        words = _("%(name)s is number %(place)s on the waiting list.")
        words %= {"name": name, "place": outcome.place}
        messages.warning(request, words, buttons=print_it)
    else:
        words = _("%(name)s is signed up.") % {"name": name}
        if outcome.over:
            words += " " + _over(outcome.over)
        messages.success(request, words, buttons=print_it)
    return True


def _noted(request: HttpRequest, row: SignUp) -> None:
    record("signed_up", occurrence=row.occurrence, sign_up=row, who=request.user)


def _signed_up_for_all(request: HttpRequest, name: str, outcome: SeriesOutcome) -> bool:
    """Say how many dates somebody has, and print a slip with all of them."""
    seats = sum(state != SignUp.State.WAITING for _date, state, _place in outcome.dates)
    waits = len(outcome.dates) - seats
    words = _("Signed up for %(seats)s of %(all)s dates, waiting for %(waits)s.") % {
        "seats": seats,
        "waits": waits,
        "all": len(outcome.dates) + len(outcome.left_out),
    }
    if not outcome.created:
        words = _("%(name)s was signed up already.") % {"name": name} + " " + words
    buttons = []
    if outcome.first is not None:
        row = outcome.first
        slip = reverse("events_slip", args=(row.occurrence_id, row.pk))
        buttons = [messages.button(slip, _("Print a slip"), new_window=True)]
    seated = outcome.created and not (waits or outcome.left_out)
    told = messages.success if seated else messages.warning
    told(request, words, buttons=buttons)
    return True


def _over(over: int) -> str:
    return ngettext(
        "There is now %(over)s person more than there are seats.",
        "There are now %(over)s people more than there are seats.",
        over,
    ) % {"over": over}
