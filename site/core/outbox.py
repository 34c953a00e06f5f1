"""Putting messages into the outbox and sending them, each exactly once."""

from __future__ import annotations

import base64
import logging
import re
import time
from datetime import timedelta
from email.utils import formataddr, parseaddr
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, InterfaceError, OperationalError, connection, transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac

from core.bounces import return_path
from core.mail_words import own_words
from core.models import Library, Outbox
from core.registry import registry
from core.tasks import send_message

log = logging.getLogger(__name__)

CLAIM = timedelta(minutes=5)
FIRST_RETRY = timedelta(minutes=1)
LONGEST_RETRY = timedelta(hours=6)
GIVE_UP_AFTER = 30
AT_ONCE = 500
KEEP = timedelta(days=30)
REFUSED, BOUNCED = "refused", "bounced"
"""Why a message failed for good: at once, or by a notice that came back."""
PATIENCE = (1, 2, 4, 8, 16, 0)
"""Seconds to wait for a database that does not answer, before the claim on a message ends."""


def put(
    *,
    purpose: str,
    recipient: str,
    template: str,
    context: dict,
    language: str,
    library: Library | None = None,
    attachments: list[dict] | None = None,
    reply_to: str = "",
    keep: timedelta = KEEP,
    delay: timedelta = timedelta(),
) -> Outbox | None:
    """Write a message in the caller's transaction; it is sent once that is committed.

    `purpose` names what the message is for and makes it unique: a second call with the same
    purpose writes nothing and returns None. `template` is the name below `templates/mail/`
    without ending; `attachments` are dicts with name, type and text. With a `delay` it is left
    to `send_due` once that time is over; until then the caller may change or withdraw it.
    """
    now = timezone.now()
    try:
        # Inserting first is one question less than looking first, and nobody comes between.
        with transaction.atomic():
            message = Outbox.objects.create(
                purpose=purpose,
                library=library,
                recipient=recipient,
                reply_to=reply_to,
                template=template,
                context=context,
                attachments=attachments or [],
                language=language,
                next_try=now + delay,
                purge_after=now + keep,
            )
    except IntegrityError:
        return None
    if not delay:
        transaction.on_commit(lambda: send_message.enqueue(message.pk), robust=True)
    return message


def claim(message_id: int) -> Outbox | None:
    """Take a message for sending; None when another worker has it or it is done."""
    now = timezone.now()
    free = Q(state=Outbox.State.WAITING) | Q(state=Outbox.State.SENDING, claimed_until__lt=now)
    taken = Outbox.objects.filter(free, pk=message_id).update(
        state=Outbox.State.SENDING, claimed_until=now + CLAIM
    )
    return Outbox.objects.select_related("library__site").get(pk=message_id) if taken else None


def deliver(message_id: int, server: BaseEmailBackend | None = None) -> bool:
    """Send one message if it is due and free; a failure is noted and tried again later.

    Between the mail server's yes and the note of it nothing happens that can be left out: a
    worker stopped just there is the one way for a message to be sent twice, and then it carries
    the same Message-ID. `server` is an open connection, where the caller has one.
    """
    message = claim(message_id)
    if message is None:
        return False
    shared, server = server is not None, server or get_connection()
    try:
        mail = build(message)
        server.open()
        server.send_messages([mail])
    except SMTPRecipientsRefused as error:
        # The address is not taken: trying again for days would only be late to say so.
        _failed(message, error, for_good=all(code >= 500 for code, _ in error.recipients.values()))
        _close(server)
        return False
    except Exception as error:  # any fault of the mail server must leave the message waiting
        _failed(message, error)
        _close(server)
        return False
    _note_sent(message)
    if not shared:
        _close(server)
    return True


def _note_sent(message: Outbox) -> None:
    """Note that a message went, also when the database is restarted at this very moment."""
    for wait in PATIENCE:
        try:
            Outbox.objects.filter(pk=message.pk).update(
                state=Outbox.State.SENT,
                sent_at=timezone.now(),
                attempts=message.attempts + 1,
                claimed_until=None,
                last_error="",
            )
            return
        except (OperationalError, InterfaceError):
            if not wait or connection.in_atomic_block:
                raise
            connection.close()
            time.sleep(wait)


