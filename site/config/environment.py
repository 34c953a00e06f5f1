"""Reading settings from environment variables, failing loudly on a bad one."""

import os
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

SQLITE_OPTIONS = {
    # Write-ahead log and IMMEDIATE transactions: readers never block a writer, and writers
    # queue (`core.sqlite`) instead of failing with "database is locked".
    "transaction_mode": "IMMEDIATE",
    "timeout": 60,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
        "PRAGMA foreign_keys=ON;PRAGMA cache_size=-20000;PRAGMA mmap_size=134217728;"
    ),
}


def text(name: str, default: str = "") -> str:
    """The variable's value without surrounding blanks, or `default`."""
    return os.environ.get(name, default).strip()


def required(name: str) -> str:
    """The variable's value; raises ImproperlyConfigured in one line when it is missing."""
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"{name} must be set (see .env.example).")
    return value


def number(name: str, default: int) -> int:
    """A whole number; raises ImproperlyConfigured when the variable is not one."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None


def flag(name: str, default: bool = False) -> bool:
    """True for 1, true, yes or on; raises ImproperlyConfigured for what is no yes or no."""
    value = text(name).lower()
    if value not in {"", "1", "true", "yes", "on", "0", "false", "no", "off"}:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return value in {"1", "true", "yes", "on"} if value else default


def names(name: str) -> list[str]:
    """A comma-separated list of host names, lower case."""
    return [part.strip().lower() for part in text(name).split(",") if part.strip()]


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """A comma-separated list such as 192.0.2.0/24, 2001:db8::/48.

    Raises ImproperlyConfigured for what is no network.
    """
    try:
        return [ip_network(part) for part in names(name)]
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be networks like 192.0.2.0/24: {error}") from None


def database(url: str, sqlite_default: Path) -> dict:
    """A DATABASES entry for a URL, or for the embedded SQLite file without one."""
    if not url:
        sqlite_default.parent.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{sqlite_default}"
    try:
        config = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {error}") from None
    if config.get("ENGINE", "").endswith("sqlite3"):
        config["ENGINE"] = "core.sqlite"
        config["OPTIONS"] = {**SQLITE_OPTIONS, **config.get("OPTIONS", {})}
        # Said aloud: pytest-django knows Django's own SQLite by its name, and ours it does not.
        config["TEST"] = {"NAME": ":memory:", **config.get("TEST", {})}
        # Opening the file means reading the whole schema again: kept like any other connection.
        config["CONN_HEALTH_CHECKS"] = False
    return config
