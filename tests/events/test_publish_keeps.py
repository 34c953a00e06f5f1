"""What publishing must not do: lose people, bring dates back, or undo what staff decided."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone, translation

from events.actions import occurrences
from events.actions.change_date import DateChange, cancel_date, change_date
from events.actions.figures import count_date
from events.actions.publish import sync_page
from events.actions.sign_up_series import sign_up_series
from events.models import EventSeries, Occurrence, SignUp
from events.when import in_words
from tests.events.conftest import text_of, told
from tests.events.editor import Editor, dates_of, join, republish, single
from tests.factories import in_days, make_event, make_user, single_date, translate

pytestmark = pytest.mark.django_db


def moved_by_hand(row: Occurrence, days: int) -> None:
    """As `change_date` leaves a date: other times, the announced start, what is kept."""
    start = in_days(days)
    Occurrence.objects.filter(pk=row.pk).update(
        start_date=start.date(),
        end_date=start.date(),
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        until=start + timedelta(hours=2),
        previous_starts_at=row.starts_at,
        status="moved",
        overrides=["end_date", "start_date"],
    )


def test_a_date_with_people_is_never_published_into_the_past(library):
    page = make_event(library, dates=[single_date(in_days(3), uid="one")], sign_up="sign_up")
    (before,) = dates_of(page)
    row = join(before)
    republish(page, [single_date(in_days(-90), uid="one")], capacity=9)
    (after,) = dates_of(page)
    assert (after.pk, after.starts_at, after.status) == (before.pk, in_days(3), "scheduled")
    assert after.listed and after.capacity == 9
    call_command("run_due")
    kept = SignUp.objects.get(pk=row.pk)
    assert kept.is_active and kept.name == "Grethe" and kept.delete_after == row.delete_after
    page.refresh_from_db()
    page.unpublish()
    assert not dates_of(page)[0].listed


def test_an_orphaned_date_does_not_return_by_a_day_that_has_passed(library):
    page = make_event(library, dates=[single_date(in_days(3), uid="one")], sign_up="sign_up")
    join(dates_of(page)[0])
    republish(page, [])
    republish(page, [single_date(in_days(-90), uid="one")])
    (row,) = dates_of(page)
    assert (row.status, row.listed, row.starts_at) == ("orphaned", False, in_days(3))


def test_a_move_into_the_past_takes_no_data_away_at_once(library):
    page = make_event(library, dates=[single_date(in_days(3), uid="one")], sign_up="sign_up")
    row = join(dates_of(page)[0])
    SignUp.objects.filter(pk=row.pk).update(state="cancelled")
    Occurrence.objects.update(seats_taken=0)
    republish(page, [single_date(in_days(-90), uid="one")])
    assert dates_of(page)[0].starts_at == in_days(-90)
    row.refresh_from_db()
    days = timedelta(days=library.retention_days)
    assert timezone.now() + days - timedelta(minutes=5) < row.delete_after < in_days(3) + days


def test_the_editor_is_told_next_to_the_dates(library, client_for):
    editor = Editor(client_for(library, make_user("red@havnby.test", library, "editor")), library)
    page = make_event(library, dates=[single_date(in_days(3), uid="one")], sign_up="sign_up")
    past = {"dates": [single(in_days(-9))], "ids": ["one"]}
    assert editor.edit(page, **past, confirm=False).status_code == 302  # nobody is on it
    republish(page, [single_date(in_days(4), uid="two")])
    row = join(dates_of(page)[-1])
    answer = editor.edit(page, dates=[single(in_days(-8))], ids=["two"], confirm=False)
    assert "der er tilmeldte, så" in text_of(answer)
    row.occurrence.refresh_from_db()
    assert row.occurrence.starts_at == in_days(4)


@pytest.mark.parametrize("hour", ["19:00", "18:00"])
def test_a_date_held_earlier_by_hand_leaves_no_ghost(library, hour):
    rule = {
        "start_date": in_days(3).date().isoformat(),
        "start_time": "19:00",
        "end_time": "21:00",
        "interval": "1",
        "count": 2,
    }
    page = make_event(library, dates=[{"type": "weekly", "id": "r", "value": rule}])
    before = dates_of(page)
    moved_by_hand(before[0], -1)
    republish(page, [{"type": "weekly", "id": "r", "value": {**rule, "start_time": hour}}])
    assert [row.pk for row in dates_of(page)] == [row.pk for row in before]


def test_a_single_date_held_earlier_by_hand_leaves_no_ghost_either(library):
    page = make_event(library, dates=[single_date(in_days(3), uid="one")])
    moved_by_hand(dates_of(page)[0], -1)
    republish(page)
    (row,) = dates_of(page)
    assert row.starts_at == in_days(-1)
    republish(page, [single_date(in_days(8), uid="one")])
    assert [one.uid for one in dates_of(page)] == ["one", "one~2"]


def test_a_single_date_moved_by_hand_and_then_on_the_page_is_held_once(library):
    """By hand on another day, on the page on a third: what staff did stays, and is not repeated."""
    page = make_event(library, dates=[single_date(in_days(3), uid="one")], sign_up="sign_up")
    join(dates_of(page)[0])
    moved_by_hand(dates_of(page)[0], 4)
    page = republish(page, [single_date(in_days(8), uid="one")])
    assert [row.starts_at for row in dates_of(page)] == [in_days(4)]
    Occurrence.objects.update(starts_at=in_days(-1), until=in_days(-1) + timedelta(hours=2))
    page = republish(page)
    assert [row.uid for row in dates_of(page)] == ["one"]
    republish(page, [single_date(in_days(9), uid="one")])
    assert [row.uid for row in dates_of(page)] == ["one", "one~2"], "a new day is a new date"


def running(library, client_for) -> tuple:
    """An editor, an event that began an hour ago, who signed up for it, and when it began."""
    editor = Editor(client_for(library, make_user("red@havnby.test", library, "editor")), library)
    page = make_event(library, dates=[single_date(in_days(3), uid="one")], sign_up="sign_up")
    row = join(dates_of(page)[0])
    began = timezone.localtime().replace(second=0, microsecond=0) - timedelta(hours=1)
    raw = single_date(began, uid="one")
    raw["value"]["end_date"] = (began.date() + timedelta(days=2)).isoformat()
    Occurrence.objects.update(
        start_date=began.date(), start_time=began.time(), starts_at=began,
        end_date=began.date() + timedelta(days=2), until=began + timedelta(days=2),
        ends_at=began + timedelta(days=2), end_time=began.time(),
    )  # fmt: skip
    page.dates = page._meta.get_field("dates").stream_block.to_python([raw])
    page.save()
    page.save_revision()
    return editor, page, row, began


def test_a_running_date_may_be_ended_on_the_page(library, client_for):
    """It was held: nobody is told that it moved, and nothing about anybody is lost."""
    editor, page, row, began = running(library, client_for)
    kind, value = single(began)
    over = (began + timedelta(minutes=1)).time()
    ended = (kind, {**value, "end_time": f"{over:%H:%M}"})
    answer = editor.edit(page, dates=[ended], ids=["one"], confirm=False)
    assert answer.status_code == 302 and "/publish/" not in answer.url
    (date,) = dates_of(page)
    assert date.until < timezone.now() and date.state() == "over" and date.listed
    assert not told("moved")
    kept = SignUp.objects.get(pk=row.pk)
    assert kept.is_active and kept.delete_after > timezone.now()


def test_a_running_date_may_be_ended_by_hand(library, client_for):
    _editor, page, row, began = running(library, client_for)
    (date,) = dates_of(page)
    over = (began + timedelta(minutes=1)).time()
    change = DateChange(
        start_date=began.date(), start_time=began.time(), end_time=over, last_day=None,
        place_id=None, room_id=None, capacity=None, waiting_size=None, notes={},
    )  # fmt: skip
    change_date(occurrence_id=date.pk, change=change)
    assert dates_of(page)[0].state() == "over" and not told("moved")
    assert SignUp.objects.get(pk=row.pk).is_active


def test_the_editor_is_told_of_a_date_that_stays_where_it_was_moved_by_hand(library, client_for):
    editor = Editor(client_for(library, make_user("red@havnby.test", library, "editor")), library)
    page = make_event(library, dates=[single_date(in_days(3), uid="one")], sign_up="sign_up")
    moved_by_hand(dates_of(page)[0], 4)
    shown = text_of(editor.client.get(f"/admin/pages/{page.pk}/edit/"))
    with translation.override("da"):
        assert f"bliver liggende {in_words(dates_of(page)[0], inside=True)}" in shown


def test_members_get_the_dates_that_came_while_the_page_was_away(library):
    dates = [single_date(in_days(3), uid="one"), single_date(in_days(10), uid="two")]
    page = make_event(library, dates=dates[:1], sign_up="sign_up", scope="series")
    sign_up_series(series=EventSeries.objects.get(), name="Anna", email="anna@example.org")
    page.unpublish()
    page.refresh_from_db()
    page.dates = page._meta.get_field("dates").stream_block.to_python(dates)
    page.save()
    sync_page(page)
    assert [row.listed for row in dates_of(page)] == [False, False]
    republish(page)
    assert [row.seats_taken for row in dates_of(page)] == [1, 1]
    assert SignUp.objects.count() == 2


def test_a_cancellation_just_before_the_lock_is_not_undone(library, monkeypatch):
    both = [single_date(in_days(3), uid="one")]
    page = make_event(library, dates=both, sign_up="sign_up")
    join(dates_of(page)[0])
    republish(page, [])
    real = occurrences.lock

    def meanwhile(pk, *more):
        cancel_date(occurrence_id=pk, reasons={})
        return real(pk, *more)

    monkeypatch.setattr(occurrences, "lock", meanwhile)
    republish(page, both)
    assert [row.status for row in dates_of(page)] == ["cancelled"]


def test_a_cancelled_date_taken_off_the_page_stays_off_once_it_is_over(library):
    kept, gone = single_date(in_days(-2), uid="kept"), single_date(in_days(3), uid="gone")
    page = make_event(library, dates=[kept, gone], sign_up="sign_up")
    first, second = dates_of(page)
    join(second)
    cancel_date(occurrence_id=second.pk, reasons={})
    republish(page, [kept])
    Occurrence.objects.filter(pk=first.pk).update(status="cancelled")
    moved_by_hand(second, -1)
    Occurrence.objects.filter(pk=second.pk).update(status="cancelled")
    page = republish(page)
    assert [row.listed for row in dates_of(page)] == [True, False]
    page.unpublish()
    republish(page)
    assert [row.listed for row in dates_of(page)] == [True, False]


def test_a_date_that_lost_its_page_was_not_held(library):
    page = make_event(library, sign_up="sign_up")
    join(dates_of(page)[0])
    republish(page, [])
    assert not count_date(dates_of(page)[0]).held


def test_the_draft_of_a_page_taken_down_tells_nobody_until_it_is_published(library, client_for):
    """Wagtail keeps such a draft in the page itself, where the night and other languages find it.

    Dates show as they were wherever the event is still told of.
    """
    editor = Editor(client_for(library, make_user("red@havnby.test", library, "editor")), library)
    start = in_days(3)
    page = make_event(library, dates=[single_date(start, uid="one")], sign_up="sign_up")
    join(dates_of(page)[0])
    english = translate(page, "en")
    english.unpublish()
    page.unpublish()
    editor.edit(page, "", dates=[single(start + timedelta(days=1))], ids=["one"])
    sync_page(page)
    (row,) = dates_of(page)
    assert (row.starts_at, row.listed, told("moved")) == (start, False, [])
    republish(english)
    (row,) = dates_of(page)
    assert (row.starts_at, row.listed, told("moved")) == (start, True, [])
    editor.edit(page)
    assert dates_of(page)[0].starts_at == start + timedelta(days=1) and len(told("moved")) == 1


def test_a_day_the_page_named_for_a_while_may_be_chosen_again_later(library):
    page = make_event(library, dates=[single_date(in_days(3), uid="one")], sign_up="sign_up")
    join(dates_of(page)[0])
    moved_by_hand(dates_of(page)[0], 4)
    for day in (8, 3):
        page = republish(page, [single_date(in_days(day), uid="one")])
    Occurrence.objects.update(starts_at=in_days(-1), until=in_days(-1) + timedelta(hours=2))
    republish(page, [single_date(in_days(8), uid="one")])
    assert [row.uid for row in dates_of(page)] == ["one", "one~2"]
