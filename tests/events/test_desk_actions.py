"""Staff move sign-ups, write to people, and take the list out of the house."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from core.models import Outbox
from core.outbox import build
from core.spreadsheets import lines, neutral
from events.actions.move import move
from events.actions.refusals import SignUpRefused
from events.models import AuditEntry, Occurrence, SignUp
from tests.events.conftest import assert_counted, own_path, signed_up, text_of
from tests.events.desk import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(occurrence) -> Occurrence:
    """Another date of the same series, a week later, with two seats."""
    row = Occurrence.objects.get(pk=occurrence.pk)
    row.pk, row.uid, row.capacity, row._state.adding = None, str(uuid4()), 2, True
    week = timedelta(days=7)
    row.starts_at, row.ends_at, row.until = (
        row.starts_at + week,
        row.ends_at + week,
        row.until + week,
    )
    row.start_date, row.end_date = row.start_date + week, row.end_date + week
    row.save()
    return row


def moved(staff, row: SignUp, to, **fields):
    path = at(row.occurrence, f"{row.pk}/move/")
    return staff.post(path, {"to": getattr(to, "pk", to), **fields})


def test_a_party_moves_whole_and_its_seats_go_to_the_queue(occurrence, later, staff):
    Occurrence.objects.filter(pk=occurrence.pk).update(capacity=2)
    row, queued = signed_up(occurrence, 1, seats=2), signed_up(occurrence, 2)
    token, kept = row.token, row.delete_after
    assert "2 " in text_of(staff.get(at(occurrence, f"{row.pk}/move/")))
    assert moved(staff, row, later, notify="on").status_code == 302
    for one in (row, queued):
        one.refresh_from_db()
    assert (row.occurrence_id, row.state, row.token) == (later.pk, "confirmed", token)
    assert row.delete_after == kept + timedelta(days=7)
    assert queued.state == "confirmed"
    for date in (occurrence, later):
        assert_counted(date)
    mail = Outbox.objects.get(template="sign_up_rebooked")
    methods = [file["type"].split("method=")[1] for file in mail.attachments]
    assert methods == ["REQUEST", "CANCEL"] and mail.context["was_when"] != mail.context["when"]
    log = AuditEntry.objects.filter(what="moved").order_by("pk")
    assert [(entry.occurrence_id, str(entry.who)) for entry in log] == [
        (occurrence.pk, "vagt@havnby.test"),
        (later.pk, "vagt@havnby.test"),
    ]


def test_moving_passes_nobody_and_takes_no_seat_that_is_not_there(occurrence, later, staff):
    signed_up(later, 8, seats=2)
    first = signed_up(later, 9)
    row = signed_up(occurrence, 1)
    refused = moved(staff, row, later)
    assert refused.status_code == 422 and "ikke nok ledige pladser" in text_of(refused)
    row.refresh_from_db()
    assert (row.occurrence_id, row.state) == (occurrence.pk, "confirmed")
    moved(staff, row, later, wait="on")
    row.refresh_from_db()
    first.refresh_from_db()
    assert row.state == "waiting" and row.queue_number > first.queue_number
    assert not Outbox.objects.filter(template="sign_up_rebooked").exists()
    assert_counted(later)


def test_what_cannot_be_moved_is_refused_in_words(occurrence, later, staff, library):
    from tests.factories import make_occurrence

    stranger = make_occurrence(library)
    row, twin = signed_up(occurrence, 1), signed_up(later, 1)
    for to in (stranger, occurrence, "x", "", "9" * 30):
        assert moved(staff, row, to).status_code == 422, to
    assert "allerede tilmeldt" in text_of(moved(staff, row, later))
    for to, code in ((stranger, "other_series"), (occurrence, "other_series")):
        with pytest.raises(SignUpRefused, match=code):
            move(sign_up=row, to=to.pk)
    stale = SignUp.objects.get(pk=twin.pk)
    type(stale).objects.filter(pk=stale.pk).update(state="cancelled")
    with pytest.raises(SignUpRefused, match="not_movable"):
        move(sign_up=stale, to=occurrence.pk)
    assert_counted(occurrence)


def test_both_dates_are_locked_in_one_order_whichever_way_it_goes(occurrence, later, monkeypatch):
    """Two moves in opposite directions never wait for each other."""
    from events.actions import move as module

    taken: list[int] = []
    real = module.lock
    monkeypatch.setattr(module, "lock", lambda pk: taken.append(pk) or real(pk))
    row = move(sign_up=signed_up(occurrence), to=later.pk)
    move(sign_up=row, to=occurrence.pk)
    assert taken == [occurrence.pk, later.pk] * 2


def test_a_seat_given_by_hand_is_logged(occurrence, staff):
    Occurrence.objects.update(capacity=1)
    signed_up(occurrence, 1)
    row = signed_up(occurrence, 2)
    staff.post(at(occurrence, f"{row.pk}/promote/"))
    row.refresh_from_db()
    assert row.state == "waiting"
    staff.post(at(occurrence, f"{row.pk}/promote/"), {"over": "on"})
    row.refresh_from_db()
    assert row.state == "confirmed"
    assert str(AuditEntry.objects.get(what="promoted").who) == "vagt@havnby.test"


def letter(**changes) -> dict:
    return {
        "to": "seated",
        "reply_to": "lone@havnby.dk",
        "subject_da": "Tag en pude med",
        "text_da": "Stolene er hårde.\n\nVi ses.",
        "subject_en": "",
        "text_en": "",
        "form_key": "7d3f5c2e-8f43-4a43-9d61-0d5f1c1a7b11",
        **changes,
    }


def test_one_mail_a_person_after_a_preview_with_their_number(occurrence, staff):
    signed_up(occurrence, 1, name="Anna", email="a@example.org")
    signed_up(occurrence, 2, name="Bo", email="A@example.org")
    signed_up(occurrence, 3, language="en")
    signed_up(occurrence, 4, name="Gerda", email="", source="phone")
    Outbox.objects.all().delete()
    shown = staff.post(at(occurrence, "write/"), letter())
    page = text_of(shown)
    assert "2 personer får denne mail" in page and "Stolene er hårde." in page
    assert "1 tilmelding er uden mailadresse" in page
    assert not Outbox.objects.exists()
    for _ in range(2):
        staff.post(at(occurrence, "write/"), letter(confirmed="1", subject_en="Bring a cushion",
                                                    text_en="Hard chairs."))  # fmt: skip
    sent = list(Outbox.objects.order_by("pk"))
    assert [(row.recipient, row.language, row.reply_to) for row in sent] == [
        ("a@example.org", "da", "lone@havnby.dk"),
        ("person3@example.org", "en", "lone@havnby.dk"),
    ]
    assert [row.context["text"] for row in sent][1] == "Hard chairs."
    entry = AuditEntry.objects.get(what="written_to")
    assert entry.detail == {"audience": "seated", "mails": 2}


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("reply_to", "ikke en adresse"),
        ("reply_to", "a@b.dk\nBcc: x@y.dk"),
        ("reply_to", ""),
        ("subject_da", "Linje\r\nBcc: x@y.dk"),
        ("subject_da", "x" * 121),
        ("text_da", "x" * 1_000_000),
        ("text_da", "Mit nummer er 010190-1234"),
        ("to", "everybody"),
        ("form_key", "x"),
    ],
)
def test_a_wrong_letter_is_told_next_to_the_field_and_kept(occurrence, staff, field, wrong):
    signed_up(occurrence)
    answer = staff.post(at(occurrence, "write/"), letter(confirmed="1", **{field: wrong}))
    assert answer.status_code == 422 and field in answer.context["form"].errors
    assert field == "text_da" or "Stolene er hårde." in answer.content.decode()
    assert not Outbox.objects.filter(template="sign_up_message").exists()


DANGEROUS = [
    "=1+1", "+45", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1",
    "\u200f=1", "\u2066\u202e=1", "\ufeff=1",
    "\u00a0=1", "\uff1d1+1", "\uff20SUM(A1)", "\n\u200b+1",
]  # fmt: skip


def test_case_63_no_cell_is_a_formula(occurrence, staff):
    """CSV and XLSX cells starting with = + - @ tab or CR are neutralised."""
    for text in DANGEROUS:
        assert neutral(text).startswith("'")
    assert neutral("\u200fعلي") == "\u200fعلي" and neutral("\u200f") == "\u200f"
    assert neutral(5) == 5 and neutral("Ål-fest") == "Ål-fest" and neutral("a\x00b") == "ab"
    row = signed_up(occurrence, 1, name="Åse", phone="+45 86 12 34 56")
    SignUp.objects.filter(pk=row.pk).update(name='=HYPERLINK("http://x";"y")')
    answer = staff.get(at(occurrence, "export/csv/"))
    assert answer.streaming and "attachment" in answer["Content-Disposition"]
    text = b"".join(answer).decode("utf-8-sig")
    head, first = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert first[0].startswith("'=") and "'+45 86 12 34 56" in first and len(head) == len(first)
    file = io.BytesIO(b"".join(staff.get(at(occurrence, "export/xlsx/"))))
    sheet = load_workbook(file).active
    cells = [cell for line in sheet.iter_rows() for cell in line]
    assert all(cell.data_type != "f" for cell in cells)
    assert any(str(cell.value).startswith("'=HYPERLINK") for cell in cells)
    log = AuditEntry.objects.filter(what="exported").order_by("pk")
    assert [entry.detail["kind"] for entry in log] == ["csv", "xlsx"]
    assert staff.get(at(occurrence, "export/exe/")).status_code == 404
    assert "XLSX" in text_of(staff.get(at(occurrence, "log/")))


@pytest.mark.parametrize(
    ("by_staff", "subject", "said"),
    [
        (True, "Biblioteket har meldt afbud for dig: ", "Ved du ikke hvorfor"),
        (False, "Du har meldt afbud: ", "Tak, fordi du siger til."),
    ],
)
def test_whom_staff_cancel_is_not_thanked_for_it(
    occurrence, staff, reader, by_staff, subject, said
):
    row = signed_up(occurrence)
    if by_staff:
        staff.post(at(occurrence, f"{row.pk}/"), {"notify": "on"})
    else:
        reader.post(own_path(row), {"action": "cancel"})
    mail = build(Outbox.objects.get(template="sign_up_called_off"))
    html = mail.alternatives[0].content
    assert mail.subject.startswith(subject) and said in mail.body and said in html
    assert ("Tilmeld dig igen" in mail.body) == ("Tilmeld dig igen" in html) == (not by_staff)
    assert mail.attachments[0].mimetype.startswith("text/calendar")


@pytest.mark.parametrize("parted", [",", ";", "\t", "\n", ' , "'])
def test_no_formula_begins_inside_a_text_however_the_file_is_parted(parted):
    names = [f"Bo{parted}{start}" for start in ("=cmd|' /C calc'!A0,x", "@SUM(1)", "-2+3", "+(1)")]
    told = b"".join(lines([names])).decode("utf-8-sig")
    for start in ("=cmd", "@SUM", "-2", "+(1"):
        assert f"'{start}" in told and told.count(start) == 1
    kept = ["Ib, 100,-", "Åse, 45 + 2", "a=b, c", 5]
    assert next(csv.reader([*lines([kept])][1].decode().splitlines(), delimiter=";")) == [
        *kept[:3], "5",
    ]  # fmt: skip
