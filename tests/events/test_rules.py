"""What an editor writes under "Dates" means exactly these dates."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from events.blocks import DatesBlock
from events.rules import PlannedDate, expand, goes_on, time_exists, to_utc

TODAY = date(2026, 9, 1)
COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def block(kind: str, uid: str = "a", **value) -> dict:
    defaults = {"start_date": "2026-10-20", "start_time": "19:00", "end_time": "21:00"}
    if kind == "monthly":
        defaults["by"] = "weekday"
    if kind == "weekly":
        defaults["interval"] = "1"
    return {"type": kind, "id": uid, "value": {**defaults, **value}}


def planned(*blocks: dict, today: date = TODAY) -> list[PlannedDate]:
    return expand(DatesBlock().to_python(list(blocks)), today=today)


def days(*blocks: dict, today: date = TODAY) -> list[str]:
    return [item.start_date.isoformat() for item in planned(*blocks, today=today)]


def local(item: PlannedDate) -> str:
    return item.starts_at.astimezone(COPENHAGEN).strftime("%H:%M")


def test_a_single_date_keeps_its_block_as_identity():
    (item,) = planned(block("single", uid="abc"))
    assert (item.uid, item.recurrence_id) == ("abc", "")
    assert item.starts_at == datetime(2026, 10, 20, 17, 0, tzinfo=UTC)
    assert item.ends_at == item.until == datetime(2026, 10, 20, 19, 0, tzinfo=UTC)


def test_dates_of_a_rule_are_known_by_their_day_and_never_by_the_hour():
    early = planned(block("weekly", count=3, start_time="10:00", end_time="11:00"))
    late = planned(block("weekly", count=3))
    assert [item.recurrence_id for item in early] == [item.recurrence_id for item in late]
    assert early[1].recurrence_id == "2026-10-27/0"


def test_case_51_weekly_at_19_stays_at_19_over_both_changes_of_the_clock():
    items = planned(block("weekly", until="2027-04-30"))
    assert {local(item) for item in items} == {"19:00"}
    assert len({item.starts_at.hour for item in items}) == 2


def test_case_52_events_across_the_night_of_the_clock_change():
    night = {"start_time": "01:00", "end_time": "04:00"}
    (spring,) = planned(block("single", start_date="2026-03-29", **night))
    (autumn,) = planned(block("single", start_date="2026-10-25", **night))
    assert spring.ends_at - spring.starts_at == timedelta(hours=2)
    assert autumn.ends_at - autumn.starts_at == timedelta(hours=4)


@pytest.mark.parametrize("end", ["02:45", "03:00", "03:15", "03:45"])
def test_case_52_an_end_never_comes_before_its_start(end):
    (item,) = planned(block("single", start_date="2026-03-29", start_time="02:30", end_time=end))
    assert item.ends_at > item.starts_at
    assert local(item) == "03:30"


def test_the_skipped_hour_is_known_not_to_exist():
    assert not time_exists(date(2026, 3, 29), time(2, 30))
    assert time_exists(date(2026, 3, 29), time(3, 30))
    assert time_exists(date(2026, 10, 25), time(2, 30))
    assert to_utc(date(2026, 10, 25), time(2, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_case_53_the_31st_skips_short_months():
    assert days(block("monthly", start_date="2026-10-31", by="date", count=4)) == [
        "2026-10-31",
        "2026-12-31",
        "2027-01-31",
        "2027-03-31",
    ]


def test_case_53_last_tuesday():
    assert days(block("monthly", start_date="2026-10-27", by="last_weekday", count=3)) == [
        "2026-10-27",
        "2026-11-24",
        "2026-12-29",
    ]


def test_case_53_second_tuesday():
    assert days(block("monthly", start_date="2026-10-13", by="weekday", count=3)) == [
        "2026-10-13",
        "2026-11-10",
        "2026-12-08",
    ]


def test_case_53_29_february_skips_years_without_one():
    found = days(
        block("monthly", start_date="2028-02-29", by="date", count=3), today=date(2028, 1, 1)
    )
    assert found == ["2028-02-29", "2028-03-29", "2028-04-29"]
    found = days(
        block("monthly", start_date="2026-12-29", by="date", count=4), today=date(2026, 12, 1)
    )
    assert found == ["2026-12-29", "2027-01-29", "2027-03-29", "2027-04-29"]


def test_every_two_weeks():
    assert days(block("weekly", interval="2", count=3)) == [
        "2026-10-20",
        "2026-11-03",
        "2026-11-17",
    ]


def test_a_rule_without_end_reaches_18_months_ahead_and_goes_on():
    value = DatesBlock().to_python([block("weekly", start_date="2026-09-01")])
    items = expand(value, today=TODAY)
    assert items[-1].start_date == date(2028, 2, 29)
    assert goes_on(value, today=TODAY)
    ending = DatesBlock().to_python([block("weekly", count=5)])
    assert not goes_on(ending, today=TODAY)


def test_case_57_exceptions_leave_out_also_the_first_date():
    rule = block(
        "weekly",
        count=3,
        exceptions=[{"date": "2026-10-20", "new_date": None, "new_start_time": None}],
    )
    assert days(rule) == ["2026-10-27", "2026-11-03"]


def test_a_moved_date_keeps_the_identity_of_its_old_day_and_its_length():
    rule = block(
        "weekly",
        count=3,
        exceptions=[{"date": "2026-10-27", "new_date": "2026-10-28", "new_start_time": "23:00"}],
    )
    moved = planned(rule)[1]
    assert moved.recurrence_id == "2026-10-27/0"
    assert (moved.start_date, moved.start_time) == (date(2026, 10, 28), time(23))
    assert (moved.end_date, moved.end_time) == (date(2026, 10, 29), time(1))


def test_past_midnight_ends_the_next_day():
    (item,) = planned(block("single", start_time="22:00", end_time="01:00"))
    assert item.end_date == date(2026, 10, 21)
    assert item.ends_at - item.starts_at == timedelta(hours=3)


def test_case_55_a_late_evening_belongs_to_its_local_day():
    (item,) = planned(block("single", start_time="23:30", end_time=None))
    assert item.start_date == item.end_date == date(2026, 10, 20)


def test_case_56_all_day_several_days_and_no_end_time():
    (day,) = planned(block("single", start_time=None, end_time=None))
    assert day.ends_at is None
    assert day.until == datetime(2026, 10, 20, 22, 0, tzinfo=UTC)
    (week,) = planned(block("single", start_time=None, end_time=None, end_date="2026-10-26"))
    assert week.end_date == date(2026, 10, 26)
    assert week.until == datetime(2026, 10, 26, 23, 0, tzinfo=UTC)
    (open_end,) = planned(block("single", end_time=None))
    assert open_end.ends_at is None
    assert open_end.until == open_end.starts_at + timedelta(hours=2)


def test_copied_blocks_with_the_same_id_stay_apart():
    items = planned(block("single", uid="x"), block("single", uid="x", start_date="2026-10-21"))
    assert len({item.uid for item in items}) == 2


def test_an_unfinished_block_means_no_date():
    assert planned({"type": "single", "id": "x", "value": {}}) == []
    assert planned({"type": "weekly", "id": "x", "value": {"start_time": "10:00"}}) == []
