"""Suggestions of the search: a combobox that arrow keys, Enter, Escape and a mouse work."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from groups.models import GroupPage
from stories.models import StoryPage
from tests.factories import make_page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def pages(site) -> list:
    return [
        make_page(StoryPage, site, "Kastanjer på torvet"),
        make_page(GroupPage, site, "Kastanjens venner"),
    ]


def write(page: Page, words: str):
    """Write in the search as a person does; the field."""
    field = page.get_by_label("Søg på hjemmesiden")
    field.click()
    expect(field).to_have_attribute("role", "combobox")
    field.press_sequentially(words)
    return field


def test_a_suggestion_is_chosen_with_the_arrow_keys(site, pages, page, judge):
    page.goto(f"{site.base_url}/da/")
    field = write(page, "kast")
    listbox = page.get_by_role("listbox", name="Forslag")
    options = listbox.get_by_role("option")
    expect(options).to_have_count(2)
    expect(field).to_have_attribute("aria-expanded", "true")
    assert field.get_attribute("aria-controls") == listbox.get_attribute("id")
    assert field.get_attribute("aria-activedescendant") is None
    expect(page.locator("form.search [role=status]")).to_have_text("2 forslag")

    for key, chosen in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowDown", None), ("ArrowUp", 1)):
        field.press(key)
        selected = [option.get_attribute("aria-selected") == "true" for option in options.all()]
        assert selected == [number == chosen for number in range(2)], key
        active = options.nth(chosen).get_attribute("id") if chosen is not None else None
        assert field.get_attribute("aria-activedescendant") == active
    judge(page, "suggestions")
    title = options.nth(1).inner_text()
    field.press("Enter")
    page.wait_for_url(re.compile("/da/(historier|vaer-med)/kastanj"))
    assert page.locator("h1").inner_text() in title


def test_escape_closes_the_list_and_keeps_the_words(site, pages, page):
    page.goto(f"{site.base_url}/da/")
    field = write(page, "kast")
    expect(page.get_by_role("option")).to_have_count(2)
    field.press("ArrowDown")
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("kast")
    field.press("Enter")
    page.wait_for_url("**/da/search/?q=kast")


def test_suggestions_for_other_words_are_not_offered(site, pages, page):
    page.goto(f"{site.base_url}/da/")
    field = write(page, "kast")
    expect(page.get_by_role("option")).to_have_count(2)
    field.fill("")
    field.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")


def test_what_is_chosen_is_seen_also_in_colours_of_ones_own(site, pages, page):
    page.emulate_media(forced_colors="active")
    page.goto(f"{site.base_url}/da/")
    field = write(page, "kast")
    expect(page.get_by_role("option")).to_have_count(2)
    field.press("ArrowDown")
    chosen, other = (
        option.evaluate("(one) => getComputedStyle(one).outlineStyle")
        for option in page.get_by_role("option").all()
    )
    assert chosen != other


def test_enter_without_a_choice_searches_and_a_click_opens(site, pages, page):
    page.goto(f"{site.base_url}/da/")
    write(page, "kast")
    page.get_by_role("option", name=re.compile("Kastanjens venner")).click()
    page.wait_for_url(f"**{pages[1].site_path}")
    field = write(page, "kast")
    expect(page.get_by_role("option")).to_have_count(2)
    field.press("Enter")
    page.wait_for_url("**/da/search/?q=kast")
    assert page.locator("main mark").count() == 2


def test_nothing_found_is_said_and_leaving_closes_the_list(site, pages, page):
    page.goto(f"{site.base_url}/da/")
    field = write(page, "kast")
    expect(page.get_by_role("listbox")).to_be_visible()
    field.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()
    field.fill("")
    write(page, "findesslet")
    expect(page.locator("form.search [role=status]")).to_have_text("Ingen forslag")
    expect(page.get_by_role("listbox")).to_be_hidden()
