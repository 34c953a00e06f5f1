"""At the door: check in by list, by name or by code; twice is harmless and can be undone."""

from __future__ import annotations

import re

import pytest
from django.contrib.messages import get_messages

from core.models import Outbox
from events.actions.changes import cancel
from events.actions.refusals import SignUpRefused
from events.models import AuditEntry, EventSeries, SignUp
from tests.events.conftest import move_clock, own_path, signed_up, text_of
from tests.events.desk import at
from tests.factories import make_occurrence, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def today(occurrence):
    move_clock(occurrence, minutes=30)
    return occurrence


def said(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_case_65_twice_is_harmless_and_can_be_undone(today, staff):
    row = signed_up(today, seats=3)
    for came in ("2", "2", ""):
        answer = staff.post(at(today, "door/"), {"sign_up": row.pk, "came": came})
        assert answer.status_code == 302
    row.refresh_from_db()
    # The last tap, without a number, says all of them; the state is not touched.
    assert (row.state, row.came, str(row.checked_in_by)) == ("confirmed", 2, "vagt@havnby.test")
    first = row.checked_in_at
    staff.post(at(today, "door/"), {"sign_up": row.pk, "came": "3"})
    row.refresh_from_db()
    assert (row.came, row.checked_in_at) == (3, first)
    for _ in range(2):
        staff.post(at(today, "door/"), {"sign_up": row.pk, "action": "undo"})
    row.refresh_from_db()
    assert (row.state, row.checked_in_at, row.checked_in_by, row.came) == (
        "confirmed", None, None, None,
    )  # fmt: skip
    done = list(AuditEntry.objects.order_by("pk").values_list("what", "detail"))
    assert done == [
        ("checked_in", {"came": 2}),
        ("checked_in", {"came": 3}),
        ("check_in_undone", {}),
    ]


def test_the_code_is_on_the_own_page_and_one_tap_checks_in(today, reader, staff):
    row = signed_up(today)
    assert "<svg" not in reader.get(own_path(row)).content.decode().split("s-code")[-1][:400]
    EventSeries.objects.update(qr_check_in=True)
    page = reader.get(own_path(row)).content.decode()
    assert 'id="s-code"' in page and "segno" in page
    path = f"/admin/sign-ups/door/{row.door_code}/"
    assert reader.get(path).status_code == 302  # a stranger learns nothing
    shown = staff.get(path)
    assert "Person 1" in text_of(shown)
    row.refresh_from_db()
    assert row.checked_in_at is None
    assert "Person 1" in said(staff.post(path))
    row.refresh_from_db()
    assert row.checked_in_at
    assert 'value="undo"' in staff.get(path).content.decode()


def test_the_code_goes_with_the_mail_where_it_is_chosen(occurrence):
    EventSeries.objects.update(qr_check_in=True)
    row = signed_up(occurrence)
    mail = Outbox.objects.get(template="sign_up_confirmation")
    assert [file["name"] for file in mail.attachments] == ["invite.ics", "qr.png"]
    assert row.name not in row.door_code and row.token not in row.door_code
    assert len(row.door_code) >= 22


@pytest.mark.parametrize(
    ("state", "words"),
    [("cancelled", "afbud"), ("waiting", "venteliste"), ("pending", "bekræftet"),
     ("offered", "tilbudt"), ("expired", "udløbet")],
)  # fmt: skip
def test_a_party_without_a_seat_is_answered_in_words(today, staff, state, words):
    row = signed_up(today)
    SignUp.objects.filter(pk=row.pk).update(state=state)
    path = f"/admin/sign-ups/door/{row.door_code}/"
    assert words in text_of(staff.get(path))
    assert words in said(staff.post(path))
    row.refresh_from_db()
    assert (row.state, row.checked_in_at) == (state, None)


def test_who_is_checked_in_cannot_be_cancelled_until_that_is_undone(today, staff, reader):
    row = signed_up(today)
    staff.post(at(today, "door/"), {"sign_up": row.pk})
    with pytest.raises(SignUpRefused, match="checked_in"):
        cancel(sign_up=row, by_staff=True)
    staff.post(at(today, f"{row.pk}/"))
    reader.post(own_path(row), {"action": "cancel"})
    row.refresh_from_db()
    assert row.state == "confirmed" and row.checked_in_at
    staff.post(at(today, "door/"), {"sign_up": row.pk, "action": "undo"})
    staff.post(at(today, f"{row.pk}/"))
    row.refresh_from_db()
    assert row.state == "cancelled"


@pytest.mark.parametrize("came", ["0", "-1", "2.5", "501", "mange", "9" * 30])
def test_an_impossible_number_is_refused(today, staff, came):
    row = signed_up(today, seats=2)
    answer = staff.post(at(today, "door/"), {"sign_up": row.pk, "came": came})
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.checked_in_at is None


def test_another_day_and_a_cancelled_date_are_told(occurrence, staff):
    row = signed_up(occurrence)
    path = f"/admin/sign-ups/door/{row.door_code}/"
    assert "en anden dag" in text_of(staff.get(path))
    staff.post(path)
    move_clock(occurrence, minutes=5)
    type(occurrence).objects.update(status="cancelled")
    staff.post(path)
    row.refresh_from_db()
    assert row.checked_in_at is None


def test_by_name_by_mail_or_by_number(today, staff):
    signed_up(today, name="Åse Lund", email="aase@example.org", phone="86 12 34 56")
    signed_up(today, 2)
    for wanted in ("åse", "LUND åse", "aase@", "8612", "12 34 56"):
        page = text_of(staff.post(at(today, "door/"), {"q": wanted}))
        assert "Åse Lund" in page and "Person 2" not in page, wanted
        found = text_of(staff.post("/admin/sign-ups/", {"q": wanted}))
        assert "Åse Lund" in found and "Person 2" not in found, wanted
        people = staff.post(at(today), {"q": wanted})
        assert [row.name for row in people.context["active"]] == ["Åse Lund"], wanted


def test_case_64_forged_codes_and_ids(today, staff, other_library, client_for, occurrence):
    row = signed_up(today)
    elsewhere = make_occurrence(other_library)
    foreign = signed_up(elsewhere)
    for code in (foreign.door_code, "x" * 300, "%00", row.token):
        assert staff.get(f"/admin/sign-ups/door/{code}/").status_code == 404
        assert staff.post(f"/admin/sign-ups/door/{code}/").status_code == 404
    for forged in (foreign.pk, "0", "x", "9" * 40, ""):
        assert staff.post(at(today, "door/"), {"sign_up": forged}).status_code == 404
    stranger = client_for(other_library, make_user("v@skovby.test", other_library, "event_staff"))
    names = "door/ list/ since/ badges/ write/ export/csv/ export/xlsx/ log/".split()
    names += [f"{row.pk}/move/", f"{row.pk}/promote/"]
    for what in names:
        for method in (stranger.get, stranger.post):
            answer = method(at(today, what))
            assert answer.status_code in (404, 405), what
        mixed = stranger.post(at(elsewhere, what)) if str(row.pk) in what else None
        assert mixed is None or mixed.status_code == 404
    viewer = client_for(today.library, make_user("ser@havnby.test", today.library, "viewer"))
    for what in names[:8]:
        answer = viewer.get(at(today, what))
        assert answer.status_code in (302, 403) and row.name not in answer.content.decode()
    for path in ("person/", "figures/", "figures/xlsx/", f"door/{row.door_code}/"):
        assert viewer.get(f"/admin/sign-ups/{path}").status_code in (302, 403)
    row.refresh_from_db()
    assert row.checked_in_at is None and not AuditEntry.objects.exists()


def test_a_printed_list_tells_its_number_and_what_changed_since(today, staff):
    """Case 65: the paper in the hand and the list on the screen."""
    Occurrence = type(today)
    Occurrence.objects.update(capacity=2)
    rows = [signed_up(today, number) for number in (1, 2, 3)]
    first = text_of(staff.get(at(today, "list/")))
    assert "Liste 1" in first and "Person 1" in first
    assert "person1@example.org" not in first and re.search(r"\d\d[:.]\d\d", first)
    assert "papiret passer" in text_of(staff.get(at(today, "since/"))).lower()
    assert "Liste 1" in text_of(staff.get(at(today, "list/")))  # the same list again
    staff.get(at(today, "badges/"))  # on paper too, but not a list
    cancel(sign_up=rows[0], by_staff=True)
    Occurrence.objects.update(capacity=5)
    signed_up(today, 4)
    for page in (staff.get(at(today, "since/?list=1")), staff.get(at(today, "list/"))):
        told = text_of(page)
        assert "Kommer ikke længere: Person 1" in told
        assert "Har nu en plads: Person 3" in told and "Ny: Person 4" in told
        assert "siden liste 1 fra" in told and "Ny: Person 2" not in told
    assert "papiret passer" in text_of(staff.get(at(today, "since/"))).lower()
    for wrong in ("99", "x", "-1", "9" * 40):
        assert staff.get(at(today, f"since/?list={wrong}")).status_code == 404
    kept = AuditEntry.objects.filter(what="printed").values_list("detail", flat=True)
    assert "Person" not in str(list(kept))
    assert "Person 4" in text_of(staff.get(at(today, "badges/")))


def test_who_waits_since_the_list_and_other_names_are_told_as_such(event, staff):
    _page, date = event(capacity=2, ask_names=True)
    party = signed_up(date, 1, seats=2, people=("Person 1", "Bo"))
    staff.get(at(date, "list/"))
    signed_up(date, 2)
    staff.post(at(date, f"{party.pk}/seats/"), {"seats": "2", "name_2": "Ib"})
    for shown in (staff.get(at(date, "since/")), staff.get(at(date, "list/"))):
        told = text_of(shown).replace(" ,", ",")
        assert "Ny: Person 2, 1 person · på venteliste" in told
        assert "Navne ændret: Person 1, Ib" in told
    assert "Papiret passer" in text_of(staff.get(at(date, "since/")))
    staff.post(at(date, f"{party.pk}/seats/"), {"seats": "2", "name_2": "Åse"})
    assert "Liste 3," in text_of(staff.get(at(date, "list/"))), "another paper, another number"


def test_a_name_from_right_to_left_turns_nothing_around_beside_it(today, staff):
    """Otherwise the number after an Arabic name stands before it."""
    staff.get(at(today, "list/"))
    signed_up(today, name="علي حسن", seats=3)
    for what in ("since/", "list/"):
        html = staff.get(at(today, what)).content.decode()
        assert "<bdi>علي حسن</bdi>, 3 personer" in html
