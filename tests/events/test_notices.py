"""What attendees are told when a date changes: once, in words, and only what is new."""

from __future__ import annotations

from datetime import timedelta

import icalendar
import pytest
from django.core import mail
from django.utils import timezone

from core.models import Outbox, Place
from core.outbox import build, send_due
from events.actions.changes import cancel
from events.models import Occurrence, OccurrenceText, SignUp
from tests.calendars import attached
from tests.events.conftest import own_path, signed_up, text_of, told
from tests.events.desk import at, changed
from tests.events.editor import republish
from tests.factories import in_days, make_event, single_date

pytestmark = pytest.mark.django_db


def sent_now() -> list:
    """Everything that is due once the ten minutes are over."""
    Outbox.objects.filter(state="waiting").update(next_try=timezone.now())
    mail.outbox.clear()
    send_due()
    return mail.outbox


def quiet() -> None:
    """Forget the mails of signing up."""
    Outbox.objects.all().delete()


def entry_of(message: Outbox):
    [attachment] = message.attachments
    attached(message)
    calendar = icalendar.Calendar.from_ical(attachment["text"])
    return calendar["method"], calendar.walk("VEVENT")[0]


def test_case_35_five_edits_within_ten_minutes_give_one_mail(staff, event):
    _page, row = event()
    signed_up(row, 1)
    quiet()
    for hour in (20, 18, 16, 17, 15):
        changed(staff, row, start_time=f"{hour}:00", end_time=f"{hour + 1}:00")
    assert send_due() == 0 and not mail.outbox
    [message] = sent_now()
    assert "15.00" in message.body and "19.00" in message.body
    assert "20.00" not in message.body
    changed(staff, row, start_time="14:00", end_time="15:00")
    [later] = sent_now()
    assert "14.00" in later.body and "15.00" in later.body


def test_case_35_a_change_taken_back_gives_no_mail(staff, event):
    _page, row = event()
    signed_up(row, 1)
    quiet()
    changed(staff, row, start_time="20:00", end_time="21:00")
    changed(staff, row, start_time="19:00", end_time="21:00")
    assert sent_now() == []
    assert Outbox.objects.get().state == "withdrawn"


def test_case_35_moved_and_then_cancelled_is_one_mail_about_the_cancelling(staff, event):
    _page, row = event()
    signed_up(row, 1)
    quiet()
    changed(staff, row, start_time="20:00", end_time="21:00")
    staff.post(at(row, "cancel/"), {"reason_da": "Sygdom", "confirmed": "1", "notify": "1"})
    [message] = sent_now()
    assert "Sygdom" in message.body and "20.00" not in message.subject
    assert len(told("date_cancelled")) == 1 and not told("moved")


def test_case_35_no_mail_to_send_keeps_the_one_that_waits_true(staff, event):
    _page, row = event()
    signed_up(row, 1)
    quiet()
    changed(staff, row, start_time="20:00", end_time="21:00")
    changed(staff, row, notify=False, start_time="17:00", end_time="18:00")
    [message] = sent_now()
    assert "17.00" in message.body and "20.00" not in message.body


def test_case_36_cancelling_tells_attendees_and_the_queue(staff, event):
    page, row = event(capacity=1)
    first = signed_up(row, 1, language="en")
    signed_up(row, 2)
    [asked] = told("confirmation")
    _method, entry = entry_of(asked)
    quiet()
    staff.post(
        at(row, "cancel/"),
        {
            "reason_da": "Forfatteren er syg.",
            "reason_en": "The author is ill.",
            "confirmed": "1",
            "notify": "1",
        },
    )
    english, danish = told("date_cancelled")
    method, gone = entry_of(english)
    assert (method, gone["uid"], gone["status"]) == ("CANCEL", entry["uid"], "CANCELLED")
    assert gone["sequence"] > entry["sequence"]
    assert not danish.attachments
    bodies = {message.to[0]: message.body for message in sent_now()}
    assert "The author is ill." in bodies["person1@example.org"]
    assert "Forfatteren er syg." in bodies["person2@example.org"]
    assert first.name in bodies["person1@example.org"]
    shown = text_of(staff.get(own_path(first)))
    assert "aflyst" in shown.lower()
    assert SignUp.objects.get(pk=first.pk).state == "confirmed"


