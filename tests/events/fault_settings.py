"""Settings of the processes that are killed: as in a race, but with a mail server."""

from config.settings.base import EMAIL_HOST, EMAIL_PORT  # noqa: F401 - from the environment
from tests.events.race_settings import *  # noqa: F403

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_TIMEOUT = 5
