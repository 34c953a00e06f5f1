"""What the editor of an event is stopped at or warned of, beside the field it is about."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone, translation
from django.utils.formats import date_format
from wagtail.test.utils.form_data import streamfield

from core.models import Place, Room
from core.models.places import OpeningException
from events.admin.defaults import SignUpDefaultsForm
from events.models import EventPage
from tests.events.conftest import text_of
from tests.events.desk import as_typed, at
from tests.events.editor import single, weekly
from tests.events.test_event_form import meaning
from tests.factories import in_days, make_occurrence

pytestmark = pytest.mark.django_db


def errors(answer, field: str) -> str:
    """What stands beside a field of the form that came back."""
    assert answer.status_code == 200 and not EventPage.objects.filter(live=True).exists()
    return " ".join(answer.context["form"].errors.get(field, ()))


def test_nobody_is_offered_a_seat_for_no_time_at_all(editor):
    answer = editor.create(promotion="offer", offer_hours="0", dates=[single(in_days(5))])
    assert "mindst én time" in errors(answer, "offer_hours")


@pytest.mark.parametrize(
    ("window", "field"),
    [
        ({"opens_days_before": "1", "closes_hours_before": "48"}, "closes_hours_before"),
        ({"opens_days_before": "0"}, "opens_days_before"),
        ({"opens_days_before": "2", "closes_on": 3}, "closes_on"),
        ({"opens_on": 12}, "opens_on"),
        ({"opens_on": 8, "closes_hours_before": "72"}, "closes_hours_before"),
    ],
)
def test_a_window_that_never_opens_is_refused_beside_its_field(editor, window, field):
    typed = {
        name: f"{in_days(days):%Y-%m-%d %H:%M}" if isinstance(days, int) else days
        for name, days in window.items()
    }
    said = errors(editor.create(dates=[single(in_days(10))], **typed), field)
    assert "ingen kan tilmelde sig" in said and f"{in_days(10).day}." in said


def test_a_window_is_no_matter_without_sign_up_here_or_for_dates_that_are_over(editor):
    never = {"opens_days_before": "1", "closes_hours_before": "48"}
    editor.create(dates=[single(in_days(10))], sign_up="none", **never)
    opened = f"{in_days(-3):%Y-%m-%d %H:%M}"
    editor.create(dates=[single(in_days(-9)), single(in_days(9))], slug="to", opens_on=opened)
    assert EventPage.objects.filter(live=True).count() == 2


def test_the_usual_window_of_a_library_must_open_too(library):
    data = {"sign_up-opens_days_before": "1", "sign_up-closes_hours_before": "24"}
    form = SignUpDefaultsForm(data, library=library)
    assert "closes_hours_before" in form.errors


def test_the_dates_in_words_are_those_to_come(editor):
    """An event that has run for ten months shows what comes, not last year's first dates."""
    began = timezone.localtime() - timedelta(days=300)
    text = meaning(editor, dates=[weekly(began, count="60")])["text"]
    next_one = (began + timedelta(weeks=43)).date()
    with translation.override("da"):
        days = [date_format(began.date(), "DATE_FORMAT"), date_format(next_one, "DATE_FORMAT")]
    assert days[0] not in text.partition("datoer:")[2] and days[1] in text
    assert "43 datoer er allerede overstået" in text and "17 datoer:" in text
    past = meaning(editor, dates=[single(in_days(-3))])["text"]
    assert "1 dato er allerede overstået" in past


def test_warnings_are_about_coming_days_and_the_soonest_stand_first(editor, library):
    place = Place.objects.create(library=library, name="Hovedbiblioteket")
    room = Room.objects.create(place=place, name="Salen")
    began = in_days(-70)
    for week in range(-10, 40):
        day = (began + timedelta(weeks=week + 10)).date()
        if week > 2 or week < 0:
            OpeningException.objects.create(place=place, date=day, note="Lukkeuge")
    make_occurrence(library, place=place, room=room, starts_at=in_days(7))
    at = {"place": place.pk, "room": room.pk}
    text = meaning(editor, dates=[weekly(began, count="50")], **at)["text"]
    assert "Salen er optaget" in text, "the soonest of them"
    assert text.index("Salen er optaget") < text.index("Lukkeuge")
    assert text.count("har lukket") == 9 and "… og " in text


