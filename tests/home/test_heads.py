"""What pages tell machines: JSON-LD right for the kind, and harmless whatever is written."""

from __future__ import annotations

import pytest

from core.json_ld import as_script
from core.models import Card, PageTopic, Place, Topic, TopicName
from groups.models import GroupPage
from guides.models import GuidePage
from home.models import PlacePage, StandardPage
from partners.models import PartnerPage
from stories.models import StoryPage, TaskPage
from tests.factories import make_event, make_page
from tests.heads import heading, json_ld, thing
from tests.sample_blocks import make_image

EVIL = '</script><script>alert(1)</script> & "quoted" \u2028'
WORD = "Kommunalbestyrelsesmedlemsvalgkampagneplanlægningsudvalgsformandskandidatopstillinger"
LONG = ("Et meget langt navn på noget, som mange mennesker har fundet på sammen " * 4)[:200]
MODELS = (StoryPage, GuidePage, GroupPage, PlacePage, StandardPage, TaskPage)
REQUIRED = {TaskPage: {"time": "2 timer"}}


def read(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def make(model, library, title: str, **fields):
    return make_page(model, library, title, **{**REQUIRED.get(model, {}), **fields})


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_nothing_written_gets_out_of_the_script(library, client_for, model):
    page = make(model, library, EVIL[:60], slug="ond", summary=EVIL)
    html = read(client_for(library), page.site_path)
    assert "<script>alert" not in html
    main = json_ld(html)[0]
    assert (main.get("name") or main["headline"]).startswith("</script>")


@pytest.mark.parametrize("title", (LONG, WORD), ids=("200-characters", "one-word"))
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_long_titles_and_words_break_nothing(library, client_for, model, title):
    page = make(model, library, title, slug="lang", summary=WORD)
    html = read(client_for(library), page.site_path)
    assert heading(html) == title.strip()
    json_ld(html)


def test_a_script_cannot_be_ended():
    text = as_script({"a": EVIL})
    assert not set("<>&\u2028") & set(text)


def test_a_story_is_an_article_with_author_dates_and_picture(library, client_for):
    page = make_page(
        StoryPage, library, "Garnet", author="Grethe Holm", picture=make_image(library)
    )
    html = read(client_for(library), page.site_path)
    data = thing(html, "Article")
    assert data["author"] == {"@type": "Person", "name": "Grethe Holm"}
    assert data["datePublished"] <= data["dateModified"]
    assert data["image"].startswith(library.base_url)
    assert f'<meta property="og:image" content="{data["image"]}">' in html
    assert '<meta property="og:type" content="article">' in html
    assert data["publisher"]["name"] == "Havnby"
    crumbs = thing(html, "BreadcrumbList")["itemListElement"]
    assert [crumb["position"] for crumb in crumbs] == [1, 2, 3]
    assert crumbs[-1]["item"] == library.base_url + page.site_path


def test_a_page_without_a_picture_is_shared_with_the_librarys_logo(library, client_for):
    page = make_page(StoryPage, library, "Garnet")
    html = read(client_for(library), page.site_path)
    assert "og:image" not in html
    library.logo = make_image(library)
    library.save()
    html = read(client_for(library), page.site_path)
    logo = library.base_url + library.logo.file.url
    assert f'<meta property="og:image" content="{logo}">' in html
    assert "image" not in thing(html, "Article"), "the logo shows nothing of the story"


def test_a_story_nobody_signed_is_the_librarys(library, client_for):
    page = make_page(StoryPage, library, "Garnet")
    assert thing(read(client_for(library), page.site_path), "Article")["author"]["name"] == "Havnby"


def test_a_group_is_an_organisation_somewhere(library, client_for):
    place = Place.objects.create(library=library, name="Havnehuset", street="Kajen 2")
    page = make_page(GroupPage, library, "Læsekredsen", place=place, contact_phone="12 34 56 78")
    data = thing(read(client_for(library), page.site_path), "Organization")
    assert data["location"]["address"]["streetAddress"] == "Kajen 2"
    assert data["telephone"] == "12 34 56 78"


def with_topics(page, *topics):
    for topic in topics:
        page.page_topics.add(PageTopic(topic=topic))
    page.save_revision().publish()
    return page


def test_a_page_leads_to_others_of_its_topic_before_newer_ones(library, client_for):
    yarn = Topic.objects.create(library=library, slug="garn")
    TopicName.objects.create(topic=yarn, language="da", name="Garn")
    alike = with_topics(make_page(StoryPage, library, "Den gamle om garn"), yarn)
    for number in range(4):
        make_page(StoryPage, library, f"Nyere {number}", slug=f"nyere-{number}")
    page = with_topics(make_page(StoryPage, library, "Garnet"), yarn)
    html = read(client_for(library), page.site_path)
    shown = html.partition('aria-labelledby="s-related"')[2]
    assert shown.index(alike.site_path) < shown.index("Nyere 3")
    assert shown.count('class="card__title"') == 3
    assert page.site_path not in shown.partition("</main>")[0]
    assert 'href="/da/historier/?topic=garn"' in html


def test_a_page_alone_in_the_world_has_no_empty_section(library, client_for):
    page = make_page(StoryPage, library, "Garnet")
    assert "s-related" not in read(client_for(library), page.site_path)


def test_a_page_that_moves_keeps_its_card_at_the_new_address(library, client_for):
    page = make_page(StandardPage, library, "Om os")
    other = make_page(StandardPage, library, "Biblioteket")
    page.move(other, pos="last-child")
    card = Card.objects.get(page_id=page.pk)
    assert card.path == f"{other.site_path}{page.slug}/"
    client = client_for(library)
    assert heading(read(client, card.path)) == "Om os"
    assert client.get(page.site_path)["Location"].endswith(card.path)


def test_a_partner_page_is_reached_from_its_list(library, client_for):
    page = make_page(PartnerPage, library, "Strikkeliv")
    data = thing(read(client_for(library), "/da/foreninger/"), "CollectionPage")
    items = data["mainEntity"]["itemListElement"]
    assert [item["url"] for item in items] == [library.base_url + page.site_path]
    thing(read(client_for(library), page.site_path), "Organization")


def test_the_event_list_has_a_feed_of_what_is_new(library, client_for):
    page = make_event(library)
    client = client_for(library)
    assert 'href="/da/det-sker/feed.xml"' in read(client, "/da/det-sker/").split("</head>")[0]
    assert library.base_url + page.site_path in read(client, "/da/det-sker/feed.xml")
