"""Reads of the knowledge bank: a method's experiences, and an experience's method."""

from __future__ import annotations

from django.db.models import Q
from wagtail.models import Page

from core.addresses import asked_language
from core.models import Card, Library
from stories.models import ExperiencePage, MethodPage

SHOWN = 12


def tried(page: MethodPage, request) -> dict:
    """Experiences with a method, those in the reader's language first: `cards`, and how many of
    them would do it again (`again` of `count`); one query."""
    library = Library.for_request(request) or Library.for_page(page)
    if page.pk is None or library is None:
        return {"cards": [], "again": 0, "count": 0}
    experiences = ExperiencePage.objects.filter(
        Q(method__translation_key=page.content_key)
        | Q(method__alias_of__translation_key=page.content_key)
    )
    cards = list(
        Card.objects.for_reader(library, asked_language(request, page, library))
        .of_kind("experience")
        .filter(page_id__in=experiences.values("pk"))
        .own_first()
        .select_related("locale")
        .defer("search_text")[:SHOWN]
    )
    again = sum(card.labels.get("again") in ("yes", "changed") for card in cards)
    return {"cards": cards, "again": again, "count": len(cards)}


def method_card(page: ExperiencePage, request) -> Card | None:
    """The method's card in the reader's language, else in the library's first one.

    None where no method was chosen or it cannot be read any more; one query.
    """
    library = Library.for_request(request) or Library.for_page(page)
    if page.method_id is None or library is None:
        return None
    chosen = Page.objects.filter(pk=page.method_id)
    keys = Q(content_key__in=chosen.values("translation_key"))
    keys |= Q(content_key__in=chosen.values("alias_of__translation_key"))
    cards = Card.objects.for_reader(library, asked_language(request, page, library))
    cards = cards.of_kind("method").filter(keys)
    return cards.select_related("locale").defer("search_text").first()
