"""Staff read what people answered, also once the page or the question is gone."""

from __future__ import annotations

import csv
import io

import pytest

from events.models import EventPage
from tests.events.conftest import sent_by_form, signed_up, text_of
from tests.events.desk import at
from tests.events.test_sign_up_details import asked, question

pytestmark = pytest.mark.django_db


def exported(staff, row) -> list[dict]:
    text = b"".join(staff.get(at(row, "export/csv/"))).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@pytest.fixture
def answered(event, reader):
    """Two parties: of two people with a snack each, and one with an answer for all."""
    snack = question("text", "Hvad spiser du?", per_person=True)
    home = question("text", "Hvor bor I?")
    page, row = event(ask_names=True, questions=asked(snack, home))
    names = {"seats": "2", "name": "Åse", "name_2": "Bo"}
    key = f"q_{snack['id']}"
    sent_by_form(reader, row, 1, **names, **{f"{key}_2": "Pære", f"q_{home['id']}": "Havnby"})
    return page, row


def test_answers_stand_with_the_party_and_the_name_before_each(answered, staff):
    _page, row = answered
    assert "Hvad spiser du? Bo: Pære Hvor bor I? Havnby" in text_of(staff.get(at(row)))
    [line] = exported(staff, row)
    assert (line["Hvad spiser du?"], line["Hvor bor I?"]) == ("Bo: Pære", "Havnby")


def test_long_answers_are_folded(event, reader, staff):
    home = question("text", "Hvor bor I?")
    _page, row = event(questions=asked(home))
    sent_by_form(reader, row, 1, **{f"q_{home['id']}": "Havnby"})
    assert '<details class="desk-answers"' not in staff.get(at(row)).content.decode()
    sent_by_form(reader, row, 2, **{f"q_{home['id']}": "Havnby " * 40})
    assert staff.get(at(row)).content.decode().count('<details class="desk-answers"') == 1


def test_unpublishing_hides_no_answers(answered, staff):
    page, row = answered
    page.unpublish()
    [line] = exported(staff, row)
    assert (line["Hvad spiser du?"], line["Hvor bor I?"]) == ("Bo: Pære", "Havnby")
    assert "Bo: Pære" in text_of(staff.get(at(row)))


def test_a_question_that_was_taken_away_keeps_its_answers(answered, staff):
    page, row = answered
    page = EventPage.objects.get(pk=page.pk)
    page.questions = [block for block in page.questions.raw_data if "bor" in str(block)]
    page.save_revision().publish()
    [line] = exported(staff, row)
    assert line["Hvor bor I?"] == "Havnby"
    assert line["Hvad spiser du? (fjernet)"] == "Bo: Pære"
    page.get_latest_revision().__class__.objects.all().delete()
    assert "Bo: Pære" in exported(staff, row)[0].values()


def test_answers_cost_no_query_for_each(answered, staff, django_assert_max_num_queries):
    _page, row = answered
    for number in range(3, 6):
        signed_up(row, number, people=("Kaj",), answers={"gone": "ja"})
    with django_assert_max_num_queries(45):
        assert "ja" in text_of(staff.get(at(row)))