def test_case_36_the_queue_does_not_move_on_a_cancelled_date(staff, event):
    _page, row = event(capacity=1)
    first, second = signed_up(row, 1), signed_up(row, 2)
    staff.post(at(row, "cancel/"), {"confirmed": "1", "notify": "1"})
    cancel(sign_up=first)
    second.refresh_from_db()
    assert second.state == "waiting"
    staff.post(at(row, "restore/"), {"confirmed": "1", "notify": "1"})
    second.refresh_from_db()
    assert second.state == "confirmed"


def test_case_37_a_typing_error_sends_nothing_and_raises_no_sequence(event):
    page, row = event()
    signed_up(row, 1)
    quiet()
    republish(page, title="Læsekreds for de nysgerrige", summary="Rettet")
    row.refresh_from_db()
    assert row.sequence == 0
    assert not Outbox.objects.exists()


def test_a_note_or_more_seats_send_no_mail(staff, event):
    _page, row = event()
    signed_up(row, 1)
    quiet()
    changed(staff, row, note_da="Tag en kop med", capacity=9)
    assert not Outbox.objects.exists() and row.sequence == 0


def test_moving_invites_anew_with_the_same_entry(library, staff, event):
    _page, row = event()
    signed_up(row, 1)
    _method, before = entry_of(told("confirmation")[0])
    house = Place.objects.create(library=library, name="Kulturhuset")
    changed(staff, row, start_time="17:00", end_time="18:00", place=house.pk)
    [message] = told("moved")
    method, entry = entry_of(message)
    assert (method, entry["uid"]) == ("REQUEST", before["uid"])
    assert entry["sequence"] > before["sequence"]
    assert entry["dtstamp"].dt >= before["dtstamp"].dt
    assert entry["dtstart"].dt == row.local_start
    words = build(message)
    assert "17.00" in words.body and "19.00" in words.body and "Kulturhuset" in words.body


def test_everybody_active_is_told_and_nobody_else(event, staff):
    _page, row = event(capacity=2, confirmation="by_mail")
    pending, gone = signed_up(row, 1), signed_up(row, 2)
    cancel(sign_up=gone)
    signed_up(row, 3)
    waiting = signed_up(row, 4)
    quiet()
    changed(staff, row, start_time="20:00", end_time="21:00")
    assert {message.recipient for message in told("moved")} == {
        pending.email,
        "person3@example.org",
        waiting.email,
    }


def test_who_signs_off_meanwhile_is_not_written_to(event, staff):
    _page, row = event()
    one = signed_up(row, 1)
    changed(staff, row, start_time="20:00", end_time="21:00")
    cancel(sign_up=one)
    assert all("20.00" not in message.body for message in sent_now()[:1])
    assert told("moved")[0].state == "withdrawn"


def test_publishing_a_page_that_moves_a_date_tells_people(library):
    block = single_date(in_days(3))
    page = make_event(library, dates=[block], sign_up="sign_up", capacity=5)
    row = Occurrence.objects.get()
    signed_up(row, 1)
    quiet()
    republish(page, [single_date(in_days(4), uid=block["id"])])
    [message] = told("moved")
    row.refresh_from_db()
    assert row.status == "moved" and row.previous_starts_at == in_days(3)
    assert entry_of(message)[1]["sequence"] == row.sequence == 1
    republish(page, [block])
    assert sent_now() == []


def test_unpublishing_and_taking_a_date_away_tell_nobody_in_silence(library):
    page = make_event(library, sign_up="sign_up", capacity=5)
    row = Occurrence.objects.get()
    signed_up(row, 1)
    quiet()
    page.unpublish()
    republish(page)
    republish(page, [single_date(in_days(9))])
    row.refresh_from_db()
    assert row.status == "orphaned"
    assert not Outbox.objects.exists()


