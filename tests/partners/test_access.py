"""Who may open what: another partner, another library, somebody who left, a stranger."""

from __future__ import annotations

import pytest
from django.urls import get_resolver

from partners.models import PartnerPage, PartnerPerson
from partners.parts import PARTS
from people.models import User
from tests.factories import make_user
from tests.partners.conftest import draft_of, make_partner

PATHS = [
    *("", "send/", "withdraw/", "discard/", "events/1/", "events/1/list/", "events/1/export/csv/"),
    *(f"edit/{part.code}/" for part in PARTS),
]
TYPED = {
    "seen": "0", "title": "Kapret", "summary": "Kapret", "contact_name": "Kapret",
    "email": "kapret@evil.test", "phone": "66 66 66 66", "website": "https://evil.test/",
    "address": "Kapret", "kind": "business", "text_new": "Kapret",
}  # fmt: skip


def untouched(partner) -> bool:
    page = PartnerPage.objects.get(translation_key=partner.key)
    draft = page.get_latest_revision_as_object()
    return draft.phone == "11 22 33 44" and page.current_workflow_state is None


def test_the_table_below_knows_every_address_of_a_profile():
    patterns = [
        str(inner.pattern)
        for pattern in get_resolver().url_patterns
        for inner in getattr(pattern, "url_patterns", [])
        if getattr(inner, "app_name", "") == "partners"
        for inner in inner.url_patterns
    ]
    assert sorted(patterns) == sorted(
        ["", "invitation/<str:token>/", "<int:pk>/", "<int:pk>/edit/<slug:part>/",
         "<int:pk>/send/", "<int:pk>/withdraw/", "<int:pk>/discard/",
         "<int:pk>/events/<int:occurrence>/", "<int:pk>/events/<int:occurrence>/list/",
         "<int:pk>/events/<int:occurrence>/export/<str:kind>/"]
    )  # fmt: skip


@pytest.mark.parametrize("who", ["other partner", "left", "other library", "editor", "nobody"])
def test_a_profile_is_closed_to_everybody_else(
    library, other_library, client_for, partner, editor, who
):
    if who == "other partner":
        other = make_partner(library, "Skakklubben", people=["s@skak.test"])
        client = client_for(library, other.people.get().user)
    elif who == "left":
        client = client_for(library, partner.people.get().user)
        PartnerPerson.objects.update(active=False)
    elif who == "other library":
        other = make_partner(other_library, "Skovklubben", people=["s@skov.test"])
        client = client_for(other_library, other.people.get().user)
    else:
        client = client_for(library, editor if who == "editor" else make_user("x@y.test"))
    for path in PATHS:
        address = f"/da/partner/{partner.pk}/{path}"
        if path not in ("send/", "withdraw/", "discard/"):
            assert client.get(address).status_code == 404, address
        assert client.post(address, TYPED).status_code == 404, address
    assert untouched(partner)


def test_ones_own_partner_of_another_library_is_not_here(
    library, other_library, client_for, partner
):
    user = partner.people.get().user
    client = client_for(other_library, user)
    assert client.get(f"/da/partner/{partner.pk}/").status_code == 404
    assert "Taghaven" not in client.get("/da/partner/").content.decode()


def test_a_stranger_signs_in_first_and_comes_back(library, client_for, partner):
    client = client_for(library)
    for path in ("", *(f"{partner.pk}/{path}" for path in PATHS)):
        address = f"/da/partner/{path}"
        answer = client.post(address, TYPED)
        assert answer.status_code == 302, address
        assert answer["Location"] == f"/da/account/login/code/?next={address}"
    assert untouched(partner)


def test_a_closed_account_keeps_nothing(library, client_for, partner, mona):
    User.objects.filter(pk=partner.people.get().user_id).update(is_active=False)
    assert mona.get(f"/da/partner/{partner.pk}/").status_code == 302


@pytest.mark.parametrize("part", ["slug", "owner", "nothing", "library_id", "is_staff"])
def test_only_the_listed_parts_can_be_changed(partner, mona, part):
    address = f"/da/partner/{partner.pk}/edit/{part}/"
    assert mona.get(address).status_code == 404
    assert mona.post(address, TYPED).status_code == 404


def test_rights_and_other_fields_posted_along_are_ignored(
    library, other_library, partner, profile, mona, change
):
    user = partner.people.get().user
    change(
        "phone", phone="99 88 77 66", is_staff="on", is_superuser="1", groups="1", trusted="on",
        library_id=str(other_library.pk), library=str(other_library.pk), title="Kapret",
        slug="kapret", role="contact", user="1",
    )  # fmt: skip
    user.refresh_from_db()
    partner.refresh_from_db()
    draft = draft_of(profile)
    assert not (user.is_staff or user.is_superuser or user.groups.exists())
    assert (partner.library, partner.trusted) == (library, False)
    assert (draft.phone, draft.title, draft.slug) == ("99 88 77 66", "Taghaven", profile.slug)


def test_nothing_of_the_administration_opens_to_a_partner(library, partner, profile, mona, editor):
    for path in ("", f"pages/{profile.pk}/edit/", f"partners/{partner.pk}/people/", "account/"):
        answer = mona.get(f"/admin/{path}", follow=True)
        assert answer.status_code == 403, path


def test_a_partner_lands_on_the_own_profiles(library, partner, mona):
    assert mona.get("/da/signed-in/")["Location"] == "/da/partner/"
    assert f"/da/partner/{partner.pk}/" in mona.get("/da/partner/").content.decode()


def test_forms_of_a_partner_refuse_a_post_without_token(library, client_for, partner):
    client = client_for(library, partner.people.get().user, enforce_csrf_checks=True)
    for path in PATHS:
        assert client.post(f"/da/partner/{partner.pk}/{path}", TYPED).status_code == 403
    assert untouched(partner)


def test_pages_of_a_partner_are_never_stored(library, partner, mona):
    for path in ("", f"{partner.pk}/", f"{partner.pk}/edit/phone/"):
        assert "no-store" in mona.get(f"/da/partner/{path}")["Cache-Control"]
