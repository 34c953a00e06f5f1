"""Mail arrives once, also when the mail server is down or two workers are at it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from core import outbox
from core.models import Outbox


class Down(EmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, messages):
        raise ConnectionRefusedError("no mail server for ida@havnby.dk")


DOWN = f"{__name__}.Down"


def put(library, purpose="invitation:1", **fields) -> Outbox | None:
    values = {
        "purpose": purpose,
        "recipient": "ida@havnby.dk",
        "template": "staff_invitation",
        "context": {
            "name": "Ida",
            "inviter": "Lone",
            "url": "http://havnby.test/admin/",
            "email": "ida@havnby.dk",
        },
        "language": "da",
        "library": library,
        **fields,
    }
    return outbox.put(**values)


def later(message: Outbox, **fields) -> None:
    Outbox.objects.filter(pk=message.pk).update(**fields)


def test_the_same_purpose_is_told_once(library):
    assert put(library) is not None
    assert put(library) is None
    call_command("run_due", verbosity=0)
    call_command("run_due", verbosity=0)
    assert len(mail.outbox) == 1


def test_nothing_is_sent_for_what_did_not_happen(library, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError):
        with transaction.atomic():
            put(library)
            raise ZeroDivisionError
    assert not Outbox.objects.exists()
    assert mail.outbox == []


def test_while_the_server_is_down_mail_waits_longer_and_longer(library, settings):
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, DOWN
    message = put(library)
    waits = []
    for _try in range(4):
        later(message, next_try=timezone.now())
        assert outbox.send_due() == 0
        message.refresh_from_db()
        assert message.state == Outbox.State.WAITING
        waits.append(message.next_try - timezone.now())
    assert waits == sorted(waits)
    assert waits[-1] > 4 * waits[0]
    assert message.attempts == 4
    assert "@" not in message.last_error
    assert outbox.send_due() == 0, "it is not due yet"

    settings.EMAIL_BACKEND = backend
    later(message, next_try=timezone.now())
    assert outbox.send_due() == 1
    assert outbox.send_due() == 0
    assert len(mail.outbox) == 1
    message.refresh_from_db()
    assert message.state == Outbox.State.SENT


def test_what_a_stopped_worker_held_is_sent_after_a_while(library):
    message = put(library)
    assert outbox.claim(message.pk) is not None
    assert outbox.send_due() == 0
    later(message, claimed_until=timezone.now() - timedelta(seconds=1))
    assert outbox.send_due() == 1
    assert len(mail.outbox) == 1


def test_a_message_is_claimed_by_one(library):
    message = put(library)
    assert outbox.claim(message.pk) is not None
    assert outbox.claim(message.pk) is None
    assert outbox.deliver(message.pk) is False


def eight_workers(message_id: int) -> list[bool]:
    """Eight workers deliver the same message at the same time."""

    def work(_number) -> bool:
        try:
            return outbox.deliver(message_id)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(work, range(8)))


# SQLite's database of the tests lies in memory and has one connection for all threads.
if connection.vendor != "sqlite":

    @pytest.mark.race
    @pytest.mark.django_db(transaction=True)
    def test_two_workers_at_once_send_one_mail(whole_database, library, monkeypatch):
        left = SimpleNamespace(enqueue=lambda message_id: None)
        monkeypatch.setattr(outbox, "send_message", left)
        results = eight_workers(put(library).pk)
        assert results.count(True) == 1
        assert len(mail.outbox) == 1


def test_after_its_time_nothing_personal_is_left(library):
    message = put(
        library,
        reply_to="svar@havnby.dk",
        attachments=[{"name": "dato.ics", "type": "text/calendar", "text": "ida@havnby.dk"}],
    )
    outbox.send_due()
    assert outbox.purge() == 0
    later(message, purge_after=timezone.now() - timedelta(seconds=1))
    assert outbox.purge() == 1
    assert outbox.purge() == 0
    row = str(Outbox.objects.filter(pk=message.pk).values().get())
    assert "ida" not in row.lower() and "@" not in row


def test_a_line_break_in_a_name_adds_no_header(library):
    library.name = "Havnby\r\nBcc: fremmed@evil.dk"
    library.save()
    put(library)
    outbox.send_due()
    raw = mail.outbox[0].message()
    assert raw["Bcc"] is None
    assert mail.outbox[0].recipients() == ["ida@havnby.dk"]