def test_an_orphaned_date_is_cancelled_and_told_by_staff(library, staff):
    page = make_event(library, sign_up="sign_up", capacity=5)
    row = Occurrence.objects.get()
    signed_up(row, 1)
    republish(page, [single_date(in_days(9))])
    html = text_of(staff.get(at(row)))
    assert f'href="{at(row, "change/")}"' not in html
    staff.post(at(row, "cancel/"), {"confirmed": "1", "notify": "1"})
    assert len(told("date_cancelled")) == 1
    staff.post(at(row, "restore/"), {"confirmed": "1"})
    row.refresh_from_db()
    assert row.status == "orphaned"


def test_who_has_no_mail_is_put_on_the_call_list(staff, event):
    _page, row = event()
    signed_up(row, 1, name="Gerda Lund", email="", phone="86 12 34 56", source="phone")
    asked = staff.post(at(row, "cancel/"), {"reason_da": "Sygdom"})
    assert "Gerda Lund" in text_of(asked)
    sent = staff.post(at(row, "cancel/"), {"reason_da": "Sygdom", "confirmed": "1"})
    assert sent.url == at(row, "calls/")
    shown = text_of(staff.get(at(row, "calls/")))
    assert "Gerda Lund" in shown and "86 12 34 56" in shown and "Sygdom" in shown
    one = SignUp.objects.get()
    staff.post(at(row, "calls/"), {"sign_up": one.pk})
    assert "Gerda Lund" not in text_of(staff.get(at(row, "calls/"))).replace(
        "Gerda Lund har fået besked", ""
    ).replace("Gerda Lund has been told", "")
    assert staff.post(at(row, "calls/"), {"sign_up": "x"}).status_code == 404


def test_a_freed_seat_is_told_by_telephone(staff, event):
    _page, row = event(capacity=1)
    first = signed_up(row, 1)
    signed_up(row, 2, name="Gerda Lund", email="", phone="86 12 34 56", source="desk")
    cancel(sign_up=first)
    assert "Gerda Lund" in text_of(staff.get(at(row, "calls/")))
    later = timezone.now() + timedelta(days=1)
    assert SignUp.objects.get(name="Gerda Lund").delete_after > later


def test_a_reason_in_one_language_is_read_in_all_though_a_note_is_in_another(staff, reader, event):
    """An English note must not hide the only reason there is."""
    page, row = event()
    signed_up(row, 1, language="en")
    OccurrenceText.objects.create(occurrence=row, language="en", note="Bring a cushion.")
    quiet()
    reason = {"reason_da": "Forfatteren er syg.", "confirmed": "1", "notify": "1"}
    staff.post(at(row, "cancel/"), reason)
    [message] = sent_now()
    assert "Forfatteren er syg." in message.body
    path = page.site_path.replace("/da/", "/en/", 1)
    assert "Forfatteren er syg." in text_of(reader.get(path))
    feed = reader.get(f"{path}calendar.ics").content.decode()
    assert "Forfatteren er syg." in feed


def test_case_32_the_old_and_the_new_date_are_told_in_the_language_of_the_sign_up(staff, event):
    _page, row = event()
    signed_up(row, 1, language="en")
    signed_up(row, 2, language="da")
    quiet()
    changed(staff, row, start_time="20:00", end_time="21:00")
    english, danish = (message.body for message in sent_now())
    assert "Before: " in english and "19:00–21:00" in english and "20:00–21:00" in english
    assert "kl. 19.00–21.00" in danish and "kl. " not in english


def test_a_cancelled_date_invites_nobody_online(staff, event):
    _page, row = event(online=True, online_url="https://moede.example/")
    signed_up(row, 1)
    quiet()
    staff.post(at(row, "cancel/"), {"confirmed": "1", "notify": "1"})
    [message] = sent_now()
    assert "moede.example" not in message.body + message.alternatives[0].content
    staff.post(at(row, "restore/"), {"confirmed": "1", "notify": "1"})
    [message] = sent_now()
    assert "moede.example" in message.body
