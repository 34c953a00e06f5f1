"""A profile, its partner and the people around it."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from django.core import mail

from partners.models import Partner, PartnerPage, PartnerPerson
from tests.factories import make_page, make_user

BODY = [
    {
        "type": "heading",
        "value": {"text": "Om os", "level": "h2"},
        "id": "5b1c7f0e-0000-4000-8000-000000000001",
    },
    {
        "type": "text",
        "value": "<p>Vi dyrker tomater på taget.</p>",
        "id": "5b1c7f0e-0000-4000-8000-000000000002",
    },
]


def make_profile(library, title="Taghaven", **fields) -> PartnerPage:
    """A published profile with everything filled in."""
    values = {
        "summary": "Grønt på taget.",
        "contact_name": "Mona Holm",
        "email": "mona@taghaven.test",
        "phone": "11 22 33 44",
        "website": "https://taghaven.test/",
        "address": "Havnegade 4",
        "body": PartnerPage._meta.get_field("body").stream_block.to_python(BODY),
        **fields,
    }
    return make_page(PartnerPage, library, title, **values)


def make_partner(library, title="Taghaven", people=(), **fields) -> Partner:
    """The partner behind a published profile, kept by people with these addresses."""
    page = make_profile(library, title, **fields)
    partner = Partner.objects.get(key=page.translation_key)
    for email in people:
        PartnerPerson.objects.create(partner=partner, user=make_user(email))
    return partner


@pytest.fixture
def editor(library):
    return make_user("eva@havnby.test", library, "editor", first_name="Eva", last_name="Lund")


@pytest.fixture
def partner(library):
    """Taghaven, kept by Mona."""
    return make_partner(library, people=["mona@taghaven.test"])


@pytest.fixture
def profile(partner) -> PartnerPage:
    """Taghaven's page in Danish."""
    return PartnerPage.objects.get(translation_key=partner.key)


def draft_of(profile) -> PartnerPage:
    """The newest version of a profile, published or not."""
    return PartnerPage.objects.get(pk=profile.pk).get_latest_revision_as_object()


@pytest.fixture
def mona(partner, library, client_for):
    """Mona's browser, signed in."""
    return client_for(library, partner.people.get().user)


@pytest.fixture
def change(partner, mona):
    """Mona changes one part and saves; returns the answer."""

    def go(part: str, client=mona, of=partner, seen=None, **values):
        path = f"/da/partner/{of.pk}/edit/{part}/"
        if seen is None:
            form = client.get(path)
            found = re.search(r'name="seen" value="(\d+)"', form.content.decode())
            seen = found.group(1)
        return client.post(path, {"seen": seen, **values})

    return go


@pytest.fixture
def approve(library, editor, client_for, django_capture_on_commit_callbacks):
    """The editor answers in Wagtail's own workflow: approve, or reject with a comment."""

    def go(page, action="approve", comment=""):
        task = page.current_workflow_task_state
        client = client_for(library, editor)
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(
                f"/admin/pages/workflow/action/{page.pk}/{action}/{task.pk}/",
                {"comment": comment},
            )

    return go


@pytest.fixture
def public(library, client_for):
    """The public profile as a stranger reads it."""

    def read(page, language="da") -> str:
        answer = client_for(library).get(page.url.replace("http://havnby.test", ""))
        assert answer.status_code == 200
        return answer.content.decode()

    return read


@pytest.fixture
def last_mail():
    """The newest mail: to, subject, body, and the first address of this site in it."""

    def read():
        message = mail.outbox[-1]
        link = re.search(r"http://[a-z.]+(/\S+)", message.body)
        return SimpleNamespace(
            to=message.to,
            subject=message.subject,
            body=message.body,
            path=link.group(1) if link else "",
        )

    return read
