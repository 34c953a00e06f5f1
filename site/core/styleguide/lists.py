"""Invented cards, dates, filters and a month for the style guide."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace as Sample

from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst

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


def pictures() -> dict:
    return {
        "harbour": picture("harbour", "Aften ved havnen med både og oplyste vinduer"),
        "forest": picture("forest", "Et rødt hus med lys i vinduerne ved en skovsti"),
        "reading": picture("reading", "Tre mennesker læser i hver sin lænestol under en reol"),
    }


def cards(pictures: dict) -> list[Sample]:
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


def events(pictures: dict) -> list[Sample]:
    start = timezone.localtime().replace(hour=19, minute=0, second=0, microsecond=0)
    titles = [
        ("Højtlæsning ved kakkelovnen", "reading", "Gratis"),
        ("Byvandring: Havnens glemte huse", "harbour", "40 kr."),
        ("Snak dansk over en kop kaffe", None, "Gratis"),
        ("Reparationscafé: få liv i din gamle radio", None, "Gratis"),
        ("Forfatteraften med lyd, lys og lange historier fra skoven", "forest", "75 kr."),
    ]
    found = []
    for number, (status, label) in enumerate(STATES.items()):
        title, name, price = titles[number % len(titles)]
        starts = start + timedelta(days=3 + number * 4)
        found.append(
            Sample(
                title=title,
                url="#",
                starts=starts,
                ends=starts + (timedelta(days=30) if number == 5 else timedelta(hours=2)),
                all_day=number == 5,
                place_name="Hovedbiblioteket",
                audience="Voksne" if number % 2 else "Alle",
                clock=f"{starts:%H.%M}",
                lang="da",
                dir="ltr",
                summary="Kom, som du er. Vi har sat stole frem og lavet kaffe.",
                status=status,
                status_label=label,
                price="Gratis" if status == "free_entry" else price,
                picture=pictures.get(name),
            )
        )
    return found


def month(found: list[Sample]) -> Sample:
    """Two weeks of a month: today, a date called off, more than there is room for, days out."""
    monday = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    off = next(event for event in found if event.status == "cancelled")
    filled = {0: ([found[0], off], 0), 2: ([found[1]], 3), 9: (found[3:5], 0)}
    days = []
    for number in range(14):
        day = monday + timedelta(days=number)
        events, more = filled.get(number, ([], 0))
        name = date_format(day, "MONTH_DAY_FORMAT")
        long = f"{capfirst(date_format(day, 'l'))} {name}"
        today = day == timezone.localdate()
        days.append(
            Sample(
                day=day,
                today=today,
                events=events,
                more=more,
                iso=day.isoformat(),
                name=name,
                long=long,
            )
        )
    names = ["Man", "Tir", "Ons", "Tor", "Fre", "Lør", "Søn"]
    numbers = [days[start].day.isocalendar().week for start in (0, 7)]
    weeks = [(numbers[0], days[:7]), (numbers[1], [*days[7:12], None, None])]
    return Sample(weekdays=names, weeks=weeks, total=8)


def filters() -> dict:
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
        "hidden": [{"name": "orden", "value": "nyeste"}],
        "first": [
            {
                "name": "hvornaar",
                "legend": "Hvornår",
                "options": [
                    {"value": "", "label": "Alle dage", "selected": True},
                    {"value": "uge", "label": "Denne uge"},
                ],
            }
        ],
        "more": {
            "open": True,
            "selects": [
                {
                    "name": "sprog",
                    "label": "Sprog",
                    "options": [
                        {"value": "", "label": "Alle sprog", "selected": True},
                        {"value": "uk", "label": "Ukrainsk"},
                    ],
                }
            ],
            "dates": [
                {"name": "fra", "label": "Fra dato", "value": ""},
                {"name": "til", "label": "Til dato", "value": "32/13", "error": "Skriv en dato."},
            ],
            "numbers": [
                {"name": "alder", "label": "Barnets alder", "value": "7"},
                {"name": "pris", "label": "Højeste pris", "value": "x", "error": "Skriv et tal."},
            ],
            "sets": [
                {
                    "legend": "Adgang",
                    "options": [
                        {"name": "trin", "value": "1", "label": "Uden trin", "selected": True},
                        {"name": "sløjfe", "value": "1", "label": "Teleslynge"},
                    ],
                }
            ],
        },
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
