"""Every kind of public page in light, dark, right-to-left, wide and narrow: no violations."""

from __future__ import annotations

import json
from datetime import date
from itertools import product
from uuid import uuid4

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from core.models import PageTopic, Place, Topic, TopicName
from core.models.places import HoursKind, OpeningException, OpeningHours
from events.models import Occurrence
from groups.models import GroupPage
from guides.models import GuidePage
from home.models import PlacePage, StandardPage
from partners.models import PartnerPage
from stories.models import ExperiencePage, MethodPage, StoryPage, TaskPage
from tests.factories import in_days, make_event, make_library, make_page, single_date

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]

WIDTHS = (320, 1280)
SCHEMES = ("light", "dark")
LEAD = "Kom og vær med. Du behøver ikke kunne noget i forvejen."


def raw_steps(field: str, value) -> str:
    """Two steps as they are stored; `field` holds their text."""
    titles = ("Find dit kort", "Bær kaffen ud")
    return json.dumps(
        [
            {"type": "step", "id": str(uuid4()), "value": {"title": title, field: value}}
            for title in titles
        ]
    )


def knowledge(library, place, lead: dict) -> dict:
    """One method, one task and one experience."""
    method = make_page(
        MethodPage, library, "Langbord på gaden", purpose=LEAD, target_group="Naboer",
        time="2 timer", materials="Et bord\nKaffe", pitfalls="Regn", contact_name="Grethe Holm",
        steps=raw_steps("body", "<p>Tag dig god tid.</p>"), contact_phone="12 34 56 78", **lead,
    )  # fmt: skip
    experience = make_page(
        ExperiencePage, library, "Langbord på Havnegade", method=method, place=place,
        held_on=date(2026, 8, 12), participants=34, author="Grethe Holm", what_worked=LEAD,
        what_did_not="Vi begyndte for sent.", **lead,
    )  # fmt: skip
    task = make_page(
        TaskPage, library, "Kaffevært", time="2 timer", skills="Du kan lytte.", place=place,
        contact_phone="12 34 56 78", **lead,
    )  # fmt: skip
    return {"method": method, "experience": experience, "task": task}


def furnish(library, language: str = "da") -> dict[str, str]:
    """One page of each kind; returns its addresses by name."""
    place = Place.objects.create(
        library=library, name="Hovedbiblioteket", street="Havnegade 1", phone="12 34 56 78"
    )
    OpeningHours.objects.create(place=place, weekday=0, opens="10:00", closes="18:00")
    OpeningHours.objects.create(
        place=place, weekday=1, opens="20:00", closes="02:00", kind=HoursKind.SELF_SERVICE
    )
    OpeningException.objects.create(place=place, date=timezone.localdate(), note="Personaledag")
    topic = Topic.objects.create(library=library, slug="garn")
    TopicName.objects.create(topic=topic, language="da", name="Garn")
    lead = {"summary": LEAD, "language": language}
    pages = {
        "story": make_page(StoryPage, library, "Garnet der samlede et kvarter", **lead),
        "guide": make_page(
            GuidePage,
            library,
            "Sådan bruger du MitID",
            minutes=20,
            level="beginner",
            needs="Kort\nTelefon",
            outcome=LEAD,
            steps=raw_steps("content", []),
            **lead,
        ),
        "group": make_page(GroupPage, library, "Læsekredsen Torsdag", rhythm="Torsdage", **lead),
        "partner": make_page(PartnerPage, library, "Strikkeliv", phone="87 65 43 21", **lead),
        "place": make_page(
            PlacePage,
            library,
            "Hovedbiblioteket",
            place=place,
            access="Ingen trin\nTeleslynge",
            **lead,
        ),
        "standard": make_page(StandardPage, library, "Om biblioteket", **lead),
        "event": make_event(
            library,
            "Strikkecafé",
            [single_date(in_days(3)), single_date(in_days(10))],
            place=place,
            sign_up="sign_up",
            capacity=5,
            summary=LEAD,
            language=language,
            age_from=7,
            languages=",da,uk,",
            online=True,
        ),
    }
    pages |= knowledge(library, place, lead)
    make_page(StoryPage, library, "Havnen om natten", **lead)
    pages["story"].page_topics.add(PageTopic(topic=topic))
    pages["story"].save_revision().publish()
    found = {name: page.site_path for name, page in pages.items()}
    for name, page in list(pages.items()):
        if name != "standard":
            found[f"{name}-list"] = page.get_parent().specific.site_path
    date = Occurrence.objects.order_by("pk").first()
    found["sign-up"] = f"/{language}/sign-up/{date.pk}/"
    found["my"] = f"/{language}/my/"
    found["sign-in"] = f"/{language}/partner/"
    for name in ("follow", "embed", "screen"):
        found[name] = f"{found['event-list']}{name}/"
    found["api"] = f"/{language}/api/"
    found["front"] = f"/{language}/"
    found["search"] = f"/{language}/search/?q=strikke"
    found["search-empty"] = f"/{language}/search/?q=findes+ikke"
    found["event-filters"] = f"{found['event-list']}?age=40&seats=1"
    found["event-empty"] = f"{found['event-list']}?day=2099-01-01&age=banan&topic=x"
    found["month"] = f"/{language}/calendar/{in_days(3):%Y-%m}/"
    found["missing"] = f"/{language}/findes-ikke/"
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_type(site, page, judge, width):
    page.set_viewport_size({"width": width, "height": 900})
    for name, url in furnish(site).items():
        response = page.goto(site.base_url + url)
        assert response.status == (404 if name == "missing" else 200), url
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            judge(page, f"{name}-{width}-{scheme}")
        overflow = page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
        assert not overflow, f"{name} is wider than {width} px"


