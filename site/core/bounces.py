"""Mail that comes back: who it was for is found by the address it returns to.

Each message leaves with an envelope sender of its own (variable envelope return path), so the
notice tells which one it was, whatever the foreign mail server writes into it (RFC 3464).
"""

from __future__ import annotations

import email
import mailbox
import re
from contextlib import suppress
from email.message import Message
from pathlib import Path

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

TOKEN = re.compile(r"\+(\d{1,18})\.([0-9a-f]{16})@", re.IGNORECASE)
DELIVERED_TO = ("Delivered-To", "X-Original-To", "Envelope-To", "To")


def return_path(message_id: int | None) -> str:
    """The envelope sender of a message; empty where BOUNCE_ADDRESS is not set."""
    local, at, domain = settings.BOUNCE_ADDRESS.partition("@")
    return f"{local}+{message_id}.{_seal(message_id)}@{domain}" if at and message_id else ""


def _seal(message_id: int | str) -> str:
    return salted_hmac("core.bounces", str(message_id)).hexdigest()[:16]


def take(raw: bytes) -> bool:
    """Note a notice that came back; False where it is none of ours, or only says "later"."""
    from core.models import Outbox
    from core.outbox import BOUNCED

    # Headers as they stand: one that breaks the rules would stop whoever takes it apart.
    notice = email.message_from_bytes(raw)
    message_id = _message_of(notice)
    if message_id is None or not _is_final(notice):
        return False
    rows = Outbox.objects.filter(pk=message_id, state=Outbox.State.SENT).exclude(recipient="")
    return bool(rows.update(state=Outbox.State.FAILED, last_error=BOUNCED))


def take_all(folder: Path) -> int:
    """Take every notice in a Maildir; what is none of ours stays for a person to read.

    How many were taken. Raises FileNotFoundError where there is no Maildir.
    """
    if not (folder / "new").is_dir():
        raise FileNotFoundError(f"{folder} is not a Maildir.")
    box, taken = mailbox.Maildir(folder, create=False), 0
    for key in list(box.keys()):
        # Another process may have read and removed it meanwhile.
        with suppress(KeyError):
            if take(box.get_bytes(key)):
                box.remove(key)
                taken += 1
    return taken


def take_due() -> int:
    """Empty the Maildir that BOUNCE_MAILDIR names; 0 where it names none."""
    return take_all(Path(settings.BOUNCE_MAILDIR)) if settings.BOUNCE_MAILDIR else 0


def _message_of(notice: Message) -> int | None:
    """The message whose sealed address the notice was sent to."""
    for name in DELIVERED_TO:
        for value in notice.get_all(name, []):
            found = TOKEN.search(str(value))
            if found and constant_time_compare(found[2].lower(), _seal(found[1])):
                return int(found[1])
    return None


def _is_final(notice: Message) -> bool:
    """Whether a delivery report says that the mail was given up.

    Its status may still begin with 4, which is all that ever went wrong: nobody answered for days.
    """
    for part in notice.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for block in part.get_payload():
            if str(block.get("Action", "")).strip().lower() == "failed":
                return True
    return False
