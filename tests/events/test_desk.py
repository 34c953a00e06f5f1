"""Somebody at the desk or on the telephone is signed up by staff."""

from __future__ import annotations

import pytest

from events.models import EventSeries, SignUp
from tests.events.conftest import assert_counted, signed_up, text_of
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
