"""Logs as JSON lines that hold no addresses of people."""

from __future__ import annotations

import json
import logging
import re

ADDRESS = re.compile(r"[^\s<>\"',;:()\[\]{}=&?/]+@[^\s<>\"',;:()\[\]{}&?/]+")
TOKEN = re.compile(r"(/(?:sign-up/s|invitation)/)[^/\s\"']+")


def without_addresses(text: str) -> str:
    """The text with e-mail addresses and personal link tokens taken out."""
    return TOKEN.sub(r"\1…", ADDRESS.sub("[address]", text))


class WithoutAddresses(logging.Filter):
    """Takes addresses out of a record's message before it is formatted."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = without_addresses(record.getMessage())
        record.args = ()
        return True


class JSONFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_addresses(record.getMessage()),
        }
        if record.exc_info:
            entry["error"] = without_addresses(self.formatException(record.exc_info))
        return json.dumps(entry, ensure_ascii=False)
