"""Topics, audiences and places in the page editor: plain choices, of the own library only."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Task, Workflow
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from core.models import Card, Place, Topic, TopicName
from groups.models import GroupPage
from stories.models import MethodPage
from tests.core.house import make_image
from tests.factories import make_page, make_user


@pytest.fixture
def editor(library, client_for):
    return client_for(library, make_user("red@havnby.dk", library, "editor"))


def make_topic(library, name: str) -> Topic:
    topic = Topic.objects.create(library=library, slug=name.lower())
    TopicName.objects.create(topic=topic, language="da", name=name)
    return topic


def form(page, **changes) -> dict:
    names = ("summary", "picture", "picture_alt", "rhythm", "place", "how_to_join")
    names += ("contact_name", "contact_email", "contact_phone")
    data = dict.fromkeys(names, "")
    data |= {"title": page.title, "slug": page.slug, "body": streamfield([])}
    return nested_form_data({**data, "comments": inline_formset([]), **changes})


def test_topics_are_boxes_to_tick_of_the_own_library(library, other_library, editor):
    yarn, sea, foreign = (
        make_topic(*pair) for pair in ((library, "Garn"), (library, "Hav"), (other_library, "Skov"))
    )
    place = Place.objects.create(library=library, name="Pakhuset")
    Place.objects.create(library=other_library, name="Savværket")
    page = make_page(GroupPage, library, "Strik")
    url = f"/admin/pages/{page.pk}/edit/"
    shown = BeautifulSoup(editor.get(url).content, "html.parser")
    boxes = [box["value"] for box in shown.select('input[type=checkbox][name="topics"]')]
    assert boxes == [str(yarn.pk), str(sea.pk)]
    places = [option.text for option in shown.select('select[name="place"] option')]
    assert "Pakhuset" in places and "Savværket" not in places

    def publish(*topics):
        data = form(page, place=place.pk, **{"action-publish": "1"})
        return editor.post(url, {**data, "topics": [topic.pk for topic in topics]})

    assert publish(yarn, sea).status_code == 302
    kept = page.page_topics.get(topic=sea).pk
    assert publish(sea).status_code == 302
    assert page.page_topics.get().pk == kept, "what was ticked keeps its row"
    assert [topic.pk for topic in Card.objects.get(page=page).topics.all()] == [sea.pk]
    answer = publish(foreign)
    assert answer.status_code == 200 and answer.context["form"].errors["topics"]
    many = [make_topic(library, f"Emne {number}") for number in range(7)]
    answer = publish(*many)
    assert "Vælg højst 6." in answer.content.decode()
    assert page.page_topics.get().topic_id == sea.pk


def test_a_second_page_of_the_same_name_gets_an_address_of_its_own(library, editor):
    first = make_page(GroupPage, library, "Læsekreds", slug="laesekreds")
    url = f"/admin/pages/add/groups/grouppage/{first.get_parent().pk}/"
    answer = editor.post(url, form(first), HTTP_ACCEPT="application/json").json()
    assert answer["success"] and answer["field_updates"] == {"slug": "laesekreds-2"}
    second = GroupPage.objects.get(pk=answer["pk"])
    assert second.slug == "laesekreds-2"
    edit = f"/admin/pages/{second.pk}/edit/"
    # The form that is still open sends what it had; the page keeps its address.
    assert editor.post(edit, form(first), HTTP_ACCEPT="application/json").json()["success"]
    published = {**form(second), "action-publish": "1"}
    assert editor.post(edit, published).status_code == 302
    second.refresh_from_db()
    assert second.live and second.slug == "laesekreds-2"
    answer = editor.post(edit, {**form(second), "slug": "laesekreds", "action-publish": "1"})
    assert "bruges allerede af en anden side" in str(answer.context["form"].errors["slug"])


def test_the_longest_address_is_numbered_too(library, editor):
    long = make_page(GroupPage, library, "Langt", slug="l" * 255)
    url = f"/admin/pages/add/groups/grouppage/{long.get_parent().pk}/"
    assert editor.post(url, form(long)).status_code == 302
    assert GroupPage.objects.filter(slug="l" * 253 + "-2").exists()


def test_a_choice_that_may_be_left_out_says_so_in_words(library, editor):
    page = make_page(GroupPage, library, "Strik")
    shown = BeautifulSoup(editor.get(f"/admin/pages/{page.pk}/edit/").content, "html.parser")
    assert shown.select_one('select[name="place"] option').text == "Intet valgt"


def test_a_methods_texts_of_many_lines_are_lists(library, client_for):
    texts = dict.fromkeys(("purpose", "target_group", "time", "materials"), "Et bord")
    texts |= dict.fromkeys(("pitfalls", "preparation", "variations"), "Først\n\n- Så")
    page = make_page(MethodPage, library, "Langbord", **texts)
    main = BeautifulSoup(client_for(library).get(page.site_path).content, "html.parser").main
    for heading in ("Før du går i gang", "Faldgruber", "Variationer"):
        section = main.find("h2", string=heading).parent
        assert [item.text for item in section.select("li")] == ["Først", "Så"], heading


def test_the_approval_is_named_after_the_library_also_when_that_is_renamed(library):
    library.name = "Havnby Bibliotekerne"
    library.save()
    name = "Godkendelse hos Havnby Bibliotekerne"
    assert Workflow.objects.filter(workflow_pages__page=library.root_id, name=name).exists()
    assert Task.objects.filter(name=name).count() == 1


def test_a_lead_picture_is_described_or_marked_as_decorative_before_readers_see_it(library, editor):
    page = make_page(GroupPage, library, "Strik", live=False)
    image = make_image(library)
    url = f"/admin/pages/{page.pk}/edit/"

    def send(**changes):
        return editor.post(url, form(page, picture=image.pk, **changes))

    assert send().status_code == 302, "a draft may wait for the words"
    refused = send(**{"action-publish": "1"})
    assert refused.status_code == 200
    (told,) = refused.context["form"].errors["picture_alt"]
    assert told.startswith("Skriv, hvad man ser på billedet")
    shown = BeautifulSoup(refused.content, "html.parser")
    beside = shown.select_one('[name="picture_alt"]').find_parent(class_="w-field")
    assert told in beside.text
    assert not GroupPage.objects.get(pk=page.pk).live
    assert send(picture_alt="  ", **{"action-publish": "1"}).status_code == 200
    assert send(picture_alt="To strikker", **{"action-publish": "1"}).status_code == 302
    for words in ({"description": "Garn"}, {"description": "", "is_decorative": True}):
        type(image).objects.filter(pk=image.pk).update(**words)
        assert send(**{"action-publish": "1"}).status_code == 302, words
