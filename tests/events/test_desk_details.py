"""At the desk everything the event asks can be told, and nothing but a name must be."""

from __future__ import annotations

import pytest

from events.models import AccessNeed, Answer, SignUp
from tests.events.conftest import text_of
from tests.events.desk import at
from tests.events.test_desk import at_desk
from tests.events.test_sign_up_details import asked, question

pytestmark = pytest.mark.django_db


@pytest.fixture
def questions() -> dict:
    return {
        "food": question("text", "Allergi?", per_person=True),
        "cake": question("text", "Hvilken kage?", required=True),
    }


@pytest.fixture
def occurrence(event, questions):
    _page, row = event(
        questions=asked(*questions.values()),
        ask_names=True,
        ask_children=True,
        ask_access_needs=True,
    )
    return row


def key(one: dict, number: int | None = None) -> str:
    return f"q_{one['id']}" + (f"_{number}" if number else "")


def test_a_name_is_still_enough(occurrence, staff):
    assert at_desk(staff, occurrence, name="Grethe").status_code == 302
    row = SignUp.objects.get()
    assert row.name == "Grethe" and not row.people.exists() and not Answer.objects.exists()


def test_names_answers_children_and_access_needs_are_kept(occurrence, staff, questions):
    answer = at_desk(
        staff,
        occurrence,
        name="Grethe",
        seats="2",
        name_2="Bo",
        children="1",
        child_ages=["0-2"],
        access_need="Teleslynge",
        access_consent="on",
        **{
            key(questions["food"], 1): "nødder",
            key(questions["food"], 2): "mælk",
            key(questions["cake"]): "Drømmekage",
        },
    )
    assert answer.status_code == 302, text_of(answer)
    row = SignUp.objects.get()
    assert [one.name for one in row.people.order_by("order")] == ["Grethe", "Bo"]
    told = {(one.person.name if one.person else "", one.value) for one in row.answers.all()}
    assert told == {("Grethe", "nødder"), ("Bo", "mælk"), ("", "Drømmekage")}
    assert row.children == 1 and AccessNeed.objects.get(sign_up=row).text == "Teleslynge"
    shown = text_of(staff.get(at(occurrence)))
    assert "Drømmekage" in shown and "mælk" in shown


def test_the_first_may_answer_though_the_others_have_no_names(occurrence, staff, questions):
    at_desk(staff, occurrence, seats="3", **{key(questions["food"], 1): "nødder"})
    assert [one.person.order for one in Answer.objects.all()] == [0]


def test_an_answer_of_nobody_asks_for_the_name_and_keeps_what_was_typed(
    occurrence, staff, questions
):
    answer = at_desk(
        staff, occurrence, name="Grethe", seats="2", **{key(questions["food"], 2): "mælk"}
    )
    assert answer.status_code == 422 and not SignUp.objects.exists()
    assert "Skriv også navnet på denne person" in text_of(answer)
    html = answer.content.decode()
    assert 'value="mælk"' in html or ">mælk<" in html
    assert "<details" in html and " open>" in html


def test_access_needs_want_a_yes_at_the_desk_too(occurrence, staff):
    answer = at_desk(staff, occurrence, name="Grethe", access_need="Teleslynge")
    assert answer.status_code == 422 and not SignUp.objects.exists()
    assert "Teleslynge" in text_of(answer)
