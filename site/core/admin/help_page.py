"""The page behind “Help” in the menu: how a page is made, and what each kind is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET
from wagtail.admin.menu import MenuItem
from wagtail.models import Page, get_page_models

from core.admin.help_texts import HELP, Help
from core.models import Library, LibraryRoot
from core.switches import type_in_use

KEPT = "keyboard-shortcuts-trigger"
"""The one entry of Wagtail's help that is kept: the others lead to other sites, in English."""

MADE_OFTEN = {
    name: place
    for place, name in enumerate(("events.eventpage", "stories.storypage", "guides.guidepage"))
}


@dataclass(frozen=True)
class Kind:
    """A kind of page: its name, its help, and where the person can make one."""

    page_type: str
    name: str
    help: Help
    add_url: str = ""
    edit_url: str = ""


def help_item() -> MenuItem:
    """How to do it here."""
    return MenuItem(
        gettext_lazy("How to do it"),
        reverse_lazy("core_admin:help"),
        name="how-to",
        icon_name="help",
        order=1,
    )


def only_our_help(request: HttpRequest, items: list) -> None:
    """Hook of the help menu: our page and the shortcuts, in place."""
    items[:] = [item for item in items if item.name in {"how-to", KEPT}]


def kinds_of_pages(library: Library, user) -> list[Kind]:
    """The kinds of pages that the library uses, with a way to make one; two queries."""
    models = {model._meta.label_lower: model for model in get_page_models()}
    pages = Page.objects.filter(
        path__startswith=library.root.path, locale__language_code=library.language
    ).select_related("content_type")
    by_type: dict[type, Page] = {}
    for page in pages.order_by("path").filter(depth__lte=library.root.depth + 2):
        by_type.setdefault(page.specific_class, page)
    return [
        Kind(label, models[label]._meta.verbose_name, help_, **_ways(models[label], by_type, user))
        for label, help_ in HELP.items()
        if type_in_use(library, models[label])
    ]


def _ways(model: Any, by_type: dict, user) -> dict[str, str]:
    """Where one makes such a page; a front page is there already and is changed."""
    if LibraryRoot not in model.allowed_parent_page_models():
        return {"add_url": _add_url(model, by_type, user)}
    page = by_type.get(model)
    if page is None or not page.permissions_for_user(user).can_edit():
        return {}
    return {"edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk])}


def _add_url(model: Any, by_type: dict, user) -> str:
    parent = next(
        (by_type[kind] for kind in model.allowed_parent_page_models() if kind in by_type), None
    )
    if parent is None or not parent.permissions_for_user(user).can_add_subpage():
        return ""
    if not model.can_create_at(parent.specific):
        return ""
    name = model._meta.app_label, model._meta.model_name
    return reverse("wagtailadmin_pages:add", args=[*name, parent.pk])


@require_GET
def help_page(request: HttpRequest) -> HttpResponse:
    """How a page is made, and what each kind of page is for."""
    library = request.admin_library
    if library is None:
        raise PermissionDenied
    context = {
        "kinds": kinds_of_pages(library, request.user),
        "library": library,
        "header_title": _("How to do it"),
    }
    return render(request, "core/admin/help.html", context)


@require_GET
def new_page(request: HttpRequest) -> HttpResponse:
    """The kinds of pages the person may make, those that are made most often first."""
    library = request.admin_library
    if library is None:
        raise PermissionDenied
    kinds = kinds_of_pages(library, request.user)
    kinds.sort(key=lambda kind: MADE_OFTEN.get(kind.page_type, len(MADE_OFTEN)))
    context = {"kinds": kinds, "header_title": _("What do you want to make?")}
    return render(request, "core/admin/new_page.html", context)
