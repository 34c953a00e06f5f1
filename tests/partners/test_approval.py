"""Sending a profile's changes for approval, and the library's answer."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from wagtail.models import WorkflowState

from core.registry import registry
from partners.models import Partner, PartnerPage, PartnerPerson
from tests.partners.conftest import draft_of
from tests.pressing import fields_of


def test_what_awaits_approval_is_in_the_inbox_of_this_library_only(
    library, other_library, partner, profile, mona, change
):
    items = registry.inbox_kinds["partner_edits"].items
    assert items(library, None) == []
    change("phone", phone="99 88 77 66")
    mona.post(f"/da/partner/{partner.pk}/send/")
    assert not mail.outbox, "the inbox tells editors, Wagtail's own mails are silent"
    (item,) = items(library, None)
    assert item.title == "Taghaven" and item.since
    assert item.url == f"/admin/pages/{profile.pk}/edit/"
    assert items(other_library, None) == []


def test_whoever_answers_is_told_what_changed_and_led_to_old_and_new(
    library, editor, client_for, partner, profile, mona, change
):
    staff, path = client_for(library, editor), f"/admin/pages/{profile.pk}/edit/"
    told = "Venter på dit svar."
    change("phone", phone="99 88 77 66")
    assert told not in staff.get(path).content.decode(), "nothing was sent yet"
    mona.post(f"/da/partner/{partner.pk}/send/")
    html = staff.get(path).content.decode()
    assert f"{told} Ændret: Telefon." in html
    link = BeautifulSoup(html, "html.parser").find("a", string="Se ændringerne")
    assert "99 88 77 66" in staff.get(link["href"]).content.decode()


def test_a_change_while_waiting_is_what_gets_approved(
    partner, profile, mona, change, approve, public
):
    change("phone", phone="99 88 77 66")
    mona.post(f"/da/partner/{partner.pk}/send/")
    former = profile.current_workflow_task_state
    change("phone", phone="55 55 55 55")
    current = profile.current_workflow_task_state
    assert current.pk != former.pk
    assert current.revision_id == PartnerPage.objects.get(pk=profile.pk).latest_revision_id
    assert WorkflowState.objects.filter(status="in_progress").count() == 1
    approve(profile)
    assert "55 55 55 55" in public(profile)


def test_an_editor_who_answers_the_former_version_publishes_nothing(
    library, editor, client_for, partner, profile, mona, change, public
):
    change("phone", phone="99 88 77 66")
    mona.post(f"/da/partner/{partner.pk}/send/")
    former = profile.current_workflow_task_state
    change("phone", phone="55 55 55 55")
    client_for(library, editor).post(
        f"/admin/pages/workflow/action/{profile.pk}/approve/{former.pk}/"
    )
    assert "11 22 33 44" in public(profile)


def answer_in_the_form(client, profile, **more):
    """Press "Approve" below the page's own form; its words were emptied before."""
    path = f"/admin/pages/{profile.pk}/edit/"
    form = client.get(path).context["form"]
    data = {**fields_of(form), "loaded_revision_id": profile.latest_revision_id, **more}
    data |= {"action-workflow-action": "true", "workflow-action-name": "approve"}
    return path, data


def test_an_editor_puts_a_word_right_and_approves_in_one_press(
    library, editor, client_for, partner, profile, mona, change, public
):
    change("phone", phone="99 88 77 66")
    mona.post(f"/da/partner/{partner.pk}/send/")
    profile.refresh_from_db()
    client = client_for(library, editor)
    path, data = answer_in_the_form(client, profile, phone="99 88 77 65")
    # Wagtail's autosave sends the same form beside the press; only the press may answer.
    assert client.post(path, data, headers={"Accept": "application/json"}).status_code == 400
    profile.refresh_from_db()
    assert profile.current_workflow_state, "it still waits"
    assert client.post(path, data).status_code == 302
    profile.refresh_from_db()
    assert profile.current_workflow_state is None
    assert not profile.has_unpublished_changes
    assert "99 88 77 65" in public(profile)


