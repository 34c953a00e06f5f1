"""Mail that does not arrive is seen, put right and sent again by the library's staff."""

from __future__ import annotations

import io
import mailbox
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command

from core import bounces, outbox
from core.models import Outbox
from events.models import SignUp
from tests.factories import make_occurrence, make_user

pytestmark = pytest.mark.django_db


class Refuses(EmailBackend):
    """A mail server that takes no mail for anybody."""

    code = 550

    def send_messages(self, messages):
        raise SMTPRecipientsRefused({"ida@havnby.dk": (self.code, b"no such user")})


class Greylists(Refuses):
    code = 450


REPORT = """\
From: MAILER-DAEMON@mx.example
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain

I am sorry.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; person1@example.org
Action: {action}
Status: {status}

--x--
"""


@pytest.fixture
def sent(library, settings, django_capture_on_commit_callbacks) -> Outbox:
    """A confirmation that has left, with an address of its own to return to."""
    from tests.events.conftest import signed_up

    settings.BOUNCE_ADDRESS = "retur@havnby.dk"
    with django_capture_on_commit_callbacks(execute=True):
        signed_up(make_occurrence(library, capacity=5))
    assert mail.outbox[0].message()["From"].startswith("Havnby")
    return Outbox.objects.get()


@pytest.fixture
def editor(library, client_for):
    return client_for(library, make_user("red@havnby.test", library, "editor"))


def report(to: str, action: str = "failed", status: str = "5.1.1") -> bytes:
    return REPORT.format(to=to, action=action, status=status).encode()


def come_back(monkeypatch, raw: bytes) -> None:
    monkeypatch.setattr("sys.stdin", type("Pipe", (), {"buffer": io.BytesIO(raw)}))
    call_command("take_bounces", verbosity=0, stdout=io.StringIO())


def test_a_mail_that_comes_back_is_in_the_inbox_put_right_and_sent_again(
    sent, editor, monkeypatch, django_capture_on_commit_callbacks
):
    come_back(monkeypatch, report(mail.outbox[0].from_email))
    assert "person1@example.org" in editor.get("/admin/").content.decode()
    address = f"/admin/mails/{sent.pk}/"
    shown = editor.get(address).content.decode()
    assert "Du er tilmeldt: " in shown, "which mail it was"
    assert "Den kom tilbage" in shown and 'value="person1@example.org"' in shown
    wrong = editor.post(address, {"again": "1", "email": "ikke en adresse"})
    assert wrong.status_code == 422 and 'value="ikke en adresse"' in wrong.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(address, {"again": "1", "email": "rigtig@example.org"})
    again = mail.outbox[-1]
    assert again.to == ["rigtig@example.org"] and len(mail.outbox) == 2
    assert "mailto:rigtig@example.org" in again.attachments[0][1].replace("\r\n ", "")
    assert SignUp.objects.get().email == "rigtig@example.org"
    assert editor.get(address).status_code == 404, "it is answered"


def test_an_address_that_is_signed_up_already_is_told_next_to_the_field(
    sent, library, editor, monkeypatch
):
    from tests.events.conftest import signed_up

    other = signed_up(SignUp.objects.get().occurrence, 2, name="Person 1")
    come_back(monkeypatch, report(mail.outbox[0].from_email))
    answer = editor.post(f"/admin/mails/{sent.pk}/", {"again": "1", "email": other.email})
    assert answer.status_code == 422 and "tilmeldt" in answer.content.decode()
    sent.refresh_from_db()
    assert sent.state == Outbox.State.FAILED


def test_what_is_sent_to_the_right_address_is_true_by_now(
    sent, library, client_for, monkeypatch, django_capture_on_commit_callbacks
):
    """The date was moved while nobody knew that the confirmation had not arrived."""
    from tests.events.desk import changed

    editor = client_for(library, make_user("leder@havnby.test", library, "administrator"))
    come_back(monkeypatch, report(mail.outbox[0].from_email))
    row = SignUp.objects.get().occurrence
    changed(editor, row, start_time="06:15", end_time="07:15")
    with django_capture_on_commit_callbacks(execute=True):
        right = {"again": "1", "email": "rigtig@example.org"}
        assert editor.post(f"/admin/mails/{sent.pk}/", right).status_code == 302
    again = mail.outbox[-1]
    assert again.to == ["rigtig@example.org"] and "06.15" in again.body
    assert "T061500" in again.attachments[0][1] and "19.00" not in again.body


@pytest.mark.parametrize(
    "raw",
    [
        report("retur+1.0123456789abcdef@havnby.dk"),
        report("retur@havnby.dk"),
        b"",
        b"\xff\xfe not a mail \x00",
        b"To: retur@havnby.dk\nSubject: Ferie\n\nJeg er her ikke.",
    ],
)
def test_what_is_not_ours_changes_nothing(sent, raw):
    assert bounces.take(raw) is False
    sent.refresh_from_db()
    assert sent.state == Outbox.State.SENT


