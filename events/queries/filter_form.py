"""The form above the event list, as the filter component prints it."""

from __future__ import annotations

from dataclasses import replace

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.queries.choices import Choices, Option
from events.queries.filters import OLDEST, Filters


def filter_form(filters: Filters, choices: Choices, path: str, *, by_day: bool = True) -> dict:
    """All choices, what is chosen, and a way to drop each; without days for a month.

    When and where always show. The others would fill a phone's first screen, so they are folded
    under "More choices" until one of them is in use.
    """
    selects = [
        _select(filters, name, label, every, options)
        for name, label, every, options in (
            ("place", _("Place"), _("All places"), choices.places),
            ("topic", _("Topic"), _("All topics"), choices.topics),
            ("audience", _("Audience"), _("Everybody"), choices.audiences),
            ("language", _("Language"), _("All languages"), choices.languages),
        )
        if len(options) > 1 or getattr(filters, name)
    ]
    front, rest = selects[:1], selects[1:]
    whens = [Option("", _("All dates")), *_whens()]
    chips = [
        {"value": item.value, "label": item.label, "selected": item.value == filters.when}
        for item in whens
    ]
    more = _more(filters, choices)
    more["selects"] = rest
    more["dates"] = [_day(filters)] if by_day else []
    shown = {"when", *(select["name"] for select in front)}
    unclear = not {"day", "age"}.isdisjoint(filters.problems)
    more["open"] = unclear or any(name not in shown for name, _value in filters.asked())
    return {
        "action": path,
        "first": [{"name": "when", "legend": _("When"), "options": chips}] if by_day else [],
        "selects": front,
        "more": more,
        "problems": [text for name, text in filters.problems.items() if name not in ("day", "age")],
        "active": active(filters, choices, path),
        "reset_url": path,
    }


def _whens() -> list[Option]:
    return [
        Option("today", _("Today")),
        Option("weekend", _("This weekend")),
        Option("week", _("The next seven days")),
    ]


def labels(filters: Filters, choices: Choices) -> dict[tuple[str, str], str]:
    """The words for each filter in use, by (name, value)."""
    named = {
        "topic": choices.topics,
        "place": choices.places,
        "audience": choices.audiences,
        "language": choices.languages,
        "access": choices.access,
        "when": _whens(),
        "free": [Option("1", _("Free"))],
        "online": [Option("1", _("Online"))],
        "seats": [Option("1", _("Seats left"))],
    }
    found = {(name, item.value): item.label for name, rows in named.items() for item in rows}
    if filters.day:
        found["day", filters.day.isoformat()] = date_format(filters.day, "DATE_FORMAT")
    if filters.age is not None:
        found["age", str(filters.age)] = pgettext("age", "%(years)s years") % {"years": filters.age}
    return found


def active(filters: Filters, choices: Choices, path: str) -> list[dict]:
    """Each filter in use: its words, and the address without it."""
    words = labels(filters, choices)
    asked = filters.asked()
    found = []
    for name, value in asked:
        kept = tuple(item for item in filters.access if (name, item) != ("access", value))
        rest = filters.query(without=(name,)) if name != "access" else _with_access(filters, kept)
        found.append({"label": words[name, value], "url": path + rest, "name": name})
    return found


def _with_access(filters: Filters, kept: tuple[str, ...]) -> str:
    return replace(filters, access=kept).query()


def _day(filters: Filters) -> dict:
    value = filters.typed.get("day") or (filters.day.isoformat() if filters.day else "")
    error = filters.problems.get("day", "")
    return {"name": "day", "label": _("Date"), "value": value, "error": error}


def _more(filters: Filters, choices: Choices) -> dict:
    numbers = []
    if choices.ages or filters.age is not None or "age" in filters.problems:
        value = filters.typed.get("age") or ("" if filters.age is None else str(filters.age))
        numbers.append(
            {
                "name": "age",
                "label": pgettext("of a person", "Age"),
                "value": value,
                "max": OLDEST,
                "error": filters.problems.get("age", ""),
            }
        )
    boxes = [
        {"name": name, "value": "1", "label": label, "selected": getattr(filters, name)}
        for name, label, shown in (
            ("free", _("Free"), choices.paid),
            ("seats", _("Seats left"), True),
            ("online", _("Online"), choices.online),
        )
        if shown or getattr(filters, name)
    ]
    sets = [{"legend": _("Only"), "options": boxes}]
    if choices.access:
        access = [
            {
                "name": "access",
                "value": item.value,
                "label": item.label,
                "selected": item.value in filters.access,
            }
            for item in choices.access
        ]
        sets.append({"legend": _("The place has"), "options": access})
    return {"numbers": numbers, "sets": sets}


def _select(filters: Filters, name: str, label: str, every: str, options: list[Option]) -> dict:
    chosen = getattr(filters, name)
    listed = [{"value": "", "label": every, "selected": not chosen}]
    listed += [
        {"value": item.value, "label": item.label, "selected": item.value == chosen}
        for item in options
    ]
    return {"name": name, "label": label, "options": listed}
