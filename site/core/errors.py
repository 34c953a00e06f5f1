"""Pages for what could not be answered: in the library's look, and without a single query."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import get_language_from_path

from core.models import Library
from core.shell import Shell, direction


def not_found(request: HttpRequest, exception=None) -> HttpResponse:
    """The library's own 404, with its menu."""
    return render(request, "404.html", status=404)


def bad_request(request: HttpRequest, exception=None) -> HttpResponse:
    """What was sent cannot be read, so nothing of it is read again."""
    return _page(request, "400.html", 400)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours; the database may be what failed."""
    return _page(request, "500.html", 500)


def _page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    library = Library.for_request(request)
    first = library.language if library else settings.LANGUAGE_CODE
    # The thread may still speak the language of whoever it answered before.
    code = get_language_from_path(request.path_info) or first
    with translation.override(code):
        try:
            html = render_to_string(template, _context(library, code))
        except Exception:  # the last page there is: a plain one is better than none
            html = render_to_string(template)
    response = HttpResponse(html, status=status)
    response["Content-Language"] = code
    return response


def _context(library: Library | None, code: str) -> dict:
    if library is None:
        return {}
    home = f"/{code}/"
    shell = Shell(
        lang=code,
        dir=direction(code),
        home_url=home,
        search_url=f"{home}search/",
        my_url=f"{home}my/",
        noindex=True,
    )
    return {"library": library, "shell": shell}
