"""A partner's own profile: see it, change a part, send it for approval."""

from __future__ import annotations

from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.models import Library
from core.shell import Link, direction, shell_for_view
from events.queries.organisers import dates_of
from partners import permissions, queries
from partners.actions import profile as actions
from partners.forms import PartForm
from partners.models import Partner
from partners.parts import BY_CODE, PARTS, loses_formatting
from partners.refusals import Overtaken, Refused


def for_partners(view):
    """Decorator: strangers sign in; others than the profile's people find nothing."""

    @never_cache
    @wraps(view)
    def inner(request, pk: int | None = None, **kwargs):
        library = Library.for_request(request)
        if library is None or not library.uses("partners"):
            raise Http404
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        own = permissions.partners_of(request.user, library)
        if pk is None:
            return view(request, own, **kwargs)
        partner = get_object_or_404(own.select_related(None), pk=pk)
        partner.library = library
        return view(request, partner, **kwargs)

    return inner


def crumbs(partner: Partner | None = None) -> list[Link]:
    """The way to a partner's own pages, or to one profile."""
    start = Link(_("For partners"), _address(None))
    return [start, Link(partner.name, _address(partner))] if partner else [start]


def _address(partner: Partner | None) -> str:
    if partner is None:
        return reverse("partners:start")
    return reverse("partners:profile", args=[partner.pk])


@for_partners
def start(request, own) -> HttpResponse:
    """The profiles somebody keeps in this library, and the events they arrange with it."""
    mine = list(own.order_by("name"))
    by_key = {partner.key: partner for partner in mine}
    dates = dates_of(Library.for_request(request), by_key) if mine else []
    context = {
        "shell": shell_for_view(request, _("For partners")),
        "partners": mine,
        "dates": [(by_key[date.partner], date) for date in dates],
    }
    return render(request, "partners/start.html", context)


@for_partners
def profile(request, partner: Partner) -> HttpResponse:
    """The newest version as readers will see it, with a way to change each part."""
    found = queries.profile_of(partner)
    shell = shell_for_view(request, partner.name, [*crumbs(), Link(partner.name)])
    if found is None:
        return render(request, "partners/gone.html", {"shell": shell, "partner": partner})
    context = {
        "shell": shell,
        "partner": partner,
        "profile": found,
        "page": found.draft,
        "parts": [(part, part.told(found.draft)) for part in PARTS],
        "content_lang": found.page.locale.language_code,
        "content_dir": direction(found.page.locale.language_code),
    }
    return render(request, "partners/profile.html", context)


@for_partners
def edit(request, partner: Partner, part: str) -> HttpResponse:
    """One part in one small form; what was typed is kept whatever happens."""
    chosen = BY_CODE.get(part)
    source = queries.source_page(partner.library, partner.key)
    if chosen is None or source is None:
        raise Http404
    draft = queries.newest(source)
    form = PartForm(request.POST or None, part=chosen, page=draft)
    overtaken, status = None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                changed = actions.save_part(
                    partner=partner,
                    user=request.user,
                    part=chosen,
                    values=form.values,
                    seen=form.cleaned_data["seen"] or 0,
                )
            except Overtaken:
                overtaken, status = _overtaken(request, partner, chosen, form), 409
                form = overtaken["form"]
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                _tell_saved(request, partner, changed)
                return redirect(_address(partner))
    context = {
        "shell": shell_for_view(request, str(chosen.label), [*crumbs(partner), Link(chosen.label)]),
        "partner": partner,
        "part": chosen,
        "form": form,
        "overtaken": overtaken,
        "plain_warning": chosen.code == "about" and loses_formatting(draft),
        "back": _address(partner),
    }
    return render(request, "partners/edit.html", context, status=status)


def _overtaken(request, partner: Partner, part, form: PartForm) -> dict:
    """The same form with what was typed, now based on the newest version, and that version."""
    source = queries.source_page(partner.library, partner.key)
    draft = queries.newest(source)
    data = request.POST.copy()
    data["seen"] = source.latest_revision_id or 0
    fresh = PartForm(data, part=part, page=draft)
    fresh.is_valid()
    return {"form": fresh, "theirs": part.told(draft), "by": source.latest_revision.user}


def _tell_saved(request, partner: Partner, changed: bool) -> None:
    if not changed:
        messages.info(request, _("Nothing was different, so nothing was changed."))
    elif partner.trusted:
        messages.success(request, _("Your change is on the site."))
    else:
        messages.success(request, _("Your change is kept. Readers do not see it yet."))


def _try(request, partner: Partner, action, done: str) -> HttpResponse:
    try:
        action(partner=partner, user=request.user)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(_address(partner))


@require_POST
@for_partners
def send(request, partner: Partner) -> HttpResponse:
    """Hand the changes to the library."""
    if partner.trusted:
        return _try(request, partner, actions.send, _("Your changes are on the site."))
    done = _("Your changes are sent. You get a mail when the library has looked at them.")
    return _try(request, partner, actions.send, done)


@require_POST
@for_partners
def withdraw(request, partner: Partner) -> HttpResponse:
    """Take the changes back from approval."""
    done = _("You have taken your changes back. They are kept as a draft.")
    return _try(request, partner, actions.withdraw, done)


@require_POST
@for_partners
def discard(request, partner: Partner) -> HttpResponse:
    """Drop the changes."""
    return _try(request, partner, actions.discard, _("Your changes are dropped."))
