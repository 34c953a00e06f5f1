"""What is refused, in words next to its field, with everything typed kept and never a 500."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from events.free_text import has_personal_number
from events.models import EventSeries, Occurrence, SignUp
from tests.events.conftest import address, filled_in, move_clock, sent_by_form, text_of

pytestmark = pytest.mark.django_db


def errors_at(response, name: str) -> str:
    """The words that stand in the same field as an input."""
    page = BeautifulSoup(response.content, "html.parser")
    field = page.find(attrs={"name": name})
    box = field.find_parent(class_="field")
    found = box.find(class_="errorlist")
    return found.get_text(" ", strip=True) if found else ""


SEATS = [
    ("seats", "0", "Sign up at least one person."),
    ("seats", "-3", "Sign up at least one person."),
    ("seats", "2.5", "Write a whole number, such as 2."),
    ("seats", "", "Write how many people come."),
    ("seats", "to", "Write a whole number, such as 2."),
    ("seats", "5", "You can sign up at most 4 people at once."),
    ("seats", "9" * 60, "You can sign up at most 4 people at once."),
]
WRONG = [
    ("email", "ingen", "This is not a whole e-mail address, such as me@example.org."),
    ("email", "a@b.dk\r\nBcc: c@d.dk", "This is not a whole e-mail address"),
    ("email", "", "Write your e-mail address."),
    ("name", "", "Write your name."),
    ("name", "Anna\r\nBcc: andre@example.org", "Write this on one line"),
    ("name", "😀" * 10_000, "Ensure this value has at most 120 characters"),
    ("name", "Nul\0tegn", "Null characters are not allowed."),
    ("name", "Anna 010190-1234", "This looks like a CPR number."),
    ("name", "Anna 0101901234", "This looks like a CPR number."),
    ("phone", "010190-1234", "This looks like a CPR number."),
    ("website", "https://spam.example", "Please leave this field empty"),
]


@pytest.mark.parametrize(("name", "value", "words"), SEATS)
def test_case_04_an_impossible_number_of_people_is_explained(reader, event, name, value, words):
    assert_explained(reader, event, name, value, words)


@pytest.mark.parametrize(("name", "value", "words"), WRONG)
def test_a_wrong_field_is_explained_where_it_stands(reader, event, name, value, words):
    assert_explained(reader, event, name, value, words)


def assert_explained(reader, event, name: str, value: str, words: str) -> None:
    _page, occurrence = event()
    typed = filled_in(phone="12 34 56 78")
    typed[name] = value
    answer = reader.post(address(occurrence, "en"), typed)
    assert answer.status_code == 200
    assert words in errors_at(answer, name)
    assert not SignUp.objects.exists()
    page = BeautifulSoup(answer.content, "html.parser")
    for kept in {"name", "email", "phone", "seats"} - {name}:
        assert page.find(attrs={"name": kept})["value"] == typed[kept]


def closed(occurrence):
    Occurrence.objects.filter(pk=occurrence.pk).update(closes_at=timezone.now())


def not_open(occurrence):
    soon = timezone.now() + timedelta(minutes=1)
    Occurrence.objects.filter(pk=occurrence.pk).update(opens_at=soon)


def cancelled(occurrence):
    Occurrence.objects.filter(pk=occurrence.pk).update(status="cancelled")


def over(occurrence):
    move_clock(occurrence, hours=-5)


def begun(occurrence):
    move_clock(occurrence, minutes=-5)


def nobody_needs_to(occurrence):
    EventSeries.objects.filter(pk=occurrence.series_id).update(sign_up="none")


def elsewhere(occurrence):
    EventSeries.objects.filter(pk=occurrence.series_id).update(
        sign_up="link", sign_up_url="https://billet.example/"
    )


def full(occurrence):
    Occurrence.objects.filter(pk=occurrence.pk).update(waiting_size=1, capacity=1)
    for number in (8, 9):
        from tests.events.conftest import signed_up

        signed_up(occurrence, number)


STATES = [
    (closed, "Sign-up for this date has closed."),
    (not_open, "Sign-up for this date has not opened yet."),
    (cancelled, "This date is cancelled."),
    (over, "This date is over."),
    (begun, "Sign-up for this date has closed."),
    (nobody_needs_to, "You do not need to sign up. Just come."),
    (elsewhere, "Sign-up for this event is somewhere else."),
    (full, "All seats are taken, and there is no more room on the waiting list."),
]


@pytest.mark.parametrize(("change", "words"), STATES)
def test_case_54_a_date_that_takes_nobody_says_why(reader, event, change, words):
    """Before the form is filled in, and when it was open while the date changed."""
    _page, occurrence = event()
    change(occurrence)
    before = SignUp.objects.count()
    form = reader.get(address(occurrence, "en"))
    assert form.status_code == 200
    assert words in text_of(form)
    assert b'name="email"' not in form.content
    answer = sent_by_form(reader, occurrence, language="en", phone="12345678")
    assert answer.status_code == 200
    assert words in text_of(answer)
    kept = BeautifulSoup(answer.content, "html.parser").find(attrs={"name": "phone"})
    assert kept["value"] == "12345678"
    assert SignUp.objects.count() == before


def test_case_54_who_comes_too_early_reads_when_sign_up_opens(reader, event):
    _page, occurrence = event(opens_days_before=1)
    opens = timezone.localtime(occurrence.starts_at - timedelta(days=1))
    said = text_of(reader.get(address(occurrence)))
    assert f"Tilmeldingen åbner den {opens.day}." in said and f"kl. {opens:%H.%M}" in said


def test_a_party_too_big_for_what_is_left_is_told_the_number(reader, event):
    _page, occurrence = event(capacity=3, waiting_size=0)
    sent_by_form(reader, occurrence, 1)
    answer = sent_by_form(reader, occurrence, 2, seats="3", language="en")
    assert "Only 2 seats are left, and there is no waiting list." in errors_at(answer, "seats")
    assert "Sign up at least" not in text_of(sent_by_form(reader, occurrence, 3, seats="2"))


def test_case_25_a_party_too_big_for_the_waiting_list_is_told_the_number(reader, event):
    _page, occurrence = event(capacity=1, waiting_size=2)
    sent_by_form(reader, occurrence, 1, seats="1")
    answer = sent_by_form(reader, occurrence, 2, seats="1", language="en")
    assert "number 1 in line" in text_of(answer)
    Occurrence.objects.update(capacity=4)
    answer = sent_by_form(reader, occurrence, 3, seats="2", language="en")
    assert "room for only 1 more person on the waiting list" in errors_at(answer, "seats")


def test_case_18_a_form_replayed_for_another_date_is_refused_and_can_be_sent_anew(reader, event):
    _page, first = event()
    _page, second = event(title="Strikkecafé")
    form = filled_in(1)
    reader.post(address(first), form)
    answer = reader.post(address(second, "en"), form)
    assert "This form was made for another date." in text_of(answer)
    assert SignUp.objects.count() == 1
    page = BeautifulSoup(answer.content, "html.parser")
    fresh = page.find(attrs={"name": "form_key"})["value"]
    reader.post(address(second), {**form, "form_key": fresh})
    assert SignUp.objects.filter(occurrence=second).count() == 1


@pytest.mark.parametrize("key", ["", "1", "' OR 1=1", "0" * 5000])
def test_a_forged_form_key_is_worth_as_much_as_none(reader, event, key):
    _page, occurrence = event()
    assert sent_by_form(reader, occurrence, form_key=key).status_code == 200
    assert SignUp.objects.count() == 1


def test_case_33_the_trap_is_out_of_the_way_but_explained(reader, event):
    _page, occurrence = event()
    page = BeautifulSoup(reader.get(address(occurrence, "en")).content, "html.parser")
    field = page.find(attrs={"name": "website"})
    assert field["tabindex"] == "-1" and field["autocomplete"] == "off"
    label = page.find("label", attrs={"for": field["id"]})
    assert label.text.startswith("Leave this field empty")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mit nr er 010190-1234.", True),
        ("0101901234", True),
        ("010190 - 1234", True),
        ("010190\u20131234", True),
        ("010190\u20111234", True),
        ("010190\u200b-1234", True),
        ("12.11.25 1930", False),
        ("010190 1234", True),
        ("610190-1234", True),
        ("3102901234", False),
        ("4512345678", False),
        ("1234 567890", False),
        ("tlf. 12345678", False),
        ("0001011901234", False),
    ],
)
def test_what_counts_as_a_cpr_number(text, found):
    assert has_personal_number(text) is found


class TestThrottle:
    def test_case_33_a_flood_from_one_address_is_stopped_and_nothing_is_lost(
        self, reader, event, settings
    ):
        settings.SIGN_UPS_PER_ADDRESS_AND_DATE = 3
        _page, occurrence = event(capacity=50)
        for number in range(3):
            assert sent_by_form(reader, occurrence, number).status_code == 200
        answer = sent_by_form(reader, occurrence, 9, language="en", phone="12345678")
        assert answer.status_code == 429
        assert "many sign-ups from here" in text_of(answer)
        assert b'value="12345678"' in answer.content
        assert SignUp.objects.count() == 3

    def test_a_forwarded_address_does_not_evade_it(self, reader, event, settings):
        settings.SIGN_UPS_PER_ADDRESS_AND_DATE = 1
        _page, occurrence = event()
        codes = [
            reader.post(
                address(occurrence), filled_in(n), headers={"X-Forwarded-For": f"10.0.0.{n}"}
            ).status_code
            for n in range(3)
        ]
        assert codes == [200, 429, 429]

    def test_case_33_behind_our_own_proxy_each_reader_counts_alone(self, reader, event, settings):
        settings.SIGN_UPS_PER_ADDRESS_AND_DATE, settings.TRUSTED_PROXIES = 1, 1
        _page, occurrence = event()
        codes = [
            reader.post(
                address(occurrence),
                filled_in(n),
                headers={"X-Forwarded-For": f"{uuid4()}, 10.0.0.{n % 2}"},
            ).status_code
            for n in range(3)
        ]
        assert codes == [200, 200, 429]

    def test_one_mail_address_is_not_bombed(self, reader, event):
        _page, occurrence = event(capacity=100)
        codes = [
            sent_by_form(reader, occurrence, n, email="offer@example.org").status_code
            for n in range(50)
        ]
        assert codes.count(200) == 10

    def test_mistakes_do_not_count(self, reader, event, settings):
        settings.SIGN_UPS_PER_ADDRESS_AND_DATE = 1
        _page, occurrence = event()
        for _ in range(5):
            sent_by_form(reader, occurrence, email="ingen")
        assert sent_by_form(reader, occurrence).status_code == 200
        assert SignUp.objects.count() == 1
