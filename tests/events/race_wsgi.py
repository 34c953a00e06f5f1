"""The application as it is served, or with the lock of seats taken out (RACE_LOCK=off)."""

import os
import sys

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()


def take_the_lock_out() -> None:
    """What everybody writes first: look how many seats are free, then take one."""
    from events.actions import capacity, changes, promote, retention, seats, sign_up_series

    assert capacity and changes and promote and retention and sign_up_series, "all are loaded"
    locked = seats.lock
    for module in list(sys.modules.values()):
        if getattr(module, "lock", None) is locked:
            module.lock = seats.read


if os.environ.get("RACE_LOCK") == "off":
    take_the_lock_out()
