"""A part that a library switches off is gone; switched on again, everything is there."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import WorkflowState

from core.admin.trees import LibraryPagePolicy
from core.models import Library, Membership, PageTemplate
from core.models.libraries import SWITCHES
from core.registry import Registry, Switch, registry
from core.scope import library_scope
from groups.models import GroupPage
from home.models import StandardPage
from partners.models import Partner, PartnerPage, PartnerPerson
from stories.models import TaskPage
from tests.core.test_staff import settings_form
from tests.factories import make_page, make_user

LISTS = {
    "groups": "/da/vaer-med/",
    "partners": "/da/foreninger/",
    "knowledge": "/da/vidensbank/",
}
TYPES = {
    "groups": (GroupPage, "groups/grouppage"),
    "partners": (PartnerPage, "partners/partnerpage"),
    "knowledge": (TaskPage, "stories/taskpage"),
}
WORD = "Kastanjen"


@pytest.fixture
def administrator(library, client_for):
    user = make_user("leder@havnby.dk", library, "administrator", first_name="Lone")
    return client_for(library, user)


@pytest.fixture(params=LISTS)
def part(request):
    return request.param


@pytest.fixture
def listed(library, part):
    model, _name = TYPES[part]
    fields = {"time": "2 timer"} if model is TaskPage else {}
    return make_page(model, library, WORD, **fields)


@pytest.fixture
def linking(library, listed):
    """A page that names the other in its text and among chosen pages."""
    body = [
        ("text", f'<p>Se <a linktype="page" id="{listed.pk}">denne</a></p>'),
        ("cards", {"title": "Udvalgt", "pages": [listed]}),
        ("groups", {"title": "Vær med", "limit": "3"}),
        ("partners", {"title": "Vores venner", "limit": "3"}),
    ]
    return make_page(StandardPage, library, "Om os", body=body)


def switch(administrator, *parts: str) -> None:
    """Choose on the settings screen what is in use."""
    answer = administrator.post("/admin/library/", settings_form(parts=list(parts)))
    assert answer.status_code == 302, answer.context["form"].errors


def seen(client, part: str, listed, linking) -> dict[str, bool]:
    """Where readers meet the part."""
    url = LISTS[part]

    def has(address: str, words: str) -> bool:
        answer = client.get(address)
        return answer.status_code == 200 and words in answer.content.decode()

    return {
        "page": client.get(listed.site_path).status_code == 200,
        "list": client.get(url).status_code == 200,
        "feed": client.get(f"{url}feed.xml").status_code == 200,
        "english": client.get(listed.site_path.replace("/da/", "/en/")).status_code == 200,
        "search": has("/da/search/?q=kastanjen", listed.site_path),
        "suggestions": has("/da/search/suggest/?q=kastanj", WORD),
        "sitemap": has("/sitemap.xml", f"{listed.site_path}</loc>"),
        "menu or footer": has("/da/search/", f'href="{url}"'),
        "blocks": has(linking.site_path, WORD),
        "link": has(linking.site_path, f'href="{listed.site_path}"'),
    }


def test_off_means_gone_and_on_again_everything_is_back(
    library, client_for, administrator, part, listed, linking
):
    reader = client_for(library)
    assert set(seen(reader, part, listed, linking).values()) == {True}
    switch(administrator, *(set(LISTS) - {part}))
    off = seen(reader, part, listed, linking)
    assert not [name for name, there in off.items() if there]
    switch(administrator, *LISTS)
    assert set(seen(reader, part, listed, linking).values()) == {True}


def test_other_parts_stay(library, client_for, administrator, part, listed):
    switch(administrator, part)
    reader = client_for(library)
    assert reader.get(LISTS[part]).status_code == 200
    for other in set(LISTS) - {part}:
        assert reader.get(LISTS[other]).status_code == 404
    assert reader.get("/da/det-sker/").status_code == 200


def test_staff_find_and_make_no_pages_of_a_part_that_is_off(library, administrator, part, listed):
    model, name = TYPES[part]
    parent = listed.get_parent()
    home = library.homes["da"]
    add = f"/admin/pages/add/{name}/{parent.pk}/"

    def has(address: str, words: str) -> bool:
        answer = administrator.get(address)
        return answer.status_code == 200 and words in answer.content.decode()

    def searched() -> bool:
        # What the page search looks among; the index itself is written after the transaction.
        user = Membership.objects.get(user__email="leder@havnby.dk").user
        with library_scope(Library.objects.get(pk=library.pk)):
            return LibraryPagePolicy().explorable_instances(user).filter(pk=listed.pk).exists()

    def shown() -> dict[str, bool]:
        return {
            "explorer": has(f"/admin/pages/{home.pk}/", f"/admin/pages/{parent.pk}/edit/"),
            "new": administrator.get(add).status_code == 200,
            "kinds": has(f"/admin/pages/{home.pk}/", f"/admin/pages/{parent.pk}/"),
            "search": searched(),
            "chooser": has(f"/admin/choose-page/{parent.pk}/", WORD),
            "help": has("/admin/how-to/", add),
        }

    assert not [name for name, there in shown().items() if not there]
    switch(administrator, *(set(LISTS) - {part}))
    assert not [name for name, there in shown().items() if there]
    switch(administrator, *LISTS)
    assert not [name for name, there in shown().items() if not there]


def test_drafts_and_templates_of_a_part_that_is_off_await_nobody(
    library, administrator, part, listed
):
    listed.title = f"{WORD} i ny form"
    listed.save_revision()
    listed.get_workflow().start(listed, make_user("forfatter@havnby.dk", library, "author"))
    PageTemplate.objects.create(
        library=library,
        page_type=listed._meta.label_lower,
        language="da",
        name="Som kastanjen",
        content={},
    )
    places = {"/admin/": f"{WORD} i ny form", reverse("core_admin:templates"): "Som kastanjen"}

    def shown() -> list[bool]:
        return [words in administrator.get(at).content.decode() for at, words in places.items()]

    assert shown() == [True, True]
    switch(administrator, *(set(LISTS) - {part}))
    assert shown() == [False, False]
    switch(administrator, *LISTS)
    assert shown() == [True, True]


def test_the_editor_is_offered_no_block_of_a_part_that_is_off(library, administrator):
    home = library.homes["da"]

    def left_out(address: str) -> list[str]:
        page = BeautifulSoup(administrator.get(address).content, "html.parser")
        definition = json.loads(page.select_one("#body")["data-w-block-data-value"])
        _name, groups, _states, meta = definition["_args"]
        # Every block is known to the form, so that what lies on the page can be changed.
        assert '"groups"' in json.dumps(groups) and '"partners"' in json.dumps(groups)
        return meta.get("_dict", meta)["notOffered"]

    new = f"/admin/pages/add/home/standardpage/{home.pk}/?start=blank"
    for address in (new, f"/admin/pages/{home.pk}/edit/"):
        assert left_out(address) == []
    switch(administrator, "knowledge", "partners")
    for address in (new, f"/admin/pages/{home.pk}/edit/"):
        assert left_out(address) == ["groups"]
    switch(administrator, *LISTS)
    assert left_out(new) == []


def test_another_library_keeps_what_one_switches_off(
    library, other_library, client_for, administrator
):
    make_page(GroupPage, other_library, WORD)
    switch(administrator)
    reader = client_for(other_library)
    assert reader.get("/da/vaer-med/").status_code == 200
    assert WORD in reader.get("/da/search/?q=kastanjen").content.decode()


def test_partners_cannot_reach_their_profile_while_partners_are_off(
    library, client_for, administrator
):
    page = make_page(PartnerPage, library, "Taghaven")
    mona = make_user("mona@taghaven.dk")
    partner = Partner.objects.get(key=page.content_key)
    PartnerPerson.objects.create(partner=partner, user=mona)
    client = client_for(library, mona)
    people = f"/admin/partners/{partner.pk}/people/"
    addresses = ("/da/partner/", f"/da/partner/{partner.pk}/", "/da/partner/invitation/x/")
    footer = 'href="/da/partner/"'
    assert client.get(addresses[1]).status_code == 200
    assert footer in client.get("/da/").content.decode()
    page.get_workflow().start(page, mona)
    switch(administrator, "groups", "knowledge")
    for address in addresses:
        assert client.get(address).status_code == 404, address
    assert footer not in client.get("/da/").content.decode()
    assert administrator.get(people).status_code != 200
    assert WorkflowState.objects.filter(status="in_progress").exists()
    assert "Taghaven" not in administrator.get("/admin/").content.decode()
    switch(administrator, *LISTS)
    assert client.get(addresses[1]).status_code == 200
    assert administrator.get(people).status_code == 200
    assert "Taghaven" in administrator.get("/admin/").content.decode()


def test_the_settings_show_what_is_in_use(library, administrator):
    switch(administrator, "groups")
    form = administrator.get("/admin/library/").context["form"]
    assert form["parts"].value() == ["groups"]
    later = {"noticeboard", "wishes", "contributions", "sharing"}
    assert {code for code, _label in form.fields["parts"].choices} == set(LISTS)
    assert {code for code, _label in form.fields["planned"].choices} == later
    assert set(registry.switches) == set(SWITCHES) == set(LISTS) | later


def test_a_part_that_comes_later_is_chosen_now_and_asked_for_then(library, administrator):
    switch(administrator, *LISTS)
    assert not Library.objects.get(pk=library.pk).uses("noticeboard")
    data = settings_form(parts=list(LISTS), planned=["noticeboard", "sharing"])
    assert administrator.post("/admin/library/", data).status_code == 302
    row = Library.objects.get(pk=library.pk)
    assert row.uses("noticeboard") and row.uses("sharing") and not row.uses("wishes")
    form = administrator.get("/admin/library/").context["form"]
    assert form["planned"].value() == ["noticeboard", "sharing"]
    registered = Registry()
    registered.add_switch(Switch("wishes", "Forslag"))
    registered.add_switch(Switch("wishes", "Forslag", planned=True))
    assert not registered.switches["wishes"].planned, "what is built is no plan"


def test_a_part_that_does_not_exist_is_refused(library, administrator):
    answer = administrator.post("/admin/library/", settings_form(parts=["groups", "raket"]))
    assert answer.context["form"].errors["parts"]
    assert Library.objects.get(pk=library.pk).switched_off == []


def test_what_another_version_switched_off_stays_off(library, administrator):
    Library.objects.filter(pk=library.pk).update(switched_off=["raket"])
    switch(administrator, *LISTS)
    assert "raket" in Library.objects.get(pk=library.pk).switched_off


def test_a_draft_can_be_seen_by_staff_while_the_part_is_off(library, administrator, part, listed):
    switch(administrator)
    answer = administrator.get(f"/admin/pages/{listed.pk}/view_draft/")
    assert answer.status_code == 200 and WORD in answer.content.decode()


def test_every_page_type_names_a_part_that_can_be_switched():
    from wagtail.models import get_page_models

    named = {getattr(model, "switch", "") for model in get_page_models()} - {""}
    named |= {kind.switch for kind in registry.card_kinds.values()} - {""}
    assert named == set(LISTS) and named <= set(registry.switches)
