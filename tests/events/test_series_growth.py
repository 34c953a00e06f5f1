"""A series that changes: another number of people on all dates, dates that come later, the desk."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.utils import timezone

from core.outbox import build
from events.actions.sign_up_series import sign_up_series
from events.models import AuditEntry, EventPage, EventSeries, Occurrence, SignUp
from tests.events.conftest import (
    assert_counted,
    own_path,
    sent_by_form,
    signed_up,
    text_of,
    told,
)
from tests.events.desk import at
from tests.events.editor import republish
from tests.events.test_sign_up_refusals import errors_at
from tests.factories import in_days, make_event, single_date

pytestmark = pytest.mark.django_db
SETTINGS = {"sign_up": "sign_up", "capacity": 5, "scope": "series"}


def make_series(library, count: int = 3, **fields) -> list[Occurrence]:
    dates = [single_date(in_days(3 + 7 * number)) for number in range(count)]
    make_event(library, "Skriveværksted", dates=dates, **{**SETTINGS, **fields})
    return list(Occurrence.objects.order_by("starts_at"))


def joined(series, name: str, **more) -> list[SignUp]:
    email = f"{name.lower()}@example.org"
    sign_up_series(series=series, name=name, email=more.pop("email", email), **more)
    return list(SignUp.objects.filter(name=name).order_by("occurrence__starts_at"))


def states_on(row: Occurrence) -> dict[str, str]:
    return dict(SignUp.objects.filter(occurrence=row).values_list("name", "state"))


def with_one_more(days: int = 30) -> Occurrence:
    """The editor adds a date to the page and publishes it."""
    page = EventPage.objects.get(title="Skriveværksted")
    kept = list(page.dates.raw_data)
    republish(page, [*kept, single_date(in_days(days))])
    return Occurrence.objects.latest("pk")


class TestAnotherNumber:
    def test_it_changes_every_coming_date_with_one_mail(self, library, reader):
        dates = make_series(library)
        sent_by_form(reader, dates[0], 1)
        row = SignUp.objects.order_by("pk").first()
        assert "Er I flere eller færre?" in text_of(reader.get(own_path(row)))
        answer = reader.post(own_path(row), {"action": "change", "seats": "3"})
        assert "Antallet af personer er ændret" in text_of(answer)
        for date in dates:
            assert_counted(date)
            assert date.seats_taken == 3
        assert not told("changed")
        words = build(told("series")[-1])
        assert "3" in words.body and words.body.count("- ") >= 3

    def test_one_date_without_room_changes_none_and_is_named(self, library, reader):
        dates = make_series(library)
        joined(dates[0].series, "Anna", seats=3)
        rows = joined(dates[0].series, "Bo", seats=2)
        Occurrence.objects.filter(pk__in=[date.pk for date in dates[::2]]).update(capacity=9)
        answer = reader.post(own_path(rows[0]), {"action": "change", "seats": "4"})
        assert f"{dates[1].start_date.day}." in errors_at(answer, "seats")
        assert set(SignUp.objects.filter(name="Bo").values_list("seats", flat=True)) == {2}
        for date in dates:
            assert_counted(date)

    def test_a_date_called_off_stays_called_off(self, library, reader):
        dates = make_series(library)
        rows = joined(dates[0].series, "Anna")
        reader.post(own_path(rows[0]), {"action": "cancel", "date": rows[1].pk})
        reader.post(own_path(rows[0]), {"action": "change", "seats": "2"})
        found = SignUp.objects.order_by("occurrence__starts_at").values_list("state", "seats")
        assert list(found) == [("confirmed", 2), ("cancelled", 1), ("confirmed", 2)]


class TestDatesThatComeLater:
    def test_everybody_is_on_a_new_date_in_the_order_they_came(self, library):
        dates = make_series(library, capacity=4, waiting_size=3, ask_access_needs=True)
        series = dates[0].series
        joined(series, "Anna", seats=2, access_need="Teleslynge")
        joined(series, "Bo", seats=1)
        joined(series, "Carl", seats=2)  # waits everywhere: one seat is left
        joined(series, "Dora", seats=1, email="")  # behind Carl, who is not passed
        EventPage.objects.update(waiting_size=2)
        new = with_one_more()
        wanted = {"Anna": "confirmed", "Bo": "confirmed", "Carl": "waiting"}
        assert states_on(new) == wanted  # Dora's party finds the waiting list full
        assert_counted(new)
        anna = SignUp.objects.get(occurrence=new, name="Anna")
        assert anna.seats == 2 and anna.access_need.text == "Teleslynge"
        words = build([one for one in told("series") if one.context["why"] == "added"][0])
        assert "Nye datoer" in words.subject and "Skriveværksted" in words.subject

    def test_publishing_again_adds_nobody_twice(self, library):
        dates = make_series(library)
        joined(dates[0].series, "Anna")
        new = with_one_more()
        republish(EventPage.objects.get(title="Skriveværksted"))
        assert states_on(new) == {"Anna": "confirmed"}

    def test_who_has_called_off_all_dates_has_left(self, library, reader):
        dates = make_series(library)
        rows = joined(dates[0].series, "Anna")
        joined(dates[0].series, "Bo")
        reader.post(own_path(rows[0]), {"action": "cancel", "date": "all"})
        assert states_on(with_one_more()) == {"Bo": "confirmed"}

    def test_a_window_before_each_date_keeps_no_member_out(self, library):
        dates = make_series(library, opens_days_before=7)
        joined(dates[0].series, "Anna")
        assert [states_on(date) for date in dates] == [{"Anna": "confirmed"}] * 3
        assert states_on(with_one_more(60)) == {"Anna": "confirmed"}

    def test_who_has_no_mail_is_called_about_a_near_date(self, library, staff):
        dates = make_series(library)
        joined(dates[0].series, "Gerda", email="", phone="11 22 33 44", source="phone")
        new = with_one_more()
        assert "har fået en ny dato" in text_of(staff.get(at(new, "calls/")))

    def test_the_nightly_job_takes_them_along_as_a_rule_goes_on(self, library):
        rule = {
            "type": "weekly",
            "id": "7f6a1c52-0000-4000-8000-000000000001",
            "value": {
                "start_date": in_days(3).date().isoformat(),
                "start_time": "19:00",
                "end_time": "21:00",
                "interval": "1",
                "until": None,
                "count": None,
                "exceptions": [],
            },
        }
        make_event(library, "Skriveværksted", dates=[rule], **SETTINGS)
        series = EventSeries.objects.get()
        before = Occurrence.objects.count() - 2
        Occurrence.objects.filter(
            pk__in=Occurrence.objects.order_by("-pk").values("pk")[:2]
        ).delete()
        EventSeries.objects.update(planned_until=timezone.localdate())  # as it was two weeks ago
        joined(series, "Anna")
        mails = len(told("series"))
        for _ in range(2):
            call_command("run_due")
        new = list(Occurrence.objects.order_by("pk")[before:])
        assert len(new) == 2
        for row in new:
            assert states_on(row) == {"Anna": "confirmed"}
            assert_counted(row)
        assert len(told("series")) == mails  # 18 months ahead: the own page shows it


class TestDesk:
    def test_one_form_at_the_desk_signs_up_for_all_dates(self, library, staff):
        library.phone = "86 00 00 01"
        library.save()
        dates = make_series(library)
        typed = {"name": "Gerda Lund", "seats": "2", "source": "phone", "whole": "on"}
        answer = staff.post(at(dates[1]), typed, follow=True)
        assert "Tilmeldt 3 af 3 datoer" in text_of(answer)
        assert [states_on(date) for date in dates] == [{"Gerda Lund": "confirmed"}] * 3
        row = SignUp.objects.filter(occurrence=dates[0]).get()
        slip = text_of(staff.get(at(dates[0], f"{row.pk}/slip/")))
        assert slip.count(" 19.00") >= 3 and "86 00 00 01" in slip

    def test_somebody_on_the_series_already_is_said_to_be_so(self, library, staff):
        dates = make_series(library)
        Occurrence.objects.filter(pk=dates[0].pk).update(capacity=1)
        signed_up(dates[0], 9)
        typed = {"name": "Gerda Lund", "email": "gerda@example.org", "seats": "1", "whole": "on"}
        typed["source"] = "desk"
        staff.post(at(dates[1]), typed)
        Occurrence.objects.filter(pk=dates[0].pk).update(capacity=9)
        said = text_of(staff.post(at(dates[1]), typed, follow=True))
        assert "Gerda Lund var allerede tilmeldt" in said
        assert "Tilmeldt 2 af 3 datoer, på venteliste til 1" in said, "what she has, not could have"
        assert AuditEntry.objects.filter(what="signed_up").count() == 1
        assert SignUp.objects.filter(name="Gerda Lund").count() == 3

    def test_without_the_tick_it_is_one_date(self, library, staff):
        dates = make_series(library)
        staff.post(at(dates[1]), {"name": "Gerda Lund", "seats": "1", "source": "desk"})
        assert [states_on(date) for date in dates] == [{}, {"Gerda Lund": "confirmed"}, {}]
