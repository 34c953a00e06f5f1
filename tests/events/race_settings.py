"""Settings of the servers that races run against; the database comes from DATABASE_URL."""

import os
import tempfile
from pathlib import Path

from config.settings.test import *  # noqa: F403
from config.settings.test import DATABASES

# Everybody comes from 127.0.0.1 here.
SIGN_UPS_PER_ADDRESS = SIGN_UPS_PER_ADDRESS_AND_DATE = SIGN_UPS_PER_MAIL = 10**6
SIGN_UPS_TOO_FAST = 10**6
# As in production: a library is kept for some seconds,
LIBRARY_KEPT_SECONDS = 5
# and nobody looks for changed files at every request.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = False
STATIC_ROOT = Path(tempfile.gettempdir()) / "samling-race-static"
STATIC_ROOT.mkdir(exist_ok=True)
# Mail stays in the outbox: a race is about seats.
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
LOGGING = {"version": 1, "disable_existing_loggers": True}
if "RACE_SQLITE_MODE" in os.environ and "OPTIONS" in DATABASES["default"]:
    DATABASES["default"]["OPTIONS"]["transaction_mode"] = os.environ["RACE_SQLITE_MODE"]
    DATABASES["default"]["OPTIONS"]["timeout"] = 1
