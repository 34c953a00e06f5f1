"""The public sign-up form. The answer is the POST's own page: at most page, form, answer."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.shell import Link, shell_for_view
from events.actions import throttle
from events.actions.refusals import SignUpRefused
from events.actions.sign_up import REFUSING_STATES, access_kept, answers_kept, days_kept, sign_up
from events.actions.sign_up_series import coming_dates, sign_up_series
from events.forms import SignUpForm
from events.models import Occurrence, SeriesOrganiser, SignUp
from events.models.series import SignUpScope
from events.organisers import arranged_by, in_one_line, partners_of
from events.queries.states import SIGN_UP_STATES, status_of
from events.questions import questions_of
from events.sign_up_queries import find_occurrence, page_of, state_words, waiting_count
from events.when import in_words

HOUR = 3600


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up_page(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Show the form of one date, or sign up. 404 for a date of another library."""
    if request.library is None or occurrence_id > 2**63 - 1:
        raise Http404
    occurrence = find_occurrence(request.library, occurrence_id)
    if occurrence is None or not (occurrence.listed or request.method == "POST"):
        raise Http404
    if not (occurrence.listed or occurrence.series.listed):
        return _taken_down(request)
    page = page_of(occurrence, get_language())
    if page and not all(one.accept_request(request) for one in page.get_view_restrictions()):
        return redirect(page.get_url(request))
    known = {"occurrence": occurrence, "questions": questions_of(page)}
    if request.method != "POST":
        return _form(request, occurrence, page, SignUpForm(**known))
    form = SignUpForm(request.POST, **known)
    if not form.is_valid():
        return _form(request, occurrence, page, form)
    if not _within_limits(request, occurrence, form):
        form.add_error(
            None,
            _(
                "There have been many sign-ups from here within the last hour."
                " Please wait a little and send the form again, or call the library."
            ),
        )
        return _form(request, occurrence, page, form, status=429)
    data = form.cleaned_data
    typed = {
        "name": data["name"],
        "email": data["email"],
        "phone": data["phone"],
        "seats": data["seats"],
        "party": form.party(),
        "language": get_language(),
        "form_key": data["form_key"],
        "people": form.people(data["name"]),
        "answers": form.answers(),
        "access_need": data.get("access_need", ""),
        "page": page,
    }
    whole = occurrence.series.scope == SignUpScope.SERIES
    try:
        if whole:
            outcome = sign_up_series(series=occurrence.series, **typed)
        else:
            outcome = sign_up(occurrence_id=occurrence.pk, seen=occurrence, **typed)
    except SignUpRefused as refused:
        form.add_error(refused.field or None, refused.message)
        if refused.code == "replayed":
            form.with_new_key()
        occurrence.refresh_from_db(fields=["seats_taken", "seats_waiting", "status", "capacity"])
        return _form(request, occurrence, page, form)
    context = _context(request, occurrence, page)
    context |= {"outcome": outcome, "email": data["email"]}
    if whole:
        context |= {
            "dates": [(in_words(date), state, place) for date, state, place in outcome.dates],
            "left_out": [in_words(date) for date in outcome.left_out],
            "pending": any(one[1] == SignUp.State.PENDING for one in outcome.dates),
            "waits": all(one[1] == SignUp.State.WAITING for one in outcome.dates),
        }
        return render(request, "events/sign_up_series_answer.html", context)
    return render(request, "events/sign_up_answer.html", context)


def _taken_down(request: HttpRequest) -> HttpResponse:
    """Who had the form open is told why it failed; a stranger learns nothing of a draft."""
    context = {
        "closed": True,
        "state_text": SignUpRefused("closed").message,
        "shell": shell_for_view(request, _("Sign up")),
    }
    return render(request, "events/sign_up.html", context)


