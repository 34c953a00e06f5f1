"""Lists of pages: narrowed, sorted, paged and fed; nonsense in the address does no harm."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from core.lists import PER_PAGE
from core.models import (
    Audience,
    AudienceName,
    Card,
    PageAudience,
    PageTopic,
    Place,
    Topic,
    TopicName,
)
from groups.models import GroupPage
from guides.models import GuidePage
from partners.models import PartnerPage
from stories.models import StoryPage
from tests.factories import make_page, translate
from tests.heads import heading, thing

LISTS = (
    "/da/det-sker/", "/da/historier/", "/da/laer-noget/", "/da/vaer-med/", "/da/foreninger/",
    "/da/steder/", "/da/vidensbank/", "/en/stories/", "/en/knowledge-bank/",
)  # fmt: skip
NONSENSE = (
    "page=0", "page=-1", "page=999999999", "page=²", "page=%00", "page=1e5", "sort=pk;drop",
    "sort=%00", "topic=findes-ikke", "topic=%00", "topic=' OR 1=1 --", "audience=<script>",
    "place=999999", "place=x", "place=%00", "kind=story", "kind=%00", "kind=event&topic=",
    "topic=a&topic=b&page=2", f"topic={'æ' * 3000}", "%ff=%fe&page=%ff",
)  # fmt: skip
ATOM = "{http://www.w3.org/2005/Atom}"


def read(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def titles(html: str) -> list[str]:
    return re.findall(r'card__title"><a href="[^"]*">(.*?)</a>', html)


def topic(library, slug: str, name: str) -> Topic:
    row = Topic.objects.create(library=library, slug=slug)
    TopicName.objects.create(topic=row, language="da", name=name)
    return row


def about(model, library, title: str, *topics: Topic, **fields):
    page = make_page(model, library, title, **fields)
    for row in topics:
        page.page_topics.add(PageTopic(topic=row))
    page.save_revision().publish()
    return page


@pytest.fixture
def furnished(library):
    """Stories about yarn and about the harbour."""
    yarn, harbour = topic(library, "garn", "Garn"), topic(library, "havn", "Havn & kaj")
    about(StoryPage, library, "Anna strikker", yarn, author="Grethe Holm", summary="Ét & to <tre>")
    about(StoryPage, library, "Zone for alle", harbour)
    about(StoryPage, library, "Bølger og garn", yarn, harbour)
    for number, title in enumerate(("Anna strikker", "Zone for alle", "Bølger og garn")):
        told = timezone.now() - timedelta(days=number)
        Card.objects.filter(title=title).update(published_at=told)
    return library


@pytest.mark.parametrize("url", LISTS)
def test_nonsense_in_the_address_is_left_out(library, client_for, url):
    make_page(StoryPage, library, "Garnet")
    client = client_for(library)
    for query in NONSENSE:
        for address in (url, f"{url}feed.xml"):
            response = client.get(f"{address}?{quote(query, safe='=&%')}")
            assert response.status_code == 200, (address, query)


def test_an_unknown_address_below_a_list_is_not_found(library, client_for):
    client = client_for(library)
    for end in ("feed.xm", "feed.xml/x/", "x/feed.xml", "feed", "feed.json"):
        assert client.get(f"/da/historier/{end}", follow=True).status_code == 404, end


def test_a_topic_narrows_list_and_feed_alike(furnished, client_for):
    client = client_for(furnished)
    html = read(client, "/da/historier/?topic=garn")
    assert titles(html) == ["Anna strikker", "Bølger og garn"]
    assert '<option value="garn" selected>Garn</option>' in html
    assert 'type="application/atom+xml"' in html
    assert 'href="/da/historier/feed.xml?topic=garn"' in html.split("</head>")[0]
    feed = ElementTree.fromstring(client.get("/da/historier/feed.xml?topic=garn").content)
    told = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert told == ["Anna strikker", "Bølger og garn"]


def test_a_list_is_sorted_as_asked(furnished, client_for):
    client = client_for(furnished)
    newest = ["Anna strikker", "Zone for alle", "Bølger og garn"]
    assert titles(read(client, "/da/historier/")) == newest
    by_title = titles(read(client, "/da/historier/?sort=title"))
    assert by_title == ["Anna strikker", "Bølger og garn", "Zone for alle"]
    make_page(GuidePage, furnished, "Åbn din mail")
    make_page(GuidePage, furnished, "Brug MitID")
    assert titles(read(client, "/da/laer-noget/"))[0] == "Brug MitID"
    assert titles(read(client, "/da/laer-noget/?sort=newest"))[0] == "Brug MitID"


def test_groups_are_found_by_place_and_audience(library, client_for):
    here = Place.objects.create(library=library, name="Hovedbiblioteket")
    there = Place.objects.create(library=library, name="Havnehuset")
    audience = Audience.objects.create(library=library, slug="unge")
    other = Audience.objects.create(library=library, slug="voksne")
    for row, name in ((audience, "Unge"), (other, "Voksne")):
        AudienceName.objects.create(audience=row, language="da", name=name)
    for title, place, who in (("Læsekredsen", here, other), ("Skrivekredsen", there, audience)):
        page = make_page(GroupPage, library, title, place=place)
        page.page_audiences.add(PageAudience(audience=who))
        page.save_revision().publish()
    client = client_for(library)
    assert titles(read(client, f"/da/vaer-med/?place={there.pk}")) == ["Skrivekredsen"]
    assert titles(read(client, "/da/vaer-med/?audience=voksne")) == ["Læsekredsen"]
    both = f"/da/vaer-med/?audience=voksne&place={there.pk}"
    assert titles(read(client, both)) == []


def test_only_what_is_in_use_can_be_chosen(furnished, other_library, client_for):
    topic(furnished, "ubrugt", "Ubrugt emne")
    foreign = topic(other_library, "fremmed", "Fremmed emne")
    about(StoryPage, other_library, "Skoven", foreign)
    html = read(client_for(furnished), "/da/historier/")
    assert "Ubrugt emne" not in html and "Fremmed emne" not in html
    assert "Havn &amp; kaj" in html


def test_a_long_list_is_paged_and_keeps_its_filters(library, client_for):
    yarn = topic(library, "garn", "Garn")
    topic_pages = PER_PAGE + 2
    for number in range(topic_pages):
        about(StoryPage, library, f"Historie {number}", yarn, slug=f"historie-{number}")
    client = client_for(library)
    first = read(client, "/da/historier/?topic=garn")
    assert len(titles(first)) == PER_PAGE
    assert "topic=garn&amp;page=2" in first
    assert len(titles(read(client, "/da/historier/?topic=garn&page=2"))) == 2
    assert len(titles(read(client, "/da/historier/?topic=garn&page=77"))) == 2
    assert thing(first, "CollectionPage")["mainEntity"]["numberOfItems"] == topic_pages


def test_a_feed_is_whole_and_strict(furnished, client_for):
    StoryPage.objects.filter(title="Zone for alle").update(title="Zone")
    Card.objects.filter(title="Zone for alle").update(title='<b>"Zone" & \x0b co</b>')
    response = client_for(furnished).get("/da/historier/feed.xml")
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", f"author/{ATOM}name"):
        assert feed.findtext(f"{ATOM}{name}"), name
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"].endswith("/da/historier/feed.xml") and links["self"].startswith("http")
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 3
    for entry in entries:
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", entry.findtext(f"{ATOM}id"))
        stamp = entry.findtext(f"{ATOM}updated")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp)
        assert entry.findtext(f"{ATOM}author/{ATOM}name")
        assert entry.find(f"{ATOM}link").get("href").startswith(furnished.base_url)
    assert entries[0].findtext(f"{ATOM}author/{ATOM}name") == "Grethe Holm"
    assert entries[0].findtext(f"{ATOM}summary") == "Ét & to <tre>"
    assert entries[1].findtext(f"{ATOM}title") == '<b>"Zone" &  co</b>'
    assert [item.get("term") for item in entries[1].findall(f"{ATOM}category")] == ["Havn & kaj"]


def test_an_entry_keeps_its_id_when_it_is_renamed_and_has_one_per_language(furnished, client_for):
    client = client_for(furnished)

    def ids(url: str) -> set[str]:
        feed = ElementTree.fromstring(client.get(url).content)
        return {entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")}

    before = ids("/da/historier/feed.xml")
    page = StoryPage.objects.get(title="Anna strikker")
    page.title, page.slug = "Anna hækler", "anna-haekler"
    page.save_revision().publish()
    assert ids("/da/historier/feed.xml") == before
    translate(page, "en", title="Anna crochets")
    english = ids("/en/stories/feed.xml")
    assert len(english) == 3 and len(english - before) == 1, "the others are borrowed as they are"


def test_a_feed_leaves_out_drafts_and_other_libraries(furnished, other_library, client_for):
    make_page(StoryPage, furnished, "Kladden", live=False)
    make_page(StoryPage, other_library, "Skoven")
    text = read(client_for(furnished), "/da/historier/feed.xml")
    assert "Kladden" not in text and "Skoven" not in text
    ElementTree.fromstring(read(client_for(other_library), "/da/foreninger/feed.xml"))


def test_an_empty_list_says_so_and_has_a_feed(library, client_for):
    client = client_for(library)
    assert heading(read(client, "/da/foreninger/")) == "Foreninger"
    assert not list(
        ElementTree.fromstring(read(client, "/da/foreninger/feed.xml")).iter(f"{ATOM}entry")
    )
    make_page(PartnerPage, library, "Strikkeliv")
    assert "Strikkeliv" in read(client, "/da/foreninger/feed.xml")


def test_stories_are_found_by_audience_and_partners_by_kind(library, client_for):
    audience = Audience.objects.create(library=library, slug="unge")
    story = make_page(StoryPage, library, "Skaterbanen")
    story.page_audiences.add(PageAudience(audience=audience))
    story.save_revision().publish()
    make_page(StoryPage, library, "Havnen")
    make_page(PartnerPage, library, "Strikkeliv")
    make_page(PartnerPage, library, "Siloen", kind="culture_house")
    client = client_for(library)
    assert titles(read(client, "/da/historier/?audience=unge")) == ["Skaterbanen"]
    html = read(client, "/da/foreninger/?kind=culture_house")
    assert titles(html) == ["Siloen"] and "Kulturhus" in html
    assert 'value="business"' not in html, "only kinds that are there can be chosen"
    assert "Strikkeliv" not in read(client, "/da/foreninger/feed.xml?kind=culture_house")