def test_dates_of_one_event_that_overlap_are_told(editor):
    day = in_days(5, 17)
    text = meaning(editor, dates=[single(day), single(day + timedelta(hours=1))])["text"]
    assert "overlapper" in text
    apart = meaning(editor, dates=[single(day), single(day + timedelta(hours=2))])["text"]
    assert "overlapper" not in apart


def in_questions(answer) -> str:
    """What stands at the fields of the questions, as the editor's form is told it."""
    assert errors(answer, "questions")
    [error] = answer.context["form"].errors.as_data()["questions"]
    return json.dumps(error.as_json_data(), ensure_ascii=False)


def question(kind: str, *choices: str, **value) -> tuple[str, dict]:
    """A question as the form sends it."""
    listed = streamfield([("item", one) for one in choices])
    return kind, {"text": "Hvad vil du spise?", "help": "", "choices": listed, **value}


def test_a_question_without_choices_to_choose_among_is_refused(editor):
    asked = {"questions": streamfield([question("choice"), question("several", "Fisk")])}
    answer = editor.create(dates=[single(in_days(5))], **asked)
    said = in_questions(answer)
    assert said.startswith('{"blockErrors": {"0"') and '"1"' not in said
    assert '"choices"' in said and "Skriv mindst ét svar" in said
    asked = {"questions": streamfield([question("choice", "Fisk", "Kød"), question("text")])}
    editor.create(dates=[single(in_days(5))], **asked)
    assert EventPage.objects.get().live


def test_a_question_for_each_person_needs_the_names_of_each(editor):
    asked = {"questions": streamfield([question("text"), question("text", per_person="on")])}
    answer = editor.create(dates=[single(in_days(5))], **asked)
    said = in_questions(answer)
    assert said.startswith('{"blockErrors": {"1"') and '"per_person"' in said
    assert "Spørg om alles navne også" in said
    editor.create(dates=[single(in_days(5))], ask_names="on", **asked)
    assert EventPage.objects.get().live


def test_one_date_moved_by_hand_is_warned_of_closed_days_and_rooms(library, staff, event):
    house = Place.objects.create(library=library, name="Kulturhuset")
    room = Room.objects.create(place=house, name="Salen")
    OpeningException.objects.create(place=house, date=in_days(8).date(), note="Lukkeuge")
    make_occurrence(library, place=house, room=room, starts_at=in_days(8, 18))
    _page, row = event()
    typed = as_typed(row, start_date=in_days(8).date().isoformat(), place=house.pk, room=room.pk)
    shown = text_of(staff.post(at(row, "change/"), typed))
    assert "Kulturhuset har lukket" in shown and "Salen er optaget" in shown
    row.refresh_from_db()
    assert row.start_date == in_days(3).date(), "nothing is stored before it was read"
    staff.post(at(row, "change/"), {**typed, "confirmed": "1", "notify": "1"})
    row.refresh_from_db()
    assert row.room == room
    more = staff.post(at(row, "change/"), as_typed(row, capacity="9"))
    assert more.status_code == 302, "who changes only the seats is not asked again"


def test_exceptions_that_leave_no_date_are_told(editor):
    day = in_days(6)
    only = weekly(day, count="1", exceptions=[("item", {"date": day.date().isoformat()})])
    assert "ingen datoer tilbage" in meaning(editor, dates=[only])["text"]
    assert "ingen datoer tilbage" not in meaning(editor, dates=[weekly(day, count="1")])["text"]


def test_a_weekday_inside_a_sentence_has_no_capital(editor):
    """Danish writes "mandag 7. december 2026 til onsdag 9. december 2026"."""
    monday = in_days(7) + timedelta(days=(7 - in_days(7).weekday()) % 7)
    kind, value = single(monday)
    last = (monday + timedelta(days=2)).date().isoformat()
    for hours in ({}, {"start_time": "", "end_time": ""}):
        text = meaning(editor, dates=[(kind, {**value, **hours, "end_date": last})])["text"]
        assert "Mandag" in text and "til onsdag" in text, "Danish days have no capital inside"
