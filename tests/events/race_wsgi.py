"""The application as it is served, or with the lock of seats taken out (RACE_LOCK=off)."""

import os

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

if os.environ.get("RACE_LOCK") == "off":
    from events.actions import seats, sign_up

    # What everybody writes first: look how many seats are free, then take one.
    seats.lock = sign_up.lock = seats.read
