"""The languages Samling speaks, with names and directions Django does not know itself."""

from django.conf.locale import LANG_INFO

EXTRA_LANGUAGES = {
    "so": {"bidi": False, "code": "so", "name": "Somali", "name_local": "Soomaali"},
    "kl": {"bidi": False, "code": "kl", "name": "Greenlandic", "name_local": "Kalaallisut"},
    "ti": {"bidi": False, "code": "ti", "name": "Tigrinya", "name_local": "ትግርኛ"},
    "da-x-let": {
        "bidi": False,
        "code": "da-x-let",
        "name": "Easy Danish",
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
