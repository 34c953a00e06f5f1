"""Publishing an event makes its dates, and changes them without losing anybody."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from core.models import Place, Room
from events.actions.publish import extend_rules, sync_dates
from events.models import EventPage, EventSeries, Occurrence, OccurrenceListing, SignUp
from events.rules import horizon
from tests.events.editor import dates_of, join, republish
from tests.factories import in_days, make_event, single_date

pytestmark = pytest.mark.django_db


def rule(day, **value) -> dict:
    return {
        "type": "weekly",
        "id": "rule-1",
        "value": {
            "start_date": day.date().isoformat(),
            "start_time": "19:00",
            "end_time": "21:00",
            "interval": "1",
            **value,
        },
    }


def test_publishing_writes_dates_from_block_ids(library):
    page = make_event(
        library,
        dates=[single_date(in_days(3), uid="one"), single_date(in_days(4), uid="two")],
        sign_up="sign_up",
        capacity=5,
    )
    first, second = dates_of(page)
    assert (first.uid, second.uid) == ("one", "two")
    assert first.capacity == 5 and first.listed and first.library == library
    assert first.starts_at == in_days(3)
    assert first.content_key == second.content_key == page.content_key
    assert OccurrenceListing.objects.filter(library=library).count() == 2


def test_blocks_written_in_code_without_ids_get_one_that_stays(library):
    block = single_date(in_days(3))
    block.pop("id")
    page = make_event(library, dates=[block])
    (before,) = dates_of(page)
    assert len(before.uid) == 36
    republish(page, title="Nyt navn")
    assert [row.pk for row in dates_of(page)] == [before.pk]


def test_case_37_a_typo_fix_bumps_nothing(library):
    page = make_event(library, sign_up="sign_up")
    (before,) = dates_of(page)
    republish(page, title="Strikkecafé!", summary="Rettet")
    (after,) = dates_of(page)
    assert (after.pk, after.sequence, after.version, after.changed_at) == (
        before.pk,
        before.sequence,
        before.version,
        before.changed_at,
    )


def test_case_37_more_seats_are_no_news_for_calendars(library):
    page = make_event(library, sign_up="sign_up", capacity=5)
    (before,) = dates_of(page)
    republish(page, capacity=6)
    (after,) = dates_of(page)
    assert (after.capacity, after.sequence, after.changed_at) == (
        6,
        before.sequence,
        before.changed_at,
    )


def test_another_day_or_hour_moves_the_date(library):
    page = make_event(library, dates=[single_date(in_days(3), uid="one")], sign_up="sign_up")
    (before,) = dates_of(page)
    row = join(before)
    kept_until = row.delete_after
    republish(page, [single_date(in_days(5), uid="one")])
    (after,) = dates_of(page)
    assert after.pk == before.pk
    assert after.status == "moved" and after.sequence == before.sequence + 1
    row.refresh_from_db()
    assert row.is_active and row.delete_after == kept_until + timedelta(days=2)


def test_another_hour_of_a_rule_moves_its_dates_and_orphans_none(library):
    page = make_event(library, dates=[rule(in_days(3), count=3)], sign_up="sign_up")
    before = dates_of(page)
    join(before[1])
    republish(page, [rule(in_days(3), count=3, start_time="17:00")])
    after = dates_of(page)
    assert [row.pk for row in after] == [row.pk for row in before]
    assert {row.status for row in after} == {"moved"}
    assert {row.start_time for row in after} == {time(17)}


def test_another_place_bumps_the_sequence_without_calling_it_moved(library):
    place = Place.objects.create(library=library, name="Hovedbiblioteket")
    page = make_event(library)
    republish(page, place=place, room=Room.objects.create(place=place, name="Salen"))
    (row,) = dates_of(page)
    assert (row.place, row.status, row.sequence) == (place, "scheduled", 1)


def test_fields_changed_by_hand_are_never_written(library):
    page = make_event(library, dates=[single_date(in_days(3), uid="one")], capacity=5)
    moved = in_days(9)
    Occurrence.objects.update(
        capacity=8,
        start_date=moved.date(),
        starts_at=moved,
        status="cancelled",
        overrides=["capacity", "start_date", "status"],
    )
    republish(page, [single_date(in_days(4), uid="one")], capacity=2, max_seats=3)
    (row,) = dates_of(page)
    assert (row.capacity, row.starts_at, row.status) == (8, moved, "cancelled")
    assert row.max_seats == 3


def test_case_08_more_seats_go_to_the_queue_in_order(
    library, django_capture_on_commit_callbacks, mailoutbox
):
    page = make_event(library, sign_up="sign_up", capacity=1)
    (date,) = dates_of(page)
    join(date, "Anna")
    second, third = join(date, "Bo"), join(date, "Carla")
    assert second.state == third.state == SignUp.State.WAITING
    with django_capture_on_commit_callbacks(execute=True):
        republish(page, capacity=2)
    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.state, third.state) == (SignUp.State.CONFIRMED, SignUp.State.WAITING)
    (date,) = dates_of(page)
    assert (date.capacity, date.seats_taken, date.seats_waiting) == (2, 2, 1)
    assert [mail.to for mail in mailoutbox] == [["bo@example.org"]]


def test_case_09_fewer_seats_throw_nobody_out(library):
    page = make_event(library, sign_up="sign_up", capacity=3)
    (date,) = dates_of(page)
    rows = [join(date, name) for name in ("Anna", "Bo", "Carla")]
    republish(page, capacity=1)
    assert all(SignUp.objects.get(pk=row.pk).state == "confirmed" for row in rows)
    (date,) = dates_of(page)
    assert (date.capacity, date.seats_taken, date.state()) == (1, 3, "waiting")


def test_a_vanished_date_is_deleted_or_orphaned_and_returns(library):
    both = [single_date(in_days(3), uid="one"), single_date(in_days(4), uid="two")]
    page = make_event(library, dates=both, sign_up="sign_up")
    first, second = dates_of(page)
    row = join(first)
    republish(page, [])
    (left,) = dates_of(page)
    assert (left.pk, left.status, left.listed) == (first.pk, "orphaned", False)
    assert SignUp.objects.get(pk=row.pk).is_active
    republish(page, both)
    back, new = dates_of(page)
    assert (back.pk, back.status, back.listed) == (first.pk, "scheduled", True)
    assert new.pk != second.pk


def test_a_date_with_only_cancelled_sign_ups_is_kept_too(library):
    page = make_event(library, sign_up="sign_up")
    (date,) = dates_of(page)
    row = join(date)
    SignUp.objects.filter(pk=row.pk).update(state="cancelled")
    republish(page, [])
    assert [item.status for item in dates_of(page)] == ["orphaned"]


def test_dates_that_are_over_are_never_touched(library):
    page = make_event(
        library, dates=[single_date(in_days(-3), uid="old"), single_date(in_days(3), uid="new")]
    )
    old, _new = dates_of(page)
    republish(page, [single_date(in_days(3), uid="new")], capacity=9)
    still, new = dates_of(page)
    assert (still.pk, still.status, still.capacity) == (old.pk, "scheduled", None)
    assert new.capacity == 9


def test_a_block_used_again_after_its_date_makes_a_new_date(library):
    page = make_event(library, dates=[single_date(in_days(-3), uid="one")])
    (old,) = dates_of(page)
    republish(page, [single_date(in_days(3), uid="one")])
    again = republish(page, [single_date(in_days(4), uid="one")])
    first, second = dates_of(again)
    assert first.pk == old.pk and first.starts_at == in_days(-3)
    assert second.starts_at == in_days(4) and second.status == "moved"


def test_case_48_rule_changed_from_one_weekday_to_another(library):
    page = make_event(library, dates=[rule(in_days(3), count=3)], sign_up="sign_up")
    before = dates_of(page)
    row = join(before[1])
    republish(page, [rule(in_days(4), count=3)])
    orphaned = Occurrence.objects.get(status="orphaned")
    assert orphaned.pk == before[1].pk and SignUp.objects.get(pk=row.pk).is_active
    assert Occurrence.objects.filter(listed=True).count() == 3


def test_what_is_published_while_the_night_waits_for_the_event_is_what_is_written(library):
    """The nightly work reads the page once it holds the event, so it writes no old dates back."""
    page = make_event(library, dates=[single_date(in_days(3), uid="one")])
    later = [single_date(in_days(4), uid="one")]
    published = []

    def meanwhile(execute, sql, params, many, context):
        """Somebody else publishes, and lets go of the event as we come to it."""
        if sql.startswith("UPDATE") and "events_eventseries" in sql and not published:
            published.append(EventPage.objects.filter(pk=page.pk).update(dates=_blocks(later)))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(meanwhile):
        sync_dates(page.translation_key)
    assert published and dates_of(page)[0].starts_at == in_days(4)


def _blocks(dates: list[dict]):
    return EventPage._meta.get_field("dates").stream_block.to_python(dates)


def test_case_49_one_date_moved_then_the_rule_edited(library):
    start = in_days(3)
    exception = {
        "date": (start + timedelta(days=7)).date().isoformat(),
        "new_date": (start + timedelta(days=8)).date().isoformat(),
        "new_start_time": None,
    }
    page = make_event(library, dates=[rule(start, count=3)], sign_up="sign_up")
    second = dates_of(page)[1]
    row = join(second)
    republish(page, [rule(start, count=3, exceptions=[exception])])
    republish(page, [rule(start, count=5, start_time="18:00", exceptions=[exception])])
    second.refresh_from_db()
    assert second.start_date == (start + timedelta(days=8)).date()
    assert second.start_time == time(18) and second.status == "moved"
    assert SignUp.objects.get(pk=row.pk).occurrence_id == second.pk
    assert len(dates_of(page)) == 5


def test_case_54_a_window_before_each_date_keeps_its_hour_over_the_clock_change(library):
    page = make_event(
        library,
        dates=[rule(in_days(3), until=(in_days(400)).date().isoformat())],
        sign_up="sign_up",
        opens_days_before=14,
        closes_hours_before=2,
    )
    for row in dates_of(page):
        assert timezone.localtime(row.opens_at).time() == time(19)
        assert row.starts_at - row.closes_at == timedelta(hours=2)


def test_rules_are_extended_once_as_time_passes(library):
    page = make_event(library, dates=[rule(in_days(3))])
    count = len(dates_of(page))
    assert count > 70
    assert extend_rules() == 0
    last = dates_of(page)[-1]
    last.delete()
    EventSeries.objects.update(planned_until=timezone.localdate())
    assert extend_rules() == 1
    assert extend_rules() == 0
    assert len(dates_of(page)) == count
    assert EventSeries.objects.get().planned_until == horizon(timezone.localdate())
