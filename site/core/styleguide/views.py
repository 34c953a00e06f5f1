"""Who may see the style guide, and what surrounds it."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core.shell import Link, shell_for_view
from core.styleguide.samples import ERRORS, samples


def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component on one page, for staff, in the demo and while debugging; else 404."""
    _for_staff(request)
    shell = shell_for_view(request, "Stilguide")
    shell.breadcrumbs = [Link("Forside", shell.home_url), Link("Stilguide")]
    return render(request, "styleguide.html", {"samples": samples(), "shell": shell})


def error_page(request: HttpRequest, name: str) -> HttpResponse:
    """A page that says what went wrong, while nothing has."""
    _for_staff(request)
    if name not in ERRORS:
        raise Http404
    return render(request, f"{name}.html")


def _for_staff(request: HttpRequest) -> None:
    if not (settings.DEMO or settings.DEBUG or request.user.has_perm("wagtailadmin.access_admin")):
        raise Http404
