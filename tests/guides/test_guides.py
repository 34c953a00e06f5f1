"""A guide: what it takes, its steps by number, and what it tells search engines."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from guides.models import GuidePage
from tests.factories import make_page, make_user
from tests.heads import heading, thing


def raw(*titles: str) -> str:
    return json.dumps(
        [
            {"type": "step", "id": str(uuid4()), "value": {"title": title, "content": []}}
            for title in titles
        ]
    )


@pytest.fixture
def guide(library):
    return make_page(
        GuidePage,
        library,
        "Sådan bruger du MitID",
        outcome="Du kan logge ind på din egen telefon.",
        needs="Din telefon\n\n- Dit sundhedskort",
        minutes=20,
        level="beginner",
        for_whom="everybody",
        steps=raw("Find dit kort", "Hent appen", "Prøv den af"),
    )


@pytest.fixture
def html(library, guide, client_for):
    response = client_for(library).get(guide.site_path)
    assert response.status_code == 200
    return response.content.decode()


def test_a_guide_says_what_it_takes(html):
    assert heading(html) == "Sådan bruger du MitID"
    for text in ("Du kan logge ind på din egen telefon.", "<li>Dit sundhedskort</li>", "20 minut"):
        assert text in html


def test_the_table_of_steps_leads_to_each_step(html):
    table = html.partition('class="slip toc"')[2].partition("</nav>")[0]
    for number, title in enumerate(("Find dit kort", "Hent appen", "Prøv den af"), start=1):
        assert f'<a href="#step-{number}">{title}</a>' in table
        assert html.count(f'id="step-{number}"') == 1


def test_search_engines_are_told_how_to_do_it(html, guide):
    data = thing(html, "HowTo")
    assert "LearningResource" in data["@type"]
    assert data["totalTime"] == "PT20M"
    assert data["teaches"] == "Du kan logge ind på din egen telefon."
    assert [step["position"] for step in data["step"]] == [1, 2, 3]
    assert data["step"][1]["url"].endswith(f"{guide.site_path}#step-2")


def test_a_guide_without_anything_is_whole(library, client_for):
    page = make_page(GuidePage, library, "Tom guide")
    response = client_for(library).get(page.site_path)
    html = response.content.decode()
    assert response.status_code == 200 and heading(html) == "Tom guide"
    assert "slip toc" not in html and 'class="steps"' not in html
    assert "step" not in thing(html, "HowTo")


@pytest.mark.parametrize(("count", "status"), [(40, 302), (41, 200)])
def test_a_guide_has_no_more_steps_than_somebody_follows(library, guide, client_for, count, status):
    editor = client_for(library, make_user("red@havnby.dk", library, "editor"))
    names = ("summary", "picture", "picture_alt", "outcome", "minutes", "level", "for_whom")
    steps = [("step", {"title": f"Trin {n}", "content": streamfield([])}) for n in range(count)]
    form = {
        **dict.fromkeys((*names, "needs"), ""),
        "title": guide.title,
        "slug": guide.slug,
        "steps": streamfield(steps),
        "comments": inline_formset([]),
        "action-publish": "1",
    }
    answer = editor.post(f"/admin/pages/{guide.pk}/edit/", nested_form_data(form))
    assert answer.status_code == status
    if status == 200:
        assert answer.context["form"].errors["steps"]
