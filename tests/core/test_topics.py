"""Topics: a new name is read at once wherever the old one stood."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from core.models import PageTopic, Topic, TopicName
from stories.models import StoryPage
from tests.core.house import make_topic
from tests.factories import make_page, make_user


@pytest.fixture
def editor(library, client_for):
    return client_for(library, make_user("red@havnby.dk", library, "editor"))


@pytest.fixture
def yarn(library) -> Topic:
    """A topic with a story in Danish and one in English; only Danish has a name for it."""
    topic = make_topic(library, "Garn", "garn")
    for title, language in (("Strik", "da"), ("Knitting", "en")):
        page = make_page(StoryPage, library, title, language, live=False)
        page.page_topics = [PageTopic(topic=topic)]
        page.save_revision().publish()
    return topic


@pytest.fixture
def listed(library, client_for):
    """Whether words stand in the list of stories, and in its feed."""

    def words_in(language: str, words: str) -> tuple[bool, bool]:
        address = {"da": "/da/historier/", "en": "/en/stories/"}[language]
        pages = [client_for(library).get(url) for url in (address, f"{address}feed.xml")]
        assert [page.status_code for page in pages] == [200, 200]
        cards, feed = (page.content.decode() for page in pages)
        return f"<span>{words}</span>" in cards, words in feed

    return words_in


def test_a_renamed_topic_has_its_new_name_in_lists_and_feeds_at_once(
    library, editor, yarn, listed, django_assert_max_num_queries
):
    assert listed("da", "Garn") == listed("en", "Garn") == (True, True)
    other = make_topic(library, "Hav", "hav")
    names = [
        {"id": yarn.names.get().pk, "language": "da", "name": "Strik og garn"},
        {"id": "", "language": "en", "name": "Wool"},
    ]
    data = nested_form_data({"names": inline_formset(names, initial=1), "order": "0"})
    url = reverse("wagtailsnippets_core_topic:edit", args=[yarn.pk])
    assert editor.post(url, data).status_code == 302
    assert listed("da", "Strik og garn") == (True, True)
    assert listed("en", "Wool") == (True, True)
    assert listed("da", "Garn")[0] is listed("en", "Garn")[0] is False
    with django_assert_max_num_queries(6):
        TopicName.objects.get(topic=other).save()


def test_a_deleted_topic_leaves_lists_and_feeds(editor, yarn, listed):
    assert listed("da", "Garn") == (True, True)
    editor.post(reverse("wagtailsnippets_core_topic:delete", args=[yarn.pk]))
    assert not Topic.objects.filter(pk=yarn.pk).exists()
    assert listed("da", "Garn") == listed("en", "Garn") == (False, False)
