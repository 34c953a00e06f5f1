"""A partner takes its agreed part along, on paper and as a file: that part, and nobody else's."""

# ruff: noqa: F401, F811 (fixtures of the tests beside)
from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook

from events.models import AuditEntry, EventPage, Occurrence, SeriesOrganiser, SignUp
from partners.models import PartnerPerson
from tests.events.conftest import signed_up, text_of
from tests.events.desk import at
from tests.events.editor import republish
from tests.events.test_organisers import mona, named, names_path, partner, shared
from tests.factories import make_user
from tests.partners.conftest import make_partner

pytestmark = pytest.mark.django_db
WAYS = ("list/", "export/csv/", "export/xlsx/")
OTHERS = (
    "other partner",
    "other library",
    "left",
    "number only",
    "taken back",
    "staff",
    "nobody",
)
HIDDEN = ("person1@example.org", "12 34 56 78", "Teleslynge", "person2", "Person 2")


def body_of(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.fixture
def row(shared):
    """A date with one who has a seat and one who waits."""
    _page, row = shared()
    signed_up(row, 1, seats=2, phone="12 34 56 78", access_need="Teleslynge")
    SignUp.objects.filter(pk=signed_up(row, 2).pk).update(state="waiting", queue_number=1)
    return row


def logged(*what: str) -> list[tuple]:
    rows = AuditEntry.objects.filter(what__in=what).order_by("pk")
    return [(entry.what, str(entry.who), entry.occurrence_id, entry.detail) for entry in rows]


def test_names_and_numbers_on_paper_and_as_files_each_logged(partner, mona, staff, row):
    path = names_path(partner, row)
    mona.post(path, {"accept": "yes"})
    shown = text_of(mona.get(path))
    for way in ("Print en liste", "Hent som XLSX", "Hent som CSV"):
        assert way in shown
    paper = mona.get(f"{path}list/")
    assert "Person 1" in text_of(paper) and "Taghaven" in text_of(paper)
    sheet = mona.get(f"{path}export/csv/")
    data = body_of(sheet)
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert rows == [["Navn", "Personer"], ["Person 1", "2"]]
    book = mona.get(f"{path}export/xlsx/")
    content = body_of(book)
    cells = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    assert list(cells) == [("Navn", "Personer"), ("Person 1", 2)]
    for answer, text in ((paper, paper.content), (sheet, data), (book, b"")):
        assert "no-store" in answer["Cache-Control"]
        assert not [never for never in HIDDEN if never in text.decode()]
    who = "mona@taghaven.test"
    assert logged("printed", "exported") == [
        ("printed", who, row.pk, {"kind": "names", "partner": partner.pk}),
        ("exported", who, row.pk, {"kind": "csv", "partner": partner.pk}),
        ("exported", who, row.pk, {"kind": "xlsx", "partner": partner.pk}),
    ]
    log = text_of(staff.get(at(row, "log/")))
    assert "XLSX, som samarbejdspartner" in log
    # The staff's own lists are counted without the partner's.
    assert "Liste 1," in text_of(staff.get(at(row, "list/")))


def test_the_number_above_the_names_is_theirs(partner, mona, row):
    """A seat that nobody has confirmed yet is taken, but its name is told to nobody."""
    held = signed_up(row, 3, seats=2)
    SignUp.objects.filter(pk=held.pk).update(state="pending", queue_number=None)
    Occurrence.objects.filter(pk=row.pk).update(seats_taken=4)
    path = names_path(partner, row)
    mona.post(path, {"accept": "yes"})
    for shown in (mona.get(path), mona.get(f"{path}list/")):
        told = text_of(shown)
        assert "Person 3" not in told and "2 personer" in told and "4 personer" not in told


def test_a_name_that_is_a_formula_is_text(partner, mona, row):
    SignUp.objects.filter(state="confirmed").update(name="=1+1")
    path = names_path(partner, row)
    mona.post(path, {"accept": "yes"})
    assert b"'=1+1" in body_of(mona.get(f"{path}export/csv/"))


@pytest.mark.parametrize("way", WAYS)
def test_before_the_terms_there_are_only_the_terms(library, client_for, partner, mona, row, way):
    path = names_path(partner, row)
    answer = mona.get(f"{path}{way}")
    assert (answer.status_code, answer["Location"]) == (302, path)
    assert b"Person 1" not in body_of(answer)
    mona.post(path, {"accept": "yes"})
    second = make_user("ove@taghaven.test")
    PartnerPerson.objects.create(partner=partner, user=second)
    answer = client_for(library, second).get(f"{path}{way}")
    assert (answer.status_code, answer["Location"]) == (302, path)
    assert not logged("printed", "exported")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "who",
    ["other partner", "other library", "left", "number only", "taken back", "staff", "nobody"],
)
def test_everybody_else_is_refused(
    library,
    other_library,
    client_for,
    partner,
    mona,
    row,
    who,
    way,
):
    path = names_path(partner, row)
    mona.post(path, {"accept": "yes"})
    user = PartnerPerson.objects.get(partner=partner).user
    client, paths = mona, [f"{path}{way}"]
    if who == "other partner":
        other = make_partner(library, "Skakklubben", people=["ib@skak.test"])
        client = client_for(library, other.people.get().user)
        paths.append(f"{names_path(other, row)}{way}")
    elif who == "other library":
        # Also one that keeps a profile there, and has said yes here.
        there = make_partner(other_library, "Skovklubben")
        PartnerPerson.objects.create(partner=there, user=user)
        client = client_for(other_library, user)
        paths.append(f"{names_path(there, row)}{way}")
    elif who == "left":
        PartnerPerson.objects.update(active=False)
    elif who in ("number only", "taken back"):
        page = EventPage.objects.get(translation_key=row.series.key)
        block = EventPage._meta.get_field("organisers").stream_block
        left = named(partner, "number") if who == "number only" else []
        republish(page, organisers=block.to_python(left))
    elif who == "staff":
        client = client_for(library, make_user("eva@havnby.test", library, "editor"))
    for address in paths:
        if who == "nobody":
            answer = client_for(library).get(address)
            assert answer.status_code == 302 and "login" in answer["Location"]
        else:
            answer = client.get(address)
            assert answer.status_code == 404, address
        assert b"Person 1" not in body_of(answer)
    assert not logged("printed", "exported")


def test_what_is_no_kind_of_file_or_no_date_is_not_there(partner, mona, row):
    path = names_path(partner, row)
    mona.post(path, {"accept": "yes"})
    for wrong in (f"{path}export/pdf/", f"/da/partner/{partner.pk}/events/{2**63}/export/csv/"):
        assert mona.get(wrong).status_code == 404
    assert mona.post(f"{path}export/csv/").status_code == 405
    SeriesOrganiser.objects.update(sees_names=False)
    assert mona.get(f"{path}export/csv/").status_code == 404
    assert not logged("printed", "exported")
