"""What was counted stays true: nobody twice, nobody less, under the words of its day."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from core.models import Place
from events.actions.figures import count_stale
from events.actions.move import move_all
from events.models import DateFigures, Occurrence, SeriesOrganiser
from tests.events.conftest import move_clock, signed_up
from tests.events.desk import at
from tests.events.editor import republish
from tests.factories import in_days, make_event, single_date

pytestmark = pytest.mark.django_db


def counted(*names: str) -> list[tuple]:
    count_stale()
    return list(DateFigures.objects.order_by("day", "pk").values_list(*names))


@pytest.fixture
def past(occurrence, staff) -> Occurrence:
    """A date that is over: two came, one did not, one stood on the waiting list."""
    came = signed_up(occurrence, 1, seats=2)
    signed_up(occurrence, 2)
    signed_up(occurrence, 3, seats=4)
    move_clock(occurrence, minutes=-10)
    staff.post(at(occurrence, "door/"), {"sign_up": came.pk})
    move_clock(occurrence, days=-3)
    return occurrence


def test_who_is_erased_after_the_date_stays_counted(past, staff):
    names = ("signed_up", "waiting", "cancelled", "attended", "no_shows")
    assert counted(*names) == [(3, 4, 0, 2, 1)]
    for number in (1, 2, 3):
        typed = {"email": f"person{number}@example.org", "phone": "", "erase": "1"}
        assert staff.post("/admin/sign-ups/person/", typed).status_code == 302
        assert counted(*names) == [(3, 4, 0, 2, 1)]
    assert set(past.sign_ups.values_list("name", "email")) == {("", "")}


def test_a_place_or_partner_that_is_gone_stays_in_the_figures(past, library, staff):
    place = Place.objects.create(library=library, name="Gamle Toldbod")
    partner = SeriesOrganiser.objects.create(series=past.series, name="Strikkeliv")
    Occurrence.objects.filter(pk=past.pk).update(place=place)
    told = ("place", "organisers", "attended")
    assert counted(*told) == [("Gamle Toldbod", ["Strikkeliv"], 2)]
    place.delete()
    partner.delete()
    came = past.sign_ups.exclude(checked_in_at=None).get()
    staff.post(at(past, "door/"), {"sign_up": came.pk, "came": "1"})
    assert counted(*told) == [("Gamle Toldbod", ["Strikkeliv"], 1)]


def test_who_is_moved_counts_where_they_are_and_nowhere_else(library):
    dates = [single_date(in_days(day)) for day in (3, 10)]
    page = make_event(library, dates=dates, sign_up="sign_up", capacity=9)
    first, second = Occurrence.objects.order_by("starts_at")
    signed_up(first, 1, seats=3)
    assert counted("occurrence", "signed_up") == [(first.pk, 3)]
    move_all(occurrence=first, to=second.pk)
    assert counted("occurrence", "signed_up") == [(second.pk, 3)]
    # Nobody is left there, so the date itself goes with its line on the page.
    signed_up(first, 2)
    count_stale()
    move_all(occurrence=first, to=second.pk)
    republish(page, dates=dates[1:])
    call_command("run_due", verbosity=0)
    assert counted("occurrence", "signed_up") == [(second.pk, 4)]
