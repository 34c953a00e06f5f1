"""The knowledge bank: what a reader finds on a method, a task and an experience."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.admin.panels import MultiFieldPanel

from core.models import Card, Place
from stories.models import ExperiencePage, KnowledgeIndexPage, MethodPage, TaskPage
from tests.factories import make_page, translate
from tests.heads import heading, thing

DETAIL, LIST = 12, 14


def read(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def test_a_method_shows_what_it_takes_and_its_steps_in_order(library, client_for, make_method):
    page = make_method(library, cost="Omkring 200 kr. til kaffe", contact_name="Grethe Holm")
    html = read(client_for(library), page.site_path)
    assert heading(html) == "Langbord"
    for text in ("Voksne, der er nye i byen", "Omkring 200 kr. til kaffe", "Grethe Holm"):
        assert text in html
    assert "<li>Kaffe</li>" in html
    places = [html.index(f'id="step-{number}"') for number in (1, 2, 3)]
    assert places == sorted(places)
    assert "creativecommons.org/licenses/by/4.0" in html


def test_a_method_tells_search_engines_how_to_do_it(library, client_for, make_method):
    page = make_method(library)
    data = thing(read(client_for(library), page.site_path), "HowTo")
    assert [step["name"] for step in data["step"]][0] == "Sæt bordet på gaden"
    assert data["step"][2]["url"].endswith(f"{page.site_path}#step-3")
    assert [item["name"] for item in data["supply"]] == ["Et langt bord", "Kaffe", "Kridt"]


@pytest.mark.parametrize("name", ("purpose", "target_group", "time", "materials", "pitfalls"))
def test_a_method_without_a_required_field_is_not_published(library, make_method, name):
    page = make_method(library)
    setattr(page, name, "")
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert name in refused.value.message_dict


def test_an_editor_must_write_at_least_one_step():
    block = MethodPage._meta.get_field("steps").stream_block
    with pytest.raises(ValidationError):
        block.clean(block.to_python([]))


def test_a_task_says_how_long_it_takes_and_whom_to_ask(library, client_for):
    place = Place.objects.create(library=library, name="Hovedbiblioteket")
    page = make_page(
        TaskPage,
        library,
        "Kaffevært",
        time="2 timer hver anden torsdag",
        skills="Du kan lytte.",
        contact_phone="12 34 56 78",
        place=place,
    )
    html = read(client_for(library), page.site_path)
    assert heading(html) == "Kaffevært"
    for text in ("2 timer hver anden torsdag", "Du kan lytte.", "12 34 56 78", place.name):
        assert text in html
    assert thing(html, "CreativeWork")["contentLocation"]["name"] == place.name


def test_an_experience_leads_to_its_method_and_back(
    library, client_for, make_method, make_experience
):
    method = make_method(library)
    page = make_experience(
        library, method=method, held_on=date(2026, 8, 12), participants=34, again="changed"
    )
    make_experience(library, "Langbord i regn", slug="regn", method=method, again="no")
    client = client_for(library)
    html = read(client, page.site_path)
    assert f'href="{method.site_path}"' in html
    assert "12. august 2026" in html and "34" in html
    back = read(client, method.site_path)
    assert f'href="{page.site_path}"' in back
    assert back.count(f'href="{page.site_path}"') == 1


def test_a_method_that_is_unpublished_or_deleted_leaves_no_hole(
    library, client_for, make_method, make_experience
):
    method = make_method(library)
    page = make_experience(library, method=method)
    client = client_for(library)
    method.unpublish()
    assert method.site_path not in read(client, page.site_path)
    method.delete()
    html = read(client, page.site_path)
    assert heading(html) == page.title
    assert ExperiencePage.objects.get(pk=page.pk).method is None


def test_an_experience_in_english_leads_to_the_english_method(
    library, client_for, make_method, make_experience
):
    method = make_method(library)
    page = make_experience(library, method=method)
    client = client_for(library)
    english = translate(page, "en", title="Long table in Havnegade")
    borrowed = method.site_path.replace("/da/", "/en/", 1)
    assert f'href="{borrowed}"' in read(client, english.site_path)
    method_en = translate(method, "en", title="Long table", slug="long-table")
    html = read(client, english.site_path)
    assert f'href="{method_en.site_path}"' in html
    assert english.site_path in read(client, method_en.site_path)


def test_a_method_that_moves_is_found_at_its_new_address(
    library, client_for, make_method, make_experience
):
    method = make_method(library)
    page = make_experience(library, method=method)
    method.slug = "gadebord"
    method.save_revision().publish()
    html = read(client_for(library), page.site_path)
    assert "/da/vidensbank/gadebord/" in html
    assert Card.objects.get(page_id=method.pk).path == "/da/vidensbank/gadebord/"


def test_the_bank_lists_all_kinds_and_narrows_to_one(
    library, client_for, make_method, make_experience
):
    method, experience = make_method(library), make_experience(library)
    task = make_page(TaskPage, library, "Kaffevært", time="2 timer")
    client = client_for(library)
    every = read(client, "/da/vidensbank/")
    assert all(page.site_path in every for page in (method, experience, task))
    tasks = read(client, "/da/vidensbank/?kind=task")
    assert task.site_path in tasks
    assert method.site_path not in tasks and experience.site_path not in tasks


def test_a_library_without_a_knowledge_bank_has_none(
    library, client_for, make_method, make_experience
):
    pages = [make_method(library), make_experience(library)]
    pages.append(make_page(TaskPage, library, "Kaffevært", time="2 timer"))
    library.switched_off = ["knowledge"]
    library.save()
    client = client_for(library)
    for url in ("/da/vidensbank/", "/da/vidensbank/feed.xml", *(p.site_path for p in pages)):
        assert client.get(url).status_code == 404, url


def test_every_library_has_one_knowledge_bank_in_each_language(library):
    banks = KnowledgeIndexPage.objects.descendant_of(library.root)
    assert {page.slug for page in banks} == {"vidensbank", "knowledge-bank"}
    assert len({page.translation_key for page in banks}) == 1


def test_pages_of_the_bank_cost_the_same_however_many_there_are(
    library, client_for, make_method, make_experience
):
    method = make_method(library)
    experience = make_experience(library, method=method)
    task = make_page(TaskPage, library, "Kaffevært", time="2 timer")
    client = client_for(library)

    def cost() -> list[int]:
        counts = []
        for url, most in (
            ("/da/vidensbank/", LIST),
            (method.site_path, DETAIL),
            (experience.site_path, DETAIL),
            (task.site_path, DETAIL),
        ):
            with CaptureQueriesContext(connection) as captured:
                read(client, url)
            assert len(captured) <= most, url
            counts.append(len(captured))
        return counts

    cost()  # what a new process remembers
    few = cost()
    for number in range(8):
        make_method(library, f"Metode {number}", slug=f"metode-{number}")
        make_experience(library, f"Prøvet {number}", slug=f"proevet-{number}", method=method)
    assert cost() == few


def test_editors_meet_few_fields_and_the_rest_is_folded():
    panels = MethodPage.get_edit_handler().children[0].children
    open_fields = [p.field_name for p in panels if hasattr(p, "field_name")]
    assert set(open_fields) == {
        "title", "summary", "purpose", "target_group", "time", "materials", "steps", "pitfalls",
    }  # fmt: skip
    folded = [panel for panel in panels if isinstance(panel, MultiFieldPanel)]
    assert folded and all("collapsed" in panel.classname for panel in folded)
