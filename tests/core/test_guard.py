"""The guard's table is complete, and forged references are refused."""

from __future__ import annotations

import json
from contextlib import nullcontext

import pytest
from django.core.exceptions import ValidationError
from django.urls import resolve
from wagtail.models import Page

from core.admin.addresses import ADDRESSES, Kind, kind_of
from core.models import Membership, Place
from core.scope import library_scope
from stories.models import StoryPage
from tests.core.crawling import addresses, visits
from tests.core.house import MARK
from tests.factories import make_user
from tests.pressing import fields_of


@pytest.mark.django_db
def test_every_admin_address_is_classified():
    unknown = set()
    for address in addresses():
        path = next(visits(address, {}), None)
        if path is not None and kind_of(resolve(path)) is None:
            unknown.add(address.name)
    assert unknown == set()


def test_an_address_nobody_classified_is_refused(own, client_for, monkeypatch):
    client = client_for(own.library, own.editor)
    path = f"/admin/pages/{own.story.pk}/edit/"
    assert client.get(path).status_code == 200
    monkeypatch.delitem(ADDRESSES, "wagtailadmin_pages:edit")
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "users",
        "groups",
        "sites",
        "locales",
        "collections",
        "workflows/list",
        "reports/locked",
        "reports/site-history",
    ],
)
def test_what_belongs_to_the_installation_is_closed_to_staff(path, own, client_for):
    assert client_for(own.library, own.administrator).get(f"/admin/{path}/").status_code == 404


@pytest.mark.parametrize("field", ["picture", "place", "topic", "document", "page", "link"])
def test_a_page_cannot_point_at_another_librarys_things(field, own, foreign):
    page = StoryPage.objects.get(pk=own.story.pk)
    link = None
    if field == "picture":
        page.picture = foreign.image
    elif field == "place":
        page = own.event.specific
        page.place = foreign.place
    elif field == "topic":
        page.page_topics.create(topic=foreign.topic)
    elif field == "document":
        link = f'<a linktype="document" id="{foreign.document.pk}">Program</a>'
    elif field == "page":
        link = f'<a linktype="page" id="{foreign.story.pk}">Læs</a>'
    else:
        link = f'<embed embedtype="image" id="{foreign.image.pk}" format="left" alt=""/>'
    if link:
        page.body = json.dumps([{"type": "text", "value": f"<p>{link}</p>"}])
    with pytest.raises(ValidationError):
        page.full_clean()


def test_a_page_may_point_at_its_own_librarys_things(own):
    page = StoryPage.objects.get(pk=own.story.pk)
    page.picture = own.image
    page.page_topics.create(topic=own.topic)
    page.full_clean()


def test_an_editors_form_refuses_a_forged_picture_next_to_its_field(own, foreign, client_for):
    client = client_for(own.library, own.editor)
    path = f"/admin/pages/{own.story.pk}/edit/"
    form = client.get(path).context["form"]
    data = fields_of(form)
    data["picture"] = foreign.image.pk
    answer = client.post(path, data)
    assert answer.status_code == 200
    assert answer.context["form"].errors["picture"]
    assert StoryPage.objects.get(pk=own.story.pk).picture_id == own.image.pk


def test_an_editor_makes_and_publishes_a_page(own, client_for):
    client = client_for(own.library, own.editor)
    assert client.get("/admin/pages/", follow=True).status_code == 200
    index = own.story.get_parent()
    path = f"/admin/pages/add/stories/storypage/{index.pk}/"
    data = fields_of(client.get(path + "?start=blank").context["form"])
    data |= {"title": "Ny historie", "slug": "ny-historie", "action-publish": "1"}
    assert client.post(path, data).status_code == 302
    page = StoryPage.objects.get(slug="ny-historie")
    assert page.live
    assert client.get(page.url).status_code == 200


