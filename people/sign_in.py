"""The pages of signing in: allauth's views, the few that may be met here."""

from __future__ import annotations

from functools import wraps
from urllib.parse import urlsplit

from allauth.account.internal.stagekit import clear_login
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import RequestLoginCodeView
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from core.admin.guard import refused
from core.models import Membership

EXPECTED = "sign_in_email"


class SignInView(RequestLoginCodeView):
    """Asks for an address; somebody already signed in is sent on, but never in a circle."""

    def dispatch(self, request, *args, **kwargs):
        """Tell a user without rights so, instead of sending them back and forth."""
        if request.user.is_authenticated and _refused_by_admin(request):
            return refused(request, _("Your address has no rights in the administration."))
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict:
        """The address of an invitation that was just accepted."""
        return {"email": self.request.session.get(EXPECTED, "")}


def _refused_by_admin(request) -> bool:
    path = urlsplit(get_next_redirect_url(request) or "").path
    return path.startswith("/admin/") and not request.user.has_perm("wagtailadmin.access_admin")


def expect(request, email: str, next_url: str) -> HttpResponse:
    """Lead to the sign-in with the address filled in, dropping a half-done sign-in."""
    clear_login(request)
    request.session[EXPECTED] = email
    return redirect(f"{reverse('account_request_login_code')}?next={next_url}")


@never_cache
def to_sign_in(request, *args, **kwargs) -> HttpResponse:
    """Every other way in leads to the code, and keeps where the visitor wanted to go."""
    query = request.META.get("QUERY_STRING", "")
    address = reverse("account_request_login_code")
    return redirect(f"{address}?{query}" if query else address)


def nothing_here(request, *args, **kwargs) -> HttpResponse:
    """Pages of allauth that are not in use; their names must resolve."""
    raise Http404


def works_anywhere(user) -> bool:
    """Is staff of a library, or runs the installation."""
    return user.is_superuser or Membership.objects.filter(user=user, active=True).exists()


def staff_only(view):
    """Decorator: strangers sign in first, others than staff find nothing."""

    @never_cache
    @wraps(view)
    def inner(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not works_anywhere(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return inner
