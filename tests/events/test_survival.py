"""Sign-ups survive everything an editor can do in /admin/."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import Translation, TranslationSource

from core.models import Outbox
from events.actions.sign_up import sign_up
from events.deletion import reason
from events.models import EventIndexPage, EventPage, EventSeries, Occurrence, SignUp
from tests.events.editor import Editor, rows, single
from tests.factories import in_days, make_user

pytestmark = pytest.mark.django_db

TWO = [single(in_days(3)), single(in_days(4))]


@pytest.fixture
def editor(library, client_for) -> Editor:
    user = make_user("redaktør@havnby.test", library, "editor")
    return Editor(client_for(library, user), library)


@pytest.fixture
def admin(library, client_for) -> Editor:
    user = make_user("drift@havnby.test", is_superuser=True, is_staff=True)
    return Editor(client_for(library, user), library)


def made(editor: Editor, **fields) -> EventPage:
    response = editor.create(dates=fields.pop("dates", TWO), **fields)
    assert response.status_code == 302, response.context["form"].errors
    return EventPage.objects.get()


def join(date: Occurrence, name: str = "Grethe") -> SignUp:
    email = f"{name.lower()}@example.org"
    return sign_up(occurrence_id=date.pk, name=name, email=email).sign_up


def still_there(row: SignUp, date: Occurrence) -> bool:
    """The sign-up stands on its date, and the date on the site."""
    row.refresh_from_db()
    date = Occurrence.objects.get(pk=date.pk)
    return row.occurrence_id == date.pk and row.is_active and date.listed and date.seats_taken == 1


def test_case_39_add_date_publish_unpublish_publish(editor):
    page = made(editor, dates=TWO[:1])
    (date,) = rows(page)
    row = join(date)
    ids = [block.id for block in page.dates]
    assert editor.edit(page, dates=TWO, ids=ids).status_code == 302
    added = rows(page)[1]
    late = join(added, "Bo")
    editor.post("unpublish", page)
    assert not Occurrence.objects.filter(listed=True).exists()
    assert SignUp.objects.filter(state="confirmed").count() == 2
    assert editor.edit(page).status_code == 302
    assert [item.pk for item in rows(page)] == [date.pk, added.pk]
    assert still_there(row, date) and still_there(late, added)


def test_case_40_older_scheduled_draft_goes_live_after_newer_draft(editor):
    page = made(editor, dates=TWO[:1])
    (date,) = rows(page)
    ids = [block.id for block in page.dates]
    # Draft A adds a date and is scheduled; draft B, newer, goes live before it.
    three = [*TWO, single(in_days(9))]
    editor.edit(page, action="", dates=three, ids=ids)
    older = Revision.objects.order_by("pk").last()
    draft = EventPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    ids = [block.id for block in draft.dates]
    editor.edit(page, dates=TWO, ids=ids[:2])
    row, added = join(date), rows(page)[1]
    late = join(added, "Bo")
    Revision.objects.filter(pk=older.pk).update(
        approved_go_live_at=timezone.now() - timedelta(minutes=1)
    )
    call_command("publish_scheduled")
    assert [item.pk for item in rows(page)][:2] == [date.pk, added.pk]
    assert len(rows(page)) == 3
    assert still_there(row, date) and still_there(late, added)


def test_case_41_revert_to_a_revision_without_the_date_orphans_it(editor):
    page = made(editor, dates=TWO[:1])
    before = Revision.objects.order_by("pk").last()
    ids = [block.id for block in page.dates]
    editor.edit(page, dates=TWO, ids=ids)
    first, second = rows(page)
    row, late = join(first), join(second, "Bo")
    url = reverse("wagtailadmin_pages:revisions_revert", args=(page.pk, before.pk))
    assert editor.client.get(url).status_code == 200
    editor.edit(page, dates=TWO[:1], ids=ids, revision=str(before.pk))
    second.refresh_from_db()
    late.refresh_from_db()
    assert second.status == "orphaned" and late.is_active
    assert still_there(row, first)


def test_case_42_translate_sync_and_mirror_keep_the_same_sign_ups(admin):
    page = made(admin)
    first, second = rows(page)
    row = join(first)
    english = Locale.objects.get(language_code="en")
    url = reverse("wagtail_localize:submit_page_translation", args=(page.pk,))
    response = admin.client.post(url, {"locales": [english.pk], "include_subtree": ""})
    assert response.status_code == 302
    translation = Translation.objects.get()
    copy = translation.get_target_instance()
    assert copy.translation_key == page.translation_key
    translation.save_target(publish=True)
    assert [item.pk for item in rows(page)] == [first.pk, second.pk]
    # The date moves and a third is added in Danish; then English is brought up to date.
    draft = EventPage.objects.get(pk=page.pk)
    ids = [block.id for block in draft.dates]
    changed = [single(in_days(5)), TWO[1], single(in_days(8))]
    assert admin.edit(page, dates=changed, ids=ids).status_code == 302
    source = TranslationSource.objects.get()
    url = reverse("wagtail_localize:update_translations", args=(source.pk,))
    assert admin.client.post(url, {"publish_translations": "on"}).status_code == 302
    synced = EventPage.objects.get(pk=copy.pk)
    assert [block.id for block in synced.dates][:2] == ids
    assert len(rows(page)) == 3 and EventSeries.objects.count() == 1
    assert still_there(row, first)
    first.refresh_from_db()
    assert first.status == "moved"


def test_case_43_languages_share_seats_and_people(admin, client_for):
    page = made(admin, dates=TWO[:1], capacity="1")
    translation = page.copy_for_translation(Locale.objects.get(language_code="en"))
    translation.save_revision().publish()
    assert EventSeries.objects.count() == 1
    (date,) = rows(page)
    join(date)
    again = sign_up(
        occurrence_id=date.pk, name="grethe ", email="GRETHE@example.org", language="en"
    )
    assert not again.created
    other = sign_up(occurrence_id=date.pk, name="Ann", email="ann@example.org", language="en")
    assert other.state == "waiting"
    for path in (page.site_path, EventPage.objects.get(pk=translation.pk).site_path):
        html = client_for(admin.library).get(path).content.decode()
        assert f"/sign-up/{date.pk}/" in html


def test_case_45_a_copy_has_no_sign_ups_and_dates_of_its_own(editor):
    page = made(editor)
    row = join(rows(page)[0])
    # In the administration copying opens a new form; in code it makes a page at once.
    page.copy(update_attrs={"title": "Kopi", "slug": "kopi"}, keep_live=True)
    copy = EventPage.objects.get(slug="kopi")
    assert EventSeries.objects.count() == 2
    assert [item.seats_taken for item in rows(copy)] == [0, 0]
    assert {item.pk for item in rows(copy)}.isdisjoint({item.pk for item in rows(page)})
    editor.edit(copy, title="Kopi", slug="kopi", dates=[], ids=[], sign_up="none")
    assert still_there(row, rows(page)[0])


def test_case_46_moved_to_another_library(admin, other_library, client_for):
    page = made(admin)
    date = rows(page)[0]
    row = join(date)
    target = EventIndexPage.objects.descendant_of(other_library.root).order_by("path").first()
    Page.objects.get(pk=page.pk).move(target, pos="last-child")
    assert still_there(row, date)
    date.refresh_from_db()
    assert date.library == other_library
    moved = EventPage.objects.get(pk=page.pk)
    there = client_for(other_library)
    assert f"/sign-up/{date.pk}/" in there.get(moved.site_path).content.decode()
    assert "Strikkecafé" in there.get("/da/det-sker/").content.decode()
    assert "Strikkecafé" not in client_for(admin.library).get("/da/det-sker/").content.decode()
    own = f"/da/sign-up/s/{row.token}/"
    assert there.get(own).status_code == 200
    # The link is in a mail that was sent before; nobody else's links lead anywhere.
    here = client_for(admin.library)
    for answer in (here.get(own), here.post(own, {"action": "cancel"})):
        assert answer.status_code == 302
        assert answer["Location"] == f"{other_library.base_url}{own}"
    assert SignUp.objects.get(pk=row.pk).is_active
    Outbox.objects.filter(library=admin.library).delete()
    assert here.get(own).status_code == 404


@pytest.mark.parametrize("above", [False, True])
def test_case_47_a_page_with_sign_ups_is_not_deleted(admin, above):
    page = made(admin)
    row = join(rows(page)[0])
    target = page.get_parent() if above else page
    response = admin.client.post(
        reverse("wagtailadmin_pages:delete", args=(target.pk,)), follow=True
    )
    assert EventPage.objects.filter(pk=page.pk).exists()
    told = " ".join(str(message) for message in response.context["messages"])
    assert reason(1) in told
    assert still_there(row, rows(page)[0])


@pytest.mark.parametrize("above", [False, True])
def test_case_47_nor_together_with_others(admin, above):
    page = made(admin)
    row = join(rows(page)[0])
    target = page.get_parent() if above else page
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "delete"))
    admin.client.post(f"{url}?id={target.pk}&next=/admin/", {"next": "/admin/"})
    assert EventPage.objects.filter(pk=page.pk).exists()
    assert still_there(row, rows(page)[0])


def test_case_47_old_sign_ups_stay_behind_and_the_rest_goes(admin):
    page = made(admin)
    old, coming = rows(page)
    row = join(old)
    past = timezone.now() - timedelta(days=1)
    Occurrence.objects.filter(pk=old.pk).update(until=past, starts_at=past)
    admin.post("delete", page)
    assert not EventPage.objects.exists()
    assert SignUp.objects.get(pk=row.pk).occurrence_id == old.pk
    assert not Occurrence.objects.filter(pk=coming.pk).exists()
    assert not EventSeries.objects.get().listed


def test_deleting_an_event_nobody_signed_up_for_leaves_nothing(admin):
    page = made(admin)
    admin.post("delete", page)
    assert not EventPage.objects.exists()
    assert not Occurrence.objects.exists() and not EventSeries.objects.exists()


def test_deleting_a_translation_keeps_the_sign_ups(admin):
    page = made(admin)
    english = page.copy_for_translation(Locale.objects.get(language_code="en"))
    english.save_revision().publish()
    row = join(rows(page)[0])
    admin.post("delete", english)
    assert not EventPage.objects.filter(pk=english.pk).exists()
    assert still_there(row, rows(page)[0])


def test_case_50_two_dates_added_in_one_page_load_get_different_ids(editor):
    page = made(editor)
    first, second = rows(page)
    assert first.uid != second.uid and first.uid and second.uid
    assert {block.id for block in page.dates} == {first.uid, second.uid}


def test_dates_written_in_another_order_stay_themselves(editor):
    page = made(editor)
    first, second = rows(page)
    row, late = join(first), join(second, "Bo")
    ids = [block.id for block in page.dates]
    editor.edit(page, dates=TWO[::-1], ids=ids[::-1])
    assert still_there(row, first) and still_there(late, second)
    assert {item.sequence for item in rows(page)} == {0}
