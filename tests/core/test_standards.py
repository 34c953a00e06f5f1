"""What crawlers, officers and researchers look for is there, and names only this library."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from wagtail.models import PageViewRestriction

from core.models import Library
from stories.models import StoryPage
from tests.factories import make_page, translate

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def addresses(response) -> dict[str, list[str]]:
    """Address to the languages it has links for."""
    root = ElementTree.fromstring(response.content)
    return {
        url.find(f"{SITEMAP}loc").text: [link.get("hreflang") for link in url.findall(LINK)]
        for url in root
    }


def test_sitemap_holds_public_pages_in_every_language(library, other_library, client_for):
    story = make_page(StoryPage, library, "Æblemost & venner", slug="aeblemost")
    translate(story, "en")
    draft = make_page(StoryPage, library, "Kladde", slug="kladde", live=False)
    hidden = make_page(StoryPage, library, "Kun for os", slug="kun-for-os")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    make_page(StoryPage, other_library, "Fra Skovby")
    found = addresses(client_for(library).get("/sitemap.xml"))
    own = f"http://havnby.test{story.site_path}"
    assert sorted(found[own]) == ["da", "en", "x-default"]
    assert all(address.startswith("http://havnby.test/") for address in found)
    for page in (draft, hidden):
        assert f"http://havnby.test{page.site_path}" not in found


def test_letters_are_encoded_in_the_sitemap(library, client_for):
    make_page(StoryPage, library, "Åbent hus", slug="åbent-hus")
    found = addresses(client_for(library).get("/sitemap.xml"))
    assert "http://havnby.test/da/historier/%C3%A5bent-hus/" in found


def test_sitemap_costs_the_same_however_much_there_is(
    library, client_for, django_assert_max_num_queries
):
    for number in range(12):
        make_page(StoryPage, library, f"Historie {number}")
    with django_assert_max_num_queries(5):
        client_for(library).get("/sitemap.xml")


def test_robots_names_the_sitemap_and_keeps_forms_out(library, client_for):
    text = client_for(library).get("/robots.txt").content.decode()
    assert "Sitemap: http://havnby.test/sitemap.xml" in text
    assert "Disallow: /da/my/" in text


def test_security_and_statement_lead_to_the_library(library, client_for):
    client = client_for(library)
    assert client.get("/.well-known/security.txt").status_code == 404
    assert client.get("/was").status_code == 404
    Library.objects.filter(pk=library.pk).update(
        email="hej@havnby.test", statement_url="https://was.digst.dk/havnby-test"
    )
    assert (
        "Contact: mailto:hej@havnby.test"
        in client.get("/.well-known/security.txt").content.decode()
    )
    assert client.get("/was")["Location"] == "https://was.digst.dk/havnby-test"


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml", "/was"])
def test_the_platform_has_none(path, client, db):
    assert client.get(path, headers={"host": "platform.test"}).status_code == 404
