"""All blocks on one page: no axe violation, nothing wider than the screen, films on demand."""

from __future__ import annotations

import json
from urllib.parse import quote
from uuid import uuid4

import pytest

from core.models import Place
from core.registry import registry
from events.models import Occurrence
from groups.models import GroupPage
from guides.models import GuidePage
from home.models import HomePage, PlacePage, StandardPage
from partners.models import PartnerPage
from stories.models import StoryPage
from tests.factories import in_days, make_event, make_page, single_date
from tests.sample_blocks import every_block, make_image

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]

WORD = "Kommunalbestyrelsesmedlemsvalgkampagneplanlægningsudvalgsformandskandidatopstillinger"
# Classes of what reaches beyond the screen, when the page can be scrolled sideways.
WIDER = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll("main *")].filter(
    (element) => element.getBoundingClientRect().right > innerWidth + 1
  ).map((element) => `${element.tagName} ${element.getAttribute("class")}`)
"""
TITLE = ("Et meget langt navn på noget, som mange mennesker har fundet på sammen " * 3)[:200]


@pytest.fixture
def crowded(site, monkeypatch):
    """A page with every block, and one whose words do not end."""
    from core.blocks import samples

    monkeypatch.setitem(registry.list_sources, "events", lambda **filters: samples.events(3))
    image = make_image(site, "Reol", (1600, 1100), "#b86f52")
    lead = "Det begyndte med to naboer og en pose restegarn. I dag mødes fyrre mennesker."
    for number, model in enumerate((StoryPage, PartnerPage, GroupPage, GuidePage)):
        for part in range(3):
            picture = image if part != 1 else None
            make_page(
                model, site, f"Garnet der samlede et kvarter {number}{part}", summary=lead,
                picture=picture,
            )  # fmt: skip
    story = StoryPage.objects.first()
    full = make_page(
        StandardPage, site, "Alt på én side", body=every_block(StandardPage, site, story)
    )
    long_story = make_page(StoryPage, site, TITLE, slug="langt", summary=WORD)
    raw = json.loads(every_block(StandardPage, site, long_story))
    long = make_page(StandardPage, site, WORD, slug="ord", body=json.dumps(lengthened(raw)))
    home = HomePage.objects.child_of(site.root).get(locale__language_code="da")
    home.body = banded(json.loads(every_block(HomePage, site, story)))
    home.save_revision().publish()
    return {"full": full.site_path, "long": long.site_path, "front": home.site_path}


def banded(raw: list[dict]) -> str:
    """The same blocks, every other wide one on a coloured band."""
    for number, block in enumerate(raw):
        if "tint" in block["value"]:
            block["value"]["tint"] = number % 2 == 0
    return json.dumps(raw)


KEPT = {"level", "kind", "limit", "look", "sorting", "url", "type", "id", "email"}


def lengthened(value, key=""):
    """The same blocks with one endless word in every text."""
    if isinstance(value, dict):
        return {
            name: part if name in KEPT else lengthened(part, name) for name, part in value.items()
        }
    if isinstance(value, list):
        return [lengthened(part, key) for part in value]
    if isinstance(value, str) and value:
        return f"<p>{WORD}</p>" if value.startswith("<") else WORD
    return value


@pytest.mark.parametrize("width", (320, 1280))
def test_every_block_is_whole_on_narrow_and_wide_screens(site, crowded, page, judge, width):
    page.set_viewport_size({"width": width, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name, path in crowded.items():
        page.goto(site.base_url + path)
        judge(page, f"blocks-{name}-{width}")
        assert not page.evaluate(WIDER), f"{name} is wider than {width} px"
    assert all(url.startswith((site.base_url, "data:")) for url in asked)


def test_what_nobody_expects_is_whole_on_a_narrow_screen(site, page, artefacts):
    """Titles of 200 characters, words of 80, searches for nonsense: nothing scrolls sideways."""
    page.set_viewport_size({"width": 320, "height": 640})
    place = Place.objects.create(library=site, name=WORD, street=WORD, email=f"a@{WORD[:60]}.dk")
    ways = {"contact_name": WORD, "contact_email": f"langt.navn@{WORD[:60]}.dk"}
    paths = [
        make_page(model, site, title, slug=f"lang-{number}", summary=WORD, **fields).site_path
        for number, title in enumerate((TITLE, WORD))
        for model, fields in (
            (StoryPage, {"author": WORD}),
            (GuidePage, {"needs": WORD, "outcome": WORD}),
            (GroupPage, {"rhythm": WORD, "place": place, **ways}),
            (PartnerPage, {}),
            (PlacePage, {"place": place}),
        )
    ]
    dates = [single_date(in_days(3)), single_date(in_days(5))]
    for title in (TITLE, WORD):
        event = make_event(site, title, dates, slug=f"e-{len(title)}", place=place,
                           price=WORD, summary=WORD, sign_up="sign_up")  # fmt: skip
        paths += [event.site_path]
    paths += [f"/da/sign-up/{Occurrence.objects.first().pk}/", "/da/", "/da/det-sker/"]
    paths += [f"/da/search/?q={quote(word)}" for word in ("'\"<>%_*", "x" * 10_000, WORD)]
    for number, path in enumerate(paths):
        page.goto(site.base_url + path)
        assert page.locator("h1").count() == 1
        page.screenshot(path=artefacts / f"unexpected-{number:02}-320.png", full_page=True)
        assert not page.evaluate(WIDER), f"{path} is wider than the screen"


def test_a_film_is_fetched_when_it_is_pressed(site, page):
    value = {"title": "Havnen", "url": "https://youtu.be/dQw4w9WgXcQ", "length": ""}
    film = [{"type": "video", "id": str(uuid4()), "value": value}]
    path = make_page(StandardPage, site, "Film", body=json.dumps(film)).site_path
    page.route("**/youtube-nocookie.com/**", lambda route: route.fulfill(body="a film"))
    page.route("https://www.youtube-nocookie.com/**", lambda route: route.fulfill(body="a film"))
    page.goto(site.base_url + path)
    assert page.locator("iframe").count() == 0
    page.get_by_role("link", name="Havnen").press("Enter")
    frame = page.locator("iframe[title=Havnen]")
    assert frame.get_attribute("src").startswith("https://www.youtube-nocookie.com/embed/")
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"
    assert page.frame_locator("iframe").locator("body").inner_text() == "a film"
