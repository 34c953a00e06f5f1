"""Figures that outlive names, and nothing about a person that outlives its time."""

from __future__ import annotations

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.utils import timezone
from openpyxl import load_workbook

from core.models import Outbox
from core.registry import registry
from events.actions.figures import count_stale
from events.actions.retention import anonymise_due
from events.models import (
    AccessNeed,
    Answer,
    AuditEntry,
    DateFigures,
    Occurrence,
    SeriesOrganiser,
    SignUp,
)
from events.queries.figures import Line, Table, safe, tables, total
from tests.events.conftest import move_clock, signed_up, text_of
from tests.events.desk import at
from tests.factories import make_occurrence

pytestmark = pytest.mark.django_db


def numbers() -> dict:
    return DateFigures.objects.values(
        "signed_up", "waiting", "cancelled", "attended", "no_shows", "held"
    ).get()


@pytest.fixture
def held(occurrence, staff) -> Occurrence:
    """A date that is over: three came of four, two did not, one had cancelled, one waited."""
    rows = [signed_up(occurrence, 1, seats=4), signed_up(occurrence, 2), signed_up(occurrence, 3)]
    move_clock(occurrence, minutes=-10)
    staff.post(at(occurrence, "door/"), {"sign_up": rows[0].pk, "came": "3"})
    SignUp.objects.filter(pk=rows[2].pk).update(state="cancelled")
    other = SignUp.objects.get(pk=rows[1].pk)
    other.pk, other.token, other.door_code, other.identity = None, "t", "d", "q"
    other.state, other._state.adding = "waiting", True
    other.save()
    move_clock(occurrence, days=-3)
    return occurrence


TOLD = {
    "signed_up": 5, "waiting": 1, "cancelled": 1, "attended": 3, "no_shows": 2, "held": True,
}  # fmt: skip


def test_counting_twice_doubles_nothing(held):
    assert count_stale() == 1
    assert numbers() == TOLD
    assert count_stale() == 0
    DateFigures.objects.update(version=0)
    assert count_stale() == 1 and numbers() == TOLD


def test_case_61_names_go_and_counts_stay(held):
    """Anonymising keeps counts and removes answers, mails, log details and the door's code."""
    row = SignUp.objects.filter(state="confirmed").first()
    late = timezone.now() + timedelta(days=30)
    Answer.objects.create(sign_up=row, question="q", value="Jordbær", delete_after=late)
    AccessNeed.objects.create(sign_up=row, text="Teleslynge", consented_at=late, delete_after=late)
    SignUp.objects.update(delete_after=timezone.now() - timedelta(hours=1))
    for _ in range(2):
        call_command("run_due", verbosity=0)
        assert numbers() == TOLD
    assert anonymise_due() == 0
    assert not Answer.objects.exists() and not AccessNeed.objects.exists()
    for one in SignUp.objects.all():
        assert (one.name, one.email, one.phone, one.token, one.door_code) == (
            "",
            "",
            "",
            None,
            None,
        )
    assert not Outbox.objects.exclude(recipient="", context={}).exists()
    assert not AuditEntry.objects.exclude(sign_up=None).exclude(detail={}).exists()


def test_figures_outlive_the_date_itself(held):
    count_stale()
    AuditEntry.objects.all().delete()
    SignUp.objects.all().delete()
    Occurrence.objects.all().delete()
    assert count_stale() == 0 and numbers() == TOLD


def test_case_62_retention_twice_and_not_the_future_dates(held, library):
    coming = make_occurrence(library)
    Occurrence.objects.filter(pk=coming.pk).update(series=held.series)
    kept = signed_up(coming, 7)
    SignUp.objects.update(delete_after=timezone.now() - timedelta(hours=1))
    assert (anonymise_due(), anonymise_due()) == (4, 0)
    kept.refresh_from_db()
    assert kept.name == "Person 7" and kept.anonymised_at is None


def test_the_page_shows_all_and_the_file_hides_small_numbers(held, staff):
    page = staff.get("/admin/sign-ups/figures/")
    html = page.content.decode()
    assert '<svg viewBox="0 -10 720 274" role="img"' in html and "<table" in html
    for wrong in ("x", "0", "99999", "-1", "9" * 40):
        assert staff.get(f"/admin/sign-ups/figures/?year={wrong}").status_code == 200
    year = held.start_date.year
    file = staff.get(f"/admin/sign-ups/figures/xlsx/?year={year}")
    book = load_workbook(io.BytesIO(b"".join(file)))
    cells = [cell.value for sheet in book for line in sheet.iter_rows() for cell in line]
    assert len(book.sheetnames) == 4
    assert "under 5" in cells and not {2, 3, 4} & set(cells)


def line(label: str, **values) -> Line:
    row = Line(label)
    row.numbers.update(values)
    return row


def published(*rows: Line) -> list[list]:
    [table] = safe([Table("place", "By place", [line(row.label, **row.numbers) for row in rows])])
    return [row.cells for row in table.lines]


