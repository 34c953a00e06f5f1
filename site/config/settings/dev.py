"""Settings for the demo and a developer's own machine: SQLite, mail kept on disk."""

from config import environment

from .base import *  # noqa: F403
from .base import BASE_DIR, CACHES, STORAGES, VAR_DIR

# Whoever looks at the demo sees the library's own pages also where something is wrong.
DEBUG = environment.flag("DEBUG_PAGES")
SECRET_KEY = "development-only-key-never-used-in-production-0123456789"  # noqa: S105
PLATFORM_HOSTS = ["platform.localhost"]
ADMIN_HOST = ""
EMAIL_BACKEND = "core.mailbox.DemoBackend"
CACHES = {
    **CACHES,
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
DEMO_MAIL_DIR = VAR_DIR / "mail"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
INTERNAL_IPS = ["127.0.0.1"]
DEMO = True
SITE_ROOT = BASE_DIR
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django_tasks": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "wagtail": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
