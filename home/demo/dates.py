"""The demo's small language of dates, always relative to today.

`tue+1` is the second coming Tuesday (`tue+0` the first, at the earliest tomorrow), `day+3` is in
three days. `single: tue+0 19:00-21:00`, `single: fri+1..sun+1` for whole days,
`weekly: thu+0 16:00-18:00 x8 every=2 skip=3 move=5>+1`, `monthly: sat+1 11:00 x6 by=weekday`;
`skip` and `move` count the dates from 0.
"""

from __future__ import annotations

from datetime import date, timedelta

from home.demo.body import demo_key
from home.demo.texts import Entry

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def day(word: str, today: date) -> date:
    """The date a word like `tue+1` or `day-3` means."""
    name, sign, number = word[:3], word[3:4], int(word[4:] or 0)
    if name == "day":
        return today + timedelta(days=number if sign == "+" else -number)
    first = (DAYS.index(name) - today.weekday() - 1) % 7 + 1
    return today + timedelta(days=first, weeks=number)


def _options(words: list[str]) -> dict[str, str]:
    return dict(word.split("=", 1) for word in words if "=" in word)


def _hours(words: list[str]) -> dict[str, str | None]:
    hours = next((word for word in words if ":" in word and "=" not in word), "")
    start, _, end = hours.partition("-")
    return {"start_time": start or None, "end_time": end or None}


def _single(words: list[str], today: date) -> dict:
    first, _, last = words[0].partition("..")
    last = last or _options(words).get("end", "")
    return {
        "start_date": day(first, today).isoformat(),
        "end_date": day(last, today).isoformat() if last else None,
        **_hours(words[1:]),
    }


def _rule(kind: str, words: list[str], today: date) -> dict:
    options = _options(words)
    first = day(words[0], today)
    count = next(int(word[1:]) for word in words if word[0] == "x" and word[1:].isdigit())
    value = {
        "start_date": first.isoformat(),
        **_hours(words[1:]),
        "count": count,
        "until": None,
        "exceptions": [],
    }
    if kind == "monthly":
        return {**value, "by": options.get("by", "weekday")}
    every = int(options.get("every", 1))

    def nth(number: str) -> date:
        return first + timedelta(weeks=every * int(number))

    changed = []
    if "skip" in options:
        changed.append({"date": nth(options["skip"]).isoformat(), "new_date": None})
    if "move" in options:
        number, _, days = options["move"].partition(">+")
        moved = nth(number) + timedelta(days=int(days))
        changed.append({"date": nth(number).isoformat(), "new_date": moved.isoformat()})
    value["exceptions"] = [
        {
            "type": "item",
            "value": {**row, "new_start_time": None},
            "id": str(demo_key("exception", row["date"])),
        }
        for row in changed
    ]
    return {**value, "interval": str(every)}


def raw_dates(entry: Entry, today: date) -> list[dict]:
    """The raw blocks of an event's dates."""
    found = []
    for kind in ("single", "weekly", "monthly"):
        for line in entry.all(kind):
            words = line.split()
            value = _single(words, today) if kind == "single" else _rule(kind, words, today)
            uid = str(demo_key(entry.key, "date", str(len(found))))
            found.append({"type": kind, "value": value, "id": uid})
    return found
