"""Choosing a library, the list of libraries, and a library's own settings."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.admin.forms import LibraryForm
from core.admin.guard import CHOSEN
from core.models import Library
from core.permissions import can_change_library, is_platform_admin, libraries_of
from core.registry import registry


@require_http_methods(["GET", "POST"])
def choose_library(request: HttpRequest) -> HttpResponse:
    """Which library to work in; asked only on the platform's hosts."""
    if request.library is not None:
        return redirect("wagtailadmin_home")
    mine = libraries_of(request.user)
    error = ""
    if request.method == "POST":
        wanted = request.POST.get("library", "")
        chosen = next((row for row in mine if str(row.pk) == wanted), None)
        if chosen is not None:
            request.session[CHOSEN] = chosen.pk
            return redirect("wagtailadmin_home")
        error = _("Choose one of the listed libraries.")
    context = {
        "libraries": mine,
        "current": request.admin_library,
        "error": error,
        "header_title": _("Choose a library"),
    }
    return render(request, "core/admin/choose_library.html", context, status=422 if error else 200)


@require_GET
def libraries(request: HttpRequest) -> HttpResponse:
    """All libraries of the installation, for the platform's administrators."""
    if request.library is not None or not is_platform_admin(request.user):
        raise PermissionDenied
    rows = Library.objects.select_related("site", "root").prefetch_related("hosts")
    context = {"libraries": rows, "header_title": _("Libraries")}
    return render(request, "core/admin/libraries.html", context)


@require_http_methods(["GET", "POST"])
def library_settings(request: HttpRequest) -> HttpResponse:
    """The library's name, look, contact and retention periods."""
    library = request.admin_library
    if library is None or not can_change_library(request.user, library):
        raise PermissionDenied
    # A fresh row: a wrong value in the form must not show in the page's header.
    row = Library.objects.get(pk=library.pk)
    form = LibraryForm(request.POST or None, instance=row)
    further = [make(request.POST or None, library=row) for make in registry.settings_forms]
    if request.method == "POST":
        # A form that was opened before there was a further part does not send it.
        sent = [form, *(one for one in further if one.is_bound)]
        if all([one.is_valid() for one in sent]):
            with transaction.atomic():
                for one in sent:
                    one.save()
            messages.success(request, _("The settings are saved."))
            return redirect("core_admin:library")
        messages.error(request, _("Something needs to be put right below. Nothing was saved."))
    context = {
        "form": form,
        "header_title": _("Settings of the library"),
        "submit": _("Save"),
        "groups": [*form.groups(), *((one.title, list(one)) for one in further)],
    }
    return render(request, "core/admin/form.html", context)
