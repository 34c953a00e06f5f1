"""Who schedules, approves or bulk-publishes a changed event first reads what people are told."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Revision, WorkflowTask
from wagtail.test.utils.form_data import streamfield

from core.models import Outbox
from core.outbox import build
from events.models import EventPage, Occurrence, SignUp
from tests.events.conftest import text_of
from tests.events.editor import dates_of, join, single
from tests.factories import in_days, make_event, make_user, single_date
from tests.partners.conftest import make_partner

pytestmark = pytest.mark.django_db


@pytest.fixture
def start():
    return in_days(5)


@pytest.fixture
def cafe(library, start) -> EventPage:
    """An event that Anna signed up for."""
    cafe = make_event(library, dates=[single_date(start, uid="one")], sign_up="sign_up")
    join(dates_of(cafe)[0], "Anna")
    return cafe


def on_the_next_day(start) -> dict:
    return {"dates": [single(start + timedelta(days=1))], "ids": ["one"]}


def notices() -> list[Outbox]:
    return list(Outbox.objects.filter(template="sign_up_moved"))


def changed_by_somebody(cafe, start):
    """A draft that moves the date, sent for approval by somebody who may not publish."""
    draft = cafe.get_latest_revision_as_object()
    moved = [single_date(start + timedelta(days=1), uid="one")]
    draft.dates = EventPage._meta.get_field("dates").stream_block.to_python(moved)
    draft.save_revision()
    cafe.get_workflow().start(EventPage.objects.get(pk=cafe.pk), None)
    return EventPage.objects.get(pk=cafe.pk).current_workflow_task_state


def approval(cafe) -> str:
    cafe.refresh_from_db()
    return reverse("events_approve", args=(cafe.pk, cafe.latest_revision_id))


def test_scheduling_shows_what_is_sent_when_the_time_comes(editor, cafe, start):
    later = timezone.localtime() + timedelta(days=2)
    chosen = {"go_live_at": f"{later:%Y-%m-%d %H:%M}", **on_the_next_day(start)}
    answer = editor.edit(cafe, confirm=False, **chosen)
    shown = text_of(editor.client.get(answer.url))
    assert "bliver udgivet på dette tidspunkt" in shown and f"kl. {later:%H.%M}" in shown
    assert dates_of(cafe)[0].starts_at == start and not notices()
    said = text_of(editor.client.post(answer.url, follow=True))
    assert "får besked til den tid" in said
    assert dates_of(cafe)[0].starts_at == start and not notices(), "nothing before its time"
    join(dates_of(cafe)[0], "Bo")
    Revision.objects.exclude(approved_go_live_at=None).update(
        approved_go_live_at=timezone.now() - timedelta(minutes=1)
    )
    cafe.refresh_from_db()
    revision = cafe.latest_revision
    revision.content["go_live_at"] = (timezone.now() - timedelta(minutes=1)).isoformat()
    revision.save()
    call_command("run_due", verbosity=0)
    assert dates_of(cafe)[0].starts_at == start + timedelta(days=1)
    assert [one.recipient for one in notices()] == ["anna@example.org", "bo@example.org"]
    mail = build(notices()[0])
    assert mail.subject in shown
    for line in mail.body.splitlines():
        if line and "http" not in line:
            assert " ".join(line.split()) in shown


@pytest.mark.parametrize("language", ["da", "uk"])
@pytest.mark.parametrize("down", [False, True])
def test_the_mail_shown_names_the_event_as_it_will_be(editor, cafe, start, library, language, down):
    """With its new title, partners and online address, also for who reads it in Danish."""
    SignUp.objects.update(language=language)
    if down:
        editor.post("unpublish", cafe)
    partner = {"partner": str(make_partner(library).key), "sees": "number"}
    changes = {
        "title": "Strik for alle", "online": "on", "online_url": "https://moede.example/nyt",
        "organisers": streamfield([("partner", partner)]), **on_the_next_day(start),
    }  # fmt: skip
    answer = editor.edit(cafe, confirm=False, **changes)
    assert answer.status_code == 302, answer.context["form"].errors
    shown = text_of(editor.client.get(answer.url))
    editor.client.post(answer.url)
    (notice,) = notices()
    mail = build(notice)
    assert "Strik for alle" in mail.subject and "Taghaven" in mail.body
    assert "moede.example" in mail.body
    for line in (mail.subject, *mail.body.splitlines()):
        if "/sign-up/" not in line:
            assert " ".join(line.split()) in shown


def test_a_date_that_will_be_over_by_then_is_not_moved_by_the_schedule(editor, cafe, start):
    """The day is still to come, but has passed when the change is published."""
    later = timezone.localtime() + timedelta(days=3)
    early = {"dates": [single(in_days(2))], "ids": ["one"]}
    answer = editor.edit(cafe, go_live_at=f"{later:%Y-%m-%d %H:%M}", **early)
    assert "kan ikke flyttes til et tidspunkt, der er gået" in text_of(answer)


def test_an_event_taken_down_and_scheduled_anew_changes_when_its_time_comes(editor, cafe, start):
    editor.post("unpublish", cafe)
    later = timezone.localtime() + timedelta(days=2)
    chosen = {"go_live_at": f"{later:%Y-%m-%d %H:%M}", **on_the_next_day(start)}
    answer = editor.edit(cafe, confirm=False, **chosen)
    assert "1 tilmeldt får en mail" in text_of(editor.client.get(answer.url))
    editor.client.post(answer.url)
    row = dates_of(cafe)[0]
    assert (row.starts_at, row.listed, len(notices())) == (start, False, 0)


def test_who_publishes_what_was_taken_down_reads_it_too(editor, cafe, start):
    editor.post("unpublish", cafe)
    answer = editor.edit(cafe, confirm=False, **on_the_next_day(start))
    assert "1 tilmeldt får en mail" in text_of(editor.client.get(answer.url))
    editor.client.post(answer.url)
    assert dates_of(cafe)[0].listed and len(notices()) == 1


def test_an_approval_from_the_form_waits_until_it_was_read(editor, cafe, start):
    changed_by_somebody(cafe, start)
    extra = '{"comment": "Fint & klart"}'
    asked = {"workflow-action-name": "approve", "workflow-action-extra-data": extra}
    answer = editor.edit(cafe, "action-workflow-action", confirm=False, **asked)
    assert answer.url.startswith(approval(cafe))
    screen = editor.client.get(answer.url)
    shown = text_of(screen)
    assert "venter på din godkendelse" in shown and "1 tilmeldt får en mail" in shown
    assert "Fint &amp; klart" in shown
    assert dates_of(cafe)[0].sign_ups.get().token not in shown
    assert dates_of(cafe)[0].starts_at == start and not notices()
    editor.client.post(approval(cafe), {"comment": "Fint & klart"})
    assert dates_of(cafe)[0].starts_at == start + timedelta(days=1) and len(notices()) == 1
    cafe.refresh_from_db()
    state = cafe.workflow_states.get()
    assert state.status == "approved"
    assert state.task_states.last().comment == "Fint & klart"


def test_what_the_approver_types_beside_is_kept_and_published(editor, cafe, start):
    changed_by_somebody(cafe, start)
    asked = {"workflow-action-name": "approve", "title": "Strikkecafé for alle"}
    answer = editor.edit(cafe, "action-workflow-action", confirm=False, **asked)
    assert answer.url == approval(cafe)
    editor.client.post(answer.url)
    cafe.refresh_from_db()
    assert cafe.title == "Strikkecafé for alle" and cafe.live and len(notices()) == 1
    assert cafe.current_workflow_state is None


def test_what_is_typed_on_into_the_draft_that_is_being_read_is_not_approved(editor, cafe, start):
    """Wagtail saves by itself into the draft there already is, which keeps its number."""
    changed_by_somebody(cafe, start)
    screen = editor.client.get(approval(cafe)).content.decode()
    read = re.search('name="read" value="([^"]+)"', screen).group(1)
    draft = EventPage.objects.get(pk=cafe.pk).get_latest_revision_as_object()
    draft.title = "Noget andet"
    draft.save_revision(overwrite_revision=draft.latest_revision)
    said = text_of(editor.client.post(approval(cafe), {"read": read}, follow=True))
    assert "ændret siden" in said
    assert dates_of(cafe)[0].starts_at == start and not notices()
    screen = editor.client.get(approval(cafe)).content.decode()
    read = re.search('name="read" value="([^"]+)"', screen).group(1)
    editor.client.post(approval(cafe), {"read": read})
    cafe.refresh_from_db()
    assert cafe.title == "Noget andet" and len(notices()) == 1


def test_one_approval_is_one_of_a_workflow_with_two(editor, cafe, start, library):
    """The platform may ask a second group too, which then decides."""
    first = library.root.specific.get_workflow()
    second = GroupApprovalTask.objects.create(name="Ledelsen")
    WorkflowTask.objects.create(workflow=first, task=second, sort_order=1)
    changed_by_somebody(cafe, start)
    editor.client.post(approval(cafe))
    cafe.refresh_from_db()
    assert cafe.current_workflow_task == second
    assert dates_of(cafe)[0].starts_at == start and not notices()


@pytest.mark.parametrize("script", [False, True])
def test_an_approval_from_elsewhere_leads_to_the_same_screen(editor, cafe, start, script):
    task = changed_by_somebody(cafe, start)
    headers = {"x-requested-with": "XMLHttpRequest"} if script else {}
    url = reverse("wagtailadmin_pages:workflow_action", args=(cafe.pk, "approve", task.pk))
    answer = editor.client.post(url, {"comment": "Ja"}, headers=headers)
    led_to = answer.json()["redirect"] if script else answer.url
    assert led_to == f"{approval(cafe)}?comment=Ja"
    assert not notices()
    editor.client.post(url.replace("approve", "reject"), {"comment": "Nej"})
    assert cafe.workflow_states.get().status == "needs_changes"
    assert dates_of(cafe)[0].starts_at == start
    late = editor.client.post(led_to, follow=True)
    assert "er allerede besvaret" in text_of(late)
    assert dates_of(cafe)[0].starts_at == start


def test_an_approval_that_tells_nobody_asks_nothing(editor, cafe):
    draft = cafe.get_latest_revision_as_object()
    draft.title = "Strikkecafé!"
    draft.save_revision()
    cafe.get_workflow().start(EventPage.objects.get(pk=cafe.pk), None)
    task = EventPage.objects.get(pk=cafe.pk).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=(cafe.pk, "approve", task.pk))
    editor.client.post(url)
    cafe.refresh_from_db()
    assert cafe.title == "Strikkecafé!" and cafe.workflow_states.get().status == "approved"


def test_only_who_may_approve_sees_it_and_only_at_home(
    editor, cafe, start, library, other_library, client_for
):
    task = changed_by_somebody(cafe, start)
    author = client_for(library, make_user("vagt@havnby.test", library, "event_staff"))
    assert author.post(approval(cafe)).status_code in (302, 403)
    foreign = client_for(other_library, make_user("fr@skovby.test", other_library, "editor"))
    assert foreign.get(approval(cafe)).status_code == 404
    url = reverse("wagtailadmin_pages:workflow_action", args=(cafe.pk, "approve", task.pk))
    assert foreign.post(url).status_code == 404
    assert dates_of(cafe)[0].starts_at == start
    assert cafe.workflow_states.get().status == "in_progress"


def test_many_pages_at_once_are_not_published_past_it(editor, cafe, start, library):
    other = make_event(library, "Foredrag")
    for one, changes in ((cafe, on_the_next_day(start)), (other, {"title": "Foredraget"})):
        editor.edit(one, action="", **changes)
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    answer = editor.client.post(f"{url}?id={cafe.pk}&id={other.pk}&next=/admin/", follow=True)
    assert "“Strikkecafé”" in text_of(answer) and "åbn" in text_of(answer).lower()
    assert dates_of(cafe)[0].starts_at == start and not notices()
    editor.client.post(f"{url}?id={other.pk}")
    other.refresh_from_db()
    assert other.title == "Foredraget"


def test_sign_ups_stay_with_the_date_through_all_of_it(editor, cafe, start):
    changed_by_somebody(cafe, start)
    editor.client.post(approval(cafe))
    assert SignUp.objects.get().occurrence == Occurrence.objects.get()
