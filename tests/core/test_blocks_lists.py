"""Lists that fill themselves: what they show, whom they ask, how little they cost."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import Audience, Place, Topic
from core.registry import registry
from groups.models import GroupPage
from home.models import StandardPage
from partners.models import PartnerPage
from stories.models import StoryPage
from tests.factories import make_page
from tests.sample_blocks import (
    body,
    items,
    make_image,
    sample_event,
)

STREAM = StandardPage._meta.get_field("body").stream_block
NAMES = list(STREAM.child_blocks)
LISTS = ("stories", "partners", "groups", "guides")
LONG_WORD = "Kommunalbestyrelsesmedlemsvalgkampagneplanlægningsudvalgsformandskandidatopstillinger"


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
    events.found.extend([sample_event("Strikkecafé"), sample_event("Højtlæsning")])
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
        "audience_id": None,
    }  # fmt: skip


def test_without_events_the_list_shows_nothing(library, show, events):
    registry.list_sources.pop("events")
    assert "Det sker her" not in show(("events", {"title": "Det sker her", "limit": "3"})).text
    registry.list_sources["events"] = lambda **filters: []
    assert "Det sker her" not in show(("events", {"title": "Det sker her", "limit": "3"})).text


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
