"""Blocks in the editor: previews to choose by, choices of the own library, errors in words."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from wagtail.blocks import Block
from wagtail.test.utils.form_data import nested_form_data, streamfield

from core.blocks import BodyBlock, HomeBodyBlock
from core.models import Place, Topic, TopicName
from core.scope import library_scope
from home.models import HomePage, StandardPage
from tests.factories import make_page, make_user
from tests.sample_blocks import make_document, make_image

STREAMS = {
    "page": StandardPage._meta.get_field("body").stream_block,
    "home": HomeBodyBlock(),
}


@pytest.fixture
def editor(client_for, library):
    """A signed-in editor's browser."""
    return client_for(library, make_user("editor@havnby.test", library, "editor"))


@pytest.mark.parametrize("kind", STREAMS)
def test_every_block_has_a_name_a_description_and_a_preview(editor, kind):
    for name, block in STREAMS[kind].child_blocks.items():
        assert block.label and block.get_description() and block.meta.group, name
        assert block.meta.icon != Block._meta_class.icon, name
        assert block.is_previewable, name
        answer = editor.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
        assert answer.status_code == 200, name
        main = BeautifulSoup(answer.content, "html.parser").main
        assert main.get_text(strip=True) or main.find("img"), f"the preview of {name} is empty"


@pytest.mark.parametrize("kind", STREAMS)
def test_every_field_of_every_block_has_a_danish_name(kind):
    def names(block):
        for child in getattr(block, "child_blocks", {}).values():
            yield str(child.label)
            yield from names(child)
        if hasattr(block, "child_block"):
            yield from names(block.child_block)

    with translation.override("da"):
        found = set(names(STREAMS[kind]))
    assert "Billede" in found and not found & {"Image", "Document", "Page", "Text", "Title", ""}


def test_the_editor_opens_with_every_block(editor, library):
    home = HomePage.objects.child_of(library.root).first()
    add = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk])
    answer = editor.get(add, {"start": "blank"})
    assert answer.status_code == 200
    for name in BodyBlock().child_blocks:
        assert f"&quot;{name}&quot;" in answer.text


def send(editor, library, *blocks, action="action-publish"):
    """What the editor answers to a new page with the blocks in the form."""
    home = HomePage.objects.child_of(library.root).get(locale__language_code="da")
    data = nested_form_data(
        {
            "title": "Om os",
            "slug": "om-os",
            "summary": "",
            "picture": "",
            "picture_alt": "",
            "body": streamfield(blocks),
            "page_topics": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
            "page_audiences": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
            action: "1",
        }
    )
    address = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk])
    return editor.post(address, data)


def message_of(answer) -> str:
    """All errors of the body, as the editor's form receives them."""
    assert answer.status_code == 200, "the form was accepted"
    form = answer.context["form"]
    (error,) = form.errors.as_data()["body"]
    return str(error.as_json_data())


def picture(image, **fields) -> dict:
    values = {"image": image.pk, "alt_text": "", "decorative": "", **fields}
    return {"picture": {name: value for name, value in values.items() if value}, "caption": "Her"}


def test_libraries_of_one_process_choose_among_their_own(library, other_library, client_for):
    images = {place.pk: make_image(place) for place in (library, other_library)}
    files = {place.pk: make_document(place) for place in (library, other_library)}

    def answer(place, owner):
        home = HomePage.objects.child_of(owner.root).get(locale__language_code="da")
        return send(
            editors[place.pk],
            place,
            ("picture", picture(images[owner.pk], alt_text="En drage")),
            ("document", {"document": files[owner.pk].pk, "title": ""}),
            ("cards", {"title": "Begynd her", "pages": streamfield([("item", home.pk)])}),
        )

    editors = {
        place.pk: client_for(place, make_user(f"red@{place.site.hostname}", place, "editor"))
        for place in (library, other_library)
    }
    for place, other in ((library, other_library), (other_library, library)):
        assert answer(place, place).status_code == 302
        refused = set(answer(place, other).context["form"].errors.as_data()["body"][0].block_errors)
        assert refused == {0, 1, 2}
    assert answer(library, library).status_code == 302


