"""All blocks on one page: no axe violation, nothing wider than the screen, films on demand."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest

from core.registry import registry
from groups.models import GroupPage
from guides.models import GuidePage
from home.models import HomePage, StandardPage
from partners.models import PartnerPage
from stories.models import StoryPage
from tests.factories import make_page
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
