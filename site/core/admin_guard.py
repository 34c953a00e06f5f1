"""Keeps each library's administration to its own things."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseNotFound
from wagtail.models import Page

from core.models import Library
from core.permissions import is_platform_admin, works_for

OPEN_TO_ALL = ("/admin/login/", "/admin/logout/", "/admin/jsi18n/", "/admin/sprite")


def scope_for(request: HttpRequest) -> tuple[Library | None, HttpResponse | None]:
    """The library this administration request is about, or the answer that refuses it."""
    library = request.library
    user = request.user
    if not user.is_authenticated or request.path_info.startswith(OPEN_TO_ALL):
        return library, None
    if library is None:
        if settings.ADMIN_HOST:
            library = chosen_library(request)
        elif is_platform_admin(user):
            return None, None
    if library is None:
        if is_platform_admin(user):
            return None, None
        return None, HttpResponseForbidden("403", content_type="text/plain")
    if not (is_platform_admin(user) or works_for(user, library)):
        return None, HttpResponseForbidden("403", content_type="text/plain")
    return library, None


def chosen_library(request: HttpRequest) -> Library | None:
    """On the administration's own host: the chosen library, else the user's first."""
    libraries = Library.objects.select_related("site", "root")
    if not is_platform_admin(request.user):
        libraries = libraries.filter(
            memberships__user=request.user, memberships__active=True
        )
    chosen = request.session.get("admin_library")
    return libraries.filter(pk=chosen).first() or libraries.first()


def guard_view(request: HttpRequest, kwargs: dict) -> HttpResponse | None:
    """Refuse a page id outside the library; other ids are held by the scoped managers."""
    library = getattr(request, "admin_library", None)
    if library is None or not request.user.is_authenticated:
        return None
    for name, value in kwargs.items():
        if name in {"page_id", "parent_page_id", "page_to_move_id", "destination_id"}:
            page = Page.objects.filter(pk=value).only("path").first()
            if page is not None and page.depth > 1 and not library.owns_path(page.path):
                return HttpResponseNotFound("404", content_type="text/plain")
    return None
