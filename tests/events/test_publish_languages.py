"""Which page decides the dates of an event, and where they are listed."""

from __future__ import annotations

import pytest

from core.models import Place
from events.models import EventIndexPage, EventPage, EventSeries, SignUp
from tests.events.editor import dates_of, join, republish
from tests.factories import in_days, make_event, single_date, translate

pytestmark = pytest.mark.django_db


def test_case_44_a_language_unpublished_while_the_other_is_live(library):
    page = make_event(library, sign_up="sign_up")
    english = translate(page, "en", title="Knitting café")
    (date,) = dates_of(page)
    row = join(date)
    for gone, stays in ((page, english), (english, page)):
        EventPage.objects.get(pk=gone.pk).unpublish()
        date.refresh_from_db()
        assert date.listed and date.status == "scheduled"
        EventPage.objects.get(pk=stays.pk).unpublish()
        date.refresh_from_db()
        assert not date.listed and date.state() == "closed"
        for each in (page, english):
            EventPage.objects.get(pk=each.pk).save_revision().publish()
    assert [item.pk for item in dates_of(page)] == [date.pk]
    assert SignUp.objects.get(pk=row.pk).is_active


def test_the_first_language_decides_the_dates(library):
    page = make_event(library, dates=[single_date(in_days(3), uid="one")])
    english = translate(page, "en", title="Knitting café")
    republish(english, [single_date(in_days(8), uid="one")], capacity=1)
    (row,) = dates_of(page)
    assert row.starts_at == in_days(3) and row.capacity is None


def test_an_alias_in_another_library_lists_the_date_there_only(library, other_library):
    page = make_event(library, sign_up="sign_up")
    target = EventIndexPage.objects.descendant_of(other_library.root).first()
    alias = page.create_alias(parent=target, user=None)
    (date,) = dates_of(page)
    assert date.library == library
    assert set(date.listings.values_list("library", flat=True)) == {library.pk, other_library.pk}
    assert EventSeries.objects.count() == 1
    alias.delete()
    assert set(date.listings.values_list("library", flat=True)) == {library.pk}


def test_a_place_of_another_library_is_left_out_after_a_move(library, other_library):
    place = Place.objects.create(library=library, name="Salen")
    page = make_event(library, place=place, sign_up="sign_up")
    target = EventIndexPage.objects.descendant_of(other_library.root).first()
    EventPage.objects.get(pk=page.pk).move(target, pos="last-child")
    (date,) = dates_of(page)
    assert (date.library, date.series.library, date.place) == (other_library, other_library, None)
    assert list(date.listings.values_list("library", flat=True)) == [other_library.pk]
