"""Matters for the inbox, and reading it."""

from __future__ import annotations

from datetime import timedelta

from bs4 import BeautifulSoup
from django.utils import timezone

from core import outbox
from core.models import Outbox
from events.actions.sign_up import sign_up
from events.models import Occurrence
from stories.models import StoryPage
from tests.factories import make_occurrence, make_page


def read(client, query: str = "") -> BeautifulSoup:
    answer = client.get(f"/admin/{query}")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").select_one(".inbox")


def titles(client, query: str = "") -> list[str]:
    return [tag.get_text(strip=True) for tag in read(client, query).select(".inbox__name")]


def sent_for_approval(library, title: str, user, days_ago: int = 0):
    page = make_page(StoryPage, library, title, live=False)
    state = page.get_workflow().start(page, user)
    created = timezone.now() - timedelta(days=days_ago)
    type(state).objects.filter(pk=state.pk).update(created_at=created)
    return page


def failed_mail(library, number: int = 1) -> Outbox:
    message = outbox.put(
        purpose=f"test:{number}",
        recipient="ida@example.dk",
        template="staff_invitation",
        context={"name": "Ida", "inviter": "Lone", "role": "editor", "url": "/", "email": "x"},
        language="da",
        library=library,
    )
    Outbox.objects.filter(pk=message.pk).update(state=Outbox.State.FAILED, attempts=30)
    return message


def orphaned(library, title: str = "Strikkecafé") -> Occurrence:
    occurrence = make_occurrence(library)
    sign_up(occurrence_id=occurrence.pk, name="Ida", email="ida@example.dk", language="da")
    Occurrence.objects.filter(pk=occurrence.pk).update(status=Occurrence.Status.ORPHANED)
    return occurrence
