"""Lists as Atom feeds, by RFC 4287: every entry with author, updated and a lasting id."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import StringIO
from uuid import NAMESPACE_URL, UUID, uuid5

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.xmlutils import SimplerXMLGenerator

from core.addresses import asked_language, in_language
from core.lists import filtered
from core.models import Card, Library

ENTRIES = 30
ATOM = "http://www.w3.org/2005/Atom"
# XML 1.0 has no place for these, not even escaped.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_view(request: HttpRequest, index) -> HttpResponse:
    """The newest entries of a list page, narrowed by the same filters as the list."""
    library = Library.for_request(request) or Library.for_page(index)
    cards, filters = filtered(request, index)
    entries = list(cards[:ENTRIES])
    language = asked_language(request, index, library)
    url = library.base_url + in_language(index.site_path, language)
    chosen = [option.label for option in filters.chosen().values()]
    title = " – ".join([library.name, index.title, *chosen])
    text = atom(
        library=library,
        title=title,
        subtitle=index.summary,
        language=language,
        list_url=url + filters.query(),
        feed_url=f"{url}feed.xml{filters.query()}",
        updated=index.last_published_at,
        cards=entries,
    )
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


def atom(
    *,
    library: Library,
    title: str,
    subtitle: str,
    language: str,
    list_url: str,
    feed_url: str,
    updated: datetime | None,
    cards: list[Card],
) -> str:
    """A feed document; `updated` is the list's own time, used where it is the latest."""
    out = StringIO()
    xml = SimplerXMLGenerator(out, "utf-8")
    xml.startDocument()
    xml.startElement("feed", {"xmlns": ATOM, "xml:lang": language})
    _text(xml, "title", title)
    if subtitle:
        _text(xml, "subtitle", subtitle)
    _text(xml, "id", feed_url)
    xml.addQuickElement(
        "link", attrs={"rel": "self", "type": "application/atom+xml", "href": feed_url}
    )
    xml.addQuickElement("link", attrs={"rel": "alternate", "type": "text/html", "href": list_url})
    times = [card.updated_at for card in cards] + ([updated] if updated else [])
    _text(xml, "updated", moment(max(times, default=timezone.now())))
    _author(xml, library.name, library.base_url)
    for card in cards:
        _entry(xml, card, library)
    xml.endElement("feed")
    xml.endDocument()
    return out.getvalue()


def _entry(xml: SimplerXMLGenerator, card: Card, library: Library) -> None:
    xml.startElement("entry", {"xml:lang": card.lang})
    _text(xml, "title", card.title)
    _text(xml, "id", entry_id(card.content_key, card.lang).urn)
    url = library.base_url + card.url
    xml.addQuickElement("link", attrs={"rel": "alternate", "type": "text/html", "href": url})
    _text(xml, "published", moment(card.published_at))
    _text(xml, "updated", moment(max(card.updated_at, card.published_at)))
    _author(xml, (card.labels or {}).get("author") or library.name)
    if card.summary:
        _text(xml, "summary", card.summary)
    for name in card.topic_names:
        xml.addQuickElement("category", attrs={"term": clean(name)})
    xml.endElement("entry")


def _author(xml: SimplerXMLGenerator, name: str, uri: str = "") -> None:
    xml.startElement("author", {})
    _text(xml, "name", name)
    if uri:
        _text(xml, "uri", uri)
    xml.endElement("author")


def _text(xml: SimplerXMLGenerator, name: str, text: str) -> None:
    xml.addQuickElement(name, clean(text))


def clean(text: str) -> str:
    """The text without characters that XML forbids."""
    return FORBIDDEN.sub("", str(text))


def moment(when: datetime) -> str:
    """A time as RFC 3339 wants it, to the second."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def entry_id(key: UUID | str, language: str) -> UUID:
    """An id that stays when the page is renamed or moved, one for each language."""
    return uuid5(NAMESPACE_URL, f"{key}/{language}")
