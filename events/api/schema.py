"""What the open data promises, as OpenAPI 3.1; the readable page prints the same words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from core.models import Library
from events.api.asking import MOST_PER_PAGE, PER_PAGE
from events.feeds.asked import FILTERS

TEXT, FLAG, NUMBER = {"type": "string"}, {"type": "boolean"}, {"type": "integer"}
DAY = {"type": "string", "format": "date"}
MOMENT = {"type": "string", "format": "date-time"}
ADDRESS = {"type": "string", "format": "uri"}
STATUSES = ["scheduled", "cancelled", "moved"]
STATES = ["open", "few", "waiting", "full", "not_open", "closed"]


def _or_null(schema: dict) -> dict:
    return {**schema, "type": [schema["type"], "null"]}


def _ref(name: str) -> dict:
    return {"$ref": f"#/components/schemas/{name}"}


def _many(schema: dict) -> dict:
    return {"type": "array", "items": schema}


def _object(fields: dict[str, tuple[dict, str]]) -> dict:
    """An object that always has exactly these fields."""
    properties = {
        name: {**schema, "description": words} if words else schema
        for name, (schema, words) in fields.items()
    }
    return {
        "type": "object",
        "properties": properties,
        "required": list(fields),
        "additionalProperties": False,
    }


def _words() -> dict[str, tuple[dict, str]]:
    return {
        "title": (TEXT, _("The title.")),
        "summary": (TEXT, _("One or two sentences; may be empty.")),
        "language": (TEXT, _("The language of title and summary: yours, or the library's first.")),
        "url": (ADDRESS, _("The page for people.")),
        "calendar": (ADDRESS, _("All dates of the event as a calendar file.")),
        "price": (TEXT, _("The price in words; empty means free.")),
        "free": (FLAG, _("Whether it is free.")),
        "topics": (_many(TEXT), _("Names of topics.")),
        "picture": ({"oneOf": [_ref("Picture"), {"type": "null"}]}, _("A picture, if any.")),
    }  # fmt: skip


def _occurrence() -> dict[str, tuple[dict, str]]:
    return {
        "id": (NUMBER, _("The number of the date; it never changes.")),
        "uid": (TEXT, _("Its name in calendars; it never changes.")),
        "sequence": (NUMBER, _("Rises each time the date is moved or cancelled.")),
        "event": ({**TEXT, "format": "uuid"}, _("The event that the date belongs to.")),
        **_words(),
        "start": (_or_null(MOMENT), _("When it starts, local time; null where it lasts all day.")),
        "end": (_or_null(MOMENT), _("When it ends; null where nobody has said so.")),
        "start_date": (DAY, _("The first day.")),
        "end_date": (DAY, _("The last day; that day is part of it.")),
        "all_day": (FLAG, _("Whether it has no hours.")),
        "timezone": (TEXT, _("The zone of the local time.")),
        "status": ({**TEXT, "enum": STATUSES}, _("Whether it takes place as first announced.")),
        "previous_start": (_or_null(MOMENT), _("When a moved date was to start at first.")),
        "note": (TEXT, _("A note about this date; may be empty.")),
        "reason": (TEXT, _("Why it is cancelled; may be empty.")),
        "exhibition": (FLAG, _("Whether it is an exhibition.")),
        "place": ({"oneOf": [_ref("Place"), {"type": "null"}]}, _("Where it is.")),
        "room": (_or_null(TEXT), _("The room in the place.")),
        "organisers": (_many(TEXT), _("Who arranges it, the library first.")),
        "online": (FLAG, _("Whether one can take part online.")),
        "languages": (_many(TEXT), _("Codes of the languages spoken.")),
        "age_from": (_or_null(NUMBER), _("The youngest it is meant for; null for no limit.")),
        "age_to": (_or_null(NUMBER), _("The oldest it is meant for; null for no limit.")),
        "access": (_many(TEXT), _("Codes of what place and room offer.")),
        "sign_up": (_ref("SignUp"), _("How to sign up, and whether there are seats.")),
        "updated": (MOMENT, _("When anything of this changed last.")),
    }  # fmt: skip


def _event() -> dict[str, tuple[dict, str]]:
    return {
        "id": ({**TEXT, "format": "uuid"}, _("The event's name; the same in all languages.")),
        **_words(),
        "dates": (ADDRESS, _("The event with all its dates.")),
        "updated": (MOMENT, _("When anything of this changed last.")),
    }


def _schemas() -> dict[str, dict]:
    occurrence, event = _object(_occurrence()), _event()
    following = (_or_null(ADDRESS), _("The address of the next part; null at the end."))
    return {
        "Occurrence": occurrence,
        "Event": _object(event),
        "EventWithDates": _object({**event, "occurrences": (_many(_ref("Occurrence")), "")}),
        "Occurrences": _object({"items": (_many(_ref("Occurrence")), ""), "next": following}),
        "Events": _object({"items": (_many(_ref("Event")), ""), "next": following}),
        "Place": _object(
            {"id": (NUMBER, ""), **{name: (TEXT, "") for name in
             ("name", "street", "postal_code", "city")}}
        ),
        "Places": _object({"items": (_many(_ref("Place")), "")}),
        "Picture": _object({"url": (ADDRESS, ""), "alt": (TEXT, ""), "credit": (TEXT, "")}),
        "SignUp": _object(
            {
                "mode": ({**TEXT, "enum": ["none", "link", "sign_up"]}, ""),
                "state": ({"type": ["string", "null"], "enum": [*STATES, None]}, ""),
                "url": (_or_null(ADDRESS), ""),
                "opens": (_or_null(MOMENT), ""),
                "closes": (_or_null(MOMENT), ""),
            }
        ),
        "Filter": _object(
            {
                "name": (TEXT, ""),
                "label": (TEXT, ""),
                "values": (_many(_object({"value": (TEXT, ""), "label": (TEXT, "")})), ""),
            }
        ),
        "Filters": _object({"items": (_many(_ref("Filter")), "")}),
        "Start": {"type": "object", "required": ["library", "occurrences", "documentation"]},
        "Problem": {
            "type": "object",
            "required": ["type", "title", "status"],
            "properties": {
                "type": TEXT,
                "title": TEXT,
                "status": NUMBER,
                "detail": TEXT,
                "errors": _many(_object({"parameter": (TEXT, ""), "detail": (TEXT, "")})),
            },
        },
    }  # fmt: skip


def fields_of(name: str) -> list[dict[str, str]]:
    """The fields of an object, for people."""
    properties = _schemas()[name]["properties"]
    return [
        {"name": field, "kind": _kind(schema), "words": schema.get("description", "")}
        for field, schema in properties.items()
    ]


def _kind(schema: dict) -> str:
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"])
    kind = schema.get("type", "object")
    kinds = [kind] if isinstance(kind, str) else list(kind)
    return " | ".join([schema.get("format", kinds[0]), *kinds[1:]])


def parameters() -> list[dict[str, str]]:
    """The parameters of lists, for people and machines."""
    words = {
        "day": _("Dates on one day, like 2026-11-24."),
        "when": _("today, weekend or week (the next seven days)."),
        "lang": _("The language of the answer; the library's first where it is left out."),
        "language": _("The language spoken there."),
        "access": _("What the place must have; may stand several times."),
        "cursor": _("Where to go on; use the address in “next”."),
        "per_page": _("How many at a time: %(usual)s, at most %(most)s.")
        % {"usual": PER_PAGE, "most": MOST_PER_PAGE},
    }
    other = _("As in the list of events; the values stand at /api/v1/filters.")
    names = ["lang", *sorted(FILTERS), "cursor", "per_page"]
    return [{"name": name, "words": words.get(name, other)} for name in names]


def document(library: Library) -> dict[str, Any]:
    """The whole promise."""
    size = {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": PER_PAGE}
    every = [
        {
            "name": row["name"],
            "in": "query",
            "description": row["words"],
            "schema": size if row["name"] == "per_page" else {"type": "string"},
        }
        for row in parameters()
    ]
    language = [row for row in every if row["name"] == "lang"]

    def at(name: str, summary: str, query: list, *inside: tuple[str, dict]) -> dict:
        there = [
            {"name": part, "in": "path", "required": True, "schema": schema}
            for part, schema in inside
        ]
        wrong = {"content": {"application/problem+json": {"schema": _ref("Problem")}}}
        answers = {
            "200": {
                "description": summary,
                "content": {"application/json": {"schema": _ref(name)}},
            },
            "304": {"description": _("Nothing has changed since the ETag you sent.")},
            "400": {"description": _("A parameter means nothing."), **wrong},
        }
        if inside:
            answers["404"] = {"description": _("There is nothing at this address."), **wrong}
        return {
            "get": {
                "operationId": f"get{name}",
                "summary": summary,
                "parameters": [*there, *query],
                "responses": answers,
            }
        }

    number, key = {"type": "integer"}, {"type": "string", "format": "uuid"}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{library.name}: {_('Open data about what happens')}",
            "version": "1.0.0",
            "description": _("Public data, only to be read. No key is needed."),
        },
        "servers": [{"url": f"{library.base_url}/api/v1"}],
        "paths": {
            "/": at("Start", _("Where everything is."), language),
            "/occurrences": at("Occurrences", _("Coming dates, the soonest first."), every),
            "/occurrences/{id}": at("Occurrence", _("One date."), language, ("id", number)),
            "/events": at("Events", _("Events with coming dates, from A to Z."), every),
            "/events/{id}": at(
                "EventWithDates", _("One event with its dates."), language, ("id", key)
            ),
            "/places": at("Places", _("All places."), language),
            "/filters": at("Filters", _("What can be chosen, and the values."), language),
        },
        "components": {"schemas": _schemas()},
    }
