"""The page behind the link in the mail: see, confirm, change, cancel."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.utils import timezone

from events.actions.changes import cancel
from events.actions.retention import anonymise
from events.models import EventSeries, Occurrence, SignUp
from tests.events.conftest import (
    assert_counted,
    move_clock,
    own_path,
    sent_by_form,
    signed_up,
    text_of,
    told,
)
from tests.factories import make_occurrence
from tests.pressing import press

pytestmark = pytest.mark.django_db
NOT_ANY_MORE = "This link does not work any more"


@pytest.fixture
def row(event) -> SignUp:
    return signed_up(event()[1], 1, seats=2)


def state(row) -> str:
    row.refresh_from_db()
    return row.state


def test_case_27_looking_changes_nothing(reader, row):
    """Mail scanners open every link, with GET and with HEAD, and whatever they add to it."""
    before = SignUp.objects.values().get()
    versions = Occurrence.objects.values().get()
    for path in (own_path(row), own_path(row) + "?action=cancel"):
        assert reader.get(path).status_code == 200
        assert reader.head(path).status_code == 200
    assert SignUp.objects.values().get() == before
    assert Occurrence.objects.values().get() == versions


def test_the_page_stays_private(reader, row):
    answer = reader.get(own_path(row))
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert b'name="robots" content="noindex"' in answer.content


def test_a_shared_computer_forgets_from_the_answer_and_the_own_page(reader, event):
    _page, row = event()
    for shown in (sent_by_form(reader, row), reader.get(own_path(SignUp.objects.get()))):
        page = BeautifulSoup(shown.content, "html.parser")
        form = page.find("form", action="/da/my/forget/")
        assert "Delt computer? Glem mig" in form.get_text()
        answer = reader.post(form["action"])
        assert answer.cookies["csrftoken"]["max-age"] == 0
        assert "Du er glemt her" in text_of(reader.get(answer["Location"]))
    assert SignUp.objects.get().state == "confirmed"


def test_case_27_cancelling_says_so_and_leads_back(reader, row):
    answer = reader.post(own_path(row, "en"), {"action": "cancel"})
    assert "You have cancelled" in text_of(answer)
    assert f"/en/sign-up/{row.occurrence_id}/" in answer.content.decode()
    assert state(row) == "cancelled"
    assert_counted(row.occurrence)
    again = reader.post(own_path(row, "en"), {"action": "cancel"})
    assert "You have cancelled" in text_of(again)
    assert len(told("called_off")) == 1


def test_case_30_one_link_never_cancels_others(reader, event):
    _page, occurrence = event()
    rows = [
        signed_up(occurrence, number, email="familien@example.org", name=f"Barn {number}")
        for number in range(3)
    ]
    reader.post(own_path(rows[1]), {"action": "cancel", "pk": rows[0].pk, "token": rows[2].token})
    assert [state(row) for row in rows] == ["confirmed", "cancelled", "confirmed"]


def test_changing_the_number(reader, row):
    answer = reader.post(own_path(row, "en"), {"action": "change", "seats": "4"})
    assert "The number of people is changed." in text_of(answer)
    row.refresh_from_db()
    assert row.seats == 4
    assert_counted(row.occurrence)


@pytest.mark.parametrize(
    ("seats", "words"),
    [
        ("0", "Sign up at least one person."),
        ("2.5", "Write a whole number"),
        ("9", "at most 4 people"),
        ("", "Write how many people come."),
    ],
)
def test_an_impossible_number_is_explained_and_kept(reader, row, seats, words):
    answer = reader.post(own_path(row, "en"), {"action": "change", "seats": seats})
    assert answer.status_code == 200
    assert words in text_of(answer)
    assert not seats or f'value="{seats}"' in answer.content.decode()
    row.refresh_from_db()
    assert row.seats == 2


def test_case_21_a_held_seat_is_confirmed_by_a_button_also_twice(reader, event):
    _page, occurrence = event(confirmation="by_mail")
    assert "confirm by mail" in text_of(sent_by_form(reader, occurrence, language="en"))
    row = SignUp.objects.get()
    assert "Confirm my sign-up" in text_of(reader.get(own_path(row, "en")))
    assert state(row) == "pending"
    for _ in range(2):
        answer = reader.post(own_path(row, "en"), {"action": "confirm"})
        assert "the seat is yours" in text_of(answer)
    assert state(row) == "confirmed"
    assert len(told("confirmation")) == 1


def test_case_21_confirming_too_late_explains_itself(reader, event):
    _page, occurrence = event(confirmation="by_mail")
    row = signed_up(occurrence)
    SignUp.objects.update(hold_until=timezone.now() - timedelta(minutes=1))
    answer = reader.post(own_path(row, "en"), {"action": "confirm"})
    assert answer.status_code == 200
    assert "You did not confirm in time" in text_of(answer)
    assert state(row) == "expired"


def test_case_21_a_seat_on_a_cancelled_date_is_not_confirmed(reader, event):
    """The page with the button was open when staff cancelled the date."""
    _page, occurrence = event(confirmation="by_mail")
    row = signed_up(occurrence)
    Occurrence.objects.update(status="cancelled")
    answer = reader.post(own_path(row, "en"), {"action": "confirm"})
    assert "the seat is yours" not in text_of(answer) and "is cancelled" in text_of(answer)
    assert state(row) == "pending" and not told("confirmation")


@pytest.mark.parametrize("scope", ["occurrence", "series"])
def test_case_21_a_link_read_after_the_hold_says_so_and_leads_back(reader, event, scope):
    """Half an hour later the seat is given back; only then do most people read their mail."""
    _page, occurrence = event(confirmation="by_mail", scope=scope)
    sent_by_form(reader, occurrence)
    SignUp.objects.update(hold_until=timezone.now() - timedelta(minutes=1))
    call_command("run_due")
    row = SignUp.objects.get()
    assert row.state == "expired"
    for answer in (
        reader.get(own_path(row, "en")),
        reader.post(own_path(row, "en"), {"action": "confirm"}),
        reader.post(own_path(row, "en"), {"action": "confirm"}),
        reader.post(own_path(row, "en"), {"action": "cancel"}),
    ):
        assert answer.status_code == 200
        words = text_of(answer)
        assert "This sign-up has expired" in words and "You did not confirm in time" in words
        assert "Thank you for telling us" not in words and "You have cancelled" not in words
        assert f"/en/sign-up/{occurrence.pk}/" in answer.content.decode()
    sent_by_form(reader, occurrence)
    assert SignUp.objects.filter(state="pending").count() == 1
    Occurrence.objects.update(closes_at=timezone.now())
    html = reader.get(own_path(row, "en")).content.decode()
    assert f"/en/sign-up/{occurrence.pk}/" not in html, "nobody is sent to a closed form"
    move_clock(occurrence, days=-1)
    SignUp.objects.filter(state="pending").delete()
    assert reader.get(own_path(row, "en")).status_code == 404


def test_case_29_wrong_used_expired_and_forgotten_links_look_alike(reader, event):
    """Once its date has begun, a sign-up that expired is worth no more than any other."""
    _page, occurrence = event()
    used, forgotten = (signed_up(occurrence, number) for number in range(2))
    past = make_occurrence(occurrence.library, days=2)
    expired = signed_up(past, 3)
    move_clock(past, days=-1)
    paths = [own_path(row, "en") for row in (used, expired, forgotten)]
    cancel(sign_up=used)
    SignUp.objects.filter(pk=expired.pk).update(hold_until=timezone.now(), state="offered")
    call_command("run_due")
    anonymise([forgotten.pk])
    answers = [reader.get(path) for path in ["/en/sign-up/s/aldrig-givet/", *paths]]
    assert {answer.status_code for answer in answers} == {404}
    assert NOT_ANY_MORE in text_of(answers[0])
    assert {answer.headers["Referrer-Policy"] for answer in answers} == {"no-referrer"}
    pages = {
        answer.content.decode().replace(path.removeprefix("/en/"), "")
        for answer, path in zip(answers, ["/en/sign-up/s/aldrig-givet/", *paths], strict=True)
    }
    assert len(pages) == 1


@pytest.mark.parametrize("token", ["x" * 500, "%00", "None", "æøå", "'--"])
def test_nonsense_is_answered_like_any_wrong_link(reader, row, token):
    for method in (reader.get, reader.head, reader.post):
        assert method(f"/da/sign-up/s/{token}/").status_code == 404


def test_a_link_works_at_its_own_library_only(row, other_library, client_for):
    stranger = client_for(other_library)
    assert stranger.get(own_path(row)).status_code == 404
    assert stranger.post(own_path(row), {"action": "cancel"}).status_code == 404
    assert state(row) == "confirmed"


def test_a_browser_may_press_the_button_of_a_link(library, row):
    assert press(library, own_path(row), action="cancel").status_code < 400
    assert state(row) == "cancelled"


def test_guessing_is_throttled(reader, row):
    codes = [reader.get(f"/da/sign-up/s/gaet{number}/").status_code for number in range(200)]
    assert codes[0] == 404 and codes[-1] == 429
    assert codes.count(404) <= 60
    elsewhere = reader.get(own_path(row), REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 200


def test_after_the_deadline_the_page_says_whom_to_call(reader, row):
    EventSeries.objects.update(cancel_deadline_hours=24)
    move_clock(row.occurrence, hours=3)
    page = text_of(reader.get(own_path(row, "en")))
    assert "It is too late to change this here." in page
    assert "Cancel my sign-up" not in page
    answer = reader.post(own_path(row, "en"), {"action": "cancel"})
    assert "It is too late to change this here." in text_of(answer)
    assert state(row) == "confirmed"


def test_a_cancelled_date_needs_nothing_from_anybody(reader, row):
    Occurrence.objects.update(status="cancelled")
    page = text_of(reader.get(own_path(row, "en")))
    assert "This date is cancelled. You need do nothing." in page
    assert "Cancel my sign-up" not in page


def test_a_foreign_form_is_refused(library, row):
    from django.test import Client

    strict = Client(HTTP_HOST=library.site.hostname, enforce_csrf_checks=True)
    assert strict.post(own_path(row), {"action": "cancel"}).status_code == 403
    assert state(row) == "confirmed"


def test_the_place_in_line_is_shown(reader, event):
    _page, occurrence = event(capacity=1)
    rows = [signed_up(occurrence, number) for number in range(3)]
    assert "You are number 2 in line." in text_of(reader.get(own_path(rows[2], "en")))
