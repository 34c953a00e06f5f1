"""Mails about sign-ups, written to the outbox in the language of the sign-up."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.utils import translation

from core.models import Outbox
from core.outbox import put
from events.actions.seats import place_in_line
from events.calendar import invitation
from events.models import Occurrence, SignUp
from events.sign_up_queries import page_of
from events.when import in_words

INVITING = ("confirmation", "promoted", "changed")
REMIND_AGAIN = timedelta(hours=1)


def purpose_of(sign_up_id: int, kind: str = "") -> str:
    """What a message is for; every message about a sign-up begins alike."""
    return f"sign-up:{sign_up_id}:{kind}"


def tell(sign_up: SignUp, kind: str, occurrence: Occurrence, page=None) -> Outbox | None:
    """Write the message of a kind to the one who signed up, if there is an address.

    Kinds: confirmation, waiting, confirm, promoted, changed, called_off, already. Each kind is
    told once for every state of the date: its version moves with every lock. `occurrence` comes
    from `lock` or `read`; `page` is the event's page in the sign-up's language, looked up here
    where it is missing.
    """
    if not sign_up.email:
        return None
    library = occurrence.library
    if page is None or page.locale.language_code != sign_up.language:
        page = page_of(occurrence, sign_up.language)
    title = page.title if page else occurrence.series.title
    event_url = library.base_url + page.site_path if page else ""
    method = _method(sign_up, kind)
    attachments = []
    if method:
        text = invitation(
            occurrence,
            method=method,
            title=title,
            url=event_url,
            organiser=(library.name, library.contact_email or _own_address()),
            attendee=(sign_up.name, sign_up.email),
            stamp=sign_up.cancelled_at or sign_up.created_at,
        )
        attachments.append(
            {"name": "invite.ics", "type": f"text/calendar; method={method}", "text": text}
        )
    with translation.override(sign_up.language):
        context = _context(sign_up, kind, occurrence, title, event_url)
    return put(
        purpose=purpose_of(sign_up.pk, f"{kind}:{occurrence.version}"),
        recipient=sign_up.email,
        template=f"sign_up_{kind}",
        context=context,
        language=sign_up.language,
        library=library,
        attachments=attachments,
        reply_to=library.contact_email,
    )


def tell_again(sign_up: SignUp, occurrence: Occurrence, now: datetime, page=None) -> Outbox | None:
    """Tell a person who signs up again what there already is, at most once an hour."""
    told = Outbox.objects.filter(
        purpose__startswith=purpose_of(sign_up.pk, "already:"),
        created_at__gt=now - REMIND_AGAIN,
    )
    return None if told.exists() else tell(sign_up, "already", occurrence, page)


def _own_address() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _method(sign_up: SignUp, kind: str) -> str:
    """The calendar method that goes with a message; empty where none does."""
    if kind in ("called_off", "cancelled"):
        return "CANCEL"
    # The one who still waits has no date to put in a calendar.
    seated = sign_up.state == SignUp.State.CONFIRMED
    return "REQUEST" if kind in (*INVITING, "moved") and seated else ""


def _context(
    sign_up: SignUp, kind: str, occurrence: Occurrence, title: str, event_url: str
) -> dict:
    library = occurrence.library
    link = f"{library.base_url}/{sign_up.language}/sign-up/s/{sign_up.token}/"
    again = f"{library.base_url}/{sign_up.language}/sign-up/{occurrence.pk}/"
    place = 0
    if sign_up.state == SignUp.State.WAITING:
        place = place_in_line(sign_up)
    return {
        "kind": kind,
        "name": sign_up.name,
        "title": title,
        "when": in_words(occurrence),
        "where": occurrence.place.name if occurrence.place else "",
        "room": occurrence.room.name if occurrence.room else "",
        "address": occurrence.place.address_line if occurrence.place else "",
        "seats": sign_up.seats,
        "state": sign_up.state,
        "place_in_line": place,
        "link": link,
        "again": again,
        "event_url": event_url,
        "phone": library.phone,
        "contact": library.contact_email,
    }
