"""Blocks on readers' pages: every one shows what it holds, and a page stays whole."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from core.blocks.media import embed_address
from groups.models import GroupPage
from home.models import StandardPage
from partners.models import PartnerPage
from stories.models import StoryPage
from tests.factories import make_page, translate
from tests.sample_blocks import (
    body,
    every_block,
    items,
    make_document,
    make_image,
    raw_block,
    sample_event,
)

STREAM = StandardPage._meta.get_field("body").stream_block
NAMES = list(STREAM.child_blocks)
LISTS = ("stories", "partners", "groups", "guides")
LONG_WORD = "Kommunalbestyrelsesmedlemsvalgkampagneplanlægningsudvalgsformandskandidatopstillinger"


@pytest.mark.parametrize("name", NAMES)
def test_every_block_shows_its_words_on_a_page(library, show, events, name):
    story = make_page(StoryPage, library, "Solsikker", summary="De voksede")
    make_page(PartnerPage, library, "Strikkeliv")
    make_page(GroupPage, library, "Læsekredsen")
    events.found.append(sample_event("Strikkecafé"))
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
    borrowed = only_danish.site_path.replace("/da/", "/en/", 1)
    assert [link["href"] for link in links] == [english.site_path, borrowed]
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