def test_a_notice_of_delay_is_no_bounce(sent):
    to = mail.outbox[0].from_email
    assert bounces.take(report(to, "delayed", "4.4.1")) is False
    assert bounces.take(report(to.upper())) is True
    assert bounces.take(report(to)) is False, "taken once"


def test_a_mail_given_up_after_days_of_silence_is_a_bounce(sent):
    """Postfix and Exchange then say `failed` with the status of the last try."""
    assert bounces.take(report(mail.outbox[0].from_email, "failed", "4.4.1")) is True
    sent.refresh_from_db()
    assert sent.state == Outbox.State.FAILED


@pytest.mark.parametrize("header", ["To: a@", 'To: "', "To: <", "To: a@[", "To: Foo <@a,@b:"])
def test_a_mail_with_a_broken_header_stops_no_other(sent, tmp_path, header):
    box = mailbox.Maildir(tmp_path / "retur")
    box.add(f"{header}\nSubject: x\n\nHej".encode())
    box.add(report(mail.outbox[0].from_email))
    assert bounces.take_all(tmp_path / "retur") == 1 and len(box) == 1


def test_a_maildir_keeps_what_is_none_of_ours(sent, tmp_path, capsys):
    box = mailbox.Maildir(tmp_path / "retur")
    box.add(report(mail.outbox[0].from_email))
    box.add(b"Subject: til et menneske\n\nHej")
    call_command("take_bounces", maildir=tmp_path / "retur")
    assert capsys.readouterr().out == "1 taken.\n" and len(box) == 1
    with pytest.raises(CommandError):
        call_command("take_bounces", maildir=tmp_path)


def test_what_is_due_empties_the_maildir_that_is_named(sent, tmp_path, settings, capsys):
    settings.BOUNCE_MAILDIR = str(tmp_path / "retur")
    box = mailbox.Maildir(settings.BOUNCE_MAILDIR)
    box.add(report(mail.outbox[0].from_email))
    call_command("run_due")
    assert "mail that came back: 1" in capsys.readouterr().out and not len(box)
    sent.refresh_from_db()
    assert sent.state == Outbox.State.FAILED
    settings.BOUNCE_MAILDIR = str(tmp_path / "findes-ikke")
    with pytest.raises(SystemExit, match="mail that came back"):
        call_command("run_due")


def test_a_refused_address_is_told_at_once_and_a_busy_server_tried_again(library, settings):
    from tests.core.test_outbox import put

    settings.EMAIL_BACKEND = f"{__name__}.Greylists"
    message = put(library)
    outbox.send_due()
    message.refresh_from_db()
    assert message.state == Outbox.State.WAITING and message.attempts == 1
    settings.EMAIL_BACKEND = f"{__name__}.Refuses"
    outbox.deliver(message.pk)
    message.refresh_from_db()
    assert (message.state, message.last_error) == (Outbox.State.FAILED, outbox.REFUSED)


def test_another_librarys_mail_is_not_found(sent, other_library, client_for, monkeypatch):
    come_back(monkeypatch, report(mail.outbox[0].from_email))
    stranger = client_for(other_library, make_user("x@skovby.test", other_library, "editor"))
    address = f"/admin/mails/{sent.pk}/"
    assert stranger.get(address).status_code == 404
    assert stranger.post(address, {"again": "1", "email": "x@y.dk"}).status_code == 404


@pytest.mark.parametrize("purpose", ["sign-in:abc", "my-link:abc"])
def test_a_code_or_link_that_opens_a_door_goes_to_nobody_else(library, editor, purpose):
    from tests.core.test_outbox import put

    message = put(library, purpose=purpose)
    Outbox.objects.filter(pk=message.pk).update(state=Outbox.State.FAILED)
    assert "ida@havnby.dk" not in editor.get("/admin/").content.decode()
    address = f"/admin/mails/{message.pk}/"
    assert editor.get(address).status_code == 404
    answer = editor.post(address, {"again": "1", "email": "mig@example.org"})
    assert answer.status_code == 404
    message.refresh_from_db()
    assert (message.recipient, message.state) == ("ida@havnby.dk", Outbox.State.FAILED)


def test_what_has_no_address_to_put_right_goes_where_it_should(library, editor):
    from tests.core.test_outbox import put

    message = put(library)
    Outbox.objects.filter(pk=message.pk).update(state=Outbox.State.FAILED)
    editor.post(f"/admin/mails/{message.pk}/", {"again": "1", "email": "mig@example.org"})
    message.refresh_from_db()
    assert (message.recipient, message.state) == ("ida@havnby.dk", Outbox.State.WAITING)
