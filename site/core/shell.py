"""What surrounds a page's own content: languages, menu, breadcrumbs and the head."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.addresses import in_language
from core.models import Library
from core.models.libraries import IN_FOOTER, PLACES, PRIVACY_SLUGS


@dataclass(frozen=True)
class Link:
    title: str
    url: str = ""
    current: bool = False
    exact: bool = False
    lang: str = ""
    """The language of the title, where it is not the frame's."""


@dataclass(frozen=True)
class LanguageLink:
    code: str
    name: str
    url: str
    current: bool
    dir: str


@dataclass
class Shell:
    """Everything `base.html` prints around the content."""

    lang: str
    dir: str
    title: str = ""
    description: str = ""
    content_lang: str = ""
    content_dir: str = ""
    fallback_name: str = ""
    home_url: str = "/"
    search_url: str = ""
    my_url: str = ""
    partner_url: str = ""
    places_url: str = ""
    privacy_url: str = ""
    og_type: str = "website"
    query: str = ""
    canonical: str = ""
    image_url: str = ""
    json_ld: str = ""
    noindex: bool = False
    menu: list[Link] = field(default_factory=list)
    footer: list[Link] = field(default_factory=list)
    languages: list[LanguageLink] = field(default_factory=list)
    breadcrumbs: list[Link] = field(default_factory=list)
    alternates: list[Link] = field(default_factory=list)

    @property
    def is_fallback(self) -> bool:
        """Whether the text is in another language than the one that was asked for."""
        return bool(self.fallback_name)


def direction(code: str) -> str:
    """`rtl` or `ltr` for a language code."""
    return "rtl" if get_language_info(code)["bidi"] else "ltr"


def site_path(page: Page) -> str:
    """A page's address below the host; needs no query (homes are named by language)."""
    return "/" + page.url_path.split("/", 2)[2]


def shell_for_view(request, title: str = "", breadcrumbs: list[Link] | None = None) -> Shell:
    """The shell of a form or another view that is not a page; never indexed."""
    library = Library.for_request(request)
    code = get_language() or "da"
    shell = Shell(lang=code, dir=direction(code), title=title, noindex=True)
    if library is None:
        return shell
    _add_library(shell, request, library, code)
    home = Link(_("Home"), shell.home_url)
    shell.breadcrumbs = [home, *breadcrumbs] if breadcrumbs else []
    rest = request.path.split("/", 2)[2] if request.path.count("/") > 1 else ""
    shell.languages = [
        _language_link(other, f"/{other}/{rest}", code) for other in library.languages
    ]
    return shell


def shell_for_page(request, page: Page) -> Shell:
    """The shell of a page: one query (other languages) beside the library's own."""
    library = Library.for_request(request) or Library.for_page(page)
    text_code = page.locale.language_code
    code = get_language() or text_code
    if getattr(request, "is_preview", False):
        code = text_code
    shell = Shell(
        lang=code,
        dir=direction(code),
        title=page.seo_title or page.title,
        description=page.search_description or getattr(page, "summary", ""),
    )
    if code != text_code:
        shell.content_lang, shell.content_dir = text_code, direction(text_code)
        shell.fallback_name = get_language_info(text_code)["name_translated"]
        shell.noindex = True
    if library is None:
        return shell
    _add_library(shell, request, library, code)
    _add_languages(shell, library, page, code)
    _add_breadcrumbs(shell, request, page, library)
    picture = getattr(page, "picture", None)
    if picture is not None and picture.sources:
        shell.image_url = library.base_url + picture.sources.get("src", "")
    return shell


def _add_library(shell: Shell, request, library: Library, code: str) -> None:
    homes = library.homes
    home = homes.get(code) or homes.get(library.language)
    if home is None:
        return
    shell.home_url = f"/{code}/"
    shell.search_url = f"/{code}/search/"
    shell.my_url = f"/{code}/my/"
    if library.uses("partners"):
        shell.partner_url = f"/{code}/partner/"
    # Words of the menu come from the language's own home, else from the first language's.
    linked = library.linked_below(home) or library.linked_below(homes[library.language])
    for item in linked:
        url = in_language(site_path(item), code)
        if item.show_in_menus:
            current = request.path.startswith(url)
            shell.menu.append(Link(item.title, url, current, request.path == url))
        elif item.content_type.model == PLACES:
            shell.places_url = url
        elif item.content_type.model in IN_FOOTER:
            shell.footer.append(Link(item.title, url))
        elif item.slug in PRIVACY_SLUGS:
            shell.privacy_url = url


def _language_link(code: str, url: str, active: str) -> LanguageLink:
    name = dict(settings.LANGUAGES).get(code) or get_language_info(code)["name_local"]
    return LanguageLink(code, name, url, code == active, direction(code))


def _add_languages(shell: Shell, library: Library, page: Page, code: str) -> None:
    translations = {
        other.locale.language_code: site_path(other)
        for other in Page.objects.filter(
            translation_key=page.translation_key,
            live=True,
            path__startswith=library.root.path,
        ).select_related("locale")
    }
    own = site_path(page)
    rest = own.split("/", 2)[2]
    shell.languages = [
        _language_link(other, translations.get(other) or f"/{other}/{rest}", code)
        for other in library.languages
    ]
    shell.canonical = library.base_url + own
    offered = [other for other in library.languages if other in translations]
    if len(offered) > 1 and not shell.is_fallback:
        shell.alternates = [
            Link(other, library.base_url + translations[other]) for other in offered
        ]
        first = translations.get(library.language)
        if first:
            shell.alternates.append(Link("x-default", library.base_url + first))


def _add_breadcrumbs(shell: Shell, request, page: Page, library: Library) -> None:
    trail = getattr(request, "trail", None)
    pages = list(trail.pages) if trail else []
    if not pages or pages[-1].pk != page.pk:
        pages = [*page.get_ancestors().filter(depth__gte=3), page]
    if len(pages) < 2:
        return
    shell.breadcrumbs = [
        *(_crumb(shell, item, library) for item in pages[:-1]),
        Link(page.title, lang=shell.content_lang),
    ]
    shell.breadcrumbs[0] = Link(_("Home"), shell.home_url)


def _crumb(shell: Shell, page: Page, library: Library) -> Link:
    """A page above; where the text is borrowed, in the reader's language if it is there too."""
    if not shell.is_fallback:
        return Link(page.title, site_path(page))
    own = library.list_in(page.translation_key, shell.lang)
    if own is not None:
        return Link(own.title, site_path(own))
    return Link(page.title, in_language(site_path(page), shell.lang), lang=shell.content_lang)
