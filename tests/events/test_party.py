"""Children, companions and access needs: asked only where the editor wants to know."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from core.outbox import build
from events.consent import KEPT, VERSION
from events.models import AccessNeed, Answer, SignUp, SignUpPerson
from tests.events.conftest import (
    address,
    assert_counted,
    own_path,
    sent_by_form,
    signed_up,
    text_of,
    told,
)
from tests.events.desk import at
from tests.events.test_sign_up_details import asked, question
from tests.events.test_sign_up_refusals import errors_at

pytestmark = pytest.mark.django_db
FAMILY = {"seats": "3", "children": "2", "child_ages": ["3-6", "7-12"], "companions": "1"}


def names_of(response) -> set[str]:
    page = BeautifulSoup(response.content, "html.parser").main
    return {field["name"] for field in page.select("form.form [name]")}


def test_the_short_form_stays_short(reader, event):
    _page, row = event()
    asked = names_of(reader.get(address(row)))
    asked -= {"csrfmiddlewaretoken", "form_key", "website", "shown"}  # hidden
    assert asked == {"name", "email", "phone", "seats"}
    sent_by_form(reader, row, **FAMILY)
    assert SignUp.objects.values_list("children", "child_ages", "companions").get() == (0, [], 0)


def test_children_and_a_companion_are_part_of_a_whole_party(reader, staff, event):
    _page, row = event(ask_children=True, companions="seat")
    answer = sent_by_form(reader, row, **FAMILY)
    assert answer.status_code == 200
    party = SignUp.objects.get()
    assert (party.seats, party.children, party.companions) == (3, 2, 1)
    assert_counted(row)
    assert row.seats_taken == 3
    words = "2 børn (3 til 6 år, 7 til 12 år)"
    for shown in (text_of(staff.get(at(row))), text_of(reader.get(own_path(party)))):
        assert words in shown and "1 ledsager" in shown
    assert words in build(told("confirmation")[0]).body
    assert words in text_of(staff.get(at(row, f"{party.pk}/slip/")))


def test_a_companion_besides_takes_no_seat(reader, event):
    _page, row = event(capacity=2, companions="extra")
    sent_by_form(reader, row, seats="2", companions="2")
    assert_counted(row)
    assert (row.seats_taken, SignUp.objects.get().state) == (2, "confirmed")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"children": "4"}, "children"),
        ({"children": "-1"}, "children"),
        ({"children": "1.5"}, "children"),
        ({"children": "3", "companions": "1"}, "companions"),
        ({"companions": "x"}, "companions"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(reader, event, typed, field):
    _page, row = event(ask_children=True, companions="seat")
    answer = sent_by_form(reader, row, seats="3", **typed)
    assert errors_at(answer, field)
    assert not SignUp.objects.exists()


def test_children_are_changed_with_the_number_of_people(reader, event):
    _page, row = event(ask_children=True)
    sent_by_form(reader, row, seats="3", children="2")
    party = SignUp.objects.get()
    changed = {"action": "change", "seats": "2", "children": "1", "child_ages": ["0-2"]}
    reader.post(own_path(party), changed)
    party.refresh_from_db()
    assert (party.seats, party.children, party.child_ages) == (2, 1, ["0-2"])
    answer = reader.post(own_path(party), {"action": "change", "seats": "1", "children": "2"})
    assert errors_at(answer, "children")
    party.refresh_from_db()
    assert party.seats == 2


def test_access_needs_have_a_consent_a_version_and_the_shortest_life(reader, staff, event):
    [one] = [{"type": "text", "id": "5d4c6f1e-0000-4000-8000-000000000001", "value": {
        "text": "Hvad læser du?", "help": "", "required": False, "per_person": False,
        "choices": []}}]  # fmt: skip
    _page, row = event(ask_access_needs=True, questions=[one], answers_kept_days=9)
    shown = text_of(reader.get(address(row)))
    assert "særlige hensyn" in shown.lower()
    typed = {"access_need": "Teleslynge", f"q_{one['id']}": "Krimier"}
    assert errors_at(sent_by_form(reader, row, **typed), "access_consent")
    sent_by_form(reader, row, **typed, access_consent="on")
    need, answer = AccessNeed.objects.get(), Answer.objects.get()
    assert need.consent_version == VERSION and need.consented_at
    assert need.delete_after == row.until + KEPT
    assert answer.delete_after == row.until + timedelta(days=9)
    assert need.delete_after < answer.delete_after < need.sign_up.delete_after
    assert "Teleslynge" in text_of(staff.get(at(row)))


def test_the_consent_can_be_taken_back_on_the_own_page(reader, event):
    _page, row = event(ask_access_needs=True)
    party = signed_up(row, access_need="Teleslynge")
    other = signed_up(row, 2, access_need="Plads til kørestol")
    assert "Teleslynge" in text_of(reader.get(own_path(party)))
    answer = reader.post(own_path(party), {"action": "forget_access"})
    assert "Teleslynge" not in text_of(answer)
    assert list(AccessNeed.objects.values_list("sign_up", flat=True)) == [other.pk]
    party.refresh_from_db()
    assert party.state == "confirmed"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"seats": "2", "name_2": "clara "}, {"Anna": "nødder", "clara": "æg"}),
        ({"seats": "3", "name_2": "Clara", "name_3": "Bo"},
         {"Anna": "nødder", "Clara": "æg", "Bo": "mælk"}),
        ({"seats": "3", "name_2": "Bodil", "name_3": "Clara"},
         {"Anna": "nødder", "Bodil": "mælk", "Clara": "æg"}),
        ({"seats": "3", "name_2": "Clara", "name_3": "Dan"},
         {"Anna": "nødder", "Clara": "æg", "Dan": None}),
        ({"seats": "2", "name_2": "Dan"}, {"Anna": "nødder", "Dan": None}),
    ],
)  # fmt: skip
def test_an_allergy_stays_with_its_person_when_the_party_changes(reader, event, typed, kept):
    """Bo stays at home and Clara is written in his field: she must not get his allergy."""
    one = question("text", "Allergi?", per_person=True)
    _page, row = event(questions=asked(one), ask_names=True)
    answers = {(one["id"], number): food for number, food in enumerate(("nødder", "mælk", "æg"))}
    who = ("Anna", "Bo", "Clara")
    party = signed_up(row, name="Anna", seats=3, people=who, answers=answers)
    reader.post(own_path(party), {"action": "change", **typed})
    people = SignUpPerson.objects.order_by("order")
    assert {one.name: getattr(one.answers.first(), "value", None) for one in people} == kept
    assert [one.order for one in people] == list(range(len(kept)))
