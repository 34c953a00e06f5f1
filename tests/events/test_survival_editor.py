"""An editor makes an event in /admin/; what is wrong is told next to its field."""

from __future__ import annotations

import pytest
from django.urls import reverse

from core.models import Place, Room
from events.models import EventIndexPage, EventPage, Occurrence
from tests.events.editor import rows, single, weekly
from tests.factories import in_days, make_user

pytestmark = pytest.mark.django_db


def errors_of(response) -> dict:
    assert response.status_code == 200
    return response.context["form"].errors


def test_an_event_with_several_dates_and_five_seats(editor, library, client_for):
    response = editor.create(dates=[single(in_days(3)), single(in_days(10))])
    assert response.status_code == 302
    page = EventPage.objects.get()
    assert [row.capacity for row in rows(page)] == [5, 5]
    reader = client_for(library)
    assert reader.get("/da/det-sker/").content.decode().count("Strikkecafé") >= 2
    assert "/da/sign-up/" in reader.get(page.site_path).content.decode()


def test_the_preview_shows_dates_that_are_not_saved_yet(editor):
    index = EventIndexPage.objects.descendant_of(editor.library.root).order_by("path").first()
    url = reverse("wagtailadmin_pages:preview_on_add", args=("events", "eventpage", index.pk))
    day = in_days(3)
    sent = editor.client.post(url, editor.form(dates=[single(day), single(in_days(9))]))
    assert sent.json()["is_valid"] is True
    shown = editor.client.get(f"{url}?mode=")
    html = shown.content.decode()
    assert shown.status_code == 200
    assert f'datetime="{day.isoformat()}"' in html and "Strikkecafé" in html
    assert not Occurrence.objects.exists()


def test_a_draft_changes_nothing_for_readers(editor):
    editor.create(dates=[single(in_days(3))])
    page = EventPage.objects.get()
    editor.edit(page, action="", dates=[single(in_days(5))], ids=[page.dates[0].id], capacity="1")
    (row,) = rows(page)
    assert (row.starts_at, row.capacity) == (in_days(3), 5)


def test_sign_up_needs_a_date_to_publish_but_not_for_a_draft(editor):
    assert "dates" in errors_of(editor.create(dates=[]))
    assert editor.create(action="action-draft", dates=[]).status_code == 302


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("max_seats", {"max_seats": "0"}),
        ("sign_up_url", {"sign_up": "link"}),
        ("capacity", {"capacity": "-1"}),
        ("waiting_size", {"waiting_size": "mange"}),
    ],
)
def test_settings_that_cannot_be_are_told_at_their_field(editor, field, values):
    errors = errors_of(editor.create(dates=[single(in_days(3))], **values))
    assert field in errors
    assert not EventPage.objects.exists()


@pytest.mark.parametrize(
    "value",
    [
        {"end_time": "17:00"},
        {"end_date": "2020-01-01"},
        {"start_date": "31-02-2027"},
        {"start_date": ""},
        {"start_date": "0001-01-01"},
        {"start_date": "9999-12-31"},
        {"start_date": "2027-03-28", "start_time": "02:30", "end_time": "04:00"},
        {"start_time": "", "end_time": "17:00"},
        {"start_time": "25:00"},
    ],
)
def test_a_wrong_date_is_told_and_kept_in_the_form(editor, value):
    kind, block = single(in_days(3))
    response = editor.create(dates=[(kind, {**block, **value})])
    assert "dates" in errors_of(response)
    assert not EventPage.objects.exists()


@pytest.mark.parametrize(
    "value",
    [
        {"until": "2020-01-01"},
        {"count": "3", "until": in_days(60).date().isoformat()},
        {"count": "0"},
        {"count": "100000"},
        {"exceptions": [("item", {"date": "2099-01-01"})]},
        {"interval": "13"},
    ],
)
def test_an_impossible_rule_is_told(editor, value):
    assert "dates" in errors_of(editor.create(dates=[weekly(**value)]))
    assert not EventPage.objects.exists()


def test_a_rule_with_an_exception_is_published(editor):
    left_out = in_days(10).date().isoformat()
    response = editor.create(dates=[weekly(count="3", exceptions=[("item", {"date": left_out})])])
    assert response.status_code == 302
    assert [row.start_date for row in rows(EventPage.objects.get())] == [
        in_days(3).date(),
        in_days(17).date(),
    ]


def test_places_and_rooms_of_the_own_library_only(editor, library, other_library, client_for):
    mine = Place.objects.create(library=library, name="Havnesalen")
    theirs = Place.objects.create(library=other_library, name="Skovsalen")
    room = Room.objects.create(place=theirs, name="Loftet")
    index = EventIndexPage.objects.descendant_of(library.root).order_by("path").first()
    url = reverse("wagtailadmin_pages:add", args=("events", "eventpage", index.pk))
    url += "?start=blank"
    their_index = EventIndexPage.objects.descendant_of(other_library.root).first()
    stranger = client_for(other_library, make_user("x@skovby.test", other_library, "editor"))
    their_url = reverse("wagtailadmin_pages:add", args=("events", "eventpage", their_index.pk))
    their_url += "?start=blank"
    for _ in range(2):  # whichever library's form is made first must not decide for the other
        html = editor.client.get(url).content.decode()
        assert "Havnesalen" in html and "Skovsalen" not in html and "Loftet" not in html
        html = stranger.get(their_url).content.decode()
        assert "Skovsalen" in html and "Havnesalen" not in html
    for field, row in (("place", theirs), ("room", room)):
        assert field in errors_of(editor.create(dates=[single(in_days(3))], **{field: row.pk}))
    assert editor.create(dates=[single(in_days(3))], place=mine.pk).status_code == 302
    assert Occurrence.objects.get().place == mine


def test_a_room_in_another_place_is_told(editor, library):
    one = Place.objects.create(library=library, name="Havnen")
    two = Place.objects.create(library=library, name="Byen")
    room = Room.objects.create(place=two, name="Salen")
    errors = errors_of(editor.create(dates=[single(in_days(3))], place=one.pk, room=room.pk))
    assert "room" in errors


def test_more_seats_through_the_form_move_the_queue_up(editor):
    from events.actions.sign_up import sign_up

    editor.create(dates=[single(in_days(3))], capacity="1")
    page = EventPage.objects.get()
    (date,) = rows(page)
    for name in ("Anna", "Bo"):
        sign_up(occurrence_id=date.pk, name=name, email=f"{name}@example.org")
    assert editor.edit(page, capacity="2").status_code == 302
    (date,) = rows(page)
    assert (date.seats_taken, date.seats_waiting) == (2, 0)
