"""The event list in a browser: results are replaced in place, and the address follows."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from core.models import Place
from tests.factories import make_event

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]

STAYS = "window.samePage = true"


@pytest.fixture
def events(site) -> Place:
    """One event at the harbour, one elsewhere."""
    harbour = Place.objects.create(library=site, name="Havnehuset")
    Place.objects.create(library=site, name="Skolen")
    make_event(site, "Strik ved havnen", place=harbour)
    make_event(site, "Et andet sted")
    return harbour


def test_choosing_a_place_replaces_the_list_in_place_and_back_leads_back(site, events, page: Page):
    page.goto(f"{site.base_url}/da/det-sker/")
    page.evaluate(STAYS)
    elsewhere = page.get_by_role("link", name="Et andet sted")
    expect(elsewhere).to_be_visible()
    page.get_by_label("Sted").select_option(label="Havnehuset")
    expect(elsewhere).to_have_count(0)
    expect(page.get_by_role("link", name="Strik ved havnen")).to_be_visible()
    expect(page).to_have_url(re.compile(rf"\?place={events.pk}$"))
    expect(page.locator("[data-announce]")).not_to_be_empty()
    page.go_back()
    expect(elsewhere).to_be_visible()
    expect(page).to_have_url(f"{site.base_url}/da/det-sker/")
    assert page.evaluate("window.samePage"), "the page itself was never loaded again"


def test_an_age_that_is_none_is_told_at_its_field_and_forgotten_once_right(
    site, events, page: Page, judge
):
    make_event(site, "Kun for små", age_from=2, age_to=4)
    page.goto(f"{site.base_url}/da/det-sker/")
    page.evaluate(STAYS)
    page.locator("form[data-filter] summary").click()
    field = page.get_by_label("Alder")
    field.fill("ti")
    field.press("Tab")
    told = page.locator(f"#{field.get_attribute('aria-describedby')}")
    expect(told).to_have_text(re.compile("0 til 120"))
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("ti")
    judge(page, "a wrong age")
    field.fill("3")
    field.press("Tab")
    expect(told).to_be_empty()
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("link", name="Kun for små")).to_be_visible()
    expect(page.get_by_role("link", name="Et andet sted")).to_have_count(0)
    assert page.evaluate("window.samePage")
