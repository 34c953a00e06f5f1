"""Who signed up, in the administration: the coming dates, and one date's people."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from core.lists import page_number
from core.models import Library
from core.permissions import can_see_sign_ups
from events.actions.changes import cancel
from events.actions.refusals import SignUpRefused
from events.actions.sign_up import sign_up
from events.actions.sign_up_series import SeriesOutcome, sign_up_series
from events.admin.forms import DeskForm
from events.models import Occurrence, SignUp
from events.models.series import SignUpScope
from events.queries.participants import dates_with_sign_up, participants
from events.queries.states import status_of
from events.when import moved_in_words

PER_PAGE = 50


def library_of(request: HttpRequest) -> Library:
    """The library being administered; raises PermissionDenied for whoever may not see names."""
    library = getattr(request, "admin_library", None)
    if library is None or not can_see_sign_ups(request.user, library):
        raise PermissionDenied
    return library


def crumbs(occurrence: Occurrence | None = None) -> list[dict]:
    """The way to the sign-ups, or to one date of them."""
    way = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("events_sign_ups"), "label": _("Sign-ups")},
    ]
    if occurrence is not None:
        url = reverse("events_people", args=(occurrence.pk,))
        way.append({"url": url, "label": str(occurrence.series)})
    return way


def sign_ups(request: HttpRequest) -> HttpResponse:
    """Coming dates with the number of people; `?event=<key>` keeps to one event."""
    library = library_of(request)
    key = _key(request.GET.get("event", ""))
    dates = dates_with_sign_up(library, key)
    paginator = Paginator(dates, PER_PAGE)
    page = paginator.page(page_number(request, paginator.num_pages))
    for row in page.object_list:
        row.status_code, row.status_words = status_of(row)
    return render(
        request,
        "events/admin/dates.html",
        {
            "page_of_dates": page,
            "one_event": page.object_list[0].series if key and paginator.count else None,
            "header_title": _("Sign-ups"),
            "header_icon": "group",
            "breadcrumbs_items": crumbs(),
        },
    )


def _key(raw: str) -> UUID | None:
    try:
        return UUID(raw) if raw else None
    except ValueError:
        return None


def occurrence_of(library: Library, pk: int) -> Occurrence:
    """A date of the library; raises Http404 for any other."""
    dates = Occurrence.objects.for_library(library).select_related(
        "series", "place", "room", "library__site"
    )
    return get_object_or_404(dates, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """The people of one date; POST signs somebody up at the desk."""
    library = library_of(request)
    occurrence = occurrence_of(library, pk)
    whole = occurrence.series.scope == SignUpScope.SERIES
    form = DeskForm(request.POST or None, whole=whole)
    if request.method == "POST" and form.is_valid() and _signed_up(request, occurrence, form):
        return redirect("events_people", pk)
    rows = participants(occurrence)
    code, words = status_of(occurrence)
    return render(
        request,
        "events/admin/people.html",
        {
            "occurrence": occurrence,
            "status_code": code,
            "status_words": words,
            "orphaned": occurrence.status == Occurrence.Status.ORPHANED,
            "cancelled": occurrence.status == Occurrence.Status.CANCELLED,
            "over": occurrence.until <= timezone.now(),
            "moved_from": moved_in_words(occurrence),
            "texts": occurrence.texts.exclude(note="", reason="").order_by("language"),
            "calls": [row for row in rows if row.is_active and row.to_call],
            "active": [row for row in rows if row.is_active],
            "gone": [row for row in rows if not row.is_active],
            "form": form,
            "header_title": occurrence.series.title,
            "header_icon": "group",
            "breadcrumbs_items": [*crumbs(), {"url": "", "label": str(occurrence.series)}],
        },
        status=422 if form.errors else 200,
    )


def _signed_up(request: HttpRequest, occurrence: Occurrence, form: DeskForm) -> bool:
    """Sign the person up and say what came of it; False puts the reason next to the field."""
    pk, typed = occurrence.pk, dict(form.cleaned_data)
    typed["language"] = occurrence.library.language
    try:
        if typed.pop("whole", False):
            del typed["walk_in"]
            return _signed_up_for_all(
                request, pk, sign_up_series(series=occurrence.series, **typed)
            )
        outcome = sign_up(occurrence_id=pk, **typed)
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


def _signed_up_for_all(request: HttpRequest, pk: int, outcome: SeriesOutcome) -> bool:
    """Say how many dates somebody has, and print a slip with all of them."""
    seats = sum(state != SignUp.State.WAITING for _date, state in outcome.dates)
    waits = len(outcome.dates) - seats
    words = _("Signed up for %(seats)s of %(all)s dates, waiting for %(waits)s.") % {
        "seats": seats,
        "waits": waits,
        "all": len(outcome.dates) + len(outcome.left_out),
    }
    buttons = []
    if outcome.first is not None:
        row = outcome.first
        slip = reverse("events_slip", args=(row.occurrence_id, row.pk))
        buttons = [messages.button(slip, _("Print a slip"), new_window=True)]
    told = messages.warning if waits or outcome.left_out else messages.success
    told(request, words, buttons=buttons)
    return True


def _over(over: int) -> str:
    return ngettext(
        "There is now %(over)s person more than there are seats.",
        "There are now %(over)s people more than there are seats.",
        over,
    ) % {"over": over}


@require_POST
def call_off(request: HttpRequest, pk: int, sign_up_pk: int) -> HttpResponse:
    """Cancel one sign-up of a date, with or without a mail about it."""
    library = library_of(request)
    rows = SignUp.objects.for_library(library)
    row = get_object_or_404(rows, pk=sign_up_pk, occurrence_id=pk)
    try:
        cancel(sign_up=row, notify="notify" in request.POST, by_staff=True, who=request.user)
    except SignUpRefused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The sign-up of %(name)s is cancelled.") % {"name": row.name})
    return redirect("events_people", pk)
