"""Staff change, cancel and take up one date; what was set by hand stays."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from core.models import Outbox, Place, Room
from events.models import OccurrenceText, SignUp
from tests.events.conftest import assert_counted, signed_up, text_of, told
from tests.events.desk import as_typed, at, changed
from tests.events.editor import dates_of, join, republish
from tests.events.test_publish import rule
from tests.factories import in_days, make_event, make_occurrence, make_user

pytestmark = pytest.mark.django_db


def test_one_date_is_moved_and_stays_moved_when_the_page_is_published(library, staff, event):
    page, row = event()
    house = Place.objects.create(library=library, name="Kulturhuset", city="Havnby")
    hall = Room.objects.create(place=house, name="Salen")
    day = in_days(5).date().isoformat()
    changed(
        staff, row, start_date=day, start_time="17:30", end_time="18:30", place=house.pk,
        room=hall.pk, capacity=9, waiting_size=3, note_da="Tag en kop med", note_en="Bring a cup",
    )  # fmt: skip
    first_start = in_days(3)
    assert (row.status, row.sequence, row.previous_starts_at) == ("moved", 1, first_start)
    assert {"start_date", "start_time", "place", "room", "capacity"} <= set(row.overrides)
    republish(page, title="Ny titel", capacity=2)
    row.refresh_from_db()
    assert (row.start_date.isoformat(), f"{row.start_time:%H:%M}") == (day, "17:30")
    assert (row.place, row.room, row.capacity, row.waiting_size) == (house, hall, 9, 3)
    assert row.sequence == 1
    shown = text_of(staff.get(page.site_path))
    assert "Tag en kop med" in shown and "17.30" in shown and "Kulturhuset, Salen" in shown
    english = {text.language: text.note for text in OccurrenceText.objects.all()}
    assert english == {"da": "Tag en kop med", "en": "Bring a cup"}


def test_case_49_a_date_moved_by_hand_stays_when_the_rule_is_edited(library, staff):
    start = in_days(3)
    page = make_event(library, dates=[rule(start, count=3)], sign_up="sign_up")
    second = dates_of(page)[1]
    row = join(second)
    day = (start + timedelta(days=8)).date().isoformat()
    changed(staff, second, start_date=day, start_time="15:00", end_time="17:00")
    republish(page, [rule(start, count=5, start_time="18:00")])
    second.refresh_from_db()
    assert (second.start_date.isoformat(), second.start_time) == (day, time(15))
    assert SignUp.objects.get(pk=row.pk).occurrence_id == second.pk
    others = [one.start_time for one in dates_of(page) if one != second]
    assert others == [time(18)] * 4


def test_nothing_is_stored_before_staff_have_read_what_is_told(staff, event):
    _page, row = event()
    signed_up(row, 1)
    Outbox.objects.all().delete()
    day = in_days(5).date().isoformat()
    response = staff.post(at(row, "change/"), as_typed(row, start_date=day))
    shown = text_of(response)
    assert response.status_code == 200 and 'name="notify"' in response.content.decode()
    assert SignUp.objects.get().token not in response.content.decode()
    assert "Person 1" in shown and "Læsekreds for nysgerrige" in shown
    row.refresh_from_db()
    assert row.start_date == in_days(3).date() and row.status == "scheduled"
    assert not Outbox.objects.exists()


def test_the_confirmation_keeps_what_was_typed_and_then_stores_it(staff, event):
    _page, row = event()
    signed_up(row, 1)
    typed = as_typed(row, start_time="20:00", end_time="21:00", note_da="Æ & <b>")
    page = staff.post(at(row, "change/"), typed)
    assert 'name="note_da" value="Æ &amp; &lt;b&gt;"' in page.content.decode()
    staff.post(at(row, "change/"), {**typed, "confirmed": "1", "notify": "1"})
    row.refresh_from_db()
    assert f"{row.start_time:%H:%M}" == "20:00"
    assert len(told("moved")) == 1


def test_staff_may_change_without_sending_mail(staff, event):
    _page, row = event()
    signed_up(row, 1)
    changed(staff, row, notify=False, start_time="20:00", end_time="21:00")
    assert row.status == "moved" and not told("moved")


def test_sign_ups_and_retention_follow_the_date(staff, event):
    _page, row = event()
    one = signed_up(row, 1)
    changed(staff, row, start_date=in_days(13).date().isoformat())
    later = SignUp.objects.get(pk=one.pk).delete_after - one.delete_after
    assert later == timedelta(days=10)
    assert one.occurrence_id == row.pk
    assert_counted(row)


def test_moved_back_is_no_longer_moved(staff, event):
    _page, row = event()
    changed(staff, row, start_time="20:00", end_time="21:00")
    changed(staff, row, start_time="19:00", end_time="21:00")
    assert (row.status, row.previous_starts_at, row.sequence) == ("scheduled", None, 2)


def test_fewer_seats_throw_nobody_out_and_staff_are_told(staff, event):
    _page, row = event()
    for number in range(3):
        signed_up(row, number)
    response = staff.post(at(row, "change/"), as_typed(row, capacity=1))
    assert response.status_code == 200
    assert "confirmed" in response.content.decode()
    row.refresh_from_db()
    assert row.capacity == 5
    changed(staff, row, capacity=1)
    assert (row.capacity, row.seats_taken, row.status) == (1, 3, "scheduled")
    assert SignUp.objects.filter(state="confirmed").count() == 3
    assert not told("moved")


def test_more_seats_move_the_queue_up(staff, event):
    _page, row = event(capacity=1)
    for number in range(3):
        signed_up(row, number)
    changed(staff, row, capacity=2)
    assert len(told("promoted")) == 1
    assert_counted(row)
    assert (row.seats_taken, row.seats_waiting) == (2, 1)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"start_time": "19:00", "end_time": "05:00", "end_date": ""}, None),
        ({"start_time": "19:00", "end_time": "18:00"}, "end_time"),
        ({"start_date": "2027-03-28", "start_time": "02:30", "end_time": "04:00"}, "start_time"),
        ({"start_date": "2027-02-31"}, "start_date"),
        ({"start_date": "1066-10-14"}, "start_date"),
        ({"start_date": "2020-01-01"}, "start_date"),
        ({"start_time": "", "end_time": "18:00"}, "start_time"),
        ({"end_date": "2020-01-01"}, "end_date"),
        ({"capacity": "-1"}, "capacity"),
        ({"capacity": "2.5"}, "capacity"),
        ({"place": "999999"}, "place"),
        ({"note_da": "010190-1234"}, "note_da"),
    ],
)
def test_what_cannot_be_is_said_next_to_its_field(staff, event, typed, field):
    _page, row = event()
    response = staff.post(at(row, "change/"), as_typed(row, **typed))
    if field is None:
        assert response.status_code == 302
        return
    assert response.status_code == 422
    assert field in response.context["form"].errors
    row.refresh_from_db()
    assert row.start_date == in_days(3).date() and row.sequence == 0


def test_a_room_is_in_its_place(library, staff, event):
    _page, row = event()
    one = Place.objects.create(library=library, name="Et")
    two = Place.objects.create(library=library, name="To")
    room = Room.objects.create(place=two, name="Salen")
    response = staff.post(at(row, "change/"), as_typed(row, place=one.pk, room=room.pk))
    assert "room" in response.context["form"].errors


def test_a_date_that_is_over_is_left_alone(library, staff):
    row = make_occurrence(library, starts_at=in_days(-2))
    for step in ("change/", "cancel/"):
        typed = as_typed(row, start_date=date(2030, 1, 1).isoformat())
        assert staff.post(at(row, step), {**typed, "confirmed": "1"}).status_code == 422
    row.refresh_from_db()
    assert row.sequence == 0


def test_cancelled_with_a_reason_in_each_language_and_taken_up_again(staff, event):
    page, row = event()
    signed_up(row, 1)
    reasons = {"reason_da": "Forfatteren er syg.", "reason_en": "The author is ill."}
    asked = staff.post(at(row, "cancel/"), reasons)
    assert "Forfatteren er syg." in text_of(asked)
    staff.post(at(row, "cancel/"), {**reasons, "confirmed": "1", "notify": "1"})
    row.refresh_from_db()
    assert (row.status, row.sequence) == ("cancelled", 1)
    assert "Forfatteren er syg." in text_of(staff.get(page.site_path))
    republish(page, title="Ny titel")
    row.refresh_from_db()
    assert row.status == "cancelled"
    assert staff.get(at(row, "restore/")).status_code == 200
    staff.post(at(row, "restore/"), {"confirmed": "1", "notify": "1"})
    row.refresh_from_db()
    assert (row.status, row.sequence, row.seats_taken) == ("scheduled", 2, 1)
    assert "syg" not in text_of(staff.get(page.site_path))


def test_reading_the_screens_changes_nothing(staff, event):
    _page, row = event()
    signed_up(row, 1)
    before = Outbox.objects.count()
    for step in ("", "change/", "cancel/", "restore/", "calls/"):
        assert staff.get(at(row, step)).status_code == 200
    row.refresh_from_db()
    assert (row.status, row.sequence) == ("scheduled", 0)
    assert Outbox.objects.count() == before


@pytest.mark.parametrize("step", ["change/", "cancel/", "restore/", "calls/"])
def test_another_librarys_date_is_not_found(step, other_library, staff):
    foreign = make_occurrence(other_library)
    assert staff.get(at(foreign, step)).status_code == 404
    typed = {**as_typed(foreign, capacity=1), "confirmed": "1"}
    assert staff.post(at(foreign, step), typed).status_code == 404
    foreign.refresh_from_db()
    assert (foreign.status, foreign.capacity) == ("scheduled", 5)


def test_another_librarys_place_is_no_choice(other_library, staff, event):
    _page, row = event()
    place = Place.objects.create(library=other_library, name="Fremmed")
    response = staff.post(at(row, "change/"), as_typed(row, place=place.pk))
    assert "place" in response.context["form"].errors


@pytest.mark.parametrize("role", ["author", "viewer", "moderator"])
def test_only_those_who_see_names_may_change_dates(role, library, client_for, event):
    _page, row = event()
    browser = client_for(library, make_user(f"{role}@havnby.test", library, role))
    response = browser.post(at(row, "cancel/"), {"confirmed": "1"})
    assert response.status_code in (302, 403)
    row.refresh_from_db()
    assert row.status == "scheduled"
