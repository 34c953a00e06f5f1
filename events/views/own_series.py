"""The personal page of a sign-up for a whole series: call off one date, or all."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.shell import shell_for_view
from events.actions.changes import cancel, confirm, forget_access_needs, last_moment
from events.actions.refusals import SignUpRefused
from events.actions.seats import places_in_line
from events.actions.series_changes import cancel_all, change_all, confirm_all
from events.actions.sign_up import REFUSING_STATES
from events.door_codes import code_of_series
from events.forms import PartyForm
from events.models import AccessNeed, SignUp
from events.organisers import arranged_by
from events.sign_up_queries import page_of
from events.when import in_words, moment_in_words, place_in_words


def siblings(row: SignUp) -> list[SignUp]:
    """All dates of one sign-up for a series, soonest first."""
    return list(
        SignUp.objects.filter(parent=row.parent_id, anonymised_at=None)
        .select_related("occurrence__series", "occurrence__place", "occurrence__room")
        .select_related("occurrence__library__site")
        .order_by("occurrence__starts_at", "pk")
    )


def too_late(row: SignUp) -> bool:
    """Whether it was not confirmed in time, for a date that is still to come."""
    return row.state == SignUp.State.EXPIRED and row.occurrence.starts_at > timezone.now()


def own_series(request: HttpRequest, row: SignUp, rows: list[SignUp]) -> HttpResponse:
    """Show the dates, or act on one of them or on all; ids of anybody else's are not found."""
    done, problem, form = "", "", None
    if request.method == "POST" and request.POST.get("action") == "change":
        done, form = _change(request, rows)
        rows = siblings(row)
    elif request.method == "POST" and request.POST.get("action") == "forget_access":
        forget_access_needs(rows=rows)
        done = "forgotten"
    elif request.method == "POST":
        asked = request.POST.get("date", "all")
        chosen = rows if asked == "all" else [one for one in rows if str(one.pk) == asked]
        late = request.POST.get("action") == "confirm" and any(too_late(one) for one in chosen)
        chosen = [one for one in chosen if one.is_active]
        try:
            if late and not chosen:
                raise SignUpRefused("expired")
            done = _act(request.POST.get("action", ""), chosen, asked == "all")
        except SignUpRefused as refused:
            problem = refused.message
        rows = siblings(row)
    return _show(request, row, rows, done, problem, form)


def changeable(rows: list[SignUp]) -> list[SignUp]:
    """The dates on which the number of people can still be changed."""
    now = timezone.now()
    closed = (SignUp.State.OFFERED,)
    return [
        one
        for one in rows
        if one.is_active
        and one.state not in closed
        and one.occurrence.status != one.occurrence.Status.CANCELLED
        and one.occurrence.starts_at > now
        and (one.state == SignUp.State.WAITING or last_moment(one.occurrence) > now)
    ]


def _change(request: HttpRequest, rows: list[SignUp]) -> tuple[str, PartyForm | None]:
    """(what was done, the form where something is wrong with it)."""
    chosen = changeable(rows)
    if not chosen:
        return "", None
    form = PartyForm(request.POST, occurrence=_roomiest(chosen))
    if form.is_valid():
        try:
            seats = form.cleaned_data["seats"]
            names = form.people(chosen[0].name)
            change_all(rows=chosen, seats=seats, party=form.party(), people=names)
        except SignUpRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            return "changed", None
    return "", form


def _roomiest(rows: list[SignUp]):
    """The date with the largest limit: each date's own is checked where it is changed."""
    return max((one.occurrence for one in rows), key=lambda date: (date.max_seats, -date.pk))


def initial_of(row: SignUp) -> dict:
    """What a form to change a party begins with."""
    people = {f"name_{person.order + 1}": person.name for person in row.people.all()}
    party = {"children": row.children, "child_ages": row.child_ages, "companions": row.companions}
    return {"seats": row.seats, **party, **people}


def _open(date, now) -> bool:
    return date.listed and date.state(now) not in REFUSING_STATES


def _act(action: str, chosen: list[SignUp], together: bool) -> str:
    if not chosen:
        return ""
    if action == "cancel":
        if together:
            cancel_all(rows=chosen)
        else:
            cancel(sign_up=chosen[0])
        return "cancelled"
    if action == "confirm":
        if together:
            confirm_all(rows=chosen)
        else:
            confirm(sign_up=chosen[0])
        return "confirmed"
    return ""


def _show(request, row: SignUp, rows: list[SignUp], done: str, problem: str, form=None):
    now = timezone.now()
    places = places_in_line(rows)
    for one in rows:
        date = one.occurrence
        one.when, one.where = in_words(date), place_in_words(date)
        one.line = places[one.pk]
        one.date_cancelled = date.status == date.Status.CANCELLED
        unseated = one.state in (SignUp.State.WAITING, SignUp.State.OFFERED)
        open_still = date.starts_at > now and (unseated or last_moment(date) > now)
        one.may_cancel = one.is_active and open_still and not one.date_cancelled
        offered = one.state == SignUp.State.OFFERED and one.hold_until
        one.answer_by = moment_in_words(one.hold_until, date.zone) if offered else ""
    open_rows = changeable(rows)
    if form is None and open_rows and _roomiest(open_rows).max_seats > 1:
        form = PartyForm(occurrence=_roomiest(open_rows), initial=initial_of(open_rows[0]))
    occurrence = rows[0].occurrence
    page = page_of(occurrence, get_language())
    title = page.title if page else occurrence.series.title
    context = {
        "row": row,
        "rows": rows,
        "title": title,
        "event_url": page.get_url(request) if page else "",
        "online_url": occurrence.series.online_url
        if any(one.state == SignUp.State.CONFIRMED for one in rows)
        else "",
        "organisers": arranged_by(occurrence.series, occurrence.library),
        "form": form,
        "code": code_of_series(rows, occurrence.library),
        "access_need": AccessNeed.objects.filter(sign_up__in=rows).first(),
        "done": done,
        "problem": problem,
        "active": any(one.is_active for one in rows),
        "expired": any(too_late(one) for one in rows)
        and not any(one.is_active or one.state == SignUp.State.CANCELLED for one in rows),
        "again": next((one.occurrence for one in rows if _open(one.occurrence, now)), None),
        "pending": any(one.state == SignUp.State.PENDING for one in rows),
        "may_cancel_all": sum(one.may_cancel for one in rows) > 1,
        "shell": shell_for_view(request, _("Your sign-up: %(title)s") % {"title": title}),
    }
    return render(request, "events/sign_up_own_series.html", context)