def test_a_hidden_number_cannot_be_worked_out_from_the_others():
    """Neither from came and did not come nor from the sum: other years look just the same."""
    a, b = line("a", signed_up=3), line("b", signed_up=20, attended=15, no_shows=5)
    both = line("all", signed_up=23, attended=15, no_shows=5)
    shown = published(a, b, both)
    assert [row[2] for row in shown] == [None, 20, 20]
    for few, many in ((1, 22), (2, 21), (4, 20), (0, 24)):
        b = line("b", signed_up=many, attended=many - 5, no_shows=5)
        both = line("all", signed_up=few + many, attended=many - 5, no_shows=5)
        assert published(line("a", signed_up=few, waiting=0), b, both)[1:] == shown[1:]
    assert published(line("a", signed_up=1), b)[0] == published(line("a", signed_up=4), b)[0]


def test_sheets_of_one_year_tell_nothing_by_their_difference(library):
    """Months, kinds and organisers add up to the same people, and each is rounded by itself."""
    seen = set()
    for few in (1, 2, 3, 4):
        DateFigures.objects.all().delete()
        counted(library, ["Kor"], few)
        counted(library, [], 20)
        tables_shown = safe(tables(library, timezone.now().year))
        seen.add(repr([(row.label, row.cells) for table in tables_shown for row in table.lines]))
    assert len(seen) == 1


def test_nobody_at_all_is_told_as_nought_and_dates_are_exact():
    shown = published(line("a", signed_up=7, dates=3), line("b", dates=1), line("c", signed_up=2))
    assert [row[0] for row in shown] == [3, 1, 0]
    assert [row[2] for row in shown] == [5, 0, None]
    assert {row[4] for row in shown} == {0}, "nobody signed off all year"


def person(staff, **fields):
    return staff.post("/admin/sign-ups/person/", {"email": "", "phone": "", **fields})


def test_one_person_is_shown_what_is_kept_and_erased_everywhere(
    occurrence, staff, other_library, library
):
    Occurrence.objects.update(capacity=1)
    row = signed_up(occurrence, name="Åse Lund", email="aase@example.org", phone="+45 86123456")
    queued = signed_up(occurrence, 2)
    second = signed_up(make_occurrence(library), name="Åse L", email="AASE@example.org")
    foreign = signed_up(make_occurrence(other_library), name="Åse", email="aase@example.org")
    staff.post(at(occurrence, "list/"))
    shown = text_of(person(staff, email="Aase@example.org"))
    assert "Åse Lund" in shown and "Åse L" in shown
    assert "Åse Lund" in text_of(person(staff, phone="86 12 34 56"))
    assert person(staff, email="aase@example.org", erase="1").status_code == 302
    for gone in (row, second):
        gone.refresh_from_db()
        assert (gone.name, gone.email, gone.phone, gone.identity) == ("", "", "", "")
    queued.refresh_from_db()
    foreign.refresh_from_db()
    assert queued.state == "confirmed" and foreign.name == "Åse"
    mails = Outbox.objects.filter(library=library)
    assert "aase" not in str(list(mails.values())).lower()
    assert "åse" not in str(list(mails.values())).lower()
    assert "aase" not in str(list(AuditEntry.objects.values())).lower()
    assert "Åse" not in text_of(person(staff, email="aase@example.org"))
    csv = b"".join(staff.get(at(occurrence, "export/csv/"))).decode("utf-8-sig")
    assert "Åse" not in csv and "Person 2" in csv
    assert not registry.exporters["sign_ups"](library, email="aase@example.org")
    log = list(AuditEntry.objects.filter(what="erased").values_list("detail", flat=True))
    assert log and log[0]["sign_ups"] == 2


@pytest.mark.parametrize("typed", [{}, {"email": "æ@"}, {"phone": "123"}, {"phone": "x" * 99}])
def test_a_search_for_nobody_is_refused(staff, db, typed):
    assert person(staff, **typed).status_code == 422
    assert person(staff, erase="1", **typed).status_code == 422


def counted(library, organisers: list[str], people: int) -> None:
    now = timezone.now()
    DateFigures.objects.create(
        library=library, day=now.date(), organisers=organisers, signed_up=people,
        attended=people, counted_at=now,
    )  # fmt: skip


def by_organiser(library) -> tuple[Table, Table]:
    months, *_others, organisers = tables(library, timezone.now().year)
    return months, organisers


def test_the_library_is_counted_beside_its_partners_and_nothing_twice(library, client_for):
    """What two partners arrange with the library is the library's too, and once in the total."""
    counted(library, [], 10)
    counted(library, ["Kor", "Klub"], 20)
    counted(library, ["Kor"], 7)
    months, organisers = by_organiser(library)
    assert {row.label: row.numbers["signed_up"] for row in organisers.lines} == {
        "Havnby alene": 10, "Havnby sammen med andre": 27, "Klub": 20, "Kor": 27,
    }  # fmt: skip
    own = [row.numbers["signed_up"] for row in organisers.lines[:2]]
    assert sum(own) == total(months).numbers["signed_up"] == 37


def test_dates_with_partners_are_the_librarys_too_on_the_page(held, library, staff):
    SeriesOrganiser.objects.create(series=held.series, partner_key=uuid4(), name="Hækleklubben")
    count_stale()
    page = text_of(staff.get(f"/admin/sign-ups/figures/?year={held.start_date.year}"))
    assert "Havnby sammen med andre 1 5 5" in page and "Hækleklubben 1 5 5" in page
    assert "Havnby alene 0 0 0" in page
