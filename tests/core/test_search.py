"""Searching: words in any form, grouped and marked, the same on every database."""

from __future__ import annotations

import pytest

from core.search import find_cards
from guides.models import GuidePage
from stories.models import StoryPage
from tests.factories import make_page, translate


@pytest.fixture
def pages(library):
    return [
        make_page(StoryPage, library, "Bibliotekerne åbner igen", summary="Læsekredse i byen"),
        make_page(GuidePage, library, "Start en læsekreds", summary="Fire mennesker og en bog"),
        make_page(StoryPage, library, "Havnen", summary="<b>Fisk</b> & både"),
    ]


def find(client, query: str, language: str = "da") -> str:
    response = client.get(f"/{language}/search/", {"q": query})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("query", ["bibliotek", "biblioteket", "bibliotekerne", "BIBLIOTEK"])
def test_a_word_is_found_in_any_form(library, pages, client_for, query):
    text = find(client_for(library), query)
    assert "<mark>Bibliotekerne</mark>" in text


def test_a_word_that_is_only_begun_is_found_and_marked(library, pages, client_for):
    assert "<mark>Bibliotekerne</mark>" in find(client_for(library), "bibl")


@pytest.mark.parametrize("query", ["læsekreds", "læsekredse", "læsekredsene", "læsekredsen"])
def test_reading_groups_are_found_in_any_form(library, pages, client_for, query):
    assert "2 resultater" in find(client_for(library), query)


def test_hits_are_grouped_by_kind_and_marked(library, pages, client_for):
    text = find(client_for(library), "læsekreds")
    order = ["Historier", "<mark>Læsekredse</mark>", "Guider", "<mark>læsekreds</mark>"]
    found = [text.index(part, text.index('id="main"')) for part in order]
    assert found == sorted(found)


def test_what_editors_write_is_never_markup(library, pages, client_for):
    text = find(client_for(library), "fisk")
    assert "&lt;b&gt;<mark>Fisk</mark>&lt;/b&gt; &amp; både" in text


def test_every_word_must_be_there(library, pages, client_for):
    assert "Vi fandt ikke noget" in find(client_for(library), "læsekreds havnen")


def test_a_slip_is_put_right(library, pages, client_for):
    text = find(client_for(library), "læsekresd")
    assert "q=l%C3%A6sekreds" in text


def test_each_language_finds_its_own(library, pages, client_for):
    translate(pages[1], "en", title="Start a reading group", slug="reading-group")
    client = client_for(library)
    assert "Start a <mark>reading</mark> group" in find(client, "readings", "en")
    assert "Start a" not in find(client, "reading", "da")


def test_only_the_own_library_is_searched(library, other_library, pages, client_for):
    assert "Bibliotekerne" not in find(client_for(other_library), "bibliotek")


@pytest.mark.parametrize(
    "query", ["", " ", "'\"<>%_*", "x" * 10_000, "\x00", "😀" * 500, "' OR 1=1 --", "ﷺ"]
)
def test_nonsense_gives_a_page(library, pages, client_for, query):
    client = client_for(library)
    find(client, query)
    for page in ("0", "-1", "999999999", "x"):
        assert client.get("/da/search/", {"q": "bibliotek", "page": page}).status_code == 200


def test_suggestions_are_pages(library, pages, client_for):
    response = client_for(library).get("/da/search/suggest/", {"q": "bibl"})
    found = {"title": "Bibliotekerne åbner igen", "kind": "Historie", "url": pages[0].site_path}
    assert response.json() == {"pages": [found], "said": "1 forslag"}
    nothing = client_for(library).get("/da/search/suggest/", {"q": "findesslet"})
    assert nothing.json() == {"pages": [], "said": "Ingen forslag"}


def test_the_long_text_that_is_searched_is_not_read(library, pages):
    cards, _words = find_cards(library, "da", "bibl")
    assert cards[0].get_deferred_fields() == {"search_text"}


def test_searching_costs_little_and_writes_nothing(
    library, pages, client_for, django_assert_max_num_queries
):
    client = client_for(library)
    with django_assert_max_num_queries(15) as queries:
        find(client, "bibliotek")
    assert not [q for q in queries.captured_queries if not q["sql"].startswith("SELECT")]
    with django_assert_max_num_queries(15):
        find(client, "findesslet")


def test_hits_in_the_first_language_stand_apart_where_the_readers_has_few(
    library, pages, client_for, django_assert_max_num_queries
):
    client = client_for(library)
    with django_assert_max_num_queries(15):
        text = find(client, "læsekreds", "en")
    main = text.partition("<main")[2]
    assert "Found in Danish" in main and "We found nothing</" not in main
    borrowed = pages[1].site_path.replace("/da/", "/en/", 1)
    assert f'<h3 class="card__title" lang="da" dir="ltr"><a href="{borrowed}">' in main
    assert "<mark>læsekreds</mark>" in main
    assert client.get(borrowed).status_code == 200
    response = client.get("/en/search/suggest/", {"q": "læsekreds"})
    assert [page["lang"] for page in response.json()["pages"]] == ["da", "da"]
    assert "Found in" not in find(client, "læsekreds", "da")


def test_content_found_by_words_of_the_first_language_is_shown_in_the_readers(
    library, pages, client_for
):
    english = translate(pages[1], "en", title="Start a reading group", slug="reading-group")
    main = find(client_for(library), "læsekreds", "en").partition("<main")[2]
    assert f'href="{english.site_path}">Start a reading group</a>' in main
    assert pages[1].title not in main


@pytest.mark.parametrize("title", ["ÆBLER OG PÆRER", "ПРИВІТ, СУСІДЕ"])
def test_a_hit_in_a_title_of_capitals_goes_first(library, title):
    word = title.split()[0].strip(",").casefold()
    hit = make_page(StoryPage, library, title, slug="stor")
    make_page(StoryPage, library, "Noget andet", summary=word, slug="andet")
    cards, _words = find_cards(library, "da", word)
    assert [card.page_id for card in cards][0] == hit.pk


@pytest.mark.parametrize("query", ["bibliotek " * 30, "b " * 11, "x" * 300])
def test_a_query_that_is_cut_is_told(library, pages, client_for, query):
    client = client_for(library)
    assert "mere, end vi kan søge efter" in find(client, query)
    assert "mere, end vi kan søge efter" not in find(client, "bibliotek " * 10)
