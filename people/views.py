"""Where a person lands after signing in, and "My activities"."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.models import Library
from core.permissions import is_platform_admin, works_for
from core.shell import shell_for_view
from people import queries
from people.actions import address_behind, send_my_link, use_link
from people.forms import AddressForm
from people.throttle import allowed

LINKS_PER_ADDRESS = "20/m/ip,3/h/key"
WRONG_LINKS = "30/m/ip"


@never_cache
@login_required
def signed_in(request) -> HttpResponse:
    """Staff go to the administration, partners to their profiles; others are told kindly."""
    library = Library.for_request(request)
    if is_platform_admin(request.user) or (library and works_for(request.user, library)):
        return redirect("wagtailadmin_home")
    path = queries.landing(library, request.user) if library else ""
    if path:
        return redirect(f"/{request.LANGUAGE_CODE}{path}")
    shell = shell_for_view(request, _("Nothing here for you yet"))
    return render(request, "people/nothing.html", {"shell": shell})


def _library(request) -> Library:
    library = Library.for_request(request)
    if library is None:
        raise Http404
    return library


@never_cache
def my_page(request) -> HttpResponse:
    """What the holder of a proven address takes part in; a stranger is asked for an address."""
    library = _library(request)
    email = queries.proven_address(request, library)
    title = _("My activities")
    if email:
        context = {
            "shell": shell_for_view(request, title),
            "email": email,
            "sections": queries.my_sections(library, email, request.LANGUAGE_CODE),
        }
        return render(request, "people/my.html", context)
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["email"]
        if allowed(request, "my_link", LINKS_PER_ADDRESS, f"{library.pk}:{address}"):
            send_my_link(library=library, email=address, language=request.LANGUAGE_CODE)
            return redirect("people:my_sent")
        form.add_error(
            "email", _("We have just sent you some links. Wait an hour before you ask again.")
        )
    context = {"shell": shell_for_view(request, title), "form": form}
    return render(request, "people/my_ask.html", context)


@never_cache
def my_sent(request) -> HttpResponse:
    """The same answer for every address."""
    _library(request)
    shell = shell_for_view(request, _("Look in your mail"))
    return render(request, "people/my_sent.html", {"shell": shell})


@never_cache
def my_link(request, signed: str) -> HttpResponse:
    """A mailed link: opening it changes nothing, the button proves the address."""
    library = _library(request)
    if request.method == "POST":
        email = use_link(library=library, signed=signed)
        if email:
            request.session.cycle_key()
            proofs = request.session.get(queries.PROVEN, {})
            proofs[str(library.pk)] = {"email": email, "at": timezone.now().timestamp()}
            request.session[queries.PROVEN] = proofs
            return redirect("people:my")
    known = request.method != "POST" and address_behind(library=library, signed=signed)
    if not known and not allowed(request, "wrong_link", WRONG_LINKS):
        return render(request, "429.html", status=429)
    title = _("My activities") if known else _("This link does not work any more")
    response = render(
        request,
        "people/my_link.html",
        {"shell": shell_for_view(request, title), "known": bool(known)},
        status=200 if known else 404,
    )
    response["Referrer-Policy"] = "no-referrer"
    return response


@never_cache
@require_POST
def forget_me(request) -> HttpResponse:
    """On a shared computer: the session ends, and its cookies are taken away."""
    logout(request)
    response = redirect("people:forgotten")
    response.delete_cookie(settings.SESSION_COOKIE_NAME, path=settings.SESSION_COOKIE_PATH)
    response.delete_cookie(settings.CSRF_COOKIE_NAME, path=settings.CSRF_COOKIE_PATH)
    # Pages kept for the "back" button go with them, where the browser knows how.
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@never_cache
def forgotten(request) -> HttpResponse:
    """Says that nothing is left; sets no cookie again."""
    _library(request)
    shell = shell_for_view(request, _("You are forgotten here"))
    return render(request, "people/forgotten.html", {"shell": shell})
