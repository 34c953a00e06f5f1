"""Signing up through the public form."""

from __future__ import annotations

import pytest

from events.models import Occurrence, SignUp
from tests.events.conftest import address, assert_counted, filled_in, sent_by_form, text_of

pytestmark = pytest.mark.django_db


def test_a_reader_signs_up_in_three_requests_at_most(reader, event):
    page, occurrence = event()
    form = reader.get(address(occurrence, "en"))
    assert form.status_code == 200
    words = text_of(form)
    assert page.title in words and "5 seats left." in words and "19:00" in words
    answer = sent_by_form(reader, occurrence, language="en", seats="2")
    assert answer.status_code == 200
    assert "You are signed up" in text_of(answer)
    row = SignUp.objects.get()
    assert (row.state, row.seats, row.language) == ("confirmed", 2, "en")
    assert_counted(occurrence)


def test_nobody_can_take_over_a_sign_up_from_the_answer_page(reader, event):
    _page, occurrence = event()
    answer = sent_by_form(reader, occurrence)
    assert SignUp.objects.get().token not in answer.content.decode()


def test_purpose_and_deletion_date_stand_at_the_form(reader, event):
    _page, occurrence = event()
    words = text_of(reader.get(address(occurrence, "en")))
    assert "uses what you write only to run this event" in words
    assert "deleted on" in words


def test_the_page_may_be_kept_nowhere(reader, event):
    _page, occurrence = event()
    assert "no-store" in reader.get(address(occurrence)).headers["Cache-Control"]


def test_a_full_date_says_so_before_and_after(reader, event):
    _page, occurrence = event(capacity=1)
    sent_by_form(reader, occurrence, 1)
    sent_by_form(reader, occurrence, 2)
    words = text_of(reader.get(address(occurrence, "en")))
    assert "All seats are taken. 1 sign-up is on the waiting list before you." in words
    assert "Join the waiting list" in words
    answer = text_of(sent_by_form(reader, occurrence, 3, language="en"))
    assert "You are number 2 in line" in answer
    assert_counted(occurrence)


def test_case_43_danish_and_english_share_seats_and_people(reader, event):
    _page, occurrence = event(capacity=1)
    sent_by_form(reader, occurrence, 1, language="da")
    sent_by_form(reader, occurrence, 1, language="en")
    assert SignUp.objects.count() == 1
    assert "waiting list" in text_of(sent_by_form(reader, occurrence, 2, language="en"))


def test_case_17_the_same_form_twice_is_one_sign_up_and_the_same_answer(reader, event):
    _page, occurrence = event(capacity=1)
    form = filled_in(1)
    first = reader.post(address(occurrence), form)
    again = reader.post(address(occurrence), form)
    assert text_of(first) == text_of(again)
    assert SignUp.objects.count() == 1


def test_case_17_going_back_and_writing_another_name_signs_up_somebody_else(reader, event):
    _page, occurrence = event()
    form = filled_in(1)
    reader.post(address(occurrence), form)
    reader.post(address(occurrence), {**form, "name": "Lillesøster"})
    assert set(SignUp.objects.values_list("name", flat=True)) == {"Person 1", "Lillesøster"}


@pytest.mark.parametrize("capacity", [5, 1])
def test_case_34_known_and_unknown_people_get_the_same_answer(reader, event, capacity):
    """With seats left, and with none left: nobody learns who is signed up."""
    _page, occurrence = event(capacity=capacity)
    sent_by_form(reader, occurrence, 1)
    known = sent_by_form(reader, occurrence, 1, email="PERSON1@example.org ", name=" person  1")
    unknown = sent_by_form(reader, occurrence, 2)
    assert known.status_code == unknown.status_code == 200
    swapped = text_of(known).replace("PERSON1@", "person2@")
    assert swapped == text_of(unknown)


def test_case_34_on_a_full_date_without_a_list_both_are_refused_alike(reader, event):
    _page, occurrence = event(capacity=1, waiting_size=0)
    sent_by_form(reader, occurrence, 1)
    known = text_of(sent_by_form(reader, occurrence, 1, language="en"))
    unknown = text_of(sent_by_form(reader, occurrence, 2, language="en"))
    assert "All seats are taken, and there is no waiting list." in known
    assert known == unknown


def test_case_15_signing_up_again_after_cancelling(reader, event):
    from events.actions.changes import cancel

    _page, occurrence = event()
    sent_by_form(reader, occurrence, 1)
    cancel(sign_up=SignUp.objects.get())
    sent_by_form(reader, occurrence, 1)
    assert list(SignUp.objects.values_list("state", flat=True)) == ["cancelled", "confirmed"]
    assert_counted(occurrence)


def test_families_may_share_an_address(reader, event):
    _page, occurrence = event()
    for name in ("Ida", "Kaj"):
        sent_by_form(reader, occurrence, email="familien@example.org", name=name)
    assert SignUp.objects.filter(state="confirmed").count() == 2


@pytest.mark.parametrize("email", ["med+plus@example.org", "nogen@bibliotek-æøå.dk"])
def test_case_16_addresses_of_every_kind(reader, event, email):
    _page, occurrence = event()
    sent_by_form(reader, occurrence, email=email)
    assert SignUp.objects.get().email == email


def test_another_librarys_date_is_not_there(event, other_library, client_for):
    _page, occurrence = event()
    stranger = client_for(other_library)
    assert stranger.get(address(occurrence)).status_code == 404
    assert sent_by_form(stranger, occurrence).status_code == 404
    assert not SignUp.objects.exists()


def test_a_date_listed_at_another_library_can_be_signed_up_for_there(
    event, other_library, client_for
):
    _page, occurrence = event()
    occurrence.listings.create(library=other_library)
    assert sent_by_form(client_for(other_library), occurrence).status_code == 200
    assert SignUp.objects.count() == 1


@pytest.mark.parametrize("pk", ["999999", "9" * 30])
def test_a_date_that_never_was(reader, event, pk):
    event()
    assert reader.get(f"/da/sign-up/{pk}/").status_code == 404
    assert reader.post(f"/da/sign-up/{pk}/", filled_in()).status_code == 404


def test_an_unpublished_event_is_not_shown_and_takes_nobody(reader, event):
    """Whoever had the form open is told why; whoever forged its number learns nothing."""
    page, occurrence = event(title="Hemmelig fest", price="125 kr.")
    page.unpublish()
    assert reader.get(address(occurrence)).status_code == 404
    answer = sent_by_form(reader, occurrence, language="en")
    assert "Sign-up for this date has closed." in text_of(answer)
    day = str(occurrence.start_date.day)
    for secret in ("Hemmelig", "hemmelig-fest", "125 kr.", f" {day} ", "19:00"):
        assert secret not in text_of(answer) and secret not in answer.content.decode()
    assert not SignUp.objects.exists()


def test_a_foreign_form_is_refused(library, event):
    from django.test import Client

    _page, occurrence = event()
    strict = Client(HTTP_HOST=library.site.hostname, enforce_csrf_checks=True)
    assert sent_by_form(strict, occurrence).status_code == 403
    strict.get(address(occurrence))
    token = strict.cookies["csrftoken"].value
    assert sent_by_form(strict, occurrence, csrfmiddlewaretoken=token).status_code == 200
    assert Occurrence.objects.get().seats_taken == 1


def test_a_title_keeps_its_own_direction_whatever_the_language_of_the_page(reader, event):
    _page, row = event(title="Hvad skal havnen bruges til?")
    shown = reader.get(address(row, "en")).content.decode()
    main = shown[shown.index("<main") :]
    assert main.count("<bdi>Hvad skal havnen bruges til?</bdi>") >= 2
