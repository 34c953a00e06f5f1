"""Names, questions, access needs; how long all of it is kept; what a sign-up costs."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.utils import timezone

from core.models import Outbox
from events.models import AccessNeed, Answer, Attempt, EventPage, SignUp, SignUpPerson
from tests.events.conftest import address, filled_in, move_clock, sent_by_form, signed_up, text_of

pytestmark = pytest.mark.django_db


def question(kind: str, text: str, choices=(), **value) -> dict:
    listed = [{"type": "item", "id": str(uuid4()), "value": choice} for choice in choices]
    values = {"text": text, "help": "", "required": False, "per_person": False, **value}
    return {"type": kind, "id": str(uuid4()), "value": {**values, "choices": listed}}


def asked(*questions) -> object:
    return EventPage._meta.get_field("questions").to_python(json.dumps(questions))


def test_the_names_of_all_are_asked_for_and_needed(reader, event):
    _page, occurrence = event(ask_names=True)
    assert "Name of person 2" in text_of(reader.get(address(occurrence, "en")))
    answer = sent_by_form(reader, occurrence, seats="3", name_2="Bo", language="en")
    words = text_of(answer)
    assert "Write this person&#x27;s name too." in words
    assert 'value="Bo"' in answer.content.decode()
    answer = sent_by_form(reader, occurrence, seats="1", name_2="Bo", language="en")
    assert "You wrote more names than people." in text_of(answer)
    sent_by_form(reader, occurrence, seats="3", name_2="Bo", name_3="Åse")
    assert list(SignUpPerson.objects.values_list("name", flat=True)) == ["Person 1", "Bo", "Åse"]


def test_every_kind_of_question_is_asked_kept_and_answered(reader, event):
    kinds = [
        question("text", "Hvor bor du?", required=True),
        question("choice", "Kage?", ["Drømmekage", "Brunsviger"], required=True),
        question("several", "Hvilke dage?", ["Mandag", "Tirsdag"]),
        question("yes_no", "Første gang?"),
        question("number", "Hvor gammel er barnet?"),
    ]
    _page, occurrence = event(questions=asked(*kinds))
    names = [f"q_{kind['id']}" for kind in kinds]
    cake = kinds[1]["value"]["choices"][1]["id"]
    day = kinds[2]["value"]["choices"][0]["id"]
    page = reader.get(address(occurrence, "en"))
    assert all(kind["value"]["text"] in page.content.decode() for kind in kinds)

    wrong = sent_by_form(reader, occurrence, language="en", **{names[1]: "forged", names[4]: "x"})
    assert wrong.status_code == 200
    assert "This field is required." in text_of(wrong)
    assert "Select a valid choice." in text_of(wrong)
    assert not SignUp.objects.exists()

    given = {names[0]: "I havnen", names[1]: cake, names[2]: day, names[3]: "no", names[4]: "7"}
    sent_by_form(reader, occurrence, **given)
    kept = dict(Answer.objects.values_list("question", "value"))
    assert [kept[kind["id"]] for kind in kinds] == [
        "I havnen",
        {"choice": cake, "text": "Brunsviger"},
        [{"choice": day, "text": "Mandag"}],
        False,
        7,
    ]


def test_a_cpr_number_in_an_answer_is_refused(reader, event):
    one = question("text", "Andet?")
    _page, occurrence = event(questions=asked(one))
    answer = sent_by_form(reader, occurrence, language="en", **{f"q_{one['id']}": "010190-1234"})
    assert "This looks like a CPR number." in text_of(answer)
    assert not SignUp.objects.exists()


def test_a_question_for_each_person(reader, event):
    one = question("text", "Allergi?", required=True, per_person=True)
    _page, occurrence = event(questions=asked(one), ask_names=True)
    name = f"q_{one['id']}"
    given = {f"{name}_1": "nødder", "name_2": "Bo", "seats": "2"}
    assert "This field is required." in text_of(
        sent_by_form(reader, occurrence, language="en", **given)
    )
    sent_by_form(reader, occurrence, **given, **{f"{name}_2": "ingen"})
    kept = Answer.objects.order_by("person__order").values_list("person__name", "value")
    assert list(kept) == [("Person 1", "nødder"), ("Bo", "ingen")]


def test_access_needs_have_a_consent_of_their_own(reader, event):
    _page, occurrence = event(ask_access_needs=True)
    answer = sent_by_form(reader, occurrence, access_need="Teleslynge", language="en")
    assert "Tick this box, or take out what you wrote" in text_of(answer)
    assert "Teleslynge" in answer.content.decode()
    sent_by_form(reader, occurrence, access_need="Teleslynge", access_consent="on")
    need = AccessNeed.objects.get()
    assert need.text == "Teleslynge" and need.delete_after < need.sign_up.delete_after


def test_access_needs_nobody_asked_for_are_not_kept(reader, event):
    _page, occurrence = event()
    sent_by_form(reader, occurrence, access_need="Teleslynge", access_consent="on")
    assert SignUp.objects.count() == 1 and not AccessNeed.objects.exists()


class TestRetention:
    @pytest.fixture
    def old(self, event):
        """A sign-up with everything, whose date was long ago."""
        one = question("text", "Andet?")
        _page, occurrence = event(questions=asked(one))
        row = signed_up(
            occurrence,
            seats=2,
            phone="12345678",
            form_key=uuid4(),
            people=("Person 1", "Bo"),
            answers={one["id"]: "noget"},
            access_need="Teleslynge",
        )
        move_clock(occurrence, days=-40)
        return row

    def age(self, **when):
        past = timezone.now() - timedelta(minutes=1)
        SignUp.objects.update(delete_after=when.get("rows", timezone.now() + timedelta(days=1)))
        for model in (Answer, AccessNeed):
            model.objects.update(delete_after=when.get("details", past))

    def test_answers_go_first_and_the_person_stays(self, old):
        self.age()
        call_command("run_due")
        old.refresh_from_db()
        assert old.email and not Answer.objects.exists() and not AccessNeed.objects.exists()

    def test_nothing_of_the_person_is_left_but_the_numbers(self, old):
        self.age(rows=timezone.now())
        for _ in range(2):
            call_command("run_due")
        row = SignUp.objects.values().get()
        blank = ("name", "email", "phone", "identity")
        assert [row[name] for name in blank] == [""] * 4
        assert row["token"] is None and row["form_key"] is None and row["anonymised_at"]
        assert (row["seats"], row["state"]) == (2, "confirmed")
        assert not SignUpPerson.objects.exists()
        message = Outbox.objects.values().get()
        assert message["recipient"] == "" and message["context"] == {}
        assert message["attachments"] == []
        assert "person1" not in json.dumps([row, message], default=str)

    def test_a_date_moved_into_the_future_keeps_its_people(self, old):
        self.age(rows=timezone.now(), details=timezone.now())
        move_clock(old.occurrence, days=3)
        call_command("run_due")
        old.refresh_from_db()
        assert old.email and Answer.objects.exists()

    def test_an_unsent_mail_to_somebody_forgotten_is_never_sent(self, old):
        from core.outbox import send_due
        from events.actions.retention import anonymise

        Outbox.objects.update(state="waiting")
        anonymise([old.pk])
        assert send_due() == 0
        assert Outbox.objects.get().state == "withdrawn"

    def test_only_one_neighbour_is_forgotten(self, event):
        """The purpose of message 1 begins like that of message 11."""
        from events.actions.retention import anonymise

        _page, occurrence = event(capacity=50)
        rows = [signed_up(occurrence, number) for number in range(12)]
        anonymise([rows[0].pk])
        assert Outbox.objects.filter(recipient="").count() == 1

    def test_counters_of_attempts_hold_no_address_and_are_forgotten(self, reader, event):
        sent_by_form(reader, event()[1])
        keys = "".join(Attempt.objects.values_list("key", flat=True))
        assert "person1" not in keys and "127.0.0.1" not in keys
        Attempt.objects.update(expires=1)
        call_command("run_due")
        assert not Attempt.objects.exists()


class TestCost:
    """Every statement of the POST is counted: host, throttle, lock, outbox and page included.

    Only what happens after the commit is left out: handing the mail to the background is one
    statement more with the database backend.
    """

    def test_a_plain_sign_up_takes_15_statements_with_its_transactions(
        self, reader, event, django_assert_max_num_queries
    ):
        _page, occurrence = event()
        form = filled_in()
        with django_assert_max_num_queries(15) as queries:
            assert reader.post(address(occurrence), form).status_code == 200
        assert SignUp.objects.count() == 1
        assert len(real(queries)) <= 11, said(queries)

    def test_with_names_answers_and_access_needs_14(self, reader, event, django_capture_queries):
        one = question("text", "Allergi?", per_person=True)
        _page, occurrence = event(questions=asked(one), ask_names=True, ask_access_needs=True)
        form = filled_in(
            seats="2",
            name_2="Bo",
            access_need="Teleslynge",
            access_consent="on",
            **{f"q_{one['id']}_1": "nej", f"q_{one['id']}_2": "nødder"},
        )
        with django_capture_queries() as queries:
            assert reader.post(address(occurrence), form).status_code == 200
        assert SignUp.objects.count() == 1 and Answer.objects.count() == 2
        assert len(real(queries)) <= 14, said(queries)

    @pytest.fixture
    def django_capture_queries(self):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        return lambda: CaptureQueriesContext(connection)


def real(queries) -> list[str]:
    """Statements that do something; BEGIN, SAVEPOINT and the like go over the same trip."""
    words = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    every = [query["sql"] for query in queries.captured_queries]
    return [sql for sql in every if not sql.startswith(words)]


def said(queries) -> str:
    return "\n".join(sql[:160] for sql in real(queries))
