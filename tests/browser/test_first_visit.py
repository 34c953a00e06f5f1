"""A first visit stays light, and what an event asks of a reader shows without scrolling."""

from __future__ import annotations

import gzip
import json
import re
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.files.images import ImageFile
from playwright.sync_api import Page

from core.models import LibraryImage, Place
from groups.models import GroupPage
from guides.models import GuidePage
from home.models import HomePage
from stories.models import StoryPage
from tests.factories import in_days, make_event, make_page, single_date

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]

DRAWING = Path(__file__).parents[2] / "home/demo/pictures/havn-morgen.webp"
LEAD = "Det begyndte med to naboer og en pose restegarn. I dag mødes fyrre mennesker her."
TEXT = json.dumps([{"type": "text", "value": f"<p>{LEAD * 4}</p>"}] * 4)
KB = 1024
LIMITS = {
    "front": (9, 120 * KB),
    "story": (7, 55 * KB),
    "list": (None, 90 * KB),
    "event": (7, 55 * KB),
}
HTML = {"front": 6 * KB, "story": 5 * KB, "event": 5 * KB}
SCREENS = [(390, 844, 2), (1280, 900, 1)]


def pictures(library, count: int) -> list[LibraryImage]:
    """Pictures with addresses of their own; one drawing lies behind them all."""
    first = LibraryImage(title="Havnen", library=library, collection=library.collection)
    with DRAWING.open("rb") as file:
        first.file = ImageFile(file, name="havnen.webp")
        first.save()
    first.refresh_from_db()
    sources = json.dumps(first.sources)
    return LibraryImage.objects.bulk_create(
        LibraryImage(
            title=f"Havnen {number}", description="Både", library=library, file=first.file.name,
            collection=library.collection, width=first.width, height=first.height,
            sources=json.loads(re.sub(r'\.webp(?=[ "])', f".webp?{number}", sources)),
        )
        for number in range(count)
    )  # fmt: skip


@pytest.fixture
def furnished(site) -> dict[str, str]:
    """A library with a picture on everything; the addresses of four pages."""
    art = iter(pictures(site, 19))
    place = Place.objects.create(library=site, name="Hovedbiblioteket", street="Havnegade 1")
    pages = [
        make_page(model, site, f"Garnet der samlede et kvarter {number}", slug=f"garn-{number}",
                  summary=LEAD, body=TEXT, picture=next(art))
        for model, count in ((GroupPage, 3), (StoryPage, 5))
        for number in range(count)
    ] + [
        make_page(GuidePage, site, f"Lån en e-bog {number}", summary=LEAD, picture=next(art))
        for number in range(3)
    ]  # fmt: skip
    events = [
        make_event(
            site, f"Sprogcafé: Tal dansk over en kop kaffe {number}",
            [single_date(in_days(3 + number))], place=place, sign_up="sign_up", capacity=5,
            summary=LEAD, picture=next(art), body=TEXT, price="40 kr., studerende 20 kr.",
        )
        for number in range(7)
    ]  # fmt: skip
    home = HomePage.objects.child_of(site.root).get(locale__language_code="da")
    home.picture, home.summary = next(art), LEAD
    home.save_revision().publish()
    return {
        "front": "/da/",
        "story": pages[-4].site_path,
        "list": "/da/det-sker/",
        "event": events[0].site_path,
    }


def first_visit(page: Page, url: str) -> dict[str, bytes]:
    """What is fetched before anybody scrolls, as it is sent: text packed, pictures as they are."""
    answers: list = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(url, wait_until="networkidle")
    assert page.locator("h1").count() == 1
    found = {}
    for answer in answers:
        if answer.url.startswith("data:"):
            continue
        body = answer.body()
        packed = "image/" not in answer.headers["content-type"] or answer.url.endswith(".svg")
        found[answer.url] = gzip.compress(body, 6) if packed else body
    return found


def test_a_first_visit_asks_and_weighs_little(site, furnished, browser):
    for (name, path), (width, height, scale) in product(furnished.items(), SCREENS):
        context = browser.new_context(
            viewport={"width": width, "height": height}, device_scale_factor=scale
        )
        found = first_visit(context.new_page(), site.base_url + path)
        context.close()
        # The icon of the site is asked for at some visits only; it always counts.
        found.setdefault(f"{site.base_url}/static/icons/samling.svg", b" " * 300)
        most, size = LIMITS[name]
        assert most is None or len(found) <= most, (name, sorted(found))
        assert sum(map(len, found.values())) <= size, name
        assert len(found[site.base_url + path]) <= HTML.get(name, size), name
        code = [part for url, part in found.items() if urlsplit(url).path.endswith((".css", ".js"))]
        assert sum(map(len, code)) <= 20 * KB
        assert {urlsplit(url).netloc for url in found} == {urlsplit(site.base_url).netloc}


def test_the_first_event_of_a_list_shows_without_scrolling(site, browser, artefacts):
    for name in ("Hovedbiblioteket", "Nordhavns Bibliotek"):
        place = Place.objects.create(library=site, name=name, street="Havnegade 1", step_free=True)
        make_event(
            site, f"Sprogcafé på {name}", [single_date(in_days(3))], place=place, summary=LEAD,
            price="40 kr.", age_from=12, languages=",da,uk,", online=True,
            online_url="https://moede.example/",
        )  # fmt: skip
    for script in (True, False):
        context = browser.new_context(
            viewport={"width": 390, "height": 844}, java_script_enabled=script
        )
        page = context.new_page()
        page.goto(f"{site.base_url}/da/det-sker/")
        page.screenshot(path=artefacts / f"list-first-screen-{script}.png")
        for part in (".datebox b", ".event__title", ".event .num"):
            box = page.locator(part).first.bounding_box()
            assert box["y"] + box["height"] <= 844, part
        more = page.get_by_text("Flere valg")
        assert not page.get_by_label("Alder").is_visible()
        more.focus()
        page.keyboard.press("Enter")
        assert page.get_by_label("Alder").is_visible()
        context.close()


def test_an_events_facts_and_button_show_without_scrolling(site, page, artefacts):
    place = Place.objects.create(library=site, name="Hovedbiblioteket", street="Havnegade 1")
    event = make_event(
        site, "Sprogcafé: Tal dansk over en kop kaffe", [single_date(in_days(3))],
        place=place, sign_up="sign_up", capacity=5, summary=LEAD, price="40 kr.",
    )  # fmt: skip
    for width, height in ((390, 844), (360, 640)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(site.base_url + event.site_path)
        page.screenshot(path=artefacts / f"event-first-screen-{width}.png")
        slip = page.locator("aside .slip")
        for part in (
            slip.get_by_text("kl. ").first,
            slip.get_by_text("Hovedbiblioteket").first,
            slip.get_by_text("40 kr.").first,
            slip.get_by_role("link", name="Tilmeld dig"),
        ):
            box = part.bounding_box()
            assert 0 <= box["y"] <= height - box["height"], f"{part} at {width} x {height}"
