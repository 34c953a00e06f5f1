"""Logs are JSON lines without anybody's address or link."""

from __future__ import annotations

import json
import logging
import sys

import pytest

from core.logs import JSONFormatter, WithoutAddresses


def line(message: str, *args, error: Exception | None = None) -> dict:
    info = None
    if error is not None:
        try:
            raise error
        except type(error):
            info = sys.exc_info()
    record = logging.LogRecord("samling", logging.ERROR, "x.py", 1, message, args, info)
    WithoutAddresses().filter(record)
    return json.loads(JSONFormatter().format(record))


@pytest.mark.parametrize(
    "text",
    [
        "sent to ida.ny+bog@havnby.dk.",
        '"Ida" <IDA@HAVNBY.DK>',
        "GET /da/sign-up/?email=ida@havnby.dk",
        "ida@bibliotek-æøå.dk",
    ],
)
def test_no_address_is_written(text):
    written = json.dumps(line(text), ensure_ascii=False).lower()
    assert "ida" not in written.replace('"ida"', "").replace('\\"ida\\"', "")
    assert "@" not in written


def test_arguments_and_errors_are_cleaned_too():
    entry = line("to %s", "ida@havnby.dk", error=ValueError("refused ida@havnby.dk"))
    assert "havnby.dk" not in json.dumps(entry)
    assert "ValueError" in entry["error"]
    assert entry["level"] == "ERROR"


def test_a_personal_link_is_not_written():
    entry = line("GET /da/sign-up/s/hemmeligtoken123/ 200")
    assert "hemmeligtoken123" not in entry["message"]
    assert "/sign-up/s/" in entry["message"]


def test_a_line_break_does_not_make_a_second_line():
    record = logging.LogRecord("x", logging.INFO, "x.py", 1, 'a\n{"level": "x"}', (), None)
    assert "\n" not in JSONFormatter().format(record)
