"""Finding cards by stemmed words; the same on every database, and nothing is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches

from django.core.paginator import Paginator
from django.db.models import Case, Q, Value, When
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, get_language_info, ngettext
from django.utils.translation import gettext as _

from core.lists import page_number
from core.models import Card, Library
from core.registry import registry
from core.shell import Link, shell_for_view
from core.stemming import WORD, stem, stems

LONGEST_QUERY = 200
MOST_WORDS = 10
PER_PAGE = 30
MOST_TITLES = 2_000
SHORT_WORD = 3
LIKENESS = 0.75
MOST_SUGGESTIONS = 8
FEW = 3
"""With fewer hits in the reader's language those in the library's first one are shown too."""
MOST_BORROWED = 10


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
    in_title = Q()
    for word in words:
        cards = cards.filter(search_text__contains=f" {word}")
        # Compared with the title as Python folds it: databases fold Æ and Д each in its own way.
        in_title |= Q(order__contains=word)
    kinds = [When(kind=kind.code, then=Value(kind.order)) for kind in registry.card_kinds.values()]
    ranked = cards.defer("search_text").annotate(
        place_of_kind=Case(*kinds, default=Value(999)),
        rank=Case(When(in_title, then=Value(0)), default=Value(1)),
    )
    return ranked.select_related("locale").order_by(
        "place_of_kind", "rank", "-published_at", "pk"
    ), words


def borrowed_cards(
    library: Library, language: str, query: str, found: list[Card]
) -> tuple[list[Card], list[str]]:
    """Hits in the library's first language beside those `found`, and the words they were found by.

    Content that has words of its own in the reader's language is shown in those. At most two
    queries, none in the first language itself.
    """
    if language == library.language:
        return [], []
    cards, words = find_cards(library, library.language, query)
    hits = list(cards.exclude(content_key__in=[card.content_key for card in found])[:MOST_BORROWED])
    own = Card.objects.shown_in(library).filter(
        locale__language_code=language, content_key__in=[card.content_key for card in hits]
    )
    own = own.select_related("locale").defer("search_text") if hits else ()
    by_key = {card.content_key: card for card in own}
    for card in hits:
        card.asked_in = language
    return [by_key.get(card.content_key, card) for card in hits], words


def near_words(library: Library, language: str, query: str) -> str:
    """The query with its unknown words put right, as titles here write them; may be empty.

    Asked only where nothing was found. Compares with the newest titles, so that it costs the
    same on every database and with any number of pages.
    """
    titles = Card.objects.shown_in(library).filter(locale__language_code=language)
    known = {
        word.casefold()
        for title in titles.values_list("title", flat=True)[:MOST_TITLES]
        for word in WORD.findall(title)
        if len(word) > SHORT_WORD
    }
    words = WORD.findall(query.casefold())[:MOST_WORDS]
    better = [
        word if word in known else next(iter(get_close_matches(word, known, 1, LIKENESS)), word)
        for word in words
    ]
    return " ".join(better) if better != words else ""


def marked(text: str, words: list[str], language: str) -> str:
    """The text with every word that the query finds in `<mark>`, safe to print."""
    wanted = tuple(words)
    pieces, last = [], 0
    for match in WORD.finditer(text):
        # As they are found: a word that goes on from what was written counts too.
        if stem(match.group().casefold(), language).startswith(wanted):
            pieces.append(escape(text[last : match.start()]))
            pieces.append(f"<mark>{escape(match.group())}</mark>")
            last = match.end()
    pieces.append(escape(text[last:]))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece is escaped above


def _mark(cards, words: list[str], language: str) -> None:
    for card in cards:
        card.marked_title = marked(card.title, words, language)
        card.marked_summary = marked(card.summary, words, language)


def _tell_states(library: Library, cards: list[Card]) -> None:
    for kind, states in registry.hit_states.items():
        found = [card for card in cards if card.kind == kind]
        known = states(library, found) if found else {}
        for card in found:
            card.state = known.get(card.pk)


def _asked(request: HttpRequest) -> tuple[Library, str, str]:
    """The library, the language searched and the query; Http404 on the platform's hosts."""
    library = Library.for_request(request)
    if library is None:
        raise Http404
    language = get_language()
    if language not in library.languages:
        language = library.language
    query = request.GET.get("q", "").replace("\x00", "").strip()
    return library, language, query


def searched(query: str) -> str:
    """As much of a query as is searched for; the query itself, but for a very long one."""
    found = list(WORD.finditer(query[:LONGEST_QUERY]))[:MOST_WORDS]
    rest = WORD.search(query, found[-1].end()) if found else None
    return query[: found[-1].end()] if rest or len(query) > LONGEST_QUERY and found else query


def search(request: HttpRequest) -> HttpResponse:
    """The search page: hits grouped by kind, or a helpful word where there are none."""
    library, language, query = _asked(request)
    shell = shell_for_view(request, _("Search"), [Link(_("Search"))])
    asked, query = query, searched(query)[:LONGEST_QUERY]
    shell.query = query
    cards, words = find_cards(library, language, query)
    paginator = Paginator(cards, PER_PAGE)
    page = paginator.page(page_number(request, paginator.num_pages))
    groups: dict[str, Group] = {}
    for card in page:
        kind = registry.card_kinds.get(card.kind)
        group = groups.setdefault(card.kind, Group(str(kind.plural) if kind else card.kind))
        group.cards.append(card)
    _mark(page, words, language)
    borrowed: list[Card] = []
    if paginator.count < FEW:
        borrowed, first_words = borrowed_cards(library, language, query, list(page))
        _mark(borrowed, first_words, library.language)
    _tell_states(library, [*page, *borrowed])
    found = groups or borrowed
    context = {
        "shell": shell,
        "query": query,
        "groups": list(groups.values()),
        "page": page,
        "count": paginator.count,
        "cut": query != asked,
        "borrowed": borrowed,
        "borrowed_from": get_language_info(library.language)["name_translated"],
        "better": near_words(library, language, query) if words and not found else "",
    }
    return render(request, "core/search.html", context)


def suggest(request: HttpRequest) -> JsonResponse:
    """Pages that go on from what is being written; one query, three where words are borrowed."""
    library, language, query = _asked(request)
    cards, _words = find_cards(library, language, query[:LONGEST_QUERY])
    found = list(cards[:MOST_SUGGESTIONS])
    if not found:
        found = borrowed_cards(library, language, query, [])[0][:MOST_SUGGESTIONS]
    pages = [
        {"title": card.title, "kind": card.kind_label, "url": card.url}
        | ({"lang": card.lang} if card.lang != language else {})
        for card in found
    ]
    count = len(pages)
    said = ngettext("%(count)s suggestion", "%(count)s suggestions", count) % {"count": count}
    said = said if pages else _("No suggestions")
    response = JsonResponse({"pages": pages, "said": said})
    response["Cache-Control"] = "public, max-age=300"
    return response
