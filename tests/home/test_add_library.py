"""A library is opened from the command line, and its first administrator is written to."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from core.models import Library, Membership

pytestmark = pytest.mark.django_db
WHO = {"hostname": "nyby.example.dk", "administrator": "leder@nyby.example.dk"}


def test_the_first_administrator_is_invited_once_and_can_sign_in(
    client_for, capsys, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        call_command("add_library", "Nyby Bibliotek", **WHO)
        call_command("add_library", "Nyby Bibliotek", **WHO)
    library = Library.objects.select_related("site").get(site__hostname=WHO["hostname"])
    [member] = Membership.objects.for_library(library)
    assert (member.role, member.user.email) == ("administrator", WHO["administrator"])
    [invitation] = mail.outbox
    assert invitation.to == [WHO["administrator"]]
    assert f"{library.base_url}/admin/" in invitation.body
    assert f"{WHO['administrator']} is invited" in capsys.readouterr().out
    assert client_for(library, member.user).get("/admin/staff/").status_code == 200


@pytest.mark.parametrize("email", ["ingen adresse", "a@b@c", "<script>@x"])
def test_what_is_no_address_is_refused_in_words(email):
    with pytest.raises(CommandError, match=email[:5]):
        call_command("add_library", "Nyby", **{**WHO, "administrator": email})
    assert not Membership.objects.filter(user__email=email).exists()
