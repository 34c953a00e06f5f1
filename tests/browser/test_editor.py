"""The page editor as an editor sees it: what can be put in, and what stays."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from core.models import Library
from home.models import StandardPage
from tests.factories import make_page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

GROUPS_BLOCK = ("groups", {"title": "Vær med", "limit": "3", "empty": "", "show_all": True})


def test_blocks_of_a_part_that_is_off_are_not_offered_and_stay_where_they_are(site, editor):
    Library.objects.filter(pk=site.pk).update(switched_off=["groups"])
    about = make_page(StandardPage, site, "Om os", body=[GROUPS_BLOCK])
    editor.goto(f"{site.base_url}/admin/pages/{about.pk}/edit/")
    title = editor.locator("#body-0-value-title")
    expect(title).to_have_value("Vær med")
    editor.locator("[data-streamfield-stream-container] .c-sf-add-button").last.click()
    offered = editor.locator(".w-combobox [role=option]")
    expect(offered.filter(has_text="Historier").first).to_be_visible()
    names = " ".join(offered.all_inner_texts())
    assert "Foreninger og samarbejdspartnere" in names and "Grupper" not in names
    editor.keyboard.press("Escape")
    title.fill("Bliv en del af noget")
    editor.locator("[name=action-publish]").first.dispatch_event("click")
    editor.wait_for_url(lambda url: "/edit/" not in url)
    about.refresh_from_db()
    (block,) = about.body
    assert block.block_type == "groups" and block.value["title"] == "Bliv en del af noget"


def test_a_new_page_published_while_it_is_being_saved_is_made_once(site, editor):
    """A slow network: the press comes before the answer to what Wagtail saves by itself."""
    held = []

    def slowly(route):
        own = route.request.headers.get("accept") == "application/json"
        held.append(route) if own and not held else route.continue_()

    editor.route("**/admin/pages/add/**", slowly)
    home = site.homes["da"]
    editor.goto(f"{site.base_url}/admin/pages/add/home/standardpage/{home.pk}/?start=blank")
    title = editor.locator("#id_title")
    editor.wait_for_timeout(3_000)  # Wagtail looks for changes only some seconds after opening
    title.press_sequentially("Om huset")
    title.blur()
    for _ in range(100):
        if held:
            break
        editor.wait_for_timeout(100)
    editor.locator("[name=action-publish]").first.dispatch_event("click")
    editor.wait_for_timeout(300)
    held[0].continue_()
    editor.wait_for_url(lambda url: "/add/" not in url and "/edit/" not in url, timeout=30_000)
    made = StandardPage.objects.filter(title="Om huset")
    assert [(page.live, page.slug) for page in made] == [(True, "om-huset")]
