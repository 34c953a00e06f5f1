"""A new page begins with a template, the library's own or a copy; nothing is saved by it."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from core.models import PageTemplate
from events.models import EventPage, EventSeries, Occurrence, SignUpDefaults
from groups.models import GroupPage
from guides.models import GuidePage
from home.models import PlacePage, StandardPage
from partners.models import PartnerPage
from stories.models import MethodPage, StoryPage, TaskPage
from tests.events.conftest import text_of
from tests.events.editor import join
from tests.factories import PARENTS, in_days, make_event, make_page, make_user, single_date

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(library, client_for):
    return client_for(library, make_user("red@havnby.test", library, "editor"))


def add_url(model, library) -> str:
    parents = PARENTS[model].objects.filter(path__startswith=library.root.path)
    parent = parents.get(locale__language_code="da")
    return reverse(
        "wagtailadmin_pages:add", args=(model._meta.app_label, model._meta.model_name, parent.pk)
    )


def begun(response):
    assert response.status_code == 200
    return response.context["form"].instance


def test_a_new_event_begins_with_a_choice_and_nothing_is_saved(editor, library):
    url, before = add_url(EventPage, library), Page.objects.count()
    choice = editor.get(url)
    assert "Et kursus" in text_of(choice) and "En tom side" in text_of(choice)
    page = begun(editor.get(url + "?start=course"))
    (rule,) = page.dates
    assert (rule.block_type, rule.value["count"], rule.value["start_date"]) == ("weekly", 8, None)
    assert (page.sign_up, page.capacity, page.waiting_size) == ("sign_up", 20, 10)
    assert not begun(editor.get(url + "?start=blank")).dates
    assert Page.objects.count() == before


@pytest.mark.parametrize(
    ("model", "code", "blocks"),
    [
        (EventPage, "talk", "dates"),
        (EventPage, "book", "dates"),
        (EventPage, "drop-in", "dates"),
        (EventPage, "exhibition", "dates"),
        (StoryPage, "story", "body"),
        (StoryPage, "portrait", "body"),
        (MethodPage, "method", "steps"),
        (GuidePage, "short-guide", "steps"),
        (TaskPage, "task", "body"),
        (StandardPage, "practical", "body"),
        (StandardPage, "about", "body"),
        (PlacePage, "place", "body"),
        (GroupPage, "reading-group", "body"),
        (GroupPage, "making-group", "body"),
        (PartnerPage, "association", "body"),
    ],
)
def test_every_template_opens_its_form(editor, library, model, code, blocks):
    page = begun(editor.get(f"{add_url(model, library)}?start={code}"))
    ids = {block.id for block in getattr(page, blocks)}
    assert ids and None not in ids and len(ids) == len(getattr(page, blocks))


def test_a_template_can_be_saved_by_itself_before_its_texts_are_written(editor, library):
    url = add_url(GroupPage, library)
    page = begun(editor.get(f"{url}?start=reading-group"))
    raw = [(block.block_type, block.get_prep_value()["value"]) for block in page.body]
    assert ("text", "") in raw and page.how_to_join
    # What an editor of text sends that nobody has written in.
    raw = [(kind, "null" if kind == "text" else value) for kind, value in raw]
    data = dict.fromkeys(("summary", "picture", "picture_alt", "rhythm", "place"), "")
    data |= dict.fromkeys(("contact_name", "contact_email", "contact_phone"), "")
    data |= {"title": "Læsekreds", "slug": "laesekreds", "how_to_join": page.how_to_join}
    data |= {"body": streamfield(raw), "comments": inline_formset([])}
    answer = editor.post(url, nested_form_data(data), HTTP_ACCEPT="application/json")
    assert answer.json()["success"], answer.content
    draft = GroupPage.objects.get(title="Læsekreds")
    answer = editor.post(
        f"/admin/pages/{draft.pk}/edit/", nested_form_data({**data, "action-publish": "1"})
    )
    assert "body" in answer.context["form"].errors, "an empty text is not published"


def test_a_librarys_usual_sign_up_is_what_new_events_begin_with(editor, library, client_for):
    head = client_for(library, make_user("leder@havnby.test", library, "administrator"))
    url = reverse("core_admin:library")
    form = head.get(url)
    assert "Sådan tilmelder man sig normalt" in text_of(form)
    fields = {
        "name": library.name, "accent": library.accent, "secondary": library.secondary,
        "retention_days": 30, "answer_retention_days": 7, "parts": [],
        "sign_up-max_seats": 2, "sign_up-closes_hours_before": 2, "sign_up-confirmation": "by_mail",
        "sign_up-cancel_deadline_hours": 24, "sign_up-promotion": "automatic",
        "sign_up-offer_hours": 24,
    }  # fmt: skip
    assert head.post(url, {**fields, "sign_up-max_seats": 0}).status_code in (200, 422)
    assert not SignUpDefaults.objects.exists()
    assert head.post(url, fields).status_code == 302
    response = editor.get(add_url(EventPage, library) + "?start=talk")
    page = begun(response)
    assert (page.max_seats, page.confirmation, page.capacity) == (2, "by_mail", 60)
    shown = text_of(response)
    assert "Den lukker 2 timer før" in shown and "Bekræftes med et link" in shown


def test_a_page_becomes_a_template_that_no_reader_meets(editor, library, client_for):
    page = make_page(StoryPage, library, "Havnefesten", summary="En aften på kajen")
    assert (
        reverse("core_admin:template_keep", args=(page.pk,))
        in editor.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content.decode()
    )
    assert editor.post(
        reverse("core_admin:template_keep", args=(page.pk,)), {"name": "Vores faste form"}
    ).url == reverse("core_admin:templates")
    row = PageTemplate.objects.get()
    assert (row.library, row.language) == (library, "da")
    url = add_url(StoryPage, library)
    assert "Vores faste form" in text_of(editor.get(url))
    new = begun(editor.get(f"{url}?start=own-{row.pk}"))
    assert (new.summary, new.pk, new.slug) == ("En aften på kajen", None, "")
    assert new.translation_key != page.translation_key
    reader = client_for(library)
    assert "Vores faste form" not in text_of(reader.get("/da/search/?q=faste"))
    editor.post(reverse("core_admin:templates"), {"template": row.pk})
    assert not PageTemplate.objects.exists()


def test_templates_and_pages_of_another_library_are_not_there(
    editor, library, other_library, client_for
):
    foreign = make_page(StoryPage, other_library, "Skovens historie")
    row = PageTemplate.objects.create(
        library=other_library, page_type="stories.storypage", language="da", name="Skov", content={}
    )
    url = add_url(StoryPage, library)
    assert "Skov" not in text_of(editor.get(url))
    for code in (f"own-{row.pk}", f"copy-{foreign.pk}", "own-x", "course", "copy-999999999"):
        assert editor.get(f"{url}?start={code}").status_code == 404, code
    assert editor.get(reverse("core_admin:template_keep", args=(foreign.pk,))).status_code == 404
    assert editor.post(reverse("core_admin:templates"), {"template": row.pk}).status_code == 404


def test_case_45_copying_an_event_opens_a_new_one_without_days_and_people(editor, library):
    dates = [single_date(in_days(day), uid=f"d{day}") for day in (3, 10)]
    page = make_event(library, dates=dates, sign_up="sign_up", capacity=7)
    join(Occurrence.objects.first())
    before = Page.objects.count()
    response = editor.get(reverse("wagtailadmin_pages:copy", args=(page.pk,)), follow=True)
    new = begun(response)
    (only,) = new.dates
    assert only.value["start_date"] is None and f"{only.value['start_time']:%H:%M}" == "19:00"
    assert (new.capacity, new.title) == (7, page.title)
    assert "Dagene er tomme, og ingen er tilmeldt" in text_of(response)
    assert (Page.objects.count(), EventSeries.objects.count()) == (before, 1)


def test_only_those_who_approve_may_delete_or_replace_a_template(editor, library, client_for):
    story = make_page(StoryPage, library, "Fast ramme")
    keep = f"/admin/templates/keep/{story.pk}/"
    editor.post(keep, {"name": "Vores ramme"})
    row = PageTemplate.objects.get()
    for role in ("viewer", "event_staff"):
        client = client_for(library, make_user(f"{role}@havnby.test", library, role))
        client.post("/admin/templates/", {"template": row.pk})
        client.post(keep, {"name": "Vores ramme"})
        assert PageTemplate.objects.get().pk == row.pk
