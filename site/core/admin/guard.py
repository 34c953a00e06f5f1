"""Keeps every request of the administration to one library."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.admin.addresses import (
    Kind,
    is_page_model,
    is_platform_host,
    is_tenant_model,
    kind_of,
)
from core.admin.tags import own_tag_names
from core.admin.translations import check_translation
from core.models import Library
from core.permissions import is_platform_admin, libraries_of, works_for

CHOSEN = "admin_library"
PAGE_WORDS = {
    "page_id",
    "parent_page_id",
    "page_to_move_id",
    "destination_id",
    "page_pk",
    "new_parent_page",
    "parent_page",
    "chooser",
    "childOf",
    "child_of",
    "descendant_of",
    "ancestor_of",
    "translation_of",
    "target_pages[]",
    "destination",
}


def scope_for(request: HttpRequest) -> tuple[Library | None, HttpResponse | None]:
    """The library this request is about, or the answer that is given instead.

    On a library's host it is that library. On the platform's hosts it is the one the person
    chose among those they work for; without a choice they are asked to make one.
    """
    user = request.user
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return request.library, None
    request.admin_kind = kind_of(match)
    if not user.is_authenticated:
        return request.library, None
    if request.library is not None:
        if not (is_platform_admin(user) or works_for(user, request.library)):
            return _public(request, request.admin_kind, match)
        return request.library, None
    return _on_platform(request, match)


def _public(request, kind, match) -> tuple[Library | None, HttpResponse | None]:
    if match.url_name in {"wagtailadmin_logout", "wagtailadmin_login", "wagtailadmin_sprite"}:
        return request.library, None
    words = _("You do not work for this library.")
    return None, refused(request, words)


def _on_platform(request, match) -> tuple[Library | None, HttpResponse | None]:
    mine = libraries_of(request.user)
    platform_admin = is_platform_admin(request.user)
    if not platform_admin and not mine:
        return _public(request, request.admin_kind, match)
    if platform_admin and request.admin_kind is Kind.PLATFORM:
        return None, None
    chosen = next((row for row in mine if row.pk == request.session.get(CHOSEN)), None)
    if chosen is None and len(mine) == 1:
        chosen = mine[0]
    if chosen is None and match.url_name not in {
        "wagtailadmin_logout",
        "wagtailadmin_login",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
        "choose_library",
    }:
        return None, redirect("core_admin:choose_library")
    return chosen, None


def refused(request: HttpRequest, words: str) -> HttpResponse:
    """A refusal in words, with a way to sign out."""
    context = {"words": words, "library": request.library}
    return render(request, "core/admin/refused.html", context, status=403)


def guard_view(request: HttpRequest, view, kwargs: dict) -> HttpResponse | None:
    """Refuse an address that names another library's thing; None lets the view answer."""
    try:
        return _guard(request, view, kwargs)
    except Http404:
        return render(request, "wagtailadmin/404.html", status=404)
    except PermissionDenied:
        return refused(request, _("You may not do this here."))


def _guard(request: HttpRequest, view, kwargs: dict) -> HttpResponse | None:
    user, library = request.user, getattr(request, "admin_library", None)
    kind = getattr(request, "admin_kind", None)
    if not user.is_authenticated or kind is Kind.OPEN:
        return None
    if kind is None or kind is Kind.REFUSED:
        raise Http404
    if kind is Kind.PLATFORM:
        if not (is_platform_admin(user) and is_platform_host(request)):
            raise Http404
        return None
    if library is None:
        return None if kind is Kind.OWN else redirect("core_admin:choose_library")
    if kind is Kind.TAGS:
        return JsonResponse(own_tag_names(request.GET.get("term", ""), library), safe=False)
    if kind is Kind.CHOOSER:
        return view(request, parent_page_id=_chooser_start(request, library).pk)
    if kind is Kind.BULK:
        _check_model(request, library, kwargs)
    if kind is Kind.PAGES:
        check_pages(library, _page_ids(request, kwargs))
    if kind is Kind.TRANSLATION:
        check_translation(request, library, kwargs)
    return None


def check_pages(library: Library, ids: set[int]) -> None:
    """Raises Http404 where one of the ids is a page of another library."""
    if not ids:
        return
    own = Q(path__startswith=library.root.path) | Q(depth=1)
    if Page._base_manager.filter(pk__in=ids).exclude(own).exists():
        raise Http404


def _page_ids(request, kwargs: dict, extra: tuple[str, ...] = ()) -> set[int]:
    """The page ids an address, its query and its form name."""
    words = PAGE_WORDS | set(extra)
    name = request.resolver_match.view_name
    if name in {"wagtailadmin_pages:revisions_compare", "wagtailadmin_api:pages:detail"}:
        words |= {"pk"}
    if name == "wagtailadmin_choose_page_chosen_multiple":
        words |= {"id"}
    found = [value for key, value in kwargs.items() if key in words]
    for data in (request.GET, request.POST):
        for key in words & set(data):
            found += data.getlist(key)
    return {
        int(part)
        for value in found
        for part in str(value).split(",")
        if part.isdecimal() and len(part) < 15
    }


def _check_model(request, library: Library, kwargs: dict) -> None:
    model = kwargs.get("app_label", ""), kwargs.get("model_name", "")
    if is_page_model(*model):
        check_pages(library, _page_ids(request, kwargs, ("id", "object_id")))
    elif not is_tenant_model(*model):
        raise Http404


def _chooser_start(request, library: Library) -> Page:
    """Where choosing begins: the nearest page above all that may be chosen, in one language.

    The container itself has no translations, so a chooser opened there would offer one
    language only; it begins at the first language's home instead.
    """
    from wagtail.admin.views.chooser import page_models_from_string

    home = library.homes.get(library.language) or library.root
    wanted = request.GET.get("page_type") or "wagtailcore.page"
    try:
        models = page_models_from_string(wanted)
    except (ValueError, LookupError) as error:
        raise Http404 from error
    if models == (Page,):
        return home
    pages = Page.objects.descendant_of(home).type(*models)
    start = pages.first_common_ancestor() if pages.exists() else home
    return start if start.path.startswith(home.path) else home