def _close(server: BaseEmailBackend) -> None:
    """Say good-bye; what was accepted stays accepted, whatever comes of it."""
    try:
        server.close()
    except Exception as error:
        log.info("the mail server did not say good-bye (%s)", type(error).__name__)


def _failed(message: Outbox, error: Exception, for_good: bool = False) -> None:
    attempts = message.attempts + 1
    wait = min(FIRST_RETRY * 2 ** min(attempts - 1, 10), LONGEST_RETRY)
    given_up = for_good or attempts >= GIVE_UP_AFTER
    state = Outbox.State.FAILED if given_up else Outbox.State.WAITING
    Outbox.objects.filter(pk=message.pk).update(
        state=state,
        attempts=attempts,
        next_try=timezone.now() + wait,
        claimed_until=None,
        last_error=REFUSED if for_good else type(error).__name__,
    )
    log.warning("message %s not sent (%s), attempt %s", message.pk, type(error).__name__, attempts)


def build(message: Outbox) -> EmailMultiAlternatives:
    """The mail itself, in the message's language: text, HTML and attachments."""
    library = message.library
    with translation.override(message.language):
        bidi = translation.get_language_bidi()
        context = {
            **own_words(message),
            **message.context,
            "library": library,
            "language": message.language,
            "dir": "rtl" if bidi else "ltr",
        }
        text = render_to_string(f"mail/{message.template}.txt", context)
        html = render_to_string(f"mail/{message.template}.html", context)
    subject, _, body = text.partition("\n")
    mail = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        # What a mail does not say leaves no hole in it.
        body=re.sub(r"\n[ \t]*(\n[ \t]*)+\n", "\n\n", body.strip()) + "\n",
        from_email=return_path(message.pk) or sender(library),
        to=[message.recipient],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={
            "Auto-Submitted": "auto-generated",
            "Message-ID": name_of(message),
            # Where mail that cannot be delivered returns to is not who it is from.
            "From": sender(library),
        },
    )
    mail.attach_alternative(html, "text/html")
    for attachment in message.attachments:
        content = attachment.get("text")
        if content is None:
            content = base64.b64decode(attachment["base64"])
        mail.attach(attachment["name"], content, attachment["type"])
    return mail


def name_of(message: Outbox) -> str:
    """The Message-ID: the same at every try, so that mailboxes keep one; says nothing else."""
    digest = salted_hmac("core.outbox", message.purpose).hexdigest()[:32]
    return f"<{digest}@{parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition('@')[2]}>"


def sender(library: Library | None) -> str:
    """The installation's address under the library's name."""
    _, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    if library is None:
        return settings.DEFAULT_FROM_EMAIL
    # A line break in a name would be refused as a forged header, for ever.
    return formataddr((" ".join(library.name.split()), address))


def send_due() -> int:
    """Send what waits and is due, and what a stopped worker left; returns how many went."""
    for prepare in registry.before_sending:
        try:
            prepare()
        except Exception:  # then they go one by one
            log.exception("messages not joined")
    now = timezone.now()
    due = Outbox.objects.filter(
        Q(state=Outbox.State.WAITING, next_try__lte=now)
        | Q(state=Outbox.State.SENDING, claimed_until__lt=now)
    ).order_by("next_try", "pk")
    keys = list(due.values_list("pk", flat=True)[:AT_ONCE])
    if not keys:
        return 0
    server, sent = get_connection(), 0
    try:
        for key in keys:
            server.open()
            sent += deliver(key, server)
    except OSError as error:
        # Nobody answers: the rest is still due, and no message is to blame.
        log.warning("the mail server does not answer (%s)", type(error).__name__)
    finally:
        _close(server)
    return sent


def purge() -> int:
    """Empty messages whose time is up: no address, no text is left, only that it was sent."""
    old = Outbox.objects.filter(purge_after__lt=timezone.now()).exclude(recipient="")
    return old.update(**Outbox.EMPTIED)
