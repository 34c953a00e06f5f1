"""After erasing, no table of the database knows the person: every row of every one is read."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from core.models import Outbox
from events.models import AccessNeed, Answer, Occurrence, SignUpPerson
from tests.events.conftest import sent_by_form, signed_up, text_of
from tests.events.desk import at, changed
from tests.factories import in_days, make_event, single_date

pytestmark = pytest.mark.django_db

ADDRESS, OTHER_ADDRESS = "oedipa.maas@example.org", "oedipa.ny@example.org"
NAME, COMPANION, NUMBER = "Oedipa Maas", "Pierce Inverarity", "86 55 44 33"
# SQLite escapes what is not ASCII in JSON.
PERSON = re.compile("oedipa|inverarity|86 ?55 ?44 ?33|teleslynge til maas|jordb", re.IGNORECASE)


def where_known(*secrets: str) -> dict[str, str]:
    """Tables with a row in which the person or a secret stands, and the first such row."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                text = " ".join(
                    bytes(cell).decode(errors="replace") if isinstance(cell, (bytes, memoryview))
                    else str(cell) for cell in row
                )  # fmt: skip
                if PERSON.search(text) or any(secret in text for secret in secrets):
                    found.setdefault(table, text)
    # What a browser proved is sealed in its session.
    for session in Session.objects.all():
        if PERSON.search(str(session.get_decoded())):
            found.setdefault("django_session", "sealed")
    return found


def prove(reader, capture) -> None:
    """Open "My activities" by the link in a mail."""
    with capture(execute=True):
        reader.post("/da/my/", {"email": ADDRESS})
    path = re.search(r"http://[^/]+(/da/my/\S+/)", mail.outbox[-1].body).group(1)
    assert reader.post(path).status_code == 302
    assert ADDRESS in reader.get("/da/my/").content.decode()


@pytest.fixture
def life(library, reader, staff, client_for, django_capture_on_commit_callbacks):
    """Everything that leaves something behind; gives the secrets of the sign-ups."""
    page = make_event(
        library,
        dates=[single_date(in_days(day)) for day in (3, 10, 17)],
        sign_up="sign_up",
        capacity=9,
    )
    dates = Occurrence.objects.filter(series__key=page.content_key)
    first, second, last = dates.order_by("starts_at")
    by_form = sent_by_form(reader, first, name=NAME, email=ADDRESS, phone=NUMBER)
    assert by_form.status_code == 200
    row = first.sign_ups.get(email=ADDRESS)
    queued = signed_up(second, name=NAME, email=ADDRESS.upper(), seats=3)
    desk = signed_up(first, name=NAME, email="", phone="+45 86554433", source="desk")
    later = timezone.now() + timedelta(days=30)
    Answer.objects.create(sign_up=row, question="q", value="Jordbær", delete_after=later)
    AccessNeed.objects.create(
        sign_up=row, text="Teleslynge til Maas", consented_at=timezone.now(), delete_after=later
    )
    SignUpPerson.objects.create(sign_up=queued, name=COMPANION, order=1)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("run_due", verbosity=0)
        changed(staff, first, start_time="20:00")
        moved = staff.post(at(first, f"{row.pk}/move/"), {"to": last.pk, "notify": "on"})
        assert moved.status_code == 302
    third = signed_up(first, name=NAME, email=ADDRESS)
    for what in ("list/", "door/", "badges/", "log/", "calls/"):
        staff.get(at(first, what))
    b"".join(staff.get(at(first, "export/xlsx/")))
    staff.get(at(first, f"?q={ADDRESS}"))
    letter = {
        "to": "seated", "subject_da": "Hej", "text_da": "Husk nåle", "subject_en": "",
        "text_en": "", "form_key": str(uuid4()), "reply_to": "a@havnby.example", "confirmed": "1",
    }  # fmt: skip
    assert staff.post(at(first, "write/"), letter).status_code == 302
    bounced = Outbox.objects.filter(recipient=ADDRESS, template="sign_up_confirmation").first()
    Outbox.objects.filter(pk=bounced.pk).update(state="failed", last_error="bounced")
    prove(reader, django_capture_on_commit_callbacks)
    staff.post("/admin/sign-ups/person/", {"email": ADDRESS, "phone": ""})
    return [str(one.token) for one in (row, queued, desk, third)]