def _within_limits(request: HttpRequest, occurrence: Occurrence, form: SignUpForm) -> bool:
    """Count the sign-up. A library's own network is one address for all who sit there, so
    nothing but haste and the mail address is counted for it.

    Forms sent faster than anybody reads have a limit of their own: those who press a second
    time, and all who share the network with a robot, are let through.
    """
    email = form.cleaned_data["email"]
    address = throttle.address_of(request)
    library = request.library.pk
    limits = {throttle.key_for("mail", email.strip().casefold()): settings.SIGN_UPS_PER_MAIL}
    if not throttle.is_own(request):
        one_date = throttle.key_for("date", address, occurrence.pk)
        limits[one_date] = settings.SIGN_UPS_PER_ADDRESS_AND_DATE
        limits[throttle.key_for("all", address, library)] = settings.SIGN_UPS_PER_ADDRESS
    if form.too_fast:
        limits[throttle.key_for("fast", address, library)] = settings.SIGN_UPS_TOO_FAST
    return throttle.count(limits, seconds=HOUR)


def _form(request, occurrence, page, form, status: int = 200) -> HttpResponse:
    now = timezone.now()
    state = occurrence.state(now)
    dates = []
    if occurrence.series.scope == SignUpScope.SERIES:
        dates = list(coming_dates(occurrence.series, now))
        # One full or closed date does not close the form of all the others.
        state = next((one.state(now) for one in dates if one.state(now) in SIGN_UP_STATES), state)
    waiting = waiting_count(occurrence) if state == "waiting" else 0
    seen_by = _seen_by(occurrence)
    # Who signs up for a whole series is remembered until its last date is long over.
    until = max((one.until for one in dates), default=occurrence.until)
    context = _context(request, occurrence, page)
    context |= {
        "form": form,
        "state": state,
        "dates": [(in_words(one), *status_of(one, now)) for one in dates],
        "seen_by": in_one_line(seen_by),
        "seeing": len(seen_by),
        "strict": occurrence.series.all_or_nothing,
        "state_text": state_words(occurrence, state, waiting),
        # A refused form stays, with all that was typed; one not yet filled in is of no use.
        "closed": state in (*REFUSING_STATES, "full") and not form.is_bound,
        "delete_date": until + timedelta(days=days_kept(occurrence)),
        "answers_date": until + timedelta(days=answers_kept(occurrence)),
        "access_date": until + access_kept(occurrence),
    }
    return render(request, "events/sign_up.html", context, status=status)


def _seen_by(occurrence: Occurrence) -> list[str]:
    """The partners that may see who comes; one query where there are partners, none else."""
    if not partners_of(occurrence.series, occurrence.library):
        return []
    seeing = SeriesOrganiser.objects.filter(series=occurrence.series_id, sees_names=True)
    return list(seeing.values_list("name", flat=True))


def _context(request, occurrence: Occurrence, page) -> dict:
    title = page.title if page else occurrence.series.title
    event_url = page.get_url(request) if page else ""
    crumbs = [Link(title, event_url), Link(_("Sign up"))] if event_url else []
    return {
        "occurrence": occurrence,
        "title": title,
        "event_url": event_url,
        "page_language": page.locale.language_code if page else occurrence.library.language,
        "when": in_words(occurrence),
        "facts": facts_of(occurrence, page),
        "shell": shell_for_view(request, _("Sign up: %(title)s") % {"title": title}, crumbs),
    }


def facts_of(occurrence: Occurrence, page=None, *, seat: bool = False) -> list[dict]:
    """When, where, who arranges it and what it costs, for `components/facts.html`.

    `seat`: for somebody who has one, who also gets the link to take part online.
    """
    facts = [{"label": _("When"), "value": in_words(occurrence), "icon": "calendar"}]
    if occurrence.place:
        room = occurrence.room.name if occurrence.room else ""
        where = f"{occurrence.place.name}, {room}" if room else occurrence.place.name
        note = occurrence.place.address_line
        facts.append({"label": _("Where"), "value": where, "note": note, "icon": "place"})
    if together := arranged_by(occurrence.series, occurrence.library):
        facts.append({"label": _("Organisers"), "value": together, "icon": "people"})
    if page is not None and page.price:
        facts.append({"label": _("Price"), "value": page.price, "icon": "price"})
    if seat and occurrence.series.online_url:
        url = occurrence.series.online_url
        facts.append(
            {"label": _("Online"), "value": _("Take part online"), "url": url, "icon": "link"}
        )
    return facts
