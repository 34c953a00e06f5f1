"""Cases of the list that no other file tells: what happens between a page shown and a form sent."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_network

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.utils import timezone

from core.models import Outbox
from events.actions.changes import cancel
from events.models import Occurrence, SignUp
from tests.events.conftest import (
    address,
    assert_counted,
    filled_in,
    own_path,
    sent_by_form,
    signed_up,
    text_of,
    told,
)

pytestmark = pytest.mark.django_db


class Down(EmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, messages):
        raise ConnectionRefusedError


def test_case_03_a_party_of_three_with_two_seats_left_waits_whole(reader, event):
    _page, row = event(capacity=5)
    sent_by_form(reader, row, 1, seats="3")
    answer = text_of(sent_by_form(reader, row, 2, seats="3", language="en"))
    assert "not seats for all of you" in answer and "You are number 1 in line" in answer
    party = SignUp.objects.get(email="person2@example.org")
    assert (party.state, party.seats) == ("waiting", 3)
    assert_counted(row)
    assert (row.seats_taken, row.seats_waiting) == (3, 3)


def test_case_16_one_person_however_the_address_is_written_and_plus_is_another(reader, event):
    _page, row = event(capacity=9)
    for typed in ("Aase@Bibliotek-ÆØÅ.dk", " aase@bibliotek-æøå.dk ", "AASE@BIBLIOTEK-ÆØÅ.DK"):
        answer = sent_by_form(reader, row, email=typed, name=" åse  bo ")
        assert answer.status_code == 200
    assert SignUp.objects.count() == 1
    sent_by_form(reader, row, email="aase+kor@bibliotek-æøå.dk", name="Åse Bo")
    assert SignUp.objects.count() == 2
    assert_counted(row)


def test_case_25_a_full_waiting_list_takes_nobody_and_keeps_its_order(reader, event):
    _page, row = event(capacity=1, waiting_size=1)
    for number in (1, 2):
        sent_by_form(reader, row, number)
    answer = sent_by_form(reader, row, 3, language="en", phone="12345678")
    assert "there is no more room on the waiting list" in text_of(answer)
    assert b'value="12345678"' in answer.content
    assert SignUp.objects.count() == 2
    cancel(sign_up=SignUp.objects.get(email="person1@example.org"))
    # The list has room again, and the seat went to whoever waited.
    assert "number 1 in line" in text_of(sent_by_form(reader, row, 3, language="en"))
    assert_counted(row)


def test_case_26_the_page_said_full_and_a_seat_is_free_when_it_is_sent(reader, event):
    _page, row = event(capacity=1)
    first = signed_up(row, 1)
    assert "All seats are taken" in text_of(reader.get(address(row, "en")))
    cancel(sign_up=first)
    assert "You are signed up" in text_of(sent_by_form(reader, row, 2, language="en"))
    assert_counted(row)


@pytest.mark.parametrize(
    ("waiting_size", "words"), [(None, "number 1 in line"), (0, "there is no waiting list")]
)
def test_case_26_the_page_said_a_seat_is_free_and_it_is_gone(reader, event, waiting_size, words):
    _page, row = event(capacity=1, waiting_size=waiting_size)
    assert "1 seat left" in text_of(reader.get(address(row, "en")))
    signed_up(row, 1)
    assert words in text_of(sent_by_form(reader, row, 2, language="en"))
    assert_counted(row)
    assert row.seats_taken == 1


def test_case_28_a_scanner_that_opens_the_link_confirms_nothing(reader, event):
    _page, row = event(confirmation="by_mail")
    held = signed_up(row)
    before = SignUp.objects.values().get()
    for path in (own_path(held), own_path(held) + "?action=confirm"):
        for headers in ({}, {"Purpose": "prefetch"}, {"Sec-Purpose": "prefetch"}):
            assert reader.get(path, headers=headers).status_code == 200
            assert reader.head(path, headers=headers).status_code == 200
    assert SignUp.objects.values().get() == before
    assert not told("confirmation")


def test_case_29_a_link_changed_by_one_sign_is_worth_nothing(reader, event):
    _page, row = event()
    mine, other = signed_up(row, 1), signed_up(row, 2)
    swapped = mine.token[:-1] + ("A" if mine.token[-1] != "A" else "B")
    for token in (swapped, mine.token + "A", mine.token[:-1], mine.token.swapcase()):
        answer = reader.post(f"/da/sign-up/s/{token}/", {"action": "cancel"})
        assert answer.status_code == 404
    # A link is only ever about its own sign-up, whatever the form adds.
    reader.post(own_path(mine), {"action": "cancel", "token": other.token, "sign_up": other.pk})
    assert set(SignUp.objects.values_list("email", "state")) == {
        (mine.email, "cancelled"),
        (other.email, "confirmed"),
    }


def test_case_31_the_mail_server_is_down_the_sign_up_stands_the_mail_comes_once(
    reader, event, settings, django_capture_on_commit_callbacks
):
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.Down"
    _page, row = event()
    with django_capture_on_commit_callbacks(execute=True):
        answer = sent_by_form(reader, row, language="en")
    assert answer.status_code == 200 and "You are signed up" in text_of(answer)
    call_command("run_due", verbosity=0)
    assert SignUp.objects.get().state == "confirmed" and not mail.outbox
    assert Outbox.objects.get().attempts == 1, "it is not tried again at once"
    settings.EMAIL_BACKEND = backend
    Outbox.objects.update(next_try=timezone.now())
    for _ in range(3):
        call_command("run_due", verbosity=0)
    assert [message.to for message in mail.outbox] == [["person1@example.org"]]
    assert Outbox.objects.get().state == "sent"


def test_case_33_a_filled_trap_takes_nobody_and_keeps_what_was_typed(reader, event):
    _page, row = event()
    answer = sent_by_form(reader, row, language="en", website="https://spam.example")
    assert "Please leave this field empty" in text_of(answer)
    assert b'value="person1@example.org"' in answer.content
    assert not SignUp.objects.exists()


def test_case_33_faster_than_anybody_reads_is_counted_and_stopped(
    reader, event, settings, monkeypatch
):
    """Others on the same network, who take their time, notice nothing of the robot."""
    settings.SIGN_UPS_TOO_FAST = 2
    monkeypatch.setattr("events.forms.FASTEST", 600)
    _page, row = event(capacity=50)
    page = BeautifulSoup(reader.get(address(row)).content, "html.parser")
    shown = page.find(attrs={"name": "shown"})["value"]
    codes = [sent_by_form(reader, row, n, shown=shown).status_code for n in range(4)]
    assert codes == [200, 200, 429, 429]
    for forged in ("", "x", shown[:-1], "\0" * 9):
        assert sent_by_form(reader, row, f"f{len(forged)}", shown=forged).status_code == 200
    monkeypatch.setattr("events.forms.FASTEST", 0)
    answer = sent_by_form(reader, row, 2, shown=shown)
    assert answer.status_code == 200, "pressed again after a while it goes through"
    assert SignUp.objects.filter(email="person2@example.org").exists()


def test_case_33_the_librarys_own_network_is_not_shut_out(reader, event, settings):
    """Whole classes sign up from the library's own computers, which share one address."""
    settings.SIGN_UPS_PER_ADDRESS = settings.SIGN_UPS_PER_ADDRESS_AND_DATE = 2
    settings.OWN_NETWORKS = [ip_network("192.0.2.0/24"), ip_network("2001:db8:5::/48")]
    _page, row = event(capacity=100)
    everybody = iter(range(100))

    def codes(address_: str, times: int = 4) -> set[int]:
        """What somebody at a network address is answered, one person after the other."""
        form = (filled_in(next(everybody)) for _time in range(times))
        own = {"REMOTE_ADDR": address_}
        return {reader.post(address(row), one, **own).status_code for one in form}

    for own in ("192.0.2.77", "2001:db8:5::9", "::ffff:192.0.2.8"):
        assert codes(own) == {200}, own
    for other in ("192.0.3.77", "2001:db8:6::9", "unknown"):
        assert codes(other) == {200, 429}, other
    settings.TRUSTED_PROXIES = 1
    headers = {"X-Forwarded-For": "192.0.2.77, 203.0.113.9"}
    forged = [
        reader.post(address(row), filled_in(90 + n), headers=headers).status_code for n in range(3)
    ]
    assert forged[-1] == 429, "an address that anybody can write is not believed"


