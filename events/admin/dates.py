"""One date in the administration: change it, cancel it, take it up again.

Nothing that people are told is sent before staff has read it on a screen of its own.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from core.outbox import build
from events.actions.audit import record
from events.actions.change_date import DateRefused, cancel_date, change_date, restore_date
from events.actions.notices import Told
from events.admin.forms import CancelDateForm, DateForm
from events.admin.views import crumbs, library_of, occurrence_of
from events.models import AuditEntry, Occurrence
from events.queries.warnings import date_warnings
from events.when import in_words, place_in_words

REFUSALS = {
    "over": gettext_lazy("This date is over, so it cannot be changed any more."),
    "past": gettext_lazy("This is in the past. Choose a moment that is still to come."),
    "orphaned": gettext_lazy(
        "This date is no longer on the event's page, so it cannot be moved."
        " Cancel it here, or put it back on the page."
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of one date; then what people will be told; then it is stored."""
    occurrence = occurrence_of(library_of(request), pk)
    form = DateForm(request.POST or None, occurrence=occurrence)
    return _steps(
        request,
        occurrence,
        form,
        act=lambda notify: change_date(occurrence_id=pk, change=form.change(), notify=notify),
        title=_("Change this date"),
        what=AuditEntry.What.DATE_CHANGED,
        saved=_("The date is changed."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel one date with a reason."""
    occurrence = occurrence_of(library_of(request), pk)
    form = CancelDateForm(request.POST if request.method == "POST" else None, occurrence=occurrence)
    return _steps(
        request,
        occurrence,
        form,
        act=lambda notify: cancel_date(occurrence_id=pk, reasons=form.words(), notify=notify),
        title=_("Cancel this date"),
        what=AuditEntry.What.DATE_CANCELLED,
        saved=_("The date is cancelled."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a cancelled date take place after all."""
    occurrence = occurrence_of(library_of(request), pk)
    return _steps(
        request,
        occurrence,
        None,
        act=lambda notify: restore_date(occurrence_id=pk, notify=notify),
        title=_("Take the date up again"),
        what=AuditEntry.What.DATE_RESTORED,
        saved=_("The date takes place after all."),
    )


def _steps(
    request: HttpRequest,
    occurrence: Occurrence,
    form,
    *,
    act: Callable[[bool], Told],
    title: str,
    what: str,
    saved: str,
) -> HttpResponse:
    """Form, confirmation, change. `act` does the change; it is tried out for the second step."""
    if request.method != "POST" and form is not None:
        return _form(request, occurrence, form, title)
    if form is not None and not form.is_valid():
        return _form(request, occurrence, form, title, status=422)
    try:
        if request.method == "POST" and "confirmed" in request.POST:
            told = _logged(request, occurrence, act, what, "notify" in request.POST)
            return _done(request, occurrence, told, saved)
        before = (in_words(occurrence), place_in_words(occurrence))
        told, after, warned = _tried(occurrence, act)
    except DateRefused as refused:
        words = str(REFUSALS[refused.code])
        if form is None:
            messages.error(request, words)
            return redirect("events_people", occurrence.pk)
        form.add_error("start_date" if refused.code == "past" else None, words)
        return _form(request, occurrence, form, title, status=422)
    nothing = not (told.messages or told.calls or told.withdrawn)
    too_few = _too_few(after)
    if nothing and not too_few and not warned and form is not None and isinstance(form, DateForm):
        told = _logged(request, occurrence, act, what, True)
        return _done(request, occurrence, told, saved)
    return _confirmation(request, occurrence, form, title, told, before, after, too_few, warned)


def _logged(request: HttpRequest, occurrence: Occurrence, act, what: str, notify: bool) -> Told:
    """Do the change, and note who did it."""
    with transaction.atomic():
        told = act(notify)
        record(what, occurrence=occurrence, who=request.user, mails=len(told.messages))
    return told


def _tried(
    occurrence: Occurrence, act: Callable[[bool], Told]
) -> tuple[Told, Occurrence, list[str]]:
    """What the change would do, and what staff should know of the date as it would then be.

    It is seen by doing it and taking it back.
    """
    with transaction.atomic():
        told = act(True)
        told.sample = None
        if told.messages:
            # The link is the permission of the one who signed up, so staff are not shown it.
            told.messages[0].context["link"] = "…"
            told.sample = build(told.messages[0])
        after = occurrence_of(occurrence.library, occurrence.pk)
        after.words, after.where_words = in_words(after), place_in_words(after)
        warned = date_warnings(after) if _takes_place(occurrence, after) else []
        transaction.set_rollback(True)
    return told, after, warned


def _takes_place(before: Occurrence, after: Occurrence) -> bool:
    """Whether a date is now held at another time or place than before, or at all."""
    gone = Occurrence.Status.CANCELLED
    told = [(one.starts_at, one.until, one.place_id, one.room_id) for one in (before, after)]
    return after.status != gone and (before.status == gone or told[0] != told[1])


def _too_few(after: Occurrence) -> int:
    """How many more people there are than seats."""
    return 0 if after.capacity is None else max(0, after.seats_taken - after.capacity)


def _form(request, occurrence: Occurrence, form, title: str, status: int = 200) -> HttpResponse:
    context = {"form": form, "when": in_words(occurrence), **_frame(occurrence, title)}
    return render(request, "events/admin/date_form.html", context, status=status)


def _confirmation(
    request,
    occurrence: Occurrence,
    form,
    title: str,
    told: Told,
    before,
    after,
    too_few: int,
    warned,
) -> HttpResponse:
    context = {
        "form": form,
        "typed": _typed(form),
        "told": told,
        "before_when": before[0],
        "before_where": before[1],
        "after": after,
        "too_few": too_few,
        "warned": warned,
        **_frame(occurrence, title),
    }
    return render(request, "events/admin/date_confirm.html", context)


def _typed(form) -> list[tuple[str, str]]:
    """What was typed, to be sent once more with the confirmation."""
    if form is None:
        return []
    return [(name, form.data.get(name, "")) for name in form.fields]


def _done(request, occurrence: Occurrence, told: Told, saved: str) -> HttpResponse:
    mails = len(told.messages)
    if mails:
        saved += " " + ngettext(
            "%(count)s mail is sent within ten minutes.",
            "%(count)s mails are sent within ten minutes.",
            mails,
        ) % {"count": mails}
    elif told.untold:
        saved += " " + _("No mail is sent.")
    messages.success(request, saved)
    if told.calls:
        messages.warning(request, _("Some people have no e-mail. Please call them."))
        return redirect("events_calls", occurrence.pk)
    return redirect("events_people", occurrence.pk)


def _frame(occurrence: Occurrence, title: str) -> dict:
    back = crumbs(occurrence)
    return {
        "occurrence": occurrence,
        "header_title": title,
        "header_icon": "date",
        "breadcrumbs_items": [*back, {"url": "", "label": title}],
    }