def test_an_editor_with_the_former_version_on_the_screen_publishes_nothing(
    library, editor, client_for, partner, profile, mona, change, public
):
    change("phone", phone="99 88 77 66")
    mona.post(f"/da/partner/{partner.pk}/send/")
    profile.refresh_from_db()
    client = client_for(library, editor)
    path, data = answer_in_the_form(client, profile)
    change("phone", phone="55 55 55 55")
    told = client.post(path, data, follow=True).content.decode()
    assert "er ændret, siden du åbnede den" in told
    assert "11 22 33 44" in public(profile)
    assert draft_of(profile).phone == "55 55 55 55"


def test_sent_back_with_a_comment_then_corrected_and_approved(
    partner, profile, mona, change, approve, public, last_mail
):
    change("phone", phone="99 88 77 66")
    mona.post(f"/da/partner/{partner.pk}/send/")
    approve(profile, "reject", "Mangler landekode")
    assert last_mail().to == ["mona@taghaven.test"]
    assert "Mangler landekode" in last_mail().body
    assert "Mangler landekode" in mona.get(f"/da/partner/{partner.pk}/").content.decode()
    assert "11 22 33 44" in public(profile)
    change("phone", phone="+45 99 88 77 66")
    mona.post(f"/da/partner/{partner.pk}/send/")
    approve(profile)
    assert "+45 99 88 77 66" in public(profile)
    assert len(mail.outbox) == 2


def test_taken_back_nothing_awaits_and_the_draft_is_kept(
    library, partner, profile, mona, change, public
):
    change("phone", phone="99 88 77 66")
    mona.post(f"/da/partner/{partner.pk}/send/")
    mona.post(f"/da/partner/{partner.pk}/withdraw/")
    assert profile.current_workflow_state is None
    assert "99 88 77 66" in mona.get(f"/da/partner/{partner.pk}/").content.decode()
    assert "11 22 33 44" in public(profile)


def test_dropped_changes_are_gone(partner, profile, mona, change):
    change("phone", phone="99 88 77 66")
    mona.post(f"/da/partner/{partner.pk}/send/")
    mona.post(f"/da/partner/{partner.pk}/discard/")
    assert "99 88 77 66" not in mona.get(f"/da/partner/{partner.pk}/").content.decode()
    assert profile.current_workflow_state is None
    profile.refresh_from_db()
    assert not profile.has_unpublished_changes


@pytest.mark.parametrize("verb", ["send", "withdraw", "discard"])
def test_nothing_to_do_is_told_kindly_and_a_get_does_nothing(partner, mona, verb):
    path = f"/da/partner/{partner.pk}/{verb}/"
    assert mona.get(path).status_code == 405
    answer = mona.post(path, follow=True)
    assert answer.status_code == 200
    assert BeautifulSoup(answer.content, "html.parser").select_one(".notice.is-warn")


def test_a_double_click_sends_once(partner, profile, mona, change):
    change("phone", phone="99 88 77 66")
    for _ in range(2):
        mona.post(f"/da/partner/{partner.pk}/send/")
    assert WorkflowState.objects.count() == 1


def test_a_trusted_partner_publishes_at_once(partner, profile, change, public):
    Partner.objects.update(trusted=True)
    change("phone", phone="99 88 77 66")
    assert "99 88 77 66" in public(profile)


def test_a_profile_the_library_works_on_is_not_changed(partner, profile, change):
    PartnerPage.objects.update(locked=True)
    answer = change("phone", phone="99 88 77 66")
    assert answer.status_code == 422
    assert "99 88 77 66" in answer.content.decode()
    assert not PartnerPage.objects.get(pk=profile.pk).has_unpublished_changes


def test_a_former_persons_request_is_approved_without_a_mail(
    partner, profile, mona, change, approve
):
    change("phone", phone="99 88 77 66")
    mona.post(f"/da/partner/{partner.pk}/send/")
    PartnerPerson.objects.update(active=False)
    approve(profile)
    assert not mail.outbox