def test_case_33_a_robot_on_the_librarys_own_network_is_still_stopped(
    reader, event, settings, monkeypatch
):
    settings.OWN_NETWORKS, settings.SIGN_UPS_TOO_FAST = [ip_network("127.0.0.0/8")], 2
    monkeypatch.setattr("events.forms.FASTEST", 600)
    _page, row = event(capacity=50)
    page = BeautifulSoup(reader.get(address(row)).content, "html.parser")
    shown = page.find(attrs={"name": "shown"})["value"]
    codes = [sent_by_form(reader, row, n, shown=shown).status_code for n in range(3)]
    assert codes == [200, 200, 429]


def test_case_40_a_form_made_before_a_newer_draft_went_live_still_signs_up(reader, event):
    page, row = event()
    form = filled_in(1)
    reader.get(address(row))
    page.save_revision().publish()
    assert reader.post(address(row), form).status_code == 200
    assert SignUp.objects.get().occurrence_id == row.pk


def test_case_52_the_hour_that_comes_twice_keeps_dates_in_order(library):
    from tests.factories import make_event, single_date

    autumn = timezone.datetime(2027, 10, 31, 1, 30)
    starts = [autumn, autumn + timedelta(hours=1), autumn + timedelta(hours=1, minutes=30)]
    dates = [single_date(start, minutes=30, uid=f"d{n}") for n, start in enumerate(starts)]
    make_event(library, dates=dates[::-1], sign_up="sign_up")
    rows = list(Occurrence.objects.in_order())
    assert [row.uid for row in rows] == ["d0", "d1", "d2"]
    assert [row.starts_at < row.ends_at for row in rows] == [True] * 3
    # From 01:30 to 02:30 is an hour by the first of the two; to 03:00 it is two and a half.
    gaps = [later.starts_at - row.starts_at for row, later in zip(rows, rows[1:], strict=False)]
    assert gaps == [timedelta(hours=1), timedelta(hours=1, minutes=30)]


@pytest.mark.parametrize(
    ("opens", "closes", "open_at_noon"),
    [(0, None, True), (1, None, False), (None, 0, False), (None, 1, True)],
)
def test_case_54_a_window_opens_and_closes_at_its_very_second(
    reader, event, monkeypatch, opens, closes, open_at_noon
):
    """Open from the first moment, closed from the last: no second belongs to both."""
    _page, row = event()
    noon = timezone.now().replace(microsecond=0) + timedelta(hours=1)
    Occurrence.objects.update(
        opens_at=None if opens is None else noon + timedelta(seconds=opens),
        closes_at=None if closes is None else noon + timedelta(seconds=closes),
    )
    monkeypatch.setattr(timezone, "now", lambda: noon)
    sent_by_form(reader, row)
    assert SignUp.objects.exists() is open_at_noon
