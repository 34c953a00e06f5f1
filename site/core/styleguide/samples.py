"""The content of the style guide, all of it invented."""

from __future__ import annotations

from types import SimpleNamespace as Sample

import segno
from django.contrib.messages import SUCCESS
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.utils.safestring import mark_safe

from core.blocks.showroom import showroom
from core.styleguide import lists
from core.styleguide.forms import CodeForm, SampleForm

ERRORS = ("400", "403", "403_csrf", "404", "413", "429", "500")
"""Names of the pages that say what went wrong."""


def html(text: str) -> str:
    """Mark written sample text as safe."""
    return mark_safe(text)  # noqa: S308 - written here, never typed by anyone


def samples() -> dict:
    """Content for every component; no database is read."""
    pictures = lists.pictures()
    cards, events = lists.cards(pictures), lists.events(pictures)
    wrong = SampleForm(
        {"name": "", "email": "karen-uden-krølle-a", "seats": "0", "place": "x", "note": "Hej"}
    )
    wrong.is_valid()
    code = segno.make("https://example.org/")
    wrong_code = CodeForm({"code": ""}, auto_id="wrong_code_%s")
    wrong_code.is_valid()
    text = html("<p>Det tager ti minutter, og du behøver ikke kunne noget i forvejen.</p>")
    return {
        "pictures": pictures,
        "blocks": showroom(),
        "cards": cards,
        "events": events,
        "states": [{"status": key, "label": label} for key, label in lists.STATES.items()],
        "dates": [*events[:3], events[6]],
        "form": SampleForm(auto_id="ok_%s"),
        "wrong_form": wrong,
        "code_form": CodeForm(auto_id="code_%s"),
        "wrong_code_form": wrong_code,
        "place_card": Sample(
            title="Hovedbiblioteket",
            url="#",
            lang="da",
            address="Havnegade 4, 4000 Havnby",
            today="Åbent i dag 10–18",
            picture=pictures["harbour"],
        ),
        "month": lists.month(events),
        "door_code": html(code.svg_inline(scale=5, light="#fff", omitsize=True)),
        "errors": ERRORS,
        "filters": lists.filters(),
        "page": Paginator(range(200), 10).page(7),
        "messages": [Message(SUCCESS, "Dine oplysninger er gemt.")],
        "hits": [
            Sample(
                title="Læsekredsen Torsdag aften",
                url="#",
                marked_title=html("<mark>Læsekredsen</mark> Torsdag aften"),
                summary="Vi læser en roman om måneden og taler om den.",
                marked_summary=html("Vi <mark>læser</mark> en roman om måneden."),
            ),
            Sample(
                title="Læs højt",
                url="#",
                marked_title=html("<mark>Læs</mark> højt"),
                state=Sample(when="12. marts 19.00", status="few", status_label="Få pladser"),
            ),
        ],
        "actions": [
            {"label": "Se, hvad der sker", "url": "#"},
            {"label": "Vær med", "url": "#"},
        ],
        "facts": [
            {
                "label": "Hvornår",
                "value": "Torsdag 12. marts",
                "note": "19.00–21.00",
                "icon": "calendar",
            },
            {
                "label": "Hvor",
                "value": "Hovedbiblioteket",
                "note": "Salen, 1. sal",
                "icon": "place",
                "url": "#",
            },
            {"label": "Pris", "value": "Gratis", "icon": "price"},
        ],
        "plain_facts": [
            {"label": "Medlemmer", "value": "14"},
            {"label": "Mødes", "value": "Hver anden torsdag"},
            {"label": "Sprog", "value": "Dansk og engelsk"},
        ],
        "steps": [
            {"title": "Find din gruppe", "body": text},
            {"title": "Mød op", "body": text, "picture": pictures["harbour"]},
            {"title": "Bliv hængende", "body": text},
        ],
        "timeline": [
            {"when": "1912", "title": "Den første læsestue", "body": text},
            {"when": "I dag", "title": "Tre huse og en bogbus"},
        ],
        "questions": [
            {
                "title": "Skal jeg have lånerkort?",
                "body": html("<p>Nej, bare kom.</p>"),
                "open": True,
            },
            {"title": "Må jeg tage børn med?", "body": html("<p>Ja, altid.</p>")},
        ],
        "gallery": [
            {"picture": pictures["harbour"], "caption": "Havnen"},
            {"picture": pictures["forest"], "caption": "Skoven"},
            {"picture": pictures["reading"], "caption": "Læsesalen"},
        ],
        "hours": [
            {"day": "Mandag", "staffed": "10–18", "open": "7–22", "today": True},
            {"day": "Tirsdag", "staffed": "10–18", "open": "7–22"},
            {"day": "Lørdag", "staffed": "", "open": "7–20", "note": "kun med lånerkort"},
            {"day": "Søndag"},
        ],
        "people": [
            {"name": "Karen Vestergaard", "role": "Højtlæser", "picture": pictures["reading"]},
            {"name": "Yusuf Demir", "role": "Tovholder"},
            {"name": "Oksana Melnyk", "role": "Bibliotekar"},
        ],
        "tags": [
            {"label": "Fællesskab", "url": "#"},
            {"label": "Natur", "url": "#"},
            {"label": "Uden link"},
        ],
        "empty_list": {"title": "Grupper", "empty": "Der er ingen grupper endnu. Begynd en!"},
        "long_title": "Et usædvanligt langt navn på et arrangement, som nogen har skrevet uden "
        "at tage vejret, om kystbiblioteksudviklingssamarbejdet og alt det andet, "
        "der også skulle med",
    }
