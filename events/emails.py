"""Mails about sign-ups, written to the outbox in the language of the sign-up."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from core.models import Outbox
from core.outbox import put
from events.actions.seats import place_in_line
from events.calendar import invitation
from events.door_codes import code_as_file
from events.models import Occurrence, SignUp
from events.models.series import Promotion
from events.organisers import in_one_line, organiser_names, partners_of
from events.sign_up_queries import page_of
from events.when import in_words, moment_in_words, place_in_words

INVITING = ("confirmation", "promoted", "changed", "moved", "restored", "rebooked")
REMIND_AGAIN = timedelta(hours=1)


def purpose_of(sign_up_id: int, kind: str = "") -> str:
    """What a message is for; every message about a sign-up begins alike."""
    return f"sign-up:{sign_up_id}:{kind}"


def sign_up_of(purpose: str) -> int:
    """The id of the sign-up that a message is about."""
    return int(purpose.split(":")[1])


def tell(
    sign_up: SignUp, kind: str, occurrence: Occurrence, page=None, extra: dict | None = None
) -> Outbox | None:
    """Write the message of a kind to the one who signed up, if there is an address.

    Kinds: confirmation, waiting, confirm, promoted, offered, lapsed, changed, called_off, already.
    Each is told once for every state of the date: its version moves with every lock.
    `occurrence` comes from `lock` or `read`; `page` is the event's page in the sign-up's
    language, looked up here where it is missing; `extra` joins what the mail can say.
    """
    if not sign_up.email:
        return None
    return put(
        purpose=purpose_of(sign_up.pk, f"{kind}:{occurrence.pk}.{occurrence.version}"),
        **composed(sign_up, kind, occurrence, page, extra),
    )


def composed(
    sign_up: SignUp, kind: str, occurrence: Occurrence, page=None, extra: dict | None = None
) -> dict[str, Any]:
    """A message as `core.outbox.put` takes it, without its purpose; `extra` joins the context."""
    library = occurrence.library
    if page is None or page.locale.language_code != sign_up.language:
        page = page_of(occurrence, sign_up.language)
    title = page.title if page else occurrence.series.title
    event_url = library.base_url + page.site_path if page else ""
    method = _method(sign_up, kind, occurrence)
    attachments = []
    if method:
        with translation.override(sign_up.language):
            text = invitation(
                occurrence,
                method=method,
                title=title,
                url=event_url,
                organiser=(library.name, library.contact_email or _own_address()),
                attendee=(sign_up.name, sign_up.email),
                stamp=_stamp(sign_up, kind),
            )
        attachments.append(
            {"name": "invite.ics", "type": f"text/calendar; method={method}", "text": text}
        )
    seated = sign_up.state == SignUp.State.CONFIRMED
    brings_code = method == "REQUEST" or (kind == "reminder" and seated)
    shows_code = bool(brings_code and occurrence.series.qr_check_in and sign_up.door_code)
    if shows_code:
        attachments.append(code_as_file(sign_up, library))
    with translation.override(sign_up.language):
        context = _context(sign_up, kind, occurrence, title, event_url)
    context["shows_code"] = shows_code
    return {
        "recipient": sign_up.email,
        "template": f"sign_up_{kind}",
        "context": {**context, **(extra or {})},
        "language": sign_up.language,
        "library": library,
        "attachments": attachments,
        "reply_to": library.contact_email,
    }


def tell_again(sign_up: SignUp, occurrence: Occurrence, now: datetime, page=None) -> Outbox | None:
    """Tell a person who signs up again what there already is, at most once an hour."""
    told = Outbox.objects.filter(
        purpose__startswith=purpose_of(sign_up.pk, "already:"),
        created_at__gt=now - REMIND_AGAIN,
    )
    return None if told.exists() else tell(sign_up, "already", occurrence, page)


def _stamp(sign_up: SignUp, kind: str) -> datetime:
    """Since when the entry says this. Back on a date once left, it is newer than the leaving."""
    if kind == "rebooked":
        return timezone.now()
    return sign_up.cancelled_at or sign_up.created_at


def _own_address() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _method(sign_up: SignUp, kind: str, occurrence: Occurrence) -> str:
    """The calendar method that goes with a message; empty where none does."""
    if kind == "called_off":
        # The entry is the date's, so it stays for those who share the address and still come.
        stays = not sign_up.had_seat or _shared(sign_up, occurrence)
        return "" if stays else "CANCEL"
    # The one who still waits has no date in a calendar.
    if sign_up.state != SignUp.State.CONFIRMED:
        return ""
    if kind == "date_cancelled":
        return "CANCEL"
    return "REQUEST" if kind in INVITING else ""


def _shared(sign_up: SignUp, occurrence: Occurrence) -> bool:
    """Whether somebody else with the same address has a seat on the date."""
    seated = SignUp.objects.filter(occurrence=occurrence, state=SignUp.State.CONFIRMED)
    return seated.filter(email__iexact=sign_up.email).exclude(pk=sign_up.pk).exists()


def _context(
    sign_up: SignUp, kind: str, occurrence: Occurrence, title: str, event_url: str
) -> dict:
    library = occurrence.library
    link = f"{library.base_url}/{sign_up.language}/sign-up/s/{sign_up.token}/"
    again = f"{library.base_url}/{sign_up.language}/sign-up/{occurrence.pk}/"
    place = 0
    if sign_up.state == SignUp.State.WAITING:
        place = place_in_line(sign_up)
    offered = sign_up.state == SignUp.State.OFFERED and sign_up.hold_until
    comes = sign_up.state == SignUp.State.CONFIRMED
    comes = comes and occurrence.status != Occurrence.Status.CANCELLED
    asks = occurrence.series.promotion == Promotion.OFFER
    return {
        "kind": kind,
        "name": sign_up.name,
        "title": title,
        "when": in_words(occurrence),
        "where": occurrence.place.name if occurrence.place else "",
        "room": occurrence.room.name if occurrence.room else "",
        "address": occurrence.place.address_line if occurrence.place else "",
        "where_in_words": place_in_words(occurrence),
        "seats": sign_up.seats,
        "organisers": in_one_line(organiser_names(occurrence.series, library))
        if partners_of(occurrence.series, library)
        else "",
        "party": sign_up.party_in_words,
        "state": sign_up.state,
        "had_seat": sign_up.had_seat,
        "place_in_line": place,
        "asks_within": occurrence.series.offer_hours if asks else 0,
        "answer_by": moment_in_words(sign_up.hold_until, occurrence.zone) if offered else "",
        "link": link,
        "again": again,
        "event_url": event_url,
        "online_url": occurrence.series.online_url if comes else "",
        "phone": library.phone,
        "contact": library.contact_email,
    }
