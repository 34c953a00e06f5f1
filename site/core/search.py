"""Finding cards by stemmed words; the same on every database, and nothing is written."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.lists import page_number
from core.models import Card, Library
from core.registry import registry
from core.shell import Link, shell_for_view
from core.stemming import WORD, stem, stems

LONGEST_QUERY = 200
MOST_WORDS = 10
PER_PAGE = 30


@dataclass
class Group:
    """The hits of one kind."""

    label: str
    cards: list[Card] = field(default_factory=list)


def find_cards(library: Library, language: str, query: str):
    """Cards of a library in a language that have every word of the query, best first."""
    words = stems(query[:LONGEST_QUERY], language)[:MOST_WORDS]
    cards = Card.objects.shown_in(library).filter(locale__language_code=language)
    if not words:
        return cards.none(), words
    for word in words:
        cards = cards.filter(Q(search_text__contains=f" {word}"))
    return cards.select_related("locale").order_by("kind", "-published_at", "pk"), words


def marked(text: str, words: list[str], language: str) -> str:
    """The text with every word of the query in `<mark>`, safe to print."""
    wanted = set(words)
    pieces, last = [], 0
    for match in WORD.finditer(text):
        if stem(match.group().casefold(), language) in wanted:
            pieces.append(escape(text[last : match.start()]))
            pieces.append(f"<mark>{escape(match.group())}</mark>")
            last = match.end()
    pieces.append(escape(text[last:]))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece is escaped above


def search(request: HttpRequest) -> HttpResponse:
    """The search page: hits grouped by kind, or a helpful word where there are none."""
    library = Library.for_request(request)
    query = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    shell = shell_for_view(request, _("Search"), [Link(_("Search"))])
    shell.query = query
    context = {"shell": shell, "query": query, "groups": []}
    if library is None:
        return render(request, "404.html", status=404)
    language = get_language()
    if language not in library.languages:
        language = library.language
    cards, words = find_cards(library, language, query)
    paginator = Paginator(cards, PER_PAGE)
    page = paginator.page(page_number(request, paginator.num_pages))
    groups: dict[str, Group] = {}
    for card in page:
        kind = registry.card_kinds.get(card.kind)
        group = groups.setdefault(card.kind, Group(str(kind.plural) if kind else card.kind))
        card.marked_title = marked(card.title, words, language)
        card.marked_summary = marked(card.summary, words, language)
        group.cards.append(card)
    context.update(page=page, groups=list(groups.values()), count=paginator.count)
    return render(request, "core/search.html", context)