def test_every_page_type_right_to_left(whole_database, live_server, settings, page, judge):
    port = int(live_server.url.rpartition(":")[2])
    settings.SITE_PORT = port
    library = make_library("المكتبة", "localhost", languages=("ar", "da"))
    for (name, url), width in product(furnish(library, "ar").items(), WIDTHS):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(library.base_url + url)
        assert page.locator("html").get_attribute("dir") == "rtl"
        judge(page, f"{name}-{width}-rtl")


PAPER = """() => [...document.querySelectorAll("nav, form, button, .btn, .skip, .share")].filter(
  (element) => element.checkVisibility()).map((element) => element.outerHTML.slice(0, 80))"""


def test_paper_holds_the_words_and_nothing_to_press(site, page, artefacts):
    page.emulate_media(media="print")
    for name, url in furnish(site).items():
        page.goto(site.base_url + url)
        assert page.locator("h1").is_visible()
        assert page.evaluate(PAPER) == [], name
        page.screenshot(path=artefacts / f"{name}-paper.png", full_page=True)
        if name == "event":
            for words in ("kl. 1", "Hovedbiblioteket", "Havnegade 1"):
                assert page.locator(".slip").get_by_text(words).first.is_visible(), words
            assert page.locator("footer").get_by_text(site.base_url + url).is_visible()
        if name in ("place", "guide"):
            kept = page.get_by_role("table" if name == "place" else "list").first
            assert kept.is_visible()


@pytest.mark.parametrize("language", ["da", "ar"])
def test_the_style_guide(whole_database, live_server, settings, page, judge, language):
    settings.DEBUG = True
    settings.SITE_PORT = int(live_server.url.rpartition(":")[2])
    library = make_library("Havnby", "localhost", languages=(language, "en"))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{library.base_url}/styleguide/")
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        for scheme in SCHEMES if language == "da" else ("light",):
            page.emulate_media(color_scheme=scheme)
            judge(page, f"styleguide-{width}-{scheme}-{language}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def served_as(html: str):
    """Answers a request with the given page."""
    return lambda route: route.fulfill(body=html, content_type="text/html")


@pytest.mark.parametrize("width", WIDTHS)
def test_error_pages_without_a_database(live_server, page, judge, width):
    page.set_viewport_size({"width": width, "height": 900})
    for name in ("400", "403", "403_csrf", "404", "500"):
        html = render_to_string(f"{name}.html")
        page.route(f"**/{name}/", served_as(html))
        page.goto(f"{live_server.url}/{name}/")
        judge(page, f"error-{name}-{width}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_page_with_faults_is_caught(site, page, judge):
    """Negative control: the judge sees planted faults."""
    page.goto(f"{site.base_url}/da/")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend',"
        "'<h1>Fejl</h1><img src=\"/x.png\"><input type=text>')"
    )
    with pytest.raises(AssertionError, match="image-alt"):
        judge(page, "planted-faults")