def test_erasing_leaves_nothing_in_any_table(life, library, staff, reader):
    before = where_known(*life)
    assert {"events_signup", "core_outbox", "django_session", "events_answer"} <= set(before)
    staff.post("/admin/sign-ups/person/", {"email": ADDRESS, "phone": NUMBER, "erase": "1"})
    assert where_known(*life) == {}
    assert ADDRESS not in reader.get("/da/my/").content.decode()
    call_command("run_due", verbosity=0)
    assert where_known(*life) == {}


def test_who_asks_by_telephone_is_erased_under_the_address_too(library, staff, reader):
    from tests.factories import make_occurrence

    one, other = make_occurrence(library), make_occurrence(library)
    token = signed_up(one, name=NAME, email=ADDRESS, phone=NUMBER).token
    row = signed_up(other, name=NAME, email=ADDRESS)
    shown = staff.post("/admin/sign-ups/person/", {"email": "", "phone": NUMBER})
    assert shown.content.decode().count(f"<small>{ADDRESS}</small>") == 2
    assert f"har adressen {ADDRESS}" in " ".join(shown.content.decode().split())
    erased = {"email": "", "phone": NUMBER, "erase": "1"}
    assert staff.post("/admin/sign-ups/person/", erased).status_code == 302
    assert where_known(token, row.token) == {}


def test_another_librarys_proof_and_other_people_stay(
    library, other_library, client_for, staff, django_capture_on_commit_callbacks
):
    there = client_for(other_library)
    prove(there, django_capture_on_commit_callbacks)
    here = client_for(library)
    prove(here, django_capture_on_commit_callbacks)
    staff.post("/admin/sign-ups/person/", {"email": ADDRESS, "phone": "", "erase": "1"})
    assert ADDRESS in there.get("/da/my/").content.decode()
    assert ADDRESS not in here.get("/da/my/").content.decode()
    assert staff.get("/admin/sign-ups/person/").status_code == 200, "staff stay signed in"


def test_sessions_that_are_over_are_deleted(
    library, client_for, django_capture_on_commit_callbacks
):
    reader = client_for(library)
    prove(reader, django_capture_on_commit_callbacks)
    call_command("run_due", verbosity=0)
    assert Session.objects.exists()
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    call_command("run_due", verbosity=0)
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("oedipa@BØGER.dk", "oedipa@bøger.dk"),
        ("oedipa@bøger.dk", "Oedipa@BØGER.DK"),
        ("oedipa@xn--bger-gra.dk", "oedipa@bøger.dk"),
        ("oedipa@bøger.dk", "oedipa@xn--bger-gra.dk"),
    ],
)
def test_an_address_is_found_however_its_domain_is_spelled(reader, staff, event, typed, asked):
    _page, row = event()
    assert sent_by_form(reader, row, name=NAME, email=typed).status_code == 200
    other = signed_up(row, 2, email="oedipa2@bøger.dk")
    assert staff.post("/admin/sign-ups/person/", {"email": asked, "erase": "1"}).status_code == 302
    assert not Outbox.objects.filter(recipient=typed).exists()
    assert list(row.sign_ups.exclude(name="").values_list("pk", flat=True)) == [other.pk]


@pytest.mark.parametrize(
    "kept",
    ["٨٦ ٥٥ ٤٤ ٣٣", "(86) 55-44-33 lok. 12", "20 30 40 50 / 86 55 44 33", "0045 86.55.44.33"],
)
def test_a_number_is_found_in_every_script_and_beside_another(staff, occurrence, kept):
    row = signed_up(occurrence, name=NAME, email="", phone=kept)
    other = signed_up(occurrence, name="Ib", email="", phone="33 86 55 44")
    found = text_of(staff.post(f"/admin/sign-ups/{occurrence.pk}/door/", {"q": "8655 4433"}))
    assert NAME in found and "Ib" not in found.split()
    typed = {"email": "", "phone": "+45 86554433", "erase": "1"}
    assert staff.post("/admin/sign-ups/person/", typed).status_code == 302
    names = dict(occurrence.sign_ups.values_list("pk", "name"))
    assert names == {row.pk: "", other.pk: "Ib"}