def test_the_page_chooser_begins_in_the_own_library(own, foreign, client_for):
    client = client_for(own.library, own.editor)
    body = client.get("/admin/choose-page/?page_type=stories.storypage").json()["html"]
    assert "Anker" in body
    assert "Zebra" not in body
    assert client.get("/admin/images/chooser/").status_code == 200
    chosen = client.get(f"/admin/images/chooser/chosen/{own.image.pk}/").json()
    assert chosen["result"]["title"] == own.image.title


def test_a_role_in_one_library_gives_nothing_in_another(own, foreign, client_for):
    user = make_user("begge@havnby.dk", own.library, "editor")
    Membership.objects.create(user=user, library=foreign.library, role="viewer")
    at_own, away = client_for(own.library, user), client_for(foreign.library, user)
    path = "/admin/snippets/core/place/add/"
    assert at_own.get(path).status_code == 200
    assert away.get(path).status_code == 302
    away.post(path, {"name": "Kapret"})
    assert not Place.objects.filter(name="Kapret").exists()
    assert away.get(f"/admin/pages/{foreign.story.pk}/edit/").status_code == 302


def test_a_deactivated_member_is_out_at_once(own, client_for):
    client = client_for(own.library, own.editor)
    assert client.get("/admin/").status_code == 200
    member = Membership.objects.get(user=own.editor)
    member.active = False
    member.save()
    assert client.get("/admin/").status_code == 403


@pytest.mark.parametrize("role", ["author", "viewer"])
def test_translating_needs_the_right_to_the_page(role, own, client_for):
    client = client_for(own.library, make_user(f"{role}@havnby.dk", own.library, role))
    english = Page.objects.get(pk=own.library.homes["en"].pk).locale_id
    path = f"/admin/localize/submit/page/{own.story.pk}/"
    answer = client.post(path, {"locales": [english]})
    assert answer.status_code in {302, 403}
    assert own.story.get_translations().count() == 0


def test_inside_a_scope_only_one_librarys_pages_exist(own, foreign):
    with library_scope(own.library):
        assert not Page.objects.filter(pk=foreign.story.pk).exists()
        assert not StoryPage.objects.filter(pk=foreign.story.pk).exists()
        assert Page.objects.filter(pk=own.story.pk).exists()
    assert Page.objects.filter(pk=foreign.story.pk).exists()
    assert kind_of(resolve("/admin/users/")) is Kind.PLATFORM


@pytest.mark.parametrize("layer", ["guard", "scope"])
@pytest.mark.parametrize("way", ["address", "query", "form"])
def test_each_layer_of_the_wall_holds_alone(layer, way, own, foreign, client_for, monkeypatch):
    """Guard and scope refuse the same things; neither may lean on the other."""
    if layer == "guard":
        monkeypatch.setattr("core.middleware.library_scope", lambda library: nullcontext())
    else:
        monkeypatch.setattr("core.middleware.guard_view", lambda *args: None)
    # Nothing but the wall stands in the way of somebody who may do everything.
    boss = make_user("platform@samling.dk", is_superuser=True, is_staff=True)
    client = client_for(own.library, boss)
    # Wagtail itself stumbles over a page that the scope hides; the guard answers before that.
    client.raise_request_exception = layer == "guard"
    before = list(Page.objects.order_by("pk").values_list("pk", "path"))
    if way == "address":
        answer = client.get(f"/admin/pages/{foreign.story.pk}/edit/")
        assert answer.status_code == 404
    elif way == "query":
        answer = client.get("/admin/choose-page/", {"parent_page_id": foreign.story.pk})
        assert MARK not in answer.content.decode()
    else:
        copied = {"new_title": "Kopi", "new_slug": "kopi", "copy_subpages": "", "alias": ""}
        copied["new_parent_page"] = foreign.library.homes["da"].pk
        client.post(f"/admin/pages/{own.story.pk}/copy/", copied)
        assert list(Page.objects.order_by("pk").values_list("pk", "path")) == before
