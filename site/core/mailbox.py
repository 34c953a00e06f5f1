"""The demo's mailbox: mail is kept on disk and told on the console, never sent."""

from __future__ import annotations

import email
import email.policy
import re
import sys
import uuid
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

CODE = re.compile(r"(?<!\d)(\d{6})(?!\d)")


class DemoBackend(BaseEmailBackend):
    """Writes each mail to DEMO_MAIL_DIR and prints its subject, and a sign-in code if any."""

    def send_messages(self, email_messages) -> int:
        folder = Path(settings.DEMO_MAIL_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            stamp = timezone.now().strftime("%Y%m%d-%H%M%S-%f")
            path = folder / f"{stamp}-{uuid.uuid4().hex[:8]}.eml"
            path.write_bytes(message.message().as_bytes())
            code = CODE.search(message.body)
            told = f" · kode {code.group(1)}" if code else ""
            sys.stdout.write(f"[mail] {', '.join(message.to)}: {message.subject}{told}\n")
            sys.stdout.flush()
        return len(email_messages)


def _read(path: Path) -> dict:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    parts = {"text": "", "html": "", "calendar": ""}
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "text/plain":
            parts["text"] = part.get_content()
        elif kind == "text/html":
            parts["html"] = part.get_content()
        elif kind == "text/calendar":
            payload = part.get_payload(decode=True) or b""
            parts["calendar"] = payload.decode("utf-8", "replace")
    return {
        "name": path.stem,
        "to": message["To"],
        "sender": message["From"],
        "subject": message["Subject"],
        "date": message["Date"],
        **parts,
    }


def _folder() -> Path:
    """Where the demo keeps its mail; raises Http404 where it is not the demo."""
    folder = getattr(settings, "DEMO_MAIL_DIR", None)
    if not (settings.DEMO and folder):
        raise Http404
    return Path(folder)


def demo_mail(request):
    """The latest mails of the demo; exists only where the demo's backend is in use."""
    paths = sorted(_folder().glob("*.eml"), reverse=True)[:50]
    return render(request, "demo_mail.html", {"messages_sent": [_read(path) for path in paths]})


def demo_mail_html(request, name: str):
    """The HTML part of one mail of the demo, as a mail program would show it."""
    path = _folder() / f"{name}.eml"
    if not path.is_file():
        raise Http404
    response = HttpResponse(_read(path)["html"])
    # Mail carries its styles inline, as mail programs ask.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
