"""What nobody should send, in every field of a sign-up: told at the field, never a 500."""

from __future__ import annotations

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.test.utils.form_data import streamfield

from core.outbox import send_due
from events.models import AccessNeed, Answer, EventPage, SignUp, SignUpPerson
from tests.events.conftest import own_path, sent_by_form, signed_up, text_of
from tests.events.desk import at
from tests.events.editor import Editor, single
from tests.events.test_sign_up_refusals import errors_at
from tests.factories import in_days, make_user

pytestmark = pytest.mark.django_db
EMOJI = "😀" * 10_000
QUESTION = "5d4c6f1e-0000-4000-8000-000000000002"
ASKS = {
    "ask_names": True,
    "ask_access_needs": True,
    "ask_children": True,
    "companions": "seat",
    "questions": [
        {"type": "text", "id": QUESTION, "value": {
            "text": "Hvad læser du?", "help": "", "required": False, "per_person": False,
            "choices": []}}
    ],
}  # fmt: skip
ONE_MORE = {"text": "Og hvad ellers?", "help": "", "choices": streamfield([])}
MANY = [("item", str(number)) for number in range(51)]


@pytest.mark.parametrize("value", [EMOJI, "010190-1234", "Anna\r\nBcc: x@y.dk\0"])
@pytest.mark.parametrize("name", ["name_2", "access_need", f"q_{QUESTION}", "children"])
def test_free_words_anywhere(reader, event, name, value):
    _page, row = event(**ASKS)
    typed = {"seats": "2", "name_2": "Bo", "access_consent": "on", name: value}
    answer = sent_by_form(reader, row, **typed)
    assert answer.status_code == 200 and errors_at(answer, name)
    for model in (SignUp, SignUpPerson, Answer, AccessNeed):
        assert not model.objects.exists()


@pytest.mark.parametrize("seats", ["0", "-1", "2.5", "", "٣٤٥", "1e3", "9" * 400, "\0", EMOJI])
def test_a_number_that_is_none_on_the_own_page(reader, event, seats):
    row = signed_up(event(**ASKS)[1], people=("Person 1",))
    answer = reader.post(own_path(row), {"action": "change", "seats": seats, "children": seats})
    assert answer.status_code == 200 and errors_at(answer, "seats")
    row.refresh_from_db()
    assert row.seats == 1


def test_a_party_beyond_the_limit_with_names_asked_for(reader, event):
    answer = sent_by_form(reader, event(**ASKS)[1], seats="9", name_2="Bo")
    assert "højst tilmelde 4 personer" in errors_at(answer, "seats") and not SignUp.objects.exists()


def test_age_groups_that_do_not_exist_are_told(reader, event):
    answer = sent_by_form(reader, event(**ASKS)[1], children="1", child_ages=["0-2", "99"])
    assert errors_at(answer, "child_ages") and not SignUp.objects.exists()


def test_a_name_in_the_subject_line_adds_no_header(reader, event):
    """Only what a form lets through can get there; the action is asked directly."""
    row = event()[1]
    signed_up(row, name="Anna\nBcc: offer@example.org", email="anna@example.org")
    send_due()
    for message in mail.outbox:
        sent = message.message()
        assert "Bcc" not in sent and sent["To"] == "anna@example.org"


@pytest.mark.parametrize("action", ["", "delete", "change_all", "forget_access", EMOJI])
def test_an_action_nobody_offered_changes_nothing(reader, event, action):
    row = signed_up(event()[1])
    answer = reader.post(own_path(row), {"action": action})
    assert answer.status_code == 200 and "Person 1" in text_of(answer)
    row.refresh_from_db()
    assert (row.state, row.seats) == ("confirmed", 1)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", EMOJI),
        ("name", "Anna\r\nBcc: x@y.dk"),
        ("name", "Anna 010190-1234"),
        ("name", "\0"),
        ("phone", "010190-1234"),
        ("phone", EMOJI),
        ("email", "a@b.dk\nBcc: x@y.dk"),
        ("seats", "9" * 400),
        ("seats", EMOJI),
        ("source", "web"),
    ],
)
def test_at_the_desk_too(staff, event, name, value):
    _page, row = event()
    typed = {"name": "Åge", "seats": "1", "phone": "", "email": "", "source": "desk", name: value}
    answer = staff.post(at(row), typed)
    assert answer.status_code in (200, 422) and name in answer.context["form"].errors
    assert not SignUp.objects.exists()
    if name != "name":
        assert 'value="Åge"' in answer.content.decode(), "nothing typed is lost"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", EMOJI),
        ("price", EMOJI),
        ("capacity", "-1"),
        ("capacity", "9" * 40),
        ("waiting_size", "2.5"),
        ("max_seats", "0"),
        ("max_seats", "99999"),
        ("opens_days_before", "9" * 12),
        ("closes_hours_before", "-3"),
        ("cancel_deadline_hours", EMOJI),
        ("offer_hours", "-1"),
        ("opens_on", "2027-02-31 10:00"),
        ("closes_on", "soon"),
        ("sign_up_url", "javascript:alert(1)"),
        ("promotion", "by lot"),
        ("questions", streamfield([("text", ONE_MORE)] * 21)),
        ("questions", streamfield([("choice", {**ONE_MORE, "choices": streamfield(MANY)})])),
    ],
)
def test_what_an_editor_should_not_set(library, client_for, name, value):
    """Told at the field when it is published, never a 500 while it is being typed."""
    editor = Editor(client_for(library, make_user("red@havnby.test", library, "editor")), library)
    wrong = {"dates": [single(in_days(3))], "summary": "Otte aftener", name: value}
    assert editor.client.post(reverse("events_live"), editor.form(**wrong)).status_code == 200
    answer = editor.create(**wrong)
    assert answer.status_code == 200 and name in answer.context["form"].errors
    assert "Otte aftener" in answer.content.decode()
    assert not EventPage.objects.exists()


@pytest.mark.parametrize("what", ["", "move/", "seats/", "promote/", "slip/"])
def test_a_number_no_database_holds_is_no_date_and_no_sign_up(staff, event, what):
    date = event()[1]
    row, beyond = signed_up(date), 10**20
    for path in (f"{beyond}/{row.pk}/{what}", f"{date.pk}/{beyond}/{what}"):
        for ask in (staff.get, staff.post):
            assert ask(f"/admin/sign-ups/{path}").status_code in (404, 405)
