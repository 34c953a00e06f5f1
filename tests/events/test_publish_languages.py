"""Which page decides the dates of an event, and where they are listed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from core.models import Place
from events.actions.publish import sync_page
from events.models import EventIndexPage, EventPage, EventSeries, Occurrence, SignUp
from home.actions import locale
from tests.events.editor import dates_of, join, republish
from tests.factories import in_days, make_event, make_user, single_date, translate

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


def test_a_translation_shared_while_the_first_language_is_a_draft_can_be_signed_up_for(
    library, other_library, client_for
):
    """Its list shows the date as soon as it has words of it, so the form has to open too."""
    page = make_event(library, sign_up="sign_up")
    english = translate(page, "en", title="Knitting café")
    page.unpublish()
    page.save_revision()
    target = EventIndexPage.objects.descendant_of(other_library.root)
    alias = english.create_alias(parent=target.get(locale__language_code="en"), user=None)
    (date,) = dates_of(page)
    client = client_for(other_library)
    form = reverse("events:sign_up", args=[date.pk]).replace("/da/", "/en/")
    assert (
        "Knitting café" in client.get(f"{alias.get_parent().specific.site_path}").content.decode()
    )
    assert client.get(form).status_code == 200
    alias.delete()
    assert client.get(form).status_code == 404


def test_a_place_of_another_library_is_left_out_after_a_move(library, other_library):
    place = Place.objects.create(library=library, name="Salen")
    page = make_event(library, place=place, sign_up="sign_up")
    target = EventIndexPage.objects.descendant_of(other_library.root).first()
    EventPage.objects.get(pk=page.pk).move(target, pos="last-child")
    (date,) = dates_of(page)
    assert (date.library, date.series.library, date.place) == (other_library, other_library, None)
    assert list(date.listings.values_list("library", flat=True)) == [other_library.pk]


@pytest.mark.parametrize("where", ["language", "library"])
def test_case_42_the_source_of_an_alias_is_published(library, other_library, where):
    """A mirrored language shares the event's key, an alias elsewhere has one of its own."""
    page = make_event(library, dates=[single_date(in_days(3), uid="one")], sign_up="sign_up")
    row = join(dates_of(page)[0])
    if where == "language":
        alias = page.copy_for_translation(locale("en"), copy_parents=True, alias=True)
    else:
        target = EventIndexPage.objects.descendant_of(other_library.root).first()
        alias = page.create_alias(parent=target, user=None)
        listed_at = row.occurrence.listings.values_list("library", flat=True)
        assert set(listed_at) == {library.pk, other_library.pk}
    for days in (5, 6):
        page = republish(page, [single_date(in_days(days), uid="one")], title=f"Café {days}")
        alias.refresh_from_db()
        assert alias.title == f"Café {days}" and alias.live
        (date,) = Occurrence.objects.all()
        assert (date.pk, date.starts_at, date.seats_taken) == (
            row.occurrence_id, in_days(days), 1,
        )  # fmt: skip
        assert date.listed and EventSeries.objects.count() == 1
    assert SignUp.objects.get().is_active


def test_case_42_an_alias_never_decides_even_where_it_is_older_and_differs(library):
    """The event was written in English first; Danish came as its mirror and became a page."""
    english = make_event(
        library, "Knitting", [single_date(in_days(3), uid="one")], "en", sign_up="sign_up"
    )
    row = join(dates_of(english)[0])
    mirror = english.copy_for_translation(locale("da"), copy_parents=True, alias=True)
    other = [single_date(in_days(9), uid="other")]
    # An alias whose text has not caught up, in the language that would decide.
    EventPage.objects.filter(pk=mirror.pk).update(
        dates=EventPage._meta.get_field("dates").stream_block.to_python(other)
    )
    sync_page(EventPage.objects.get(pk=english.pk))
    (date,) = Occurrence.objects.all()
    assert (date.pk, date.uid, date.starts_at) == (row.occurrence_id, "one", in_days(3))
    assert SignUp.objects.get().is_active


def test_case_42_a_new_language_takes_over_without_losing_anybody(library):
    """Danish is the first language: it decides from its first publishing on, whoever was first."""
    english = make_event(
        library, "Knitting", [single_date(in_days(3), uid="one")], "en", sign_up="sign_up"
    )
    row = join(dates_of(english)[0])
    danish = english.copy_for_translation(locale("da"), copy_parents=True)
    danish.dates = EventPage._meta.get_field("dates").stream_block.to_python([])
    danish.save_revision()
    republish(english, capacity=7)
    (date,) = Occurrence.objects.all()
    assert (date.pk, date.status, date.capacity) == (row.occurrence_id, "scheduled", 7), "a draft"
    republish(danish, [single_date(in_days(4), uid="one")], capacity=8)
    republish(english, [single_date(in_days(9), uid="two")], capacity=1)
    (date,) = Occurrence.objects.all()
    assert (date.pk, date.uid, date.starts_at, date.capacity) == (
        row.occurrence_id, "one", in_days(4), 8,
    )  # fmt: skip
    assert SignUp.objects.get().is_active


def test_case_42_an_alias_that_becomes_a_page_leaves_the_sign_ups_where_they_are(
    library, other_library, client_for
):
    """It is an event of its own from then on, with dates of its own and nobody signed up."""
    page = make_event(library, sign_up="sign_up", capacity=5)
    row = join(dates_of(page)[0])
    target = EventIndexPage.objects.descendant_of(other_library.root).first()
    alias = page.create_alias(parent=target, user=None)
    editor = client_for(other_library, make_user("red@skovby.test", other_library, "editor"))
    url = reverse("wagtailadmin_pages:convert_alias", args=(alias.pk,))
    assert editor.post(url).status_code == 302
    (own,) = Occurrence.objects.filter(library=other_library)
    assert own.listed and own.capacity == 5 and not own.sign_ups.exists()
    row.refresh_from_db()
    assert row.is_active and row.occurrence.library == library
    assert set(row.occurrence.listings.values_list("library", flat=True)) == {library.pk}
