"""How often something may be asked for, by sender and by what is asked about."""

from __future__ import annotations

from allauth.core.internal import ratelimit


def allowed(request, action: str, rates: str, key: str = "") -> bool:
    """Count one try of `action` and tell whether it is within the rates.

    `rates` are written as allauth writes them: "20/m/ip,3/h/key". Forwarded addresses count
    only where ALLAUTH_TRUSTED_PROXY_COUNT says who may set them.
    """
    usage = ratelimit.consume(
        request,
        app="samling",
        action=action,
        config={action: rates},
        key=key.lower(),
        limit_get=True,
    )
    return usage is not None
