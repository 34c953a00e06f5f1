"""Somebody at the desk or on the telephone is signed up by staff."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from events.models import AuditEntry, EventSeries, SignUp
from tests.events.conftest import assert_counted, signed_up, text_of, told
from tests.events.desk import at

pytestmark = pytest.mark.django_db


def at_desk(staff, row, **typed):
    """The answer to the form of the desk."""
    return staff.post(at(row), {"name": "Grethe", "seats": "1", "source": "desk", **typed})


@pytest.mark.parametrize("seats", ["501", "40000", "9" * 20])
def test_a_walk_in_of_too_many_is_refused_beside_the_number(occurrence, staff, seats):
    refused = at_desk(staff, occurrence, seats=seats, walk_in="on")
    assert refused.status_code == 422 and "500" in text_of(refused)
    assert not SignUp.objects.exists()
    assert at_desk(staff, occurrence, seats="500", walk_in="on").status_code == 302
    assert_counted(occurrence)


def test_case_17_a_second_press_at_the_desk_signs_nobody_up_twice(occurrence, staff):
    key = str(uuid4())
    for _ in range(2):
        assert at_desk(staff, occurrence, email="", form_key=key).status_code == 302
    assert SignUp.objects.count() == 1
    at_desk(staff, occurrence, email="", form_key=str(uuid4()))
    assert SignUp.objects.count() == 2, "another of the same name, in a form of their own"
    assert_counted(occurrence)


def test_a_whole_series_lets_nobody_in_past_its_queues_in_silence(occurrence, staff):
    EventSeries.objects.update(scope="series")
    type(occurrence).objects.update(capacity=1)
    signed_up(occurrence)
    refused = at_desk(staff, occurrence, walk_in="on", whole="on")
    assert refused.status_code == 422
    assert "kun til én dato ad gangen" in text_of(refused)
    assert SignUp.objects.count() == 1
    at_desk(staff, occurrence, walk_in="on")
    assert SignUp.objects.get(name="Grethe").state == "confirmed"


def reseated(staff, row: SignUp, seats, **typed):
    return staff.post(at(row.occurrence, f"{row.pk}/seats/"), {"seats": seats, **typed})


def test_staff_change_how_many_come_with_or_without_a_mail(occurrence, staff):
    row, queued = signed_up(occurrence, 1, seats=3), signed_up(occurrence, 2, seats=4)
    path = at(occurrence, f"{row.pk}/seats/")
    assert path in staff.get(at(occurrence)).content.decode()
    assert 'value="3"' in staff.get(path).content.decode()
    assert reseated(staff, row, 2).status_code == 302 and not told("changed")
    reseated(staff, row, 1, notify="on")
    assert len(told("changed")) == 1
    for one in (row, queued):
        one.refresh_from_db()
    assert (row.seats, queued.state) == (1, "confirmed")
    assert_counted(occurrence)
    log = AuditEntry.objects.filter(what="seats_changed").order_by("pk")
    assert [str(entry.who) for entry in log] == ["vagt@havnby.test"] * 2
    assert log[0].detail == {"before": 3, "now": 2}


def test_more_people_than_there_are_seats_is_told_beside_the_number(occurrence, staff):
    row, _other = signed_up(occurrence, 1), signed_up(occurrence, 2, seats=3)
    for wrong in ("3", "0", "x", "", "9" * 20):
        refused = reseated(staff, row, wrong)
        assert refused.status_code == 422, wrong
        assert re.search(
            r'id="id_seats"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*id="id_seats"',
            refused.content.decode(),
        )
    signed_up(occurrence, 3, seats=2)
    assert "venter" in text_of(reseated(staff, row, "2"))
    row.refresh_from_db()
    assert row.seats == 1


def test_names_of_a_party_may_be_changed_or_left_out_at_the_desk(occurrence, staff):
    EventSeries.objects.update(ask_names=True, ask_children=True)
    row = signed_up(occurrence, 1, seats=2, people=("Person 1", "Bo"))
    assert 'value="Bo"' in staff.get(at(occurrence, f"{row.pk}/seats/")).content.decode()
    assert reseated(staff, row, 3, name_3="Åse").status_code == 422
    reseated(staff, row, 3, name_2="Kaj", children="1")
    row.refresh_from_db()
    assert (row.seats, row.children) == (3, 1)
    assert [person.name for person in row.people.all()] == ["Person 1", "Kaj"]
    reseated(staff, row, 3)
    assert [person.name for person in row.people.all()] == ["Person 1"]


def test_slip_and_mails_are_in_the_language_that_staff_choose(occurrence, staff):
    assert 'value="da" selected' in staff.get(at(occurrence)).content.decode()
    at_desk(staff, occurrence, email="grethe@example.org", language="en")
    row = SignUp.objects.get()
    assert row.language == "en" and told("confirmation")[0].language == "en"
    slip = staff.get(at(occurrence, f"{row.pk}/slip/")).content.decode()
    assert '<html lang="en"' in slip
    at_desk(staff, occurrence, name="Bo")
    assert SignUp.objects.get(name="Bo").language == "da"
    assert at_desk(staff, occurrence, name="Kaj", language="xx").status_code == 422
