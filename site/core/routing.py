"""Finding the page for an address in one query plus `.specific`, in every language.

Wagtail asks the database twice per level. All prefixes of the address are known, so the page
and its ancestors come in one query. A path that has no page in the asked language is looked
up in the library's first language, and the page says so (`request.fallback_from`).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.http import Http404
from wagtail.models import Page, PageViewRestriction, get_page_models
from wagtail.url_routing import RouteResult

from core.models import BasePage
from core.switches import type_in_use


@dataclass(frozen=True)
class Trail:
    """The pages from the home down to the one that answers."""

    pages: tuple[Page, ...]


def _prefixes(home: Page, components: list[str]) -> list[str]:
    paths = [home.url_path]
    for component in components:
        paths.append(f"{paths[-1]}{component}/")
    return paths


def find(request, language: str, components: list[str]) -> RouteResult:
    """The live page (or a routable page above it) for an address of the request's library.

    Raises Http404 where neither the asked nor the library's first language has one.
    """
    library = request.library
    homes = library.homes
    languages = [code for code in dict.fromkeys((language, library.language)) if code in homes]
    wanted = {code: _prefixes(homes[code], components) for code in languages}
    every = {path for paths in wanted.values() for path in paths}
    found = {
        page.url_path: page
        for page in Page.objects.filter(url_path__in=every)
        .annotate(restricted=Exists(restrictions_above()))
        .select_related("locale", "content_type")
    }
    for page in found.values():
        # Read with it, so that a new process need not ask which type it is.
        page.specific_class = page.content_type.model_class()
    for code in languages:
        route = _deepest(request, wanted[code], components, found)
        if route is not None:
            request.fallback_from = code if code != language else ""
            return route
    raise Http404


def restrictions_above() -> QuerySet[PageViewRestriction]:
    """What `BasePage.get_view_restrictions` finds, for the page of an outer query."""
    here = ExpressionWrapper(OuterRef("path"), CharField())
    return PageViewRestriction.objects.annotate(here=here).filter(
        Q(page__alias_of=None, here__startswith=F("page__path"))
        | Q(here__startswith=F("page__aliases__path"))
    )


def _specific(page: Page) -> Page:
    """The page as its own type, with what it always prints, in one query."""
    ContentType.objects.get_for_models(*get_page_models())  # one query in a new process, then none
    model = page.specific_class
    if model is None or not issubclass(model, BasePage):
        return page.specific
    return model._default_manager.select_related(*model.read_with).get(pk=page.pk)


def _deepest(request, paths: list[str], components: list[str], found: dict) -> RouteResult | None:
    for depth in range(len(paths) - 1, -1, -1):
        page = found.get(paths[depth])
        if page is None:
            continue
        if not page.live:
            return None
        above = [found[path] for path in paths[: depth + 1] if path in found]
        if not all(type_in_use(request.library, part.specific_class) for part in above):
            return None
        rest = components[depth:]
        if rest and not hasattr(page.specific_class, "resolve_subpage"):
            return None
        # What lies below a page seldom needs more than every page has.
        specific = page.specific_deferred if rest else _specific(page)
        specific.locale = page.locale
        specific.is_open = not page.restricted
        request.trail = Trail(tuple(above))
        try:
            if rest:
                view, args, kwargs = specific.resolve_subpage("/" + "/".join(rest) + "/")
                return RouteResult(specific, args=(view, args, kwargs))
        except Http404:
            return None
        return RouteResult(specific)
    return None
