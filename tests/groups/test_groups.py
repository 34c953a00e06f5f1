"""A group: when and where it meets, whom to ask, how to join."""

from __future__ import annotations

from bs4 import BeautifulSoup

from core.models import Place
from groups.models import GroupPage
from tests.factories import make_page
from tests.heads import heading


def read(client, page) -> str:
    response = client.get(page.site_path)
    assert response.status_code == 200
    return response.content.decode()


def test_a_group_says_when_where_and_whom_to_ask(library, client_for):
    place = Place.objects.create(library=library, name="Havnehuset", street="Kajen 2")
    page = make_page(
        GroupPage, library, "Læsekredsen", rhythm="Hver anden torsdag kl. 19", place=place,
        how_to_join="Skriv til Grethe.", contact_name="Grethe Holm",
        contact_email="grethe@example.org",
    )  # fmt: skip
    html = read(client_for(library), page)
    assert heading(html) == "Læsekredsen"
    words = BeautifulSoup(html, "html.parser").main.get_text().replace("\xa0", " ")
    for text in (
        "Hver anden torsdag kl. 19",
        "Havnehuset",
        "Kajen 2",
        "Skriv til Grethe.",
        "Grethe Holm",
    ):
        assert text in words
    assert "mailto:grethe@example.org" in html


def test_a_group_whose_place_is_deleted_stays_whole(library, client_for):
    place = Place.objects.create(library=library, name="Havnehuset")
    page = make_page(GroupPage, library, "Læsekredsen", rhythm="Torsdage", place=place)
    place.delete()
    html = read(client_for(library), page)
    assert "Torsdage" in html and "Havnehuset" not in html


def test_a_group_with_nothing_but_a_name_is_whole(library, client_for):
    page = make_page(GroupPage, library, "Læsekredsen")
    html = read(client_for(library), page)
    assert heading(html) == "Læsekredsen"
    assert "split__aside" not in html
