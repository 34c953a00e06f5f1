"""People without an e-mail are told everything by telephone, and staff see whom to call."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from events.actions.changes import cancel
from events.actions.heard import snapshot
from events.models import SignUp
from tests.events.conftest import signed_up, text_of
from tests.events.desk import at, changed
from tests.factories import in_days

pytestmark = pytest.mark.django_db

SEAT = "Der er en plads til dig"


@pytest.fixture
def promoted(event):
    """A full date where Gerda, who has no e-mail, has just got a seat."""
    _page, row = event(capacity=1)
    first = signed_up(row, 1)
    signed_up(row, 2, name="Gerda Lund", email="", phone="86 12 34 56", source="desk")
    cancel(sign_up=first)
    return row


def to_say(staff, row) -> str:
    return text_of(staff.get(at(row, "calls/")))


def test_a_date_that_moves_takes_no_seat_off_the_call_list(staff, promoted):
    started = promoted.start_date
    assert SEAT in to_say(staff, promoted)
    changed(staff, promoted, start_date=in_days(5).date().isoformat())
    said = to_say(staff, promoted)
    assert SEAT in said and "er nu:" in said
    assert re.search("planlagt til [mtolsf]", said), "no capital inside a Danish sentence"
    changed(staff, promoted, start_date=started.isoformat())
    said = to_say(staff, promoted)
    assert SEAT in said and "er nu:" not in said
    staff.post(at(promoted, "calls/"), {"sign_up": SignUp.objects.get(name="Gerda Lund").pk})
    assert SEAT not in to_say(staff, promoted)


def test_nobody_is_offered_a_seat_on_a_date_that_is_cancelled(staff, promoted):
    staff.post(at(promoted, "cancel/"), {"reason_da": "Sygdom", "confirmed": "1"})
    said = to_say(staff, promoted)
    assert "Sygdom" in said and SEAT not in said
    staff.post(at(promoted, "restore/"), {"confirmed": "1"})
    assert SEAT in to_say(staff, promoted)


def test_calls_wait_in_the_inbox_and_in_the_list_of_dates(staff, promoted):
    badge = f'href="{at(promoted, "calls/")}"'
    assert badge in staff.get("/admin/sign-ups/").content.decode()
    inbox = staff.get("/admin/")
    assert badge in inbox.content.decode() and "Opkald" in text_of(inbox)
    staff.post(at(promoted, "calls/"), {"sign_up": SignUp.objects.get(name="Gerda Lund").pk})
    for path in ("/admin/sign-ups/", "/admin/"):
        assert badge not in staff.get(path).content.decode(), path


def test_the_call_that_waited_longest_comes_first(staff, event, library):
    from core.admin.inbox import entries
    from events.models import Occurrence
    from tests.factories import make_user

    rows = [event(title=title)[1] for title in ("Bogcafé", "Skakklub")]
    for days, row in zip((1, 4), rows, strict=True):
        one = signed_up(row, 1, email="", source="desk")
        cancelled = {"since": (timezone.now() - timedelta(days=days)).isoformat()}
        SignUp.objects.filter(pk=one.pk).update(to_call=[{**cancelled, "kind": "promoted"}])
    user = make_user("anden@havnby.test", library, "event_staff")
    waits = [one.item.title for one in entries(library, user) if one.kind.code == "calls_to_make"]
    assert [title.split(",")[0] for title in waits] == ["Skakklub", "Bogcafé"]
    Occurrence.objects.update(until=timezone.now() - timedelta(hours=1))
    assert not [one for one in entries(library, user) if one.kind.code == "calls_to_make"]


def test_a_call_kept_before_there_was_a_list_is_still_made(staff, event):
    _page, row = event()
    one = signed_up(row, 1, email="", source="desk")
    before = {**snapshot(row), "place": 999}
    waits = {"kind": "moved", "before": before, "was_when": "i går", "was_where": ""}
    SignUp.objects.filter(pk=one.pk).update(to_call=waits)
    assert "i går" in to_say(staff, row)
    assert at(row, "calls/") in staff.get("/admin/").content.decode()
