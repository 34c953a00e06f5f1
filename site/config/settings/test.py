"""Settings for tests: mail in memory, tasks at once, plain static files."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import CACHES, STORAGES

SECRET_KEY = "test-only-key-0123456789-0123456789-0123456789-0123456789"  # noqa: S105
PLATFORM_HOSTS = ["platform.test"]
ADMIN_HOST = ""
SITE_PORT = 80
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {
    **CACHES,
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
MEDIA_ROOT = Path(tempfile.gettempdir()) / "samling-test-media"
# Nothing but the administration searches Wagtail's own index.
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": False}
}
WAGTAILADMIN_BASE_URL = "http://testserver"
DEMO = False
# Tests roll back what was kept; those of `core.known` say how long.
LIBRARY_KEPT_SECONDS = 0
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "loggers": {
        "django_tasks": {"level": "ERROR"},
        "wagtail": {"level": "WARNING"},
    },
}