def test_a_picture_without_description_is_refused_with_words(editor, library):
    image = make_image(library)
    answer = send(editor, library, ("picture", picture(image)))
    assert "alt_text" in message_of(answer)
    assert answer.context["form"].data["body-0-value-caption"] == "Her"
    assert not StandardPage.objects.exists()


@pytest.mark.parametrize("way", [{"decorative": "on"}, {"alt_text": "To både"}])
def test_a_described_or_decorative_picture_is_published(editor, library, way):
    answer = send(editor, library, ("picture", picture(make_image(library), **way)))
    assert answer.status_code == 302
    assert StandardPage.objects.get().live


def test_a_draft_may_wait_for_the_description(editor, library):
    answer = send(editor, library, ("picture", picture(make_image(library))), action="draft")
    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("heading", {"text": "x" * 201, "level": "h2"}, "text"),
        ("heading", {"text": "x", "level": "h1"}, "level"),
        ("quote", {"quote": "", "source": "Ea", "role": ""}, "quote"),
        ("video", {"title": "Film", "url": "javascript:alert(1)"}, "url"),
        ("audio", {"title": "Lyd", "document": "", "url": ""}, "document"),
        ("contact", {"name": "Ea", "email": ""}, "phone"),
        ("contact", {"name": "Ea", "email": "ikke en adresse"}, "email"),
        ("stories", {"title": "Nyt", "limit": "5000"}, "limit"),
        ("stories", {"title": "Nyt", "limit": "3", "topic": "999999"}, "topic"),
    ],
)
def test_wrong_fields_are_named(editor, library, name, value, field):
    assert f"'{field}'" in message_of(send(editor, library, (name, value)))


@pytest.mark.parametrize(
    "link", [{"page": None, "url": ""}, {"page": "a page", "url": "https://example.org/"}]
)
def test_a_button_has_one_address_exactly(library, link):
    block = BodyBlock().child_blocks["buttons"]
    page = make_page(StandardPage, library, "Mål") if link["page"] else None
    value = block.normalize({"buttons": [{"label": "Se", "page": page, "url": link["url"]}]})
    with pytest.raises(ValidationError) as caught:
        block.clean(value)
    assert "page" in str(caught.value.as_json_data())


def test_choices_are_those_of_the_own_library(library, other_library):
    for owner, word in ((library, "Have"), (other_library, "Skov")):
        topic = Topic.objects.create(library=owner, slug=word.lower())
        TopicName.objects.create(topic=topic, language="da", name=word)
        Place.objects.create(library=owner, name=f"{word}huset")
    block = BodyBlock().child_blocks["stories"]
    for owner, own, foreign in ((library, "Have", "Skov"), (other_library, "Skov", "Have")):
        with library_scope(owner):
            for name in ("topic", "place"):
                html = str(block.child_blocks[name].field.widget.render(name, None))
                assert own in html and foreign not in html


def test_a_topic_of_another_library_is_refused(editor, library, other_library):
    foreign = Topic.objects.create(library=other_library, slug="skov")
    own = Topic.objects.create(library=library, slug="have")
    stories = {"title": "Nyt", "limit": "3", "sorting": "newest", "show_all": "on"}
    refused = send(editor, library, ("stories", {**stories, "topic": str(foreign.pk)}))
    assert "'topic'" in message_of(refused)
    assert send(editor, library, ("stories", {**stories, "topic": str(own.pk)})).status_code == 302
    assert StandardPage.objects.get().body[0].value["topic"] == own.pk


def test_a_page_keeps_at_most_so_many_lists_and_pictures(editor, library):
    lists = [("stories", {"title": str(number), "limit": "3"}) for number in range(4)]
    assert "messages" in message_of(send(editor, library, *lists))
