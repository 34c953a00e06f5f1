"""Blocks on readers' pages: every one shows what it holds, and a page stays whole."""

from __future__ import annotations

import json
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from core.blocks.media import embed_address
from core.models import Audience, Place, Topic
from core.registry import registry
from groups.models import GroupPage
from home.models import StandardPage
from partners.models import PartnerPage
from stories.models import StoryPage
from tests.factories import make_page, translate
from tests.sample_blocks import every_block, make_document, make_image, raw_block

STREAM = StandardPage._meta.get_field("body").stream_block
NAMES = list(STREAM.child_blocks)
LISTS = ("stories", "partners", "groups", "guides")
LONG_WORD = "Kommunalbestyrelsesmedlemsvalgkampagneplanlægningsudvalgsformandskandidatopstillinger"


def body(*blocks) -> str:
    """Stored form of a body; each block is (type, value)."""
    return json.dumps(
        [{"type": kind, "id": str(uuid4()), "value": value} for kind, value in blocks]
    )


def items(*values) -> list[dict]:
    """Stored form of a list inside a block."""
    return [{"type": "item", "id": str(uuid4()), "value": value} for value in values]


@pytest.fixture
def show(client_for, library):
    """Publish a page with the blocks and fetch it as a reader does."""

    def fetch(*blocks, raw: str = "", language="da", title="Om os") -> BeautifulSoup:
        page = make_page(
            StandardPage, library, title, language, body=raw or body(*blocks), slug=uuid4().hex
        )
        return read(page)

    def read(page) -> BeautifulSoup:
        response = client_for(library).get(page.site_path)
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser").main

    fetch.read = read
    return fetch


@pytest.fixture
def events():
    """A source of events that remembers what it was asked for."""
    asked: list[dict] = []
    source = registry.list_sources.get("events")
    found: list = []

    def answer(**filters):
        asked.append(filters)
        return found

    registry.list_sources["events"] = answer
    yield SimpleNamespace(asked=asked, found=found)
    registry.list_sources.pop("events")
    if source is not None:
        registry.list_sources["events"] = source


@pytest.mark.parametrize("name", NAMES)
def test_every_block_shows_its_words_on_a_page(library, show, events, name):
    story = make_page(StoryPage, library, "Solsikker", summary="De voksede")
    make_page(PartnerPage, library, "Strikkeliv")
    make_page(GroupPage, library, "Læsekredsen")
    events.found.append(_event("Strikkecafé"))
    rows = {"image": make_image(library), "document": make_document(library), "page": story}
    with translation.override("en"):
        block = raw_block(STREAM, name, **rows)
        words = [word for word in texts(block["value"]) if not word.startswith("http")]
    main = show(raw=json.dumps([block]))
    shown = main.get_text(" ", strip=True)
    if name == "guides":
        assert block["value"]["title"] not in shown, "there is no guide to list"
        return
    missing = [word for word in words if " ".join(word.split()) not in " ".join(shown.split())]
    assert words or main.select(".gallery img")
    assert not missing


