"""Every block can be translated: its words are offered, its facts stay the same."""

from __future__ import annotations

import json

import pytest
from django.utils import translation
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from home.actions import locale
from home.models import StandardPage
from stories.models import StoryPage
from tests.factories import make_page
from tests.sample_blocks import every_block


@pytest.fixture
def source(library):
    """A Danish page with one of every block, given to the translators."""
    story = make_page(StoryPage, library, "Solsikker")
    with translation.override("en"):
        body = every_block(StandardPage, library, story)
    page = make_page(StandardPage, library, "Om os", body=body)
    return TranslationSource.update_or_create_from_instance(page)[0]


def words(value, key="") -> list[str]:
    """What a translator should be offered of a stored block."""
    skipped = {"type", "id", "level", "kind", "limit", "look", "sorting", "url", "email"}
    if isinstance(value, dict):
        return [word for name, part in value.items() for word in words(part, name)]
    if isinstance(value, list):
        return [word for part in value for word in words(part, key)]
    if isinstance(value, str) and value and key not in skipped and not value.startswith("<"):
        return [value]
    return []


def test_the_words_of_every_block_are_offered_to_the_translator(source):
    offered = set(source.stringsegment_set.values_list("string__data", flat=True))
    raw = json.loads(json.loads(source.content_json)["body"])
    assert not [word for word in words(raw) if word not in offered]
    assert {"They met by the coffee machine."} <= offered, "rich text is offered too"


def test_a_translated_page_shows_the_translated_words_and_the_same_facts(
    source, library, client_for
):
    english = Translation.objects.create(source=source, target_locale=locale("en"))
    heading = source.stringsegment_set.get(string__data="What you need to bring")
    StringTranslation.objects.create(
        translation_of=heading.string,
        locale=locale("en"),
        context=heading.context,
        data="Bring only yourself",
    )
    english.save_target(publish=True)
    page = StandardPage.objects.get(locale__language_code="en")
    page.get_latest_revision().publish()
    answer = client_for(library).get(page.site_path)
    assert answer.status_code == 200
    assert "Bring only yourself" in answer.text and "12 34 56 78" in answer.text
