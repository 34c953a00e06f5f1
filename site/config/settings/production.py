"""Settings for a site that serves people: nothing essential has a fallback."""

from config import environment

from .base import *  # noqa: F403
from .base import VAR_DIR

SECRET_KEY = environment.required("SECRET_KEY")
environment.required("DATABASE_URL")
environment.required("PLATFORM_HOSTS")
DATABASES = {
    "default": environment.database(environment.required("DATABASE_URL"), VAR_DIR / "db.sqlite3")
}
SITE_PORT = environment.number("SITE_PORT", 443)
DEMO = False

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = environment.flag("SECURE_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = environment.number("SECURE_HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = environment.flag("SECURE_HSTS_INCLUDE_SUBDOMAINS", True)
SECURE_HSTS_PRELOAD = environment.flag("SECURE_HSTS_PRELOAD", True)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
