"""The whole way: invited, signed in by a code, a telephone number corrected, approved, told."""

from __future__ import annotations

import re

from django.core import mail

from partners.models import Partner, PartnerPerson
from people.models import User
from tests.partners.conftest import make_profile


def test_from_the_invitation_to_the_approved_telephone_number(
    library, editor, client_for, last_mail, public, approve, django_capture_on_commit_callbacks
):
    page = make_profile(library)
    partner = Partner.objects.get(key=page.translation_key)
    staff = client_for(library, editor)

    # The editor finds the way from the profile and invites.
    people = f"/admin/partners/{partner.pk}/people/"
    assert people in staff.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert staff.get(people).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        staff.post(
            people,
            {
                "action": "invite",
                "name": "Mona Holm",
                "email": "mona@taghaven.test",
                "role": "editor",
            },
        )
    invitation = last_mail()
    assert invitation.to == ["mona@taghaven.test"]
    assert "Eva Lund" in invitation.body

    # Opening changes nothing; the button accepts and leads to the code, the address filled in.
    mona = client_for(library)
    opened = mona.get(invitation.path)
    assert opened.status_code == 200 and "Eva Lund" in opened.content.decode()
    assert not User.objects.filter(email="mona@taghaven.test").exists()
    sign_in = mona.post(invitation.path, follow=True)
    assert 'value="mona@taghaven.test"' in sign_in.content.decode()
    user = User.objects.get(email="mona@taghaven.test")
    assert not user.is_staff and not user.is_superuser and not user.groups.exists()
    assert not user.has_usable_password()

    profile = f"/da/partner/{partner.pk}/"
    with django_capture_on_commit_callbacks(execute=True):
        mona.post("/da/account/login/code/", {"email": user.email, "next": profile})
    code = re.search(r"\b\d{6}\b", mail.outbox[-1].body).group()
    answer = mona.post("/da/account/login/code/confirm/", {"code": code, "next": profile})
    assert answer["Location"] == profile

    # One field, and send.
    seen = re.search(
        r'name="seen" value="(\d+)"', mona.get(f"{profile}edit/phone/").content.decode()
    )
    saved = mona.post(
        f"{profile}edit/phone/", {"seen": seen.group(1), "phone": "99 88 77 66"}, follow=True
    )
    told = saved.content.decode()
    assert "11 22 33 44" in told and "99 88 77 66" in told
    mona.post(f"{profile}send/")
    assert "11 22 33 44" in public(page) and "99 88 77 66" not in public(page)

    # Approved in Wagtail's own workflow: only now readers see it, and Mona gets a mail.
    sent = len(mail.outbox)
    approve(page)
    assert "99 88 77 66" in public(page) and "11 22 33 44" not in public(page)
    assert Partner.objects.get(pk=partner.pk).phone == "99 88 77 66"
    assert len(mail.outbox) == sent + 1
    assert last_mail().to == ["mona@taghaven.test"]
    assert last_mail().path == profile
    assert PartnerPerson.objects.get().user == user
