"""The languages Samling speaks, with names and directions Django does not know itself."""

from django.conf.locale import LANG_INFO


def gettext_noop(message: str) -> str:
    """Mark a text for translation; Django's own asks the settings, which are being read here."""
    return message


EXTRA_LANGUAGES = {
    "so": {"bidi": False, "code": "so", "name": gettext_noop("Somali"), "name_local": "Soomaali"},
    "kl": {
        "bidi": False,
        "code": "kl",
        "name": gettext_noop("Greenlandic"),
        "name_local": "Kalaallisut",
    },
    "ti": {"bidi": False, "code": "ti", "name": gettext_noop("Tigrinya"), "name_local": "ትግርኛ"},
    "da-x-let": {
        "bidi": False,
        "code": "da-x-let",
        "name": gettext_noop("Easy Danish"),
        "name_local": "Let dansk",
    },
}
LANG_INFO.update(EXTRA_LANGUAGES)

LANGUAGES = [
    ("da", "Dansk"),
    ("en", "English"),
    ("uk", "Українська"),
    ("ar", "العربية"),
    ("de", "Deutsch"),
    ("so", "Soomaali"),
    ("da-x-let", "Let dansk"),
]
