"""Wagtail's checks beside the editor: planted faults are flagged in Danish, and nothing else."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from stories.models import StoryPage
from tests.factories import make_page
from tests.sample_blocks import make_image

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

HARD = (
    "Kommunalbestyrelsens implementeringsstrategi forudsætter tværgående organisatoriske "
    "samarbejdsrelationer mellem civilsamfundsorganisationer og forvaltningsmyndigheder "
) * 4
FAULTS = (
    '<h3></h3><p>Om dagen: <a href="https://b.dk/">se alle læsekredse</a>.</p>'
    '<h4>Et for lavt niveau</h4><p>Du kan <a href="https://a.dk/">læs mere</a> et '
    f"andet sted. {HARD}</p>"
)
FOUND = {
    "En overskrift er tom",
    "Et niveau af overskrifter er sprunget over",
    "Et link siger ikke, hvor det fører hen",
    "Et billede har ingen beskrivelse",
    "Teksten er svær at læse",
}


def described(library):
    """A picture as its block holds it, with a description."""
    image = make_image(library, "Drage", description="")
    image.contextual_alt_text, image.decorative = "To piger med en drage", False
    return image


def test_planted_faults_are_flagged_in_danish_and_what_is_good_is_not(site, editor, artefacts):
    picture = make_image(site, description="")
    body = [("text", FAULTS), ("picture", {"picture": described(site), "caption": ""})]
    story = make_page(StoryPage, site, "Fejl", body=body, picture=picture, summary="Kort.")
    editor.goto(f"{site.base_url}/admin/pages/{story.pk}/edit/")
    editor.click("[data-side-panel-toggle=checks]")
    names = editor.locator("[data-content-checker-name]")
    expect(names).to_have_count(len(FOUND), timeout=90_000)
    editor.locator("[data-side-panel=checks]").screenshot(path=artefacts / "checks.png")
    assert set(names.all_inner_texts()) == FOUND
