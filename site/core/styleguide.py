"""The living page that shows every component in every state, with invented content."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace as Sample

from django import forms
from django.conf import settings
from django.contrib.messages import SUCCESS
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.safestring import mark_safe

from core.blocks.showroom import showroom

STATES = {
    "open": "Åben for tilmelding",
    "few": "Få pladser",
    "full": "Alt optaget",
    "waiting": "Venteliste",
    "not_open": "Tilmelding åbner 1. marts",
    "closed": "Tilmelding lukket",
    "cancelled": "Aflyst",
    "moved": "Flyttet",
    "over": "Afholdt",
    "free_entry": "Fri adgang",
}


class SampleForm(forms.Form):
    """One field of every sort."""

    name = forms.CharField(label="Navn", max_length=80)
    email = forms.EmailField(label="E-mail", help_text="Vi sender en bekræftelse hertil.")
    seats = forms.IntegerField(label="Antal personer", min_value=1, max_value=6)
    place = forms.ChoiceField(
        label="Sted", choices=[("h", "Hovedbiblioteket"), ("v", "Vesterhavn")]
    )
    reminder = forms.ChoiceField(
        label="Påmindelse",
        choices=[("1", "Dagen før"), ("0", "Ingen påmindelse")],
        widget=forms.RadioSelect,
    )
    needs = forms.MultipleChoiceField(
        label="Særlige hensyn",
        choices=[("loop", "Teleslynge"), ("step", "Adgang uden trin"), ("sign", "Tegnsprog")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Kun arrangøren ser det, og det slettes efter arrangementet.",
    )
    day = forms.DateField(
        label="Dato", widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    note = forms.CharField(label="Besked til os", widget=forms.Textarea, required=False)
    agree = forms.BooleanField(label="Jeg vil gerne have nyhedsoverblikket hver uge")


def picture(name: str, alt: str, credit: str = "Samling, CC BY 4.0") -> dict:
    """A drawn sample picture in the form that `components/picture.html` prints."""
    base = f"img/samples/{name}"
    return {
        "avif_srcset": f"{static(base + '-480.avif')} 480w, {static(base + '-960.avif')} 960w",
        "webp_srcset": f"{static(base + '-480.webp')} 480w, {static(base + '-960.webp')} 960w",
        "src": static(f"{base}-960.jpg"),
        "width": 960,
        "height": 640,
        "alt": alt,
        "credit": credit,
        "focus_class": "fx-50 fy-50",
    }


def html(text: str) -> str:
    """Mark written sample text as safe."""
    return mark_safe(text)  # noqa: S308 - written here, never typed by anyone


def _pictures() -> dict:
    return {
        "harbour": picture("harbour", "Aften ved havnen med både og oplyste vinduer"),
        "forest": picture("forest", "Et rødt hus med lys i vinduerne ved en skovsti"),
        "reading": picture("reading", "Tre mennesker læser i hver sin lænestol under en reol"),
    }


def _cards(pictures: dict) -> list[Sample]:
    today = timezone.localdate()
    texts = [
        ("Historie", "Garnet, der samlede et helt kvarter", "reading", "da"),
        ("Guide", "Kom godt i gang med slægtsforskning", None, "da"),
        ("Forening", "Havnby Havekreds", "forest", "da"),
        ("Gruppe", "Læsekredsen Torsdag aften", None, "da"),
        ("Story", "A first winter in Havnby", "harbour", "en"),
        ("القراءة", "نادي القراءة يلتقي كل أسبوع", None, "ar"),
    ]
    summary = (
        "Det begyndte med to naboer og en pose restegarn. I dag mødes fyrre mennesker hver "
        "onsdag mellem reolerne, og alle kan være med."
    )
    return [
        Sample(
            title=title,
            summary=summary if lang == "da" else "",
            url="#",
            kind_label=kind,
            lang=lang,
            dir="rtl" if lang == "ar" else "ltr",
            picture=pictures.get(name),
            topic_names=["Fællesskab", "Håndarbejde"],
            date=today - timedelta(days=9 * number),
        )
        for number, (kind, title, name, lang) in enumerate(texts)
    ]


def _events(pictures: dict) -> list[Sample]:
    start = timezone.localtime().replace(hour=19, minute=0, second=0, microsecond=0)
    titles = [
        ("Højtlæsning ved kakkelovnen", "reading", "Gratis"),
        ("Byvandring: Havnens glemte huse", "harbour", "40 kr."),
        ("Snak dansk over en kop kaffe", None, "Gratis"),
        ("Reparationscafé: få liv i din gamle radio", None, "Gratis"),
        ("Forfatteraften med lyd, lys og lange historier fra skoven", "forest", "75 kr."),
    ]
    events = []
    for number, (status, label) in enumerate(STATES.items()):
        title, name, price = titles[number % len(titles)]
        starts = start + timedelta(days=3 + number * 4)
        events.append(
            Sample(
                title=title,
                url="#",
                starts=starts,
                ends=starts + (timedelta(days=30) if number == 5 else timedelta(hours=2)),
                all_day=number == 5,
                place_name="Hovedbiblioteket",
                audience="Voksne" if number % 2 else "Alle",
                summary="Kom, som du er. Vi har sat stole frem og lavet kaffe.",
                status=status,
                status_label=label,
                price="Gratis" if status == "free_entry" else price,
                picture=pictures.get(name),
            )
        )
    return events


def _filters() -> dict:
    return {
        "action": "",
        "search": {"name": "tekst", "label": "Ord", "value": ""},
        "selects": [
            {
                "name": "sted",
                "label": "Sted",
                "options": [
                    {"value": "", "label": "Alle steder", "selected": True},
                    {"value": "h", "label": "Hovedbiblioteket"},
                ],
            }
        ],
        "dates": [{"name": "fra", "label": "Fra dato", "value": ""}],
        "chips": [
            {
                "name": "emne",
                "legend": "Emne",
                "options": [
                    {"value": "b", "label": "Bøger", "selected": True},
                    {"value": "h", "label": "Håndarbejde"},
                    {"value": "n", "label": "Natur og klima"},
                    {"value": "s", "label": "Samfund"},
                ],
            }
        ],
        "active": [{"label": "Bøger", "url": "?"}],
        "reset_url": "?",
    }


def samples() -> dict:
    """Content for every component; no database is read."""
    pictures = _pictures()
    cards, events = _cards(pictures), _events(pictures)
    wrong = SampleForm(
        {"name": "", "email": "karen-uden-krølle-a", "seats": "0", "place": "x", "note": "Hej"}
    )
    wrong.is_valid()
    text = html("<p>Det tager ti minutter, og du behøver ikke kunne noget i forvejen.</p>")
    return {
        "pictures": pictures,
        "blocks": showroom(),
        "cards": cards,
        "events": events,
        "states": [{"status": key, "label": label} for key, label in STATES.items()],
        "dates": [*events[:3], events[6]],
        "form": SampleForm(auto_id="ok_%s"),
        "wrong_form": wrong,
        "filters": _filters(),
        "page": Paginator(range(200), 10).page(7),
        "messages": [Message(SUCCESS, "Dine oplysninger er gemt.")],
        "hits": [
            {
                "title": "Læsekredsen Torsdag aften",
                "url": "#",
                "kind_label": "Gruppe",
                "title_html": html("<mark>Læsekredsen</mark> Torsdag aften"),
                "summary_html": html("Vi <mark>læser</mark> en roman om måneden og taler om den."),
            },
            {
                "title": "A first winter in Havnby",
                "url": "#",
                "kind_label": "Historie",
                "lang": "en",
                "dir": "ltr",
                "date": cards[4].date,
            },
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
            {"title": "Mød op", "body": text},
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


def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component on one page, for staff and in development; else 404."""
    if not (settings.DEBUG or request.user.has_perm("wagtailadmin.access_admin")):
        raise Http404
    return render(request, "styleguide.html", {"samples": samples()})
