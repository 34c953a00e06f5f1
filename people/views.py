"""Where a person lands after signing in, and "Mine aktiviteter"."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect

from core.models import Library
from core.permissions import is_platform_admin, works_for


@login_required
def signed_in(request) -> HttpResponse:
    """Staff go to the administration, everybody else to their profiles."""
    library = Library.for_request(request)
    if is_platform_admin(request.user) or (library and works_for(request.user, library)):
        return redirect("wagtailadmin_home")
    return redirect(f"/{request.LANGUAGE_CODE}/partner/")
