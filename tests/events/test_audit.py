"""The audit log: who did what with a sign-up, without a name in it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from events.actions.audit import forget_old_entries, record
from events.actions.changes import cancel, change_seats
from events.actions.retention import anonymise, release_holds
from events.models import AuditEntry, Occurrence, SignUp
from tests.events.conftest import signed_up, text_of
from tests.events.desk import at
from tests.events.editor import republish
from tests.factories import in_days, make_event, make_occurrence, make_user, single_date

pytestmark = pytest.mark.django_db


def test_citizens_and_staff_leave_a_trace_each(occurrence, staff):
    row, other = signed_up(occurrence, 1), signed_up(occurrence, 2)
    change_seats(sign_up=row, seats=2)
    cancel(sign_up=row)
    staff.post(f"/admin/sign-ups/{occurrence.pk}/{other.pk}/")
    found = [(entry.what, entry.sign_up_id, str(entry.who or "")) for entry in entries()]
    assert found == [
        ("seats_changed", row.pk, ""),
        ("cancelled", row.pk, ""),
        ("cancelled", other.pk, "vagt@havnby.test"),
    ]
    assert {entry.library_id for entry in entries()} == {occurrence.library_id}


def entries():
    return list(AuditEntry.objects.select_related("who").order_by("pk"))


def test_the_log_forgets_details_with_the_person_and_itself_after_a_year(occurrence):
    row, kept = signed_up(occurrence, 1), signed_up(occurrence, 2)
    for one in (row, kept):
        record("seats_changed", occurrence=occurrence, sign_up=one, before=1, now=2)
    anonymise([row.pk])
    assert [entry.detail for entry in entries()] == [{}, {"before": 1, "now": 2}]
    AuditEntry.objects.update(when=timezone.now() - timedelta(days=366))
    assert forget_old_entries() == 1
    assert [entry.sign_up_id for entry in entries()] == [kept.pk]


def test_an_entry_belongs_to_a_library():
    with pytest.raises(ValueError, match="library"):
        record("exported")


def noted(what: str) -> list[tuple]:
    rows = AuditEntry.objects.filter(what=what).order_by("pk")
    return [(entry.occurrence_id, entry.sign_up_id, entry.detail) for entry in rows]


def test_seats_given_and_holds_ended_by_themselves_leave_a_trace(library, staff):
    date = make_occurrence(library, capacity=1, confirmation="by_mail")
    held, queued = signed_up(date, 1), signed_up(date, 2)
    past = timezone.now() - timedelta(minutes=1)
    SignUp.objects.filter(pk=held.pk).update(hold_until=past)
    release_holds()
    assert noted("cancelled") == [(date.pk, held.pk, {"expired": True})]
    assert noted("promoted") == [(date.pk, queued.pk, {})]
    log = text_of(staff.get(at(date, "log/")))
    assert "ikke bekræftet i tide" in log and "Personen" not in log


def test_a_date_that_publishing_moves_or_takes_away_leaves_a_trace(library):
    raw = single_date(in_days(3))
    page = make_event(library, dates=[raw], sign_up="sign_up", capacity=5)
    date = Occurrence.objects.get()
    signed_up(date, 1)
    republish(page, title="Ny titel")
    assert noted("date_changed") == []
    raw["value"]["start_time"] = "20:00:00"
    republish(page, dates=[raw])
    republish(page, dates=[single_date(in_days(8))])
    assert noted("date_changed") == [
        (date.pk, None, {"published": True}),
        (date.pk, None, {"published": True, "left": True}),
    ]


def test_administrators_read_the_log_of_the_library(library, other_library, staff, client_for):
    boss = client_for(library, make_user("leder@havnby.test", library, "administrator"))
    date = make_occurrence(library)
    record("viewed", occurrence=date)
    staff.post("/admin/sign-ups/person/", {"email": "grethe@example.org", "phone": ""})
    record("printed", library=other_library, number=77)
    assert "/admin/sign-ups/log/" in boss.get("/admin/sign-ups/").content.decode()
    log = text_of(boss.get("/admin/sign-ups/log/"))
    assert "vagt@havnby.test" in log and "tilmeldinger: 0" in log and "Strikkecafé" in log
    assert "liste 77" not in log
    Occurrence.objects.all().delete()
    assert len(boss.get("/admin/sign-ups/log/").context["entries"]) == 2
    AuditEntry.objects.bulk_create(
        AuditEntry(library=library, what="viewed") for _number in range(120)
    )
    assert "?page=2" in boss.get("/admin/sign-ups/log/").content.decode()
    assert staff.get("/admin/sign-ups/log/").status_code in (302, 403)
    assert "/admin/sign-ups/log/" not in staff.get("/admin/sign-ups/").content.decode()


def test_other_names_in_a_party_leave_a_trace_too(event, staff):
    _page, date = event(ask_names=True, ask_children=True)
    row = signed_up(date, 1, seats=2, people=("Person 1", "Bo"))
    for typed in ({"name_2": "Ib"}, {"name_2": "Ib"}, {"name_2": "Ib", "children": "1"}):
        staff.post(at(date, f"{row.pk}/seats/"), {"seats": "2", "children": "0", **typed})
    same = {"before": 2, "now": 2}
    renamed, other = (date.pk, row.pk, {**same, "names": True}), (date.pk, row.pk, same)
    assert noted("seats_changed") == [renamed, other]
    log = text_of(staff.get(at(date, "log/")))
    assert log.count("Ændrede, hvem der er med") == 2 and "fra 2 til 2" not in log
