"""What each page type tells readers and machines around its text, in one table."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from wagtail.models import get_page_models

from core.models import BasePage, CardIndexPage, PageTopic, Topic, TopicName
from events.models import EventPage
from groups.models import GroupPage
from guides.models import GuidePage
from home.models import HomePage, PlacePage, StandardPage
from partners.models import PartnerPage
from stories.models import ExperiencePage, MethodPage, StoryPage, TaskPage
from tests.factories import make_event, make_page, translate
from tests.heads import json_ld, thing
from tests.sample_blocks import make_image

KINDS = {
    EventPage: ("Event", "website"),
    ExperiencePage: ("Report", "article"),
    GroupPage: ("Organization", "website"),
    GuidePage: ("HowTo", "article"),
    MethodPage: ("HowTo", "article"),
    PartnerPage: ("Organization", "website"),
    PlacePage: ("Place", "website"),
    StandardPage: ("WebPage", "website"),
    StoryPage: ("Article", "article"),
    TaskPage: ("CreativeWork", "website"),
}
"""The JSON-LD and Open Graph types of each page that has one of its own."""
REQUIRED = {
    MethodPage: dict.fromkeys(
        ("purpose", "target_group", "time", "materials", "pitfalls"), "Et bord"
    ),
    TaskPage: {"time": "2 timer"},
    ExperiencePage: {"what_worked": "Kaffen", "what_did_not": "Regnen"},
}
EMPTY_ALONE = {EventPage, StandardPage}
"""They show only what shares a topic; the others fill up with the newest of their kind."""


def make(model, library, title: str, **fields):
    if model is EventPage:
        return make_event(library, title, **fields)
    return make_page(model, library, title, **REQUIRED.get(model, {}), **fields)


def head_of(client, url: str) -> tuple[BeautifulSoup, str]:
    answer = client.get(url)
    assert answer.status_code == 200, url
    text = answer.content.decode()
    return BeautifulSoup(text, "html.parser"), text


def test_the_table_holds_every_page_type_with_a_text_of_its_own():
    types = {model for model in get_page_models() if issubclass(model, BasePage)}
    lists = {model for model in types if model.__name__.endswith("IndexPage")}
    assert all(issubclass(model, CardIndexPage) or model.card_kind == "" for model in lists)
    assert types - lists - {HomePage} == set(KINDS)


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_a_page_tells_what_it_is(library, client_for, model):
    topic = Topic.objects.create(library=library, slug="garn")
    TopicName.objects.create(topic=topic, language="da", name="Garn")
    fields = {"seo_title": "Til deling", "search_description": "Et ord til Facebook."}
    page = make(model, library, "Solsikker", picture=make_image(library), summary="Ja.", **fields)
    other = make(GroupPage if model in EMPTY_ALONE else model, library, "Lige sådan en")
    for row in (page, other):
        row.page_topics.add(PageTopic(topic=topic))
        row.save_revision().publish()
    english = translate(page, "en", title="Sunflowers", slug="sunflowers")
    soup, text = head_of(client_for(library), page.site_path)

    def meta(name: str) -> str:
        return soup.select_one(f'meta[property="{name}"]')["content"]

    own = library.base_url + page.site_path
    kind, og_type = KINDS[model]
    assert soup.title.text == "Til deling – Havnby" and meta("og:title") == "Til deling"
    assert soup.select_one('meta[name="description"]')["content"] == meta("og:description")
    assert meta("og:description") == "Et ord til Facebook."
    assert meta("og:type") == og_type and meta("og:site_name") == "Havnby"
    assert meta("og:url") == own == soup.select_one('link[rel="canonical"]')["href"]
    assert meta("og:image").startswith(library.base_url)
    links = soup.select('link[rel="alternate"][hreflang]')
    assert {link["hreflang"]: link["href"] for link in links} == {
        "da": own,
        "en": library.base_url + english.site_path,
        "x-default": own,
    }
    crumbs = thing(text, "BreadcrumbList")["itemListElement"]
    shown = [link.text for link in soup.select("nav.crumbs a, nav[aria-label] ol a")]
    assert crumbs[-1]["item"] == own and len(crumbs) == (2 if model is StandardPage else 3)
    assert shown and shown[0] == "Forside"
    types = [item["@type"] for item in json_ld(text)]
    assert any(kind == name or kind in name for name in types), types
    related = soup.select_one('[aria-labelledby="s-related"]')
    assert related and "Lige sådan en" in related.text
    assert "Solsikker" not in related.text
