"""Addresses that machines and officers look for on every site."""

from __future__ import annotations

from datetime import timedelta
from xml.sax.saxutils import quoteattr

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from wagtail.models import Page, PageViewRestriction

from core.models import Library
from core.shell import site_path
from core.switches import types_off

MOST_ADDRESSES = 50_000
"""A sitemap may hold no more."""


def _library(request: HttpRequest) -> Library:
    library = Library.for_request(request)
    if library is None:
        raise Http404
    return library


def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read: everything but forms and what belongs to one person."""
    library = _library(request)
    lines = ["User-agent: *", "Disallow: /admin/"]
    for code in library.languages:
        lines += [f"Disallow: /{code}/{part}/" for part in ("account", "my", "partner", "sign-up")]
    lines.append(f"Sitemap: {library.base_url}/sitemap.xml")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page of the library in every language, with its other languages.

    Three queries however many pages there are.
    """
    library = _library(request)
    private = tuple(
        PageViewRestriction.objects.filter(page__path__startswith=library.root.path).values_list(
            "page__path", flat=True
        )
    )
    pages = Page.objects.filter(
        path__startswith=library.root.path, depth__gt=library.root.depth, live=True
    ).select_related("locale")
    off = types_off(library)
    pages = pages.not_type(*off) if off else pages
    fields = ("path", "url_path", "depth", "translation_key", "last_published_at", "locale")
    by_key: dict = {}
    for page in pages.only(*fields, "locale__language_code")[:MOST_ADDRESSES]:
        if page.locale.language_code in library.homes and not page.path.startswith(private):
            by_key.setdefault(page.translation_key, []).append(page)
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    ]
    for translations in by_key.values():
        links = _links(library, translations)
        for page in translations:
            changed = page.last_published_at
            stamp = f"<lastmod>{changed.date().isoformat()}</lastmod>" if changed else ""
            address = _address(library, page)
            parts.append(f"<url><loc>{address}</loc>{stamp}{links}</url>\n")
    parts.append("</urlset>\n")
    return HttpResponse("".join(parts), content_type="application/xml; charset=utf-8")


def _address(library: Library, page: Page) -> str:
    """The whole address of a page, its letters encoded as the protocol asks."""
    return iri_to_uri(f"{library.base_url}{site_path(page)}")


def _links(library: Library, translations: list[Page]) -> str:
    if len(translations) < 2:
        return ""
    links = []
    for page in translations:
        code = page.locale.language_code
        address = quoteattr(_address(library, page))
        codes = (code, "x-default") if code == library.language else (code,)
        links += [
            f'<xhtml:link rel="alternate" hreflang="{name}" href={address}/>' for name in codes
        ]
    return "".join(links)


def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell about a weakness (RFC 9116)."""
    library = _library(request)
    if not library.email:
        raise Http404
    expires = (timezone.now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: mailto:{library.email}",
        f"Expires: {expires}",
        f"Preferred-Languages: {', '.join(library.languages)}",
        f"Canonical: {library.base_url}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def was(request: HttpRequest) -> HttpResponse:
    """The library's accessibility statement, at the short address the law suggests."""
    library = _library(request)
    if not library.statement_url:
        raise Http404
    return HttpResponseRedirect(library.statement_url)
