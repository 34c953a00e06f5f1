"""Checks data against the part of JSON Schema that the open data's document uses."""

from __future__ import annotations

import re
from datetime import date, datetime
from urllib.parse import urlsplit
from uuid import UUID

TYPES = {
    "object": dict, "array": list, "string": str, "boolean": bool, "integer": int,
    "number": (int, float), "null": type(None),
}  # fmt: skip
FORMATS = {
    "date": lambda text: re.fullmatch(r"\d{4}-\d\d-\d\d", text) and date.fromisoformat(text),
    "date-time": lambda text: datetime.fromisoformat(text).utcoffset() is not None,
    "uuid": UUID,
    "uri": lambda text: urlsplit(text).scheme in ("http", "https") and text.isascii(),
}
KNOWN = {
    "$ref", "type", "properties", "required", "additionalProperties", "items", "enum", "format",
    "oneOf", "description",
}  # fmt: skip


def faults(value, schema: dict, document: dict, at: str = "$") -> list[str]:
    """What in the value breaks the schema; a word of the schema unknown here is a fault too."""
    if unknown := schema.keys() - KNOWN:
        return [f"{at}: cannot check {unknown}"]
    if "$ref" in schema:
        found = document
        for part in schema["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        return faults(value, found, document, at)
    if "oneOf" in schema:
        tries = [faults(value, one, document, at) for one in schema["oneOf"]]
        fitting = [one for one in tries if not one]
        return [] if len(fitting) == 1 else [f"{at}: fits {len(fitting)} of oneOf", *tries[0]]
    kinds = schema.get("type", list(TYPES))
    kinds = [kinds] if isinstance(kinds, str) else kinds
    fits = [kind for kind in kinds if isinstance(value, TYPES[kind])]
    if not fits or isinstance(value, bool) and "boolean" not in kinds:
        return [f"{at}: {value!r} is no {kinds}"]
    wrong = []
    if "enum" in schema and value not in schema["enum"]:
        wrong.append(f"{at}: {value!r} is none of {schema['enum']}")
    if "format" in schema and isinstance(value, str):
        try:
            good = FORMATS[schema["format"]](value)
        except ValueError:
            good = False
        if not good:
            wrong.append(f"{at}: {value!r} is no {schema['format']}")
    if isinstance(value, dict):
        known = schema.get("properties", {})
        wrong += [
            f"{at}: {name} is missing" for name in schema.get("required", []) if name not in value
        ]
        for name, part in value.items():
            if name in known:
                wrong += faults(part, known[name], document, f"{at}.{name}")
            elif schema.get("additionalProperties") is False:
                wrong.append(f"{at}: {name} is not promised")
    if isinstance(value, list):
        for number, part in enumerate(value):
            wrong += faults(part, schema.get("items", {}), document, f"{at}[{number}]")
    return wrong
