"""The demo's mailbox: every mail can be read, and it exists in the demo only."""

from __future__ import annotations

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import override_settings

from core import mailbox


@pytest.fixture
def kept(tmp_path, settings):
    settings.DEMO = True
    settings.DEMO_MAIL_DIR = tmp_path
    mail = EmailMultiAlternatives("Din kode", "Koden er 123456", "a@x.dk", ["b@x.dk"])
    mail.attach_alternative("<p>Koden er <b>123456</b></p>", "text/html")
    mailbox.DemoBackend().send_messages([mail])
    return tmp_path


def test_mail_is_listed_with_its_code(kept, rf, db, capsys):
    request = rf.get("/demo-mail/")
    request.library = None
    with override_settings(ROOT_URLCONF="tests.demo_urls"):
        text = mailbox.demo_mail(request).content.decode()
        name = next(kept.glob("*.eml")).stem
        html = mailbox.demo_mail_html(request, name)
    assert "Din kode" in text and "123456" in text
    assert "<b>123456</b>" in html.content.decode()
    assert "sandbox" in html["Content-Security-Policy"]


def test_the_code_is_told_on_the_console(kept, capsys):
    mail = EmailMultiAlternatives("Din kode", "Koden er 654321", "a@x.dk", ["b@x.dk"])
    mailbox.DemoBackend().send_messages([mail])
    assert "kode 654321" in capsys.readouterr().out


def test_it_is_not_there_outside_the_demo(library, client_for):
    assert client_for(library).get("/demo-mail/").status_code == 404
