"""The audit log: who did what with a sign-up, without a name in it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from events.actions.audit import forget_old_entries, record
from events.actions.changes import cancel, change_seats
from events.actions.retention import anonymise
from events.models import AuditEntry
from tests.events.conftest import signed_up

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
