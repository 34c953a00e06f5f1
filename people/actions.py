"""Writes about people: accounts made by invitation, and links that prove an address."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import signing
from django.db import transaction
from django.utils import timezone

from core import outbox
from core.models import Library, Outbox
from people.models import User
from people.queries import PROVEN

LINK_LIFE = timedelta(hours=1)
SALT = "people.my"


@transaction.atomic
def ensure_user(*, email: str, name: str = "", language: str = "") -> User:
    """The user with a proven address; made when there is none, never given any rights.

    An existing user keeps name, language and rights.
    """
    email = email.strip().lower()
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        first, _, last = name.strip().partition(" ")
        user = User.objects.create_user(
            email, first_name=first[:80], last_name=last[:80], language=language
        )
    address, _ = EmailAddress.objects.get_or_create(
        user=user, email=email, defaults={"verified": True, "primary": True}
    )
    if not address.verified:
        EmailAddress.objects.filter(pk=address.pk).update(verified=True)
    return user


def send_my_link(*, library: Library, email: str, language: str) -> None:
    """Mail a link that proves the address to the library's "My activities" for an hour.

    It is sent whether or not the address is known, so the answer tells nothing.
    """
    token = secrets.token_urlsafe(24)
    signed = signing.TimestampSigner(salt=SALT).sign(token)
    message = my_link(library=library, email=email, language=language, signed=signed)
    outbox.put(purpose=_purpose(token), keep=LINK_LIFE, **message)


def my_link(*, library: Library, email: str, language: str, signed: str) -> dict[str, Any]:
    """The mail with such a link as `core.outbox.put` takes it, without its purpose."""
    return {
        "recipient": email.strip().lower(),
        "template": "my_link",
        "context": {"url": f"{library.base_url}/{language}/my/{signed}/"},
        "language": language,
        "library": library,
    }


def address_behind(*, library: Library, signed: str) -> str:
    """The address a link was mailed to; empty for a wrong, foreign, used or expired one."""
    try:
        token = signing.TimestampSigner(salt=SALT).unsign(signed, max_age=LINK_LIFE)
    except signing.BadSignature:
        return ""
    sent = Outbox.objects.for_library(library).filter(
        purpose=_purpose(token), created_at__gt=timezone.now() - LINK_LIFE
    )
    return sent.values_list("recipient", flat=True).first() or ""


def use_link(*, library: Library, signed: str) -> str:
    """Take a link: the address it proves, or empty; a second use finds nothing."""
    email = address_behind(library=library, signed=signed)
    if not email:
        return ""
    token = signing.TimestampSigner(salt=SALT).unsign(signed)
    taken = (
        Outbox.objects.for_library(library)
        .filter(purpose=_purpose(token), recipient=email)
        .update(recipient="", context={})
    )
    return email if taken else ""


def forget_proofs(library: Library, *, email: str = "", phone: str = "", who=None) -> int:
    """Take an address that is to be erased out of the browsers that have proved it here.

    Sessions are sealed, so each is opened. Nothing of this is a sign-up or a mail: returns 0.
    """
    wanted = email.strip().lower()
    for session in Session.objects.iterator() if wanted else ():
        data = session.get_decoded()
        proof = data.get(PROVEN, {}).get(str(library.pk))
        if proof and proof["email"].lower() == wanted:
            del data[PROVEN][str(library.pk)]
            sealed = Session.get_session_store_class()().encode(data)
            # It may have been deleted meanwhile, by signing out.
            Session.objects.filter(pk=session.pk).update(session_data=sealed)
    return 0


def forget_old_sessions() -> int:
    """Delete sessions that are over, with the addresses in them; returns how many."""
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


def _purpose(token: str) -> str:
    digest = hashlib.sha256(f"{settings.SECRET_KEY}:{token}".encode()).hexdigest()
    return f"my-link:{digest}"
