"""The inbox: the administration's front page, with everything that awaits an answer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import outbox
from core.models import InboxClaim, LibraryImage, Outbox
from events.models import Occurrence
from tests.core.house import make_image
from tests.core.matters import failed_mail, orphaned, read, sent_for_approval, titles
from tests.factories import make_occurrence, make_user

MOST_QUERIES = 25


@pytest.fixture
def library(library):
    library.statement_url = "https://was.digst.dk/havnby"
    library.save()
    return library


def test_everything_stands_in_one_list_the_oldest_first(library, people, staff):
    make_image(library, "Havnen")
    sent_for_approval(library, "Solsikker", people["author"], days_ago=2)
    sent_for_approval(library, "Æbler", people["author"], days_ago=5)
    failed_mail(library)
    orphaned(library)
    LibraryImage.objects.update(created_at=timezone.now() - timedelta(days=3))
    found = titles(staff("editor"))
    assert found[:3] == ["Æbler", "Havnen", "Solsikker"]
    assert "ida@example.dk" in " ".join(found) and "Strikkecafé" in " ".join(found)
    assert len(found) == 5


def test_each_matter_leads_to_where_it_is_answered(library, people, staff):
    image = make_image(library, "Havnen")
    page = sent_for_approval(library, "Solsikker", people["author"])
    message, occurrence = failed_mail(library), orphaned(library)
    library.statement_url = ""
    library.save()
    client = staff("administrator")
    links = {tag["href"] for tag in read(client).select(".inbox__name a")}
    assert links == {
        f"/admin/images/{image.pk}/",
        f"/admin/pages/{page.pk}/edit/",
        f"/admin/mails/{message.pk}/",
        f"/admin/sign-ups/{occurrence.pk}/",
        "/admin/library/",
    }
    for link in links:
        assert client.get(link).status_code == 200, link


def test_an_answered_matter_is_gone(library, people, staff):
    image = make_image(library, "Havnen")
    page = sent_for_approval(library, "Solsikker", people["author"])
    client = staff("editor")
    assert len(titles(client)) == 2
    image.description = "Både i havnen"
    image.save()
    page.current_workflow_task_state.approve(user=people["editor"])
    assert titles(client) == []


def test_a_decorative_picture_and_a_date_without_people_await_nothing(library, staff):
    image = make_image(library, "Streg")
    image.is_decorative = True
    image.save()
    make_occurrence(library, status=Occurrence.Status.ORPHANED)
    assert titles(staff("editor")) == []


def test_an_empty_inbox_says_something_kind(library, staff):
    page = read(staff("editor"))
    assert page.select_one(".inbox__empty h2").get_text(strip=True)
    assert not page.select(".inbox__choices")


def test_only_the_own_library_is_seen(library, other_library, people, staff, client_for):
    other_library.statement_url = "https://was.digst.dk/skovby"
    other_library.save()
    sent_for_approval(library, "Solsikker", people["author"])
    make_image(library, "Havnen")
    failed_mail(library)
    orphaned(library)
    InboxClaim.objects.create(
        library=library, kind="statement", key="statement", owner=people["editor"]
    )
    stranger = client_for(other_library, make_user("eva@skovby.dk", other_library, "editor"))
    assert titles(stranger) == []
    assert titles(staff("editor")) != []


def test_a_matter_of_another_library_cannot_be_taken(library, other_library, people, client_for):
    image = make_image(library, "Havnen")
    message = failed_mail(library)
    stranger = client_for(other_library, make_user("eva@skovby.dk", other_library, "editor"))
    stranger.post(f"/admin/inbox/pictures/{image.pk}/take/")
    assert stranger.get(f"/admin/inbox/pictures/{image.pk}/").status_code == 404
    assert stranger.get(f"/admin/mails/{message.pk}/").status_code == 404
    assert stranger.post(f"/admin/mails/{message.pk}/", {"leave": "1"}).status_code == 404
    assert not InboxClaim.objects.exists()
    assert Outbox.objects.get(pk=message.pk).state == Outbox.State.FAILED


def test_a_failed_mail_is_sent_again(library, staff, django_capture_on_commit_callbacks):
    message = failed_mail(library)
    with django_capture_on_commit_callbacks(execute=True):
        staff("editor").post(
            f"/admin/mails/{message.pk}/", {"again": "1", "email": message.recipient}
        )
    outbox.send_due()
    assert [sent.to for sent in mail.outbox] == [["ida@example.dk"]]
    assert titles(staff("editor")) == []


def test_a_failed_mail_is_left(library, staff):
    message = failed_mail(library)
    client = staff("editor")
    client.post(f"/admin/mails/{message.pk}/", {"leave": "1"})
    outbox.send_due()
    assert mail.outbox == [] and titles(client) == []
    answer = client.post(
        f"/admin/mails/{message.pk}/", {"again": "1", "email": message.recipient}, follow=True
    )
    assert answer.status_code == 200
    assert Outbox.objects.get(pk=message.pk).state == Outbox.State.WITHDRAWN


@pytest.mark.parametrize("query", ["?show=raket", "?page=999", "?page=-1", "?show=<b>", "?page=x"])
def test_nonsense_in_the_address_shows_the_inbox(library, staff, query):
    make_image(library, "Havnen")
    assert titles(staff("editor"), query) == ["Havnen"]


def test_a_kind_can_be_shown_alone_and_many_are_paged(library, people, staff):
    sent_for_approval(library, "Solsikker", people["author"])
    first = make_image(library, "Havnen 0")
    for number in range(1, 55):
        first.pk, first.title = None, f"Havnen {number}"
        first.save(force_insert=True)
    client = staff("editor")
    assert titles(client, "?show=drafts") == ["Solsikker"]
    assert len(titles(client, "?show=pictures")) == 50
    assert len(titles(client, "?show=pictures&page=2")) == 5


def test_the_inbox_costs_the_same_however_much_is_in_it(library, people, staff):
    client = staff("editor")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            titles(client)
        return len(queries)

    def fill(count: int, start: int = 0) -> None:
        for number in range(start, start + count):
            sent_for_approval(library, f"Historie {number}", people["author"])
            image = make_image(library, f"Billede {number}")
            failed_mail(library, number)
            orphaned(library)
            client.post(f"/admin/inbox/pictures/{image.pk}/take/")

    fill(2)
    titles(client)
    few = cost()
    fill(8, start=2)
    assert cost() == few <= MOST_QUERIES
