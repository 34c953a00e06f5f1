"""Pages chosen by hand: shown in the reader's language, gone when they are unpublished."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Substr
from wagtail import blocks
from wagtail.models import Page

from core.addresses import borrowed
from core.models import Card, Library
from core.shell import direction, site_path
from core.switches import page_in_use


@dataclass(frozen=True)
class PlainCard:
    """What a page without a card shows of itself in a list."""

    title: str
    url: str
    lang: str
    summary: str = ""
    kind_label: str = ""

    @property
    def dir(self) -> str:
        """The direction of its text."""
        return direction(self.lang)


class Together:
    """Pages read together, so that their translations are too."""

    def __init__(self, pages):
        self.keys = {page.translation_key for page in pages}
        self.translations: dict[str, dict] = {}

    def in_language(self, language: str) -> dict:
        """Live pages of one language by translation key; one query for all of them."""
        if language not in self.translations:
            pages = _with_cards().filter(
                translation_key__in=self.keys, locale__language_code=language, live=True
            )
            found: dict = {}
            for page in pages:
                found.setdefault(page.translation_key, []).append(page)
            self.translations[language] = found
        return self.translations[language]


def _with_cards():
    """Pages with their cards, and the first language of the library each lies in."""
    container = Substr(OuterRef("path"), 1, 2 * Page.steplen)
    first = Library.objects.filter(root__path=container).values("language")[:1]
    pages = Page.objects.select_related("locale", "card", "card__locale")
    return pages.annotate(first_language=Subquery(first))


def read_together(numbers) -> dict[int, Page]:
    """Pages by number, those that exist; one query, none where nothing is asked for."""
    wanted = {number for number in numbers if number}
    pages = {page.pk: page for page in _with_cards().filter(pk__in=wanted)} if wanted else {}
    together = Together(pages.values())
    for page in pages.values():
        page.read_together = together
    return pages


class ChosenPageBlock(blocks.PageChooserBlock):
    """A page chosen by hand. All of a list come in one query, their translations in one more."""

    def to_python(self, value):
        """The page, or None when it is deleted."""
        return self.bulk_to_python([value])[0]

    def bulk_to_python(self, values):
        """The pages with their cards and languages, in order; None for those deleted."""
        values = list(values)
        pages = read_together(values)
        return [pages.get(value) for value in values]


def live_version(page: Page | None, language: str, library: Library | None) -> Page | None:
    """The page in the reader's language, else as chosen; None when neither can be read here."""
    if page is None or (library is not None and not library.owns_path(page.path)):
        return None
    if page.locale.language_code != language:
        together = getattr(page, "read_together", None) or Together([page])
        container = page.path[: 2 * page.steplen]
        for other in together.in_language(language).get(page.translation_key, []):
            if other.path.startswith(container):
                return other if page_in_use(other, library) else None
    return page if page.live and page_in_use(page, library) else None


def address(page: Page | None, language: str, library: Library | None) -> str:
    """The address below the library's host, or "" for a page that cannot be read."""
    found = live_version(page, language, library)
    return _read_in(found, language, library) if found else ""


def _read_in(page: Page, language: str, library: Library | None) -> str:
    """The page's address in the reader's language, where it can be read there."""
    first = library.language if library else getattr(page, "first_language", "")
    return borrowed(site_path(page), first, language)


def as_card(page: Page, language: str, library: Library | None) -> Card | PlainCard:
    """The page's card, or a plain one made of its title; it keeps to the reader's language."""
    url = _read_in(page, language, library)
    try:
        card = page.card
    except Card.DoesNotExist:
        return PlainCard(page.title, url, page.locale.language_code)
    card.asked_in = language if url != card.path else ""
    return card
