"""A library's own screens: settings, staff, places and topics."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from bs4 import BeautifulSoup
from django.core import mail

from core.models import Audience, Library, Membership, Place, Topic
from people.models import User
from tests.factories import make_user


@pytest.fixture
def administrator(library):
    return make_user("leder@havnby.dk", library, "administrator", first_name="Lone")


@pytest.fixture
def client(library, administrator, client_for):
    return client_for(library, administrator)


def settings_form(**changes) -> dict:
    return {
        "name": "Havnby Bibliotek",
        "tagline": "Her er plads",
        "accent": "#204060",
        "secondary": "#c8553d",
        "email": "svar@havnby.dk",
        "phone": "",
        "street": "",
        "postal_code": "",
        "city": "",
        "statement_url": "",
        "retention_days": 30,
        "answer_retention_days": 7,
        **changes,
    }


def test_an_administrator_changes_only_the_own_library(client, library, other_library):
    answer = client.post("/admin/library/", settings_form(id=other_library.pk, site=99))
    assert answer.status_code == 302
    assert Library.objects.get(pk=library.pk).tagline == "Her er plads"
    assert Library.objects.get(pk=other_library.pk).name == "Skovby"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("accent", "rød"),
        ("email", "nej"),
        ("retention_days", "-1"),
        ("retention_days", "9999"),
        ("name", ""),
        ("statement_url", "javascript:alert(1)"),
    ],
)
def test_a_wrong_setting_is_told_next_to_its_field(client, library, field, value):
    answer = client.post("/admin/library/", settings_form(**{field: value}))
    assert answer.status_code == 200
    assert answer.context["form"].errors[field]
    assert answer.context["form"]["tagline"].value() == "Her er plads"
    assert Library.objects.get(pk=library.pk).tagline == ""


@pytest.mark.parametrize("path", ["library", "staff", "staff/invite"])
def test_an_editor_has_no_business_there(library, client_for, path):
    editor = client_for(library, make_user("red@havnby.dk", library, "editor"))
    assert editor.get(f"/admin/{path}/").status_code in {302, 403}


def invite(client, **changes):
    form = {
        "first_name": "Ida",
        "last_name": "Ny",
        "email": "Ida@havnby.dk",
        "role": "editor",
        "language": "da",
        **changes,
    }
    return client.post("/admin/staff/invite/", form)


def test_an_invitation_makes_a_member_and_tells_how_to_sign_in(
    client, library, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert invite(client).status_code == 302
    member = Membership.objects.get(user__email="ida@havnby.dk")
    assert (member.library, member.role, member.active) == (library, "editor", True)
    assert EmailAddress.objects.get(user=member.user).verified
    assert not member.user.is_superuser
    assert not member.user.has_usable_password()
    message = mail.outbox[-1]
    assert message.to == ["ida@havnby.dk"]
    assert "http://havnby.test/admin/" in message.body
    ((html, _kind),) = message.alternatives
    letter = BeautifulSoup(html, "html.parser")
    assert letter.h1.text == "Du kan nu arbejde på hjemmesiden for Havnby"
    assert letter.select_one('a[href="http://havnby.test/admin/"]')
    assert library.accent in html, "in the library's colour, as every other mail"
    assert "ida@havnby.dk" in client.get("/admin/staff/").content.decode()


def test_somebody_of_another_library_keeps_name_and_work_there(client, library, other_library):
    user = make_user("ida@havnby.dk", other_library, "administrator", first_name="Ida")
    assert invite(client, first_name="Kapret").status_code == 302
    user.refresh_from_db()
    assert user.first_name == "Ida"
    assert Membership.objects.get(user=user, library=other_library).role == "administrator"
    assert User.objects.filter(email__iexact="ida@havnby.dk").count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "nej"),
        ("email", "leder@havnby.dk"),
        ("role", "superuser"),
        ("language", "so"),
        ("first_name", ""),
        ("email", "a@b.dk\r\nBcc: x@y.dk"),
    ],
)
def test_a_wrong_invitation_is_told_next_to_its_field(client, field, value):
    before = User.objects.count()
    answer = invite(client, **{field: value})
    assert answer.status_code == 200
    assert answer.context["form"].errors[field]
    assert User.objects.count() == before


def test_other_libraries_people_are_neither_seen_nor_changed(client, other_library):
    make_user("red@skovby.dk", other_library, "editor")
    foreign = Membership.objects.get(user__email="red@skovby.dk")
    assert "skovby" not in client.get("/admin/staff/").content.decode().lower()
    assert client.get(f"/admin/staff/{foreign.pk}/").status_code == 404
    client.post(f"/admin/staff/{foreign.pk}/", {"role": "viewer"})
    client.post(f"/admin/staff/{foreign.pk}/deactivate/")
    foreign.refresh_from_db()
    assert (foreign.role, foreign.active) == ("editor", True)


def test_the_last_administrator_stays(client, library, administrator):
    member = Membership.objects.get(user=administrator)
    answer = client.post(f"/admin/staff/{member.pk}/", {"role": "editor"})
    assert answer.context["form"].errors["role"]
    client.post(f"/admin/staff/{member.pk}/deactivate/")
    member.refresh_from_db()
    assert (member.role, member.active) == ("administrator", True)

    other = make_user("to@havnby.dk", library, "administrator")
    other = Membership.objects.get(user=other)
    client.post(f"/admin/staff/{other.pk}/deactivate/")
    other.refresh_from_db()
    assert not other.active
    assert not other.user.groups.exists()


def rows(name: str, count: int, /) -> dict:
    return {
        f"{name}-TOTAL_FORMS": count,
        f"{name}-INITIAL_FORMS": 0,
        f"{name}-MIN_NUM_FORMS": 0,
        f"{name}-MAX_NUM_FORMS": 1000,
    }


def row(name: str, number: int, /, **values) -> dict:
    base = {"id": "", "ORDER": number + 1, "DELETE": "", **values}
    return {f"{name}-{number}-{key}": value for key, value in base.items()}


def place_form(**changes) -> dict:
    form = {
        "name": "Hovedbiblioteket",
        "street": "Havnen 1",
        "postal_code": "4000",
        "city": "Havnby",
        "phone": "",
        "email": "",
        "order": 0,
    }
    form |= rows("rooms", 1) | row("rooms", 0, name="Salen", capacity=40)
    form |= rows("hours", 1)
    form |= row("hours", 0, weekday=0, kind="staffed", opens="10:00", closes="18:00")
    return form | rows("exceptions", 0) | changes


def test_a_place_lands_in_the_own_library(client, library, other_library):
    Place.objects.create(library=other_library, name="Hovedbiblioteket")
    answer = client.post("/admin/snippets/core/place/add/", place_form(library=other_library.pk))
    assert answer.status_code == 302
    place = Place.objects.get(library=library)
    assert place.rooms.get().capacity == 40
    assert place.hours.get().opens.hour == 10

    again = client.post("/admin/snippets/core/place/add/", place_form())
    assert again.status_code == 200
    assert again.context["form"].errors["name"]


@pytest.mark.parametrize(("model", "path"), [(Topic, "topic"), (Audience, "audience")])
def test_a_topic_has_a_name_in_each_offered_language(client, library, model, path):
    form = {"order": 0} | rows("names", 2)
    form |= row("names", 0, language="da", name="Håndarbejde")
    form |= row("names", 1, language="en", name="Needlework")
    assert client.post(f"/admin/snippets/core/{path}/add/", form).status_code == 302
    term = model.objects.get(library=library)
    assert (term.name_in("en"), term.slug) == ("Needlework", "handarbejde")
    page = client.get(f"/admin/snippets/core/{path}/add/").content.decode()
    assert 'value="en"' in page
    assert 'value="so"' not in page

    for language in ("uk", "da"):
        wrong = form | {"names-1-language": language}
        answer = client.post(f"/admin/snippets/core/{path}/add/", wrong)
        assert answer.status_code == 200
    assert model.objects.count() == 1