def texts(value) -> list[str]:
    """Words of a stored block that a reader should see."""
    if isinstance(value, dict):
        skipped = ("level", "kind", "limit", "look", "sorting", "alt_text", "id", "type")
        return [text for key, part in value.items() if key not in skipped for text in texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    if isinstance(value, str) and value:
        return [BeautifulSoup(value, "html.parser").get_text(" ", strip=True)]
    return []


def _event(title, url="/da/det-sker/strikkecafe/"):
    start = timezone.localtime() + timedelta(days=2)
    return SimpleNamespace(
        title=title, url=url, starts=start, ends=start + timedelta(hours=2), all_day=False,
        place_name="", summary="", status="none", status_label="", picture={}, lang="da",
    )  # fmt: skip


def test_the_reader_gets_no_inline_script_style_or_foreign_address(library, show):
    story = make_page(StoryPage, library, "Solsikker")
    main = show(raw=every_block(StandardPage, library, story))
    assert not [tag for tag in main.find_all("script") if not tag.get("src", "").startswith("/")]
    assert not main.find_all("style") and not main.select("[style]") and not main.find_all("iframe")
    for tag in main.find_all(["img", "audio", "source", "script", "link"]):
        for address in (tag.get("src"), tag.get("srcset"), tag.get("href")):
            assert not address or address.startswith("/"), address


def test_pictures_have_the_description_written_in_the_block(library, show):
    image = make_image(library)
    decorative = {"image": image.pk, "alt_text": "", "decorative": True}
    described = {"image": image.pk, "alt_text": "Tre både", "decorative": False}
    main = show(
        ("picture", {"picture": described, "caption": ""}),
        ("picture", {"picture": decorative, "caption": "Uden ord"}),
    )
    assert [img["alt"] for img in main.select(".blocks img")] == ["Tre både", ""]


def test_a_deleted_picture_leaves_the_page_whole(library, show):
    image = make_image(library)
    picture = {"image": image.pk, "alt_text": "Væk", "decorative": False}
    page_body = body(
        ("picture", {"picture": picture, "caption": "Væk"}),
        ("gallery", {"pictures": items({"picture": picture, "caption": ""})}),
        ("text", "<p>Stadig her</p>"),
    )
    image.delete()
    main = show(raw=page_body)
    assert "Stadig her" in main.text and not main.select(".blocks img, .blocks figure")


def test_a_gallery_of_one_is_one_large_picture(library, show):
    picture = {"image": make_image(library).pk, "alt_text": "Én", "decorative": False}
    one = {"pictures": items({"picture": picture, "caption": "Alene"})}
    two = {"pictures": items(*[{"picture": picture, "caption": ""}] * 2)}
    assert not (main := show(("gallery", one))).select(".gallery")
    assert main.select_one("figcaption").text.strip() == "Alene"
    assert len(show(("gallery", two)).select(".gallery img")) == 2


def test_links_follow_their_page_and_vanish_with_it(library, show):
    story = make_page(StoryPage, library, "Solsikker")
    gone = make_page(StoryPage, library, "Visne")
    button = {"label": "Læs den", "page": story.pk, "url": ""}
    dead = {"label": "Læs den visne", "page": gone.pk, "url": ""}
    blocks = (
        ("buttons", {"buttons": items(button, dead)}),
        ("cards", {"title": "Læs også", "pages": items(story.pk, gone.pk, 999_999)}),
        ("text", "<p>Resten af siden</p>"),
    )
    gone.unpublish()
    main = show(*blocks)
    assert [link["href"] for link in main.select("a.btn")] == [story.site_path]
    assert [card.text.strip() for card in main.select(".card__title")] == ["Solsikker"]
    story.unpublish()
    main = show(*blocks)
    assert not main.select("a.btn, .card") and "Læs også" not in main.text
    assert "Resten af siden" in main.text
    story.delete()
    assert "Resten af siden" in show(*blocks).text


def test_links_lead_to_the_readers_language_where_there_is_one(library, show):
    story = make_page(StoryPage, library, "Solsikker")
    english = translate(story, "en", title="Sunflowers", slug="sunflowers")
    only_danish = make_page(StoryPage, library, "Kun dansk")
    cards = {"title": "Read", "pages": items(story.pk, only_danish.pk)}
    main = show(("cards", cards), language="en", title="About")
    links = main.select(".card__title a")
    assert [link["href"] for link in links] == [english.site_path, only_danish.site_path]
    assert main.select(".card")[1]["lang"] == "da"


def test_links_in_running_text_follow_their_page_in_two_queries(library, show):
    stories = [make_page(StoryPage, library, f"Historie {number}") for number in range(6)]
    english = translate(stories[0], "en", title="Story", slug="story")
    stories[1].unpublish()
    links = " ".join(f'<a linktype="page" id="{page.pk}">læs</a>' for page in stories)
    text = f'<p>{links} <a linktype="page" id="999999">væk</a> <a linktype="page">tom</a></p>'
    danish = [page.site_path for page in stories]
    found = [link.get("href") for link in show(("text", text)).select(".prose a")]
    assert found == [danish[0], None, *danish[2:], None, None]
    assert english.site_path == show(("text", text), language="en").select_one(".prose a")["href"]
    with CaptureQueriesContext(connection) as captured, translation.override("en"):
        assert "/en/" in str(STREAM.child_blocks["text"].normalize(text))
    assert len(captured) == 2


def test_no_level_of_heading_is_skipped(show):
    lower, upper = {"text": "Under", "level": "h3"}, {"text": "Over", "level": "h2"}
    levels = lambda main: [tag.name for tag in main.select(".blocks h2, .blocks h3")]  # noqa: E731
    assert levels(show(("heading", lower), ("heading", lower))) == ["h2", "h3"]
    assert levels(show(("text", "<p>Først</p>"), ("heading", lower))) == ["h2"]
    assert levels(show(("heading", upper), ("heading", lower))) == ["h2", "h3"]


def test_a_page_of_another_library_is_never_shown(library, other_library, show):
    foreign = make_page(StoryPage, other_library, "Hemmelig")
    page = make_page(StandardPage, library, "Om os")
    raw = body(
        ("cards", {"title": "Læs også", "pages": items(foreign.pk)}),
        ("buttons", {"buttons": items({"label": "Hemmelig", "page": foreign.pk, "url": ""})}),
    )
    # Saving refuses it; a row from elsewhere must not show it either.
    StandardPage.objects.filter(pk=page.pk).update(body=raw)
    main = show.read(page)
    assert "Hemmelig" not in main.text and not main.select(".card, .btn")


def test_lists_fill_themselves_newest_first_and_narrowed(library, show):
    old = make_page(StoryPage, library, "Ældre")
    new = make_page(StoryPage, library, "Nyere")
    topic = Topic.objects.create(library=library, slug="have")
    audience = Audience.objects.create(library=library, slug="alle")
    old.card.topics.add(topic)
    old.card.audiences.add(audience)
    titles = lambda main: [tag.text.strip() for tag in main.select(".card__title")]  # noqa: E731
    stories = {"title": "Historier", "limit": "3", "show_all": True}
    main = show(("stories", stories))
    assert titles(main) == ["Nyere", "Ældre"]
    assert main.select_one(".section__head a")["href"] == new.get_parent().specific.site_path
    by_title = {**stories, "sorting": "title"}
    make_page(StoryPage, library, "Zebraen")
    assert titles(show(("stories", stories)))[0] == "Zebraen"
    assert titles(show(("stories", by_title)))[-1] == "Ældre"
    assert titles(show(("stories", by_title)))[0] == "Nyere"
    assert titles(show(("stories", {**stories, "topic": topic.pk}))) == ["Ældre"]
    assert titles(show(("stories", {**stories, "audience": audience.pk}))) == ["Ældre"]


def test_an_empty_list_is_left_out_or_says_so_kindly(library, show):
    for name in LISTS:
        block = {"title": "Overskriften", "limit": "3", "empty": ""}
        assert "Overskriften" not in show((name, block)).text
        assert "Kom igen snart" in show((name, {**block, "empty": "Kom igen snart"})).text


def test_a_deleted_topic_or_place_never_breaks_a_list(library, show):
    make_page(StoryPage, library, "Solsikker")
    for gone in ({"topic": 999_999}, {"place": 999_999}, {"audience": "tekst"}):
        main = show(
            ("stories", {"title": "Historier", "limit": "3", **gone}), ("text", "<p>Her</p>")
        )
        assert "Her" in main.text


def test_a_part_that_is_switched_off_is_not_listed(library, show):
    make_page(GroupPage, library, "Læsekredsen")
    block = ("groups", {"title": "Vær med", "limit": "3"})
    assert "Læsekredsen" in show(block).text
    library.switched_off = ["groups"]
    library.save()
    kind = registry.card_kinds.get("group")
    assert kind is None or not kind.switch or "Læsekredsen" not in show(block).text


def test_events_are_asked_for_by_library_language_and_filters(library, show, events):
    place = Place.objects.create(library=library, name="Hovedbiblioteket")
    events.found.extend([_event("Strikkecafé"), _event("Højtlæsning")])
    block = {
        "title": "Det sker",
        "limit": "4",
        "place": place.pk,
        "look": "cards",
        "show_all": True,
    }
    main = show(("events", block))
    assert [tag.text.strip() for tag in main.select(".card__title")] == [
        "Strikkecafé",
        "Højtlæsning",
    ]
    assert main.select_one(".section__head a")["href"] == "/da/det-sker/"
    (asked,) = events.asked
    assert asked == {
        "library": library, "language": "da", "limit": 4, "place_id": place.pk, "topic_id": None,
    }  # fmt: skip


def test_without_events_the_list_shows_nothing(library, show, events):
    registry.list_sources.pop("events")
    assert "Det sker her" not in show(("events", {"title": "Det sker her", "limit": "3"})).text
    registry.list_sources["events"] = lambda **filters: []
    assert "Det sker her" not in show(("events", {"title": "Det sker her", "limit": "3"})).text


@pytest.mark.parametrize(
    ("url", "embed"),
    [
        (
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3",
            "youtube-nocookie.com/embed/dQw4w9WgXcQ",
        ),
        ("https://youtu.be/dQw4w9WgXcQ", "youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        ("https://vimeo.com/12345", "player.vimeo.com/video/12345"),
        ("https://www.dr.dk/drtv/program", ""),
        ("https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ", ""),
        ("https://www.youtube.com/watch?v=../../../x", ""),
        ("https://vimeo.com/channels/staff", ""),
    ],
)
def test_only_known_players_are_put_in_a_frame(url, embed):
    found = embed_address(url)
    assert (embed in found) if embed else found == ""


def test_a_film_is_a_link_until_it_is_pressed(show):
    film = {
        "title": "Havnen",
        "url": "https://youtu.be/dQw4w9WgXcQ",
        "length": "",
        "transcript": "",
    }
    main = show(("video", film))
    assert main.select_one(".video a")["href"] == film["url"]
    assert not main.find_all("iframe") and main.select_one("[data-video]")
    elsewhere = show(("video", {**film, "url": "https://www.dr.dk/drtv/x"}))
    assert not elsewhere.select("[data-video], script")


def test_long_titles_and_words_are_shown_whole(library, show):
    title = "Et meget langt navn " * 10
    make_page(StoryPage, library, title[:200])
    main = show(
        ("heading", {"text": title[:200], "level": "h2"}),
        ("text", f"<p>{LONG_WORD}</p>"),
        ("facts", {"title": LONG_WORD, "items": items({"label": LONG_WORD, "value": LONG_WORD})}),
        ("stories", {"title": "Historier", "limit": "3"}),
    )
    assert main.text.count(LONG_WORD) == 4
    assert main.select_one(".card__title").text.strip() == title[:200].strip()


@pytest.mark.parametrize("name", [*LISTS[:2], "cards", "gallery", "buttons", "people"])
def test_the_number_of_queries_does_not_grow_with_what_is_shown(library, client_for, name):
    stories = [make_page(StoryPage, library, f"Historie {number}") for number in range(9)]
    for number in range(9):
        make_page(PartnerPage, library, f"Forening {number}")
    image = make_image(library)
    picture = {"image": image.pk, "alt_text": "Båd", "decorative": False}

    def block(count: int) -> dict:
        return {
            "cards": {"title": "Læs", "pages": items(*[page.pk for page in stories[:count]])},
            "gallery": {"pictures": items(*[{"picture": picture, "caption": ""}] * count)},
            "buttons": {
                "buttons": items(*[{"label": "A", "page": stories[0].pk, "url": ""}] * count)
            },
            "people": {
                "title": "Os",
                "people": items(*[{"name": "Ea", "role": "", "picture": image.pk}] * count),
            },
        }.get(name, {"title": "Liste", "limit": "9" if count > 3 else "3"})

    def queries(raw: str) -> int:
        page = make_page(StandardPage, library, "Om os", body=raw, slug=uuid4().hex)
        client = client_for(library)
        client.get(page.site_path)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(page.site_path).status_code == 200
        return len(captured)

    empty, few, many = (
        queries("[]"),
        queries(body((name, block(2)))),
        queries(body((name, block(9)))),
    )
    assert few == many
    assert few - empty <= 2


def test_what_lists_show_is_not_searched_on_the_page_that_lists_it():
    value = STREAM.to_python(
        json.loads(
            body(
                ("stories", {"title": "Historier fra havnen", "limit": "3"}),
                ("heading", {"text": "Overskrift", "level": "h3"}),
                ("callout", {"title": "Husk", "body": "<p>Kaffe</p>", "kind": "warning"}),
            )
        )
    )
    assert STREAM.get_searchable_content(value) == ["Overskrift", "Husk", "Kaffe"]
