"""Settings that hold everywhere. What differs between machines comes from the environment."""

from pathlib import Path

from config import environment
from config.languages import LANGUAGES as SAMLING_LANGUAGES

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = Path(environment.text("VAR_DIR") or BASE_DIR / "var")

DEBUG = False
# Libraries are added while the site runs: HostMiddleware decides which hosts are answered.
ALLOWED_HOSTS = ["*"]
PLATFORM_HOSTS = environment.names("PLATFORM_HOSTS")
ADMIN_HOST = environment.text("ADMIN_HOST").lower()
SITE_PORT = environment.number("SITE_PORT", 8000)

INSTALLED_APPS = [
    "core",
    "people",
    "home",
    "stories",
    "guides",
    "events",
    "groups",
    "partners",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail_localize",
    "wagtail.locales",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "core.middleware.HostMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "core.middleware.ContentPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.middleware.LibraryLocaleMiddleware",
    "core.middleware.LargestBodyMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "core.middleware.AdminGuardMiddleware",
    # A page that was moved is still found at its old address; asked only where nothing is there.
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context.library",
            ],
        },
    },
]

DATABASES = {
    "default": environment.database(environment.text("DATABASE_URL"), VAR_DIR / "db.sqlite3")
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

if environment.text("CACHE_URL"):
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": environment.text("CACHE_URL"),
        }
    }
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "django_cache",
            # Tries are counted here: beyond this number the first by name are forgotten.
            "OPTIONS": {"MAX_ENTRIES": 10_000},
        }
    }
# Large, and anybody can ask for many: they may push nothing else out.
CACHES["calendars"] = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "calendars",
    "OPTIONS": {"MAX_ENTRIES": 50},
}

# --- Signing in: allauth with a code by mail, and nothing else -----------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# The code itself proves the address.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_FORMS = {
    "request_login_code": "people.forms.SignInForm",
    "confirm_login_code": "people.forms.CodeForm",
}
# Per sender and per address; five tries for each code make guessing hopeless.
ACCOUNT_RATE_LIMITS = {"request_login_code": "30/m/ip,3/m/key,12/h/key"}
MFA_TOTP_ISSUER = "Samling"
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "people:signed_in"
LOGOUT_REDIRECT_URL = "/"

# --- Languages -----------------------------------------------------------------------------
LANGUAGE_CODE = "da"
LANGUAGES = SAMLING_LANGUAGES
TIME_ZONE = "Europe/Copenhagen"
USE_I18N = True
USE_TZ = True
# Words of other packages stand apart: updating our catalogues would drop them.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "packages"]
FORMAT_MODULE_PATH = "config.formats"

# --- Files ---------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(environment.text("MEDIA_ROOT") or VAR_DIR / "media")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# The largest upload (below) is half of this: a file that is a little larger is told so in its form.
LARGEST_BODY = 40 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# --- Wagtail -------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Samling"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [
    ("da", "Dansk"),
    ("en", "English"),
    ("uk", "Українська"),
    ("ar", "العربية"),
    ("de", "Deutsch"),
]
WAGTAILADMIN_BASE_URL = environment.text("ADMIN_BASE_URL")
WAGTAILADMIN_LOGIN_URL = "account_request_login_code"
WAGTAIL_FRONTEND_LOGIN_URL = "account_request_login_code"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Otherwise an address of another library would be turned into a page of one's own.
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = "none"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILIMAGES_IMAGE_MODEL = "core.LibraryImage"
WAGTAILDOCS_DOCUMENT_MODEL = "core.LibraryDocument"
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.images.LibraryImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64_000_000
WAGTAILDOCS_EXTENSIONS = [
    *("csv", "docx", "odt", "ods", "pdf", "pptx", "txt", "xlsx"),
    *("m4a", "mp3", "ogg", "opus", "wav"),
]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# Only those who may approve can edit what awaits approval; a partner's own change asks anew.
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False
# A live page must not put untranslated Danish on the site in another language's place.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True

# --- Mail and work in the background -------------------------------------------------------
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "Samling <svar@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Mail that cannot be delivered returns to this address, with a mark before the @.
BOUNCE_ADDRESS = environment.text("BOUNCE_ADDRESS")
BOUNCE_MAILDIR = environment.text("BOUNCE_MAILDIR")
EMAIL_HOST = environment.text("EMAIL_HOST", "localhost")
EMAIL_PORT = environment.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = environment.flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 15
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# --- Security ------------------------------------------------------------------------------
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "core.views.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
# How many of our own proxies stand in front; only they are believed about readers' addresses.
TRUSTED_PROXIES = environment.number("TRUSTED_PROXIES", 0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
# The libraries' own networks: a class at the library's computers is one address to us.
OWN_NETWORKS = environment.networks("OWN_NETWORKS")
# How long a process keeps what it read of a library (`core.known`).
LIBRARY_KEPT_SECONDS = environment.number("LIBRARY_KEPT_SECONDS", 5)
SIGN_UPS_PER_ADDRESS = environment.number("SIGN_UPS_PER_ADDRESS", 120)  # within an hour
SIGN_UPS_PER_ADDRESS_AND_DATE = environment.number("SIGN_UPS_PER_ADDRESS_AND_DATE", 60)
SIGN_UPS_TOO_FAST = environment.number("SIGN_UPS_TOO_FAST", 30)
SIGN_UPS_PER_MAIL = environment.number("SIGN_UPS_PER_MAIL", 10)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        # Players that a reader has asked for by pressing (core.blocks.media).
        "frame-src": ["'self'", "https://www.youtube-nocookie.com", "https://player.vimeo.com"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    },
}
# Wagtail's editor writes script and style into its pages, and frames its own previews.
ADMIN_CONTENT_SECURITY_POLICY = {
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-ancestors": ["'self'"],
}
# Wagtail shows previews in a frame of the same host, so frames cannot be denied altogether.
SILENCED_SYSTEM_CHECKS = ["security.W019"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_addresses": {"()": "core.logs.WithoutAddresses"}},
    "formatters": {"json": {"()": "core.logs.JSONFormatter"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json",
            "filters": ["no_addresses"],
        }
    },
    "root": {"handlers": ["console"], "level": environment.text("LOG_LEVEL", "INFO")},
}
