"""Opening a library: built in code, never by copying a tree (copies break translations)."""

from __future__ import annotations

from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from wagtail.models import Collection, Locale, Page, Site

from core.models import Library, LibraryHost, LibraryRoot
from core.models.libraries import HOSTNAME
from core.roles import make_groups
from home.models import HomePage
from home.starter import STARTER, Starter


@transaction.atomic
def add_library(
    *,
    name: str,
    hostname: str,
    aliases: tuple[str, ...] = (),
    languages: tuple[str, ...] = ("da", "en"),
    accent: str = "#1d5c63",
    secondary: str = "#c8553d",
) -> Library:
    """Open a library: container, homes and lists in each language, site, hosts, roles.

    Running it again for the same host adds missing languages and aliases and changes nothing
    else. Raises ValidationError for an impossible or taken host or an unknown language.
    """
    hostname = hostname.strip().lower()
    _check(hostname, aliases, languages)
    existing = LibraryHost.objects.filter(hostname=hostname).select_related("library").first()
    library = (
        existing.library if existing else _new(name, hostname, languages[0], accent, secondary)
    )
    for host in (hostname, *aliases):
        taken = LibraryHost.objects.filter(hostname=host).exclude(library=library)
        if taken.exists():
            raise ValidationError(f"{host}: this host belongs to another library")
        LibraryHost.objects.get_or_create(hostname=host, defaults={"library": library})
    first = _home(library, library.language)
    for language in languages:
        home = _home(library, language) or _add_home(library.root, language, first, library.name)
        _add_starter_pages(library, home)
    make_groups(library)
    return Library.objects.select_related("site", "root").get(pk=library.pk)


def _check(hostname: str, aliases, languages) -> None:
    for host in (hostname, *aliases):
        HOSTNAME(host)
    known = dict(settings.LANGUAGES)
    for language in languages:
        if language not in known:
            raise ValidationError(f"{language}: not a language of this installation")


def locale(language: str) -> Locale:
    """The locale row of a language, made when it is first needed."""
    return Locale.objects.get_or_create(language_code=language)[0]


def _new(name: str, hostname: str, language: str, accent: str, secondary: str) -> Library:
    tree_root = Page.get_first_root_node()
    root = LibraryRoot(title=name, slug=_free_slug(hostname), locale=locale(language), live=True)
    tree_root.add_child(instance=root)
    home = _add_home(root, language, None, name)
    site = Site.objects.create(
        hostname=hostname,
        port=settings.SITE_PORT,
        site_name=name,
        root_page=home,
        is_default_site=False,
    )
    collection = Collection.get_first_root_node().add_child(name=name)
    return Library.objects.create(
        site=site,
        root=root,
        collection=collection,
        name=name,
        language=language,
        accent=accent,
        secondary=secondary,
    )


def _free_slug(hostname: str) -> str:
    return hostname.replace(".", "-")[:200]


def _home(library: Library, language: str) -> HomePage | None:
    return HomePage.objects.child_of(library.root).filter(locale__language_code=language).first()


def _add_home(root: LibraryRoot, language: str, first: HomePage | None, name: str) -> HomePage:
    home = HomePage(title=name, slug=language, locale=locale(language))
    if first is not None:
        home.translation_key = first.translation_key
    root.refresh_from_db()
    root.add_child(instance=home)
    home.save_revision().publish()
    return home


def _add_starter_pages(library: Library, home: HomePage) -> None:
    """The lists of the reader's menu, each once, sharing a key with its translations."""
    language = home.locale.language_code
    for starter in STARTER:
        model = apps.get_model(starter.model)
        if model.objects.child_of(home).exists():
            continue
        sibling = model.objects.descendant_of(library.root).first()
        key = sibling.translation_key if sibling else uuid4()
        _add_starter(model, starter, home, language, key)


def _add_starter(model, starter: Starter, home: HomePage, language: str, key) -> None:
    with translation.override(language):
        page = model(
            title=str(starter.title),
            summary=str(starter.summary),
            slug=starter.slugs.get(language) or starter.slugs["en"],
            locale=home.locale,
            show_in_menus=starter.in_menu,
            translation_key=key,
        )
    home.refresh_from_db()
    home.add_child(instance=page)
    page.save_revision().publish()
