"""A reader whose language has few words of its own: the first language's are borrowed, said so,
and nothing leads out of the reader's language."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from core.models import PageTopic, Place, Topic, TopicName
from groups.models import GroupPage
from guides.models import GuidePage
from home.models import PlacePage, StandardPage
from partners.models import PartnerPage
from stories.models import StoryPage
from tests.factories import make_event, make_page, translate
from tests.sample_blocks import body, items

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def yarn(library) -> Topic:
    row = Topic.objects.create(library=library, slug="garn")
    TopicName.objects.create(topic=row, language="da", name="Garn")
    TopicName.objects.create(topic=row, language="en", name="Yarn")
    return row


@pytest.fixture
def read(library, client_for):
    client = client_for(library)

    def fetch(url: str) -> BeautifulSoup:
        response = client.get(url)
        assert response.status_code == 200, url
        return BeautifulSoup(response.content, "html.parser")

    return fetch


@pytest.fixture
def show(library, read):
    """The main part of a page with the blocks."""

    def fetch(*blocks, language: str = "da") -> BeautifulSoup:
        page = make_page(StandardPage, library, "Om os", language, body=body(*blocks))
        return read(page.site_path).main

    return fetch


def about(model, library, title: str, topic: Topic, **fields):
    page = make_page(model, library, title, **fields)
    page.page_topics.add(PageTopic(topic=topic))
    page.save_revision().publish()
    return page


def in_english(page) -> str:
    """Where a reader of English finds a page that is in Danish only."""
    return page.site_path.replace("/da/", "/en/", 1)


def cards(soup) -> list[tuple[str, str, str | None]]:
    """Title, address and marked language of each card."""
    found = [(card, card.select_one(".card__title a")) for card in soup.main.select(".card")]
    return [(link.text.strip(), link["href"], card.get("lang")) for card, link in found]


@pytest.mark.parametrize(
    ("model", "url"),
    [
        (StoryPage, "/en/stories/"),
        (GuidePage, "/en/learn/"),
        (GroupPage, "/en/take-part/"),
        (PartnerPage, "/en/associations/"),
        (PlacePage, "/en/places/"),
    ],
)
def test_a_list_shows_what_is_in_the_first_language_only(library, read, model, url):
    danish = make_page(model, library, "Kun på dansk")
    both = make_page(model, library, "På begge")
    english = translate(both, "en", title="In both", slug="in-both")
    found = cards(read(url))
    assert found == [
        ("In both", english.site_path, None),
        ("Kun på dansk", in_english(danish), "da"),
    ]
    for _title, address, _language in found:
        assert read(address).html["lang"] == "en"
    first_language = cards(read(danish.get_parent().specific.site_path))
    assert sorted(card[0] for card in first_language) == ["Kun på dansk", "På begge"]


def test_a_translation_that_is_unpublished_lends_its_place(library, read):
    page = make_page(StoryPage, library, "Solsikker")
    english = translate(page, "en", title="Sunflowers", slug="sunflowers")
    english.unpublish()
    assert cards(read("/en/stories/")) == [("Solsikker", in_english(page), "da")]


def test_borrowed_cards_are_filtered_and_paged_like_the_own(library, read, yarn, monkeypatch):
    monkeypatch.setattr("core.lists.PER_PAGE", 2)
    first = about(StoryPage, library, "Strik", yarn)
    translate(first, "en", title="Knitting", slug="knitting")
    about(StoryPage, library, "Hækling", yarn)
    about(StoryPage, library, "Filt", yarn)
    make_page(StoryPage, library, "Havnen")
    soup = read("/en/stories/?topic=garn")
    assert soup.select_one("option[value=garn]").text == "Yarn"
    assert [card[0] for card in cards(soup)] == ["Knitting", "Filt"]
    assert "3 results" in soup.text
    assert [card[0] for card in cards(read("/en/stories/?topic=garn&page=2"))] == ["Hækling"]
    by_title = cards(read("/en/stories/?sort=title"))
    assert [card[0] for card in by_title] == ["Knitting", "Filt"]


def test_a_feed_leads_to_the_readers_language(library, read, client_for):
    danish = make_page(StoryPage, library, "Solsikker")
    event = make_event(library, "Strikkecafé")
    client = client_for(library)
    for list_page, page in (("stories", danish), ("whats-on", event)):
        feed = ElementTree.fromstring(client.get(f"/en/{list_page}/feed.xml").content)
        [entry] = feed.iter(f"{ATOM}entry")
        assert entry.find(f"{ATOM}link").get("href") == library.base_url + in_english(page)
        assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "da"


def test_lists_that_fill_themselves_borrow_too(library, show):
    danish = make_page(StoryPage, library, "Solsikker")
    make_event(library, "Strikkecafé")
    blocks = (
        ("stories", {"title": "Stories", "limit": "3", "show_all": True}),
        ("events", {"title": "Soon", "limit": "3", "show_all": True}),
    )
    main = show(*blocks, language="en")
    assert [link["href"] for link in main.select(".card__title a")] == [in_english(danish)]
    assert [link["href"] for link in main.select(".section__head a")] == [
        "/en/stories/",
        "/en/whats-on/",
    ]


def test_the_front_page_borrows_what_its_lists_lack(library, read):
    make_page(StoryPage, library, "Solsikker")
    soup = read("/en/")
    assert "Solsikker" in soup.main.text
    assert soup.main.select('a[href^="/en/stories/"]')


def test_a_borrowed_page_keeps_the_reader_in_the_language(library, read, yarn):
    other = about(StoryPage, library, "Hækling", yarn)
    chosen = make_page(GuidePage, library, "Slå masker op")
    text = f'<p><a linktype="page" id="{other.pk}">Læs</a></p>'
    raw = body(
        ("buttons", {"buttons": items({"label": "Se", "page": chosen.pk, "url": ""})}),
        ("cards", {"title": "Læs også", "pages": items(chosen.pk, other.get_parent().pk)}),
        ("text", text),
        ("stories", {"title": "Flere", "limit": "3", "show_all": True}),
    )
    page = about(StoryPage, library, "Strik", yarn, body=raw)
    soup = read(in_english(page))
    assert soup.main["lang"] == "da"
    assert [(link.text, link["href"]) for link in soup.select(".crumbs a")] == [
        ("Home", "/en/"),
        ("Stories", "/en/stories/"),
    ]
    assert soup.select_one("a.tag")["href"] == "/en/stories/?topic=garn"
    inside = {link["href"] for link in soup.main.find_all("a", href=re.compile("^/"))}
    assert in_english(chosen) in inside and in_english(other) in inside
    assert not [address for address in inside if not address.startswith("/en/")]
    for address in inside:
        read(address)


def test_a_page_in_a_third_language_keeps_its_address(library, show):
    """Below the reader's language only the first language's pages are found."""
    english = make_page(StoryPage, library, "Sunflowers", "en", slug="sunflowers")
    text = f'<p><a linktype="page" id="{english.pk}">læs</a></p>'
    button = {"label": "Læs", "page": english.pk, "url": ""}
    main = show(("text", text), ("buttons", {"buttons": items(button)}))
    assert {link["href"] for link in main.select(".prose a, a.btn")} == {english.site_path}


def test_a_borrowed_place_tells_of_events_in_the_readers_words(library, read):
    place = Place.objects.create(library=library, name="Hovedbiblioteket")
    page = make_page(PlacePage, library, "Hovedbiblioteket", place=place)
    event = make_event(library, "Strikkecafé", place=place)
    english = translate(event, "en", title="Knitting café", slug="knitting-cafe")
    links = {link["href"] for link in read(in_english(page)).main.find_all("a")}
    assert english.site_path in links and event.site_path not in links


def test_a_borrowed_page_with_a_list_lists_the_readers_words_first(library, read):
    event = make_event(library, "Strikkecafé")
    english = translate(event, "en", title="Knitting café", slug="knitting-cafe")
    raw = body(("events", {"title": "Snart", "limit": "3", "show_all": True}))
    page = make_page(StandardPage, library, "Om os", body=raw)
    links = {link["href"] for link in read(in_english(page)).main.select(".part a")}
    assert links == {english.site_path, "/en/whats-on/"}


def test_the_form_above_a_borrowed_list_is_in_the_readers_language(library, read):
    """What the form says is the reader's own: not to be read aloud or laid out as Danish."""
    make_event(library, "Strikkecafé", place=Place.objects.create(library=library, name="Havnen"))
    main = read("/en/det-sker/?age=ten&online=banana").main
    assert main["lang"] == "da"
    for part in ("form[data-filter]", ".filters__ways", ".errorlist--list"):
        [found] = main.select(part)
        assert (found["lang"], found["dir"]) == ("en", "ltr"), part
    own = read("/da/det-sker/").main
    assert not own.has_attr("lang") and not own.select("form[lang]")
