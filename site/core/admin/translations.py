"""Permission checks that wagtail-localize leaves out."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from core.models import Library, LibraryRoot


def check_translation(request: HttpRequest, library: Library, kwargs: dict) -> None:
    """Every page that would be read or written must be the library's and editable.

    Raises Http404 for another library's page and PermissionDenied where the person may edit
    neither source nor target, or may not add a page in the language asked for.
    """
    user = request.user
    if "page_id" in kwargs:
        page = _own_page(library, pk=kwargs["page_id"])
        _must_edit(user, page)
        _check_targets(request, library, page)
    elif "translation_source_id" in kwargs:
        source = get_object_or_404(TranslationSource, pk=kwargs["translation_source_id"])
        page = _own_page(library, translation_key=source.object_id, locale_id=source.locale_id)
        _must_edit(user, page)
        for translation in source.translations.filter(enabled=True):
            _check_target(user, library, translation, request.method == "POST")
    elif "translation_id" in kwargs:
        translation = get_object_or_404(
            Translation.objects.select_related("source"), pk=kwargs["translation_id"]
        )
        source = translation.source
        _own_page(library, translation_key=source.object_id, locale_id=source.locale_id)
        _check_target(user, library, translation, False)


def _own_page(library: Library, **lookup) -> Page:
    page = Page._base_manager.filter(path__startswith=library.root.path, **lookup).first()
    if page is None:
        raise Http404
    page = page.specific
    if isinstance(page, LibraryRoot):
        raise Http404
    return page


def _must_edit(user, page: Page) -> None:
    if not page.permissions_for_user(user).can_edit():
        raise PermissionDenied


def _check_target(user, library: Library, translation: Translation, publishes: bool) -> None:
    page = Page._base_manager.filter(
        path__startswith=library.root.path,
        translation_key=translation.source.object_id,
        locale_id=translation.target_locale_id,
    ).first()
    if page is None:
        raise Http404
    tester = page.specific.permissions_for_user(user)
    if not tester.can_edit() or tester.page_locked():
        raise PermissionDenied
    if publishes and page.live and not tester.can_publish():
        raise PermissionDenied


def _check_targets(request: HttpRequest, library: Library, page: Page) -> None:
    """Only languages the library offers, and only where the person may add a page."""
    offered = set(library.languages)
    for locale in Locale.objects.filter(pk__in=_numbers(request.POST.getlist("locales"))):
        parent = page.get_parent()
        target = parent.get_translation_or_none(locale) or parent
        if locale.language_code not in offered and page.depth > library.root.depth + 1:
            raise PermissionDenied
        if not target.specific.permissions_for_user(request.user).can_add_subpage():
            raise PermissionDenied


def _numbers(values: list[str]) -> list[int]:
    return [int(value) for value in values if value.isdecimal() and len(value) < 12]
