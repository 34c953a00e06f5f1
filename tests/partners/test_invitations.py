"""Invitations: who may send them, and links that are worth something only once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from partners.models import Invitation, PartnerPerson
from people.models import User
from tests.factories import make_user
from tests.partners.conftest import make_partner
from tests.pressing import press

TYPED = {"action": "invite", "name": "Otto Bruun", "email": "Otto@Klub.test", "role": "contact"}


@pytest.fixture
def staff(library, editor, client_for):
    return client_for(library, editor)


@pytest.fixture
def people(partner):
    return f"/admin/partners/{partner.pk}/people/"


@pytest.fixture
def invitation(partner, staff, people) -> Invitation:
    staff.post(people, TYPED)
    return Invitation.objects.get()


def link(invitation) -> str:
    return f"/da/partner/invitation/{invitation.token}/"


def test_an_invitation_is_in_the_librarys_language_and_name(
    library, partner, staff, people, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        staff.post(people, TYPED)
    invitation = Invitation.objects.get()
    (message,) = mail.outbox
    assert message.to == ["otto@klub.test"] and message.from_email.startswith("Havnby")
    assert f"http://havnby.test{link(invitation)}" in message.body
    assert len(invitation.token) >= 43


@pytest.mark.parametrize("role", ["author", "event_staff", "moderator", "viewer"])
def test_other_roles_invite_nobody(library, partner, people, client_for, role):
    client = client_for(library, make_user("x@havnby.test", library, role))
    client.get(people)
    client.post(people, TYPED)
    assert not Invitation.objects.exists()
    assert "mona@taghaven.test" not in client.get(people).content.decode()


def test_another_librarys_editor_finds_nothing(other_library, partner, people, client_for):
    client = client_for(other_library, make_user("e@skovby.test", other_library, "editor"))
    assert client.get(people).status_code == 404
    assert client.post(people, TYPED).status_code == 404
    assert not Invitation.objects.exists()


def test_a_foreign_invitation_id_is_not_found(library, partner, staff, people, invitation):
    other = make_partner(library, "Skakklubben")
    address = f"/admin/partners/{other.pk}/people/"
    for action in ("resend", "withdraw", "end"):
        assert staff.post(address, {"action": action, "id": invitation.pk}).status_code == 404
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "otto@"},
        {"email": ""},
        {"name": ""},
        {"role": "administrator"},
        {"name": "x" * 10_000},
    ],  # fmt: skip
)
def test_a_wrong_invitation_is_told_and_kept(partner, staff, people, wrong):
    answer = staff.post(people, {**TYPED, **wrong})
    assert answer.status_code == 200
    assert not Invitation.objects.exists()


def test_somebody_who_is_there_already_is_not_invited_again(partner, staff, people):
    answer = staff.post(people, {**TYPED, "email": "Mona@Taghaven.test"})
    assert answer.status_code == 200
    assert not Invitation.objects.exists()


def test_opening_and_looking_ahead_change_nothing(library, client_for, invitation):
    users = User.objects.count()
    for verb in ("get", "head"):
        answer = getattr(client_for(library), verb)(link(invitation))
        assert answer.status_code == 200
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer["Cache-Control"]
    invitation.refresh_from_db()
    assert invitation.accepted_at is None and User.objects.count() == users


def test_a_browser_may_press_the_button_of_an_invitation(library, invitation):
    assert press(library, link(invitation)).status_code == 302
    invitation.refresh_from_db()
    assert invitation.accepted_at


def test_worthless_links_all_look_alike(library, other_library, client_for, invitation):
    client = client_for(library)
    address = link(invitation)
    pages = [client.get("/da/partner/invitation/" + "x" * 43 + "/")]
    pages.append(client_for(other_library).get(address))
    for field, value in (
        ("withdrawn_at", timezone.now()),
        ("accepted_at", timezone.now()),
        ("expires_at", timezone.now() - timedelta(seconds=1)),
    ):
        former = getattr(invitation, field)
        Invitation.objects.update(**{field: value})
        pages.append(client.get(address))
        pages.append(client.post(address))
        Invitation.objects.update(**{field: former})
    assert {page.status_code for page in pages} == {404}
    here = {
        re.sub(rb"(x{43}|%s)" % invitation.token.encode(), b"TOKEN", page.content)
        for page in [pages[0], *pages[2:]]
    }
    assert len(here) == 1
    assert not User.objects.filter(email="otto@klub.test").exists()


def test_accepted_once_only(library, client_for, invitation):
    assert client_for(library).post(link(invitation)).status_code == 302
    assert client_for(library).post(link(invitation)).status_code == 404
    assert PartnerPerson.objects.filter(user__email="otto@klub.test").count() == 1


def test_the_wrong_signed_in_person_is_told_and_can_sign_out(library, client_for, invitation):
    client = client_for(library, make_user("en-anden@x.test"))
    for answer in (client.get(link(invitation)), client.post(link(invitation))):
        assert answer.status_code == 403
        page = answer.content.decode()
        assert "en-anden@x.test" in page and "/da/account/logout/" in page
        assert "otto@klub.test" not in page
    assert not PartnerPerson.objects.filter(user__email="en-anden@x.test").exists()
    answer = client.post("/da/account/logout/", {"next": link(invitation)})
    assert answer["Location"] == link(invitation)


def test_the_right_signed_in_person_goes_straight_to_the_profile(
    library, client_for, partner, invitation
):
    client = client_for(library, make_user("otto@klub.test"))
    answer = client.post(link(invitation))
    assert answer["Location"] == f"/da/partner/{partner.pk}/"
    assert client.get(answer["Location"]).status_code == 200


def test_staff_who_accept_keep_their_rights_and_others_get_none(library, client_for, invitation):
    user = make_user("otto@klub.test", library, "viewer", first_name="O")
    client_for(library).post(link(invitation))
    user.refresh_from_db()
    assert user.first_name == "O" and user.groups.count() == 1


def test_resent_the_former_link_is_worthless(
    library, client_for, staff, people, invitation, django_capture_on_commit_callbacks
):
    former = link(invitation)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    with django_capture_on_commit_callbacks(execute=True):
        staff.post(people, {"action": "resend", "id": invitation.pk})
    invitation.refresh_from_db()
    assert client_for(library).get(former).status_code == 404
    assert client_for(library).get(link(invitation)).status_code == 200
    assert link(invitation) in mail.outbox[-1].body


def test_withdrawn_it_is_worthless_and_cannot_be_sent_again(
    library, client_for, staff, people, invitation
):
    staff.post(people, {"action": "withdraw", "id": invitation.pk})
    assert client_for(library).get(link(invitation)).status_code == 404
    staff.post(people, {"action": "resend", "id": invitation.pk})
    invitation.refresh_from_db()
    assert client_for(library).get(link(invitation)).status_code == 404


def test_access_ends_and_a_new_invitation_opens_it_again(
    library, client_for, partner, staff, people, mona
):
    person = partner.people.get()
    staff.post(people, {"action": "end", "id": person.pk})
    assert mona.get(f"/da/partner/{partner.pk}/").status_code == 404
    staff.post(people, {**TYPED, "email": "mona@taghaven.test"})
    mona.post(link(Invitation.objects.get()))
    assert mona.get(f"/da/partner/{partner.pk}/").status_code == 200


def test_wrong_links_are_throttled(library, client_for):
    client = client_for(library)
    path = "/da/partner/invitation/{}/"
    assert {client.get(path.format(n)).status_code for n in range(200)} == {404, 429}
