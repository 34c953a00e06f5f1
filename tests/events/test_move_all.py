"""Staff move everybody of a date, as where a course gets another weekday."""

from __future__ import annotations

import pytest

from core.models import Outbox
from events.models import AuditEntry, Occurrence, SignUp
from tests.events.conftest import assert_counted, signed_up, text_of
from tests.events.desk import at
from tests.events.test_desk_actions import later, moved

pytestmark = pytest.mark.django_db
__all__ = ["later"]


def everybody(staff, row, to, **typed):
    return staff.post(at(row, "move/"), {"to": getattr(to, "pk", to), **typed}, follow=True)


def states(row) -> list[tuple[str, str]]:
    rows = SignUp.objects.filter(occurrence=row).order_by("name")
    return [(one.name, one.state) for one in rows]


def test_people_of_a_date_that_left_its_page_are_moved_one_by_one(occurrence, later, staff):
    row = signed_up(occurrence)
    Occurrence.objects.filter(pk=occurrence.pk).update(status="orphaned")
    assert at(occurrence, f"{row.pk}/move/") in staff.get(at(occurrence)).content.decode()
    assert moved(staff, row, later).status_code == 302


def test_everybody_moves_with_a_mail_each_and_a_trace(occurrence, later, staff):
    Occurrence.objects.filter(pk=occurrence.pk).update(status="orphaned")
    for number in (1, 2):
        signed_up(occurrence, number)
    assert at(occurrence, "move/") in staff.get(at(occurrence)).content.decode()
    assert "2 personer" in text_of(staff.get(at(occurrence, "move/")))
    said = text_of(everybody(staff, occurrence, later, notify="on"))
    assert "2 personer har plads" in said
    assert states(later) == [("Person 1", "confirmed"), ("Person 2", "confirmed")]
    assert Outbox.objects.filter(template="sign_up_rebooked").count() == 2
    assert AuditEntry.objects.filter(what="moved", occurrence=later).count() == 2
    for date in (occurrence, later):
        assert_counted(date)


def test_too_few_seats_are_said_and_nobody_loses_the_old_one_unasked(occurrence, later, staff):
    for number in (1, 2, 3):
        signed_up(occurrence, number)
    signed_up(occurrence, 4, name="Gerda", email="", source="desk", seats=2)
    said = text_of(everybody(staff, occurrence, later, notify="on"))
    assert "2 personer har plads" in said
    assert "3 personer blev ikke flyttet: Der er ikke nok ledige pladser" in said
    assert states(occurrence) == [("Gerda", "confirmed"), ("Person 3", "confirmed")]
    said = text_of(everybody(staff, occurrence, later, wait="on", notify="on"))
    assert "3 personer er på ventelisten" in said
    assert states(later)[0] == ("Gerda", "waiting")
    assert "Du står på venteliste" in text_of(staff.get(at(later, "calls/")))
    for date in (occurrence, later):
        assert_counted(date)


def test_who_waits_gets_the_seats_left_and_no_seat_on_the_way(occurrence, later, staff):
    """The queue of the old date does not move up meanwhile, only to be moved away."""
    Occurrence.objects.filter(pk=occurrence.pk).update(capacity=1)
    signed_up(occurrence, 1)
    signed_up(occurrence, 2)
    signed_up(occurrence, 3, name="Gerda", email="", source="desk")
    everybody(staff, occurrence, later, notify="on")
    assert states(later) == [
        ("Gerda", "waiting"),
        ("Person 1", "confirmed"),
        ("Person 2", "confirmed"),
    ]
    assert not Outbox.objects.filter(template="sign_up_promoted").exists()
    assert Outbox.objects.filter(template="sign_up_rebooked").count() == 2


def test_where_nobody_can_move_it_is_said_beside_the_dates(occurrence, later, staff, library):
    from tests.factories import make_occurrence

    signed_up(occurrence)
    for to in (make_occurrence(library), occurrence, "x", "", "9" * 30):
        assert everybody(staff, occurrence, to).status_code == 422, to
    twin = signed_up(later, 1)
    assert "allerede tilmeldt" in text_of(everybody(staff, occurrence, later))
    twin.refresh_from_db()
    assert twin.occurrence_id == later.pk
    assert states(occurrence) == [("Person 1", "confirmed")]


def test_a_seat_gained_by_moving_is_told_by_telephone(occurrence, later, staff):
    Occurrence.objects.filter(pk=occurrence.pk).update(capacity=1)
    signed_up(occurrence, 1)
    row = signed_up(occurrence, 2, name="Gerda", email="", source="desk")
    moved(staff, row, later, notify="on")
    said = text_of(staff.get(at(later, "calls/")))
    assert "Der er en plads til dig" in said and "flyttet" in said
