"""`run_due` at any time, on days whose clock changes, and by several processes at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from events.actions.changes import cancel
from events.models import EventSeries, Occurrence, SignUp
from tests.core.smtp import mail_server
from tests.events.conftest import signed_up
from tests.events.harness import django
from tests.factories import make_event, single_date

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
NIGHTS = ["2026-10-25", "2027-03-28", "2027-10-31"]
"""The clock goes back, forward, and back again."""


def local(day: str, clock: str, days: int = 0) -> datetime:
    moment = datetime.fromisoformat(f"{day} {clock}") + timedelta(days=days)
    return moment.replace(tzinfo=COPENHAGEN)


@pytest.fixture
def clock(monkeypatch):
    """Moves the clock, and does what is due then."""

    class Clock:
        def set(self, moment: datetime) -> None:
            monkeypatch.setattr(timezone, "now", lambda: moment.astimezone(ZoneInfo("UTC")))

        def run_due(self, moment: datetime) -> None:
            self.set(moment)
            call_command("run_due", verbosity=0)

    return Clock()


@pytest.mark.django_db
@pytest.mark.parametrize("night", NIGHTS)
def test_run_due_across_a_change_of_the_clock(library, clock, night):
    """A rule goes on at 19, an offer ends at its hour, a reminder comes at 19 the day before."""
    clock.set(local(night, "12:00", -9))
    rule = {
        "type": "weekly",
        "id": "rule",
        "value": {
            "start_date": local(night, "19:00", -6).date().isoformat(),
            "start_time": "19:00",
            "end_time": "21:00",
            "interval": "1",
        },
    }
    on_the_day = single_date(local(night, "19:00").replace(tzinfo=None), uid="day")
    page = make_event(
        library,
        dates=[rule, on_the_day],
        sign_up="sign_up",
        capacity=1,
        promotion="offer",
        offer_hours=24,
        closes_hours_before=2,
    )
    dates = Occurrence.objects.filter(series__key=page.translation_key)
    before, horizon = dates.count(), EventSeries.objects.get().planned_until
    row = dates.get(uid="day")
    first, second, third = (signed_up(row, number) for number in (1, 2, 3))
    clock.set(local(night, "10:00", -1))
    cancel(sign_up=first)
    second.refresh_from_db()
    # A day of the clock is 23 or 25 hours here: 24 hours on it is 11 or 9.
    until = second.hold_until
    assert until - timezone.now() == timedelta(hours=24)
    clock.run_due(until - timedelta(seconds=1))
    assert SignUp.objects.get(pk=second.pk).state == "offered"
    clock.run_due(until)
    assert SignUp.objects.get(pk=second.pk).state == "expired"
    third.refresh_from_db()
    assert third.state == "offered" and third.hold_until == row.closes_at
    assert row.closes_at.astimezone(COPENHAGEN).strftime("%H:%M") == "17:00"
    clock.run_due(row.closes_at)
    assert SignUp.objects.get(pk=third.pk).state == "expired"
    assert Occurrence.objects.get(pk=row.pk).seats_taken == 0
    assert Occurrence.objects.get(pk=row.pk).state() == "closed"

    # The rule's next date: its reminder comes once, the day before at 19 by the clock.
    following = dates.get(start_date=local(night, "19:00", 1).date())
    fourth = SignUp.objects.create(
        occurrence=following,
        name="Ida",
        email="ida@example.org",
        state="confirmed",
        delete_after=following.until,
    )
    SignUp.objects.filter(pk=fourth.pk).update(created_at=local(night, "12:00", -8))
    Occurrence.objects.filter(pk=following.pk).update(seats_taken=1)
    clock.run_due(local(night, "18:58"))
    assert mail.outbox[-1].to == [third.email], "told that the offer has run out"
    mail.outbox.clear()
    clock.run_due(local(night, "18:59"))
    assert not mail.outbox
    for minute in ("19:00", "19:01", "23:00"):
        clock.run_due(local(night, minute))
    assert [message.to for message in mail.outbox] == [["ida@example.org"]]

    clock.run_due(local(night, "12:00", 9))
    assert dates.count() > before
    assert EventSeries.objects.get().planned_until > horizon
    starts = [one.astimezone(COPENHAGEN) for one in dates.values_list("starts_at", flat=True)]
    assert {f"{start:%H:%M}" for start in starts} == {"19:00"}
    assert len({start.date() for start in starts}) == len(starts)
    call_command("run_due", verbosity=0)
    assert dates.count() == len(starts)


FILL = """
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from core.models import Library, Outbox
from events.actions.changes import cancel
from events.actions.sign_up import sign_up
from events.models import EventSeries, Occurrence, SignUp
from tests.factories import in_days, make_event

now = timezone.now()
library = Library.objects.get(site__hostname="havnby.test")
rule = {"type": "weekly", "id": "rule", "value": {
    "start_date": in_days(3).date().isoformat(), "start_time": "19:00", "interval": "1"}}
make_event(library, title="Regel", slug="regel", dates=[rule])
rows = Occurrence.objects.filter(series__title="Regel").order_by("-starts_at")
Occurrence.objects.filter(pk__in=list(rows.values_list("pk", flat=True)[:3])).delete()
EventSeries.objects.filter(title="Regel").update(planned_until=timezone.localdate())

def join(date, number):
    email = f"d{date.pk}p{number}@example.org"
    return sign_up(occurrence_id=date.pk, name="P", email=email).sign_up

for date in Occurrence.objects.filter(pk__in={dates}):
    Occurrence.objects.filter(pk=date.pk).update(capacity=1)
    EventSeries.objects.filter(pk=date.series_id).update(promotion="offer")
    first, second, third = (join(date, number) for number in range(3))
    cancel(sign_up=first)
    SignUp.objects.filter(pk=second.pk).update(hold_until=now)
"""


@pytest.mark.race
@pytest.mark.slow
@pytest.mark.django_db
def test_four_at_once_extend_release_offer_and_send_once(stage):
    dates = stage.dates[:4]
    with mail_server() as (port, boxes):
        said = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(port)}
        said["DJANGO_SETTINGS_MODULE"] = "tests.events.fault_settings"
        assert django(stage, "-c", FILL.replace("{dates}", str(dates)), **said).wait() == 0
        [(before,)] = stage.rows("SELECT COUNT(*) FROM events_occurrence")
        due = ("-m", "django", "run_due", "--verbosity", "0")
        for _ in range(2):  # what the first round writes, the second sends
            running = [django(stage, *due, **said) for _ in range(4)]
            assert [process.wait() for process in running] == [0] * 4
    [(after,)] = stage.rows("SELECT COUNT(*) FROM events_occurrence")
    assert after == before + 3
    for date in dates:
        rows = stage.rows(
            f"SELECT state FROM events_signup WHERE occurrence_id = {date} ORDER BY id"
        )
        assert [state for (state,) in rows] == ["cancelled", "expired", "offered"]
        assert stage.seats(date) == (1, 0, 1, 0)
    assert stage.rows("SELECT DISTINCT state FROM core_outbox") == [("sent",)]
    [(messages,)] = stage.rows("SELECT COUNT(*) FROM core_outbox")
    # Three answers, one call-off, two offers and one that lapsed for each date, each of them once.
    assert len(boxes.accepted) == len(set(boxes.accepted)) == messages == len(dates) * 7
