"""Modest limits on how often one address may sign up or guess a link.

Counted in one statement that the database makes atomic. Django's cache in a table reads,
then writes, and would take nine queries for what is one here.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from ipaddress import ip_address

from django.conf import settings
from django.db import connection

from events.models import Attempt

UPSERT = """
INSERT INTO events_attempt ("key", "count", "expires") VALUES {rows}
ON CONFLICT ("key") DO UPDATE SET
  "count" = CASE WHEN events_attempt."expires" <= %s THEN 1 ELSE events_attempt."count" + 1 END,
  "expires" = CASE WHEN events_attempt."expires" <= %s
    THEN excluded."expires" ELSE events_attempt."expires" END
RETURNING "key", "count"
"""


def key_for(*parts: object) -> str:
    """A digest that cannot be turned back into an address without the site's secret."""
    text = "|".join(str(part) for part in parts)
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def count(limits: dict[str, int], *, seconds: int) -> bool:
    """Count one attempt under each key; whether all of them are still within their limit.

    `limits` maps keys from `key_for` to the number of attempts allowed in `seconds` seconds.
    """
    now = int(time.time())
    keys = sorted(limits)  # always in the same order, so that two of these never deadlock
    values = [value for key in keys for value in (key, now + seconds)]
    statement = UPSERT.format(rows=", ".join(["(%s, 1, %s)"] * len(keys)))
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, now, now])
        counted = dict(cursor.fetchall())
    return all(counted[key] <= limits[key] for key in keys)


def is_over(key: str, limit: int) -> bool:
    """Whether a key's attempts have reached their limit; counts nothing."""
    now = int(time.time())
    return Attempt.objects.filter(key=key, expires__gt=now, count__gte=limit).exists()


def forget_old() -> int:
    """Delete counters whose time is over; returns how many."""
    return Attempt.objects.filter(expires__lte=int(time.time())).delete()[0]


def address_of(request) -> str:
    """The reader's network address as it is counted.

    An IPv6 network hands out whole /64s, so one of those is one address.
    """
    address = _whole_address(request)
    return ":".join(address.split(":")[:4]) if address.count(":") > 3 else address


def is_own(request) -> bool:
    """Whether it comes from a network of the libraries themselves (OWN_NETWORKS)."""
    if not settings.OWN_NETWORKS:
        return False
    try:
        address = ip_address(_whole_address(request))
    except ValueError:
        return False
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address in network for network in settings.OWN_NETWORKS)


def _whole_address(request) -> str:
    """The network address, as far as it can be trusted.

    X-Forwarded-For is anybody's to write, so it counts only from as many of our own proxies as
    TRUSTED_PROXIES says.
    """
    address = request.META.get("REMOTE_ADDR", "")
    proxies = settings.TRUSTED_PROXIES
    if proxies:
        chain = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
        if len(chain) >= proxies and chain[-proxies]:
            address = chain[-proxies]
    return address
