"""What an address of the open data asks for; anything it cannot mean is refused in words."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps

from django.db.models import DateTimeField, Field, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from core.answers import open_to_all, public_answer
from core.models import Library
from events.feeds.asked import FILTERS, Asked
from events.queries.choices import Choices
from events.queries.filters import Filters

PER_PAGE, MOST_PER_PAGE = 50, 100
PAGING = frozenset({"cursor", "per_page"})
METHODS = "GET, HEAD, OPTIONS"


@dataclass
class Refused(Exception):
    """What is wrong, by the name of the parameter."""

    status: int
    title: str
    wrong: dict[str, str]


def answers(*names: str) -> Callable:
    """A view of the open data: `view(request, asked, **kwargs)` gives what becomes JSON.

    `names` are the parameters it knows beside `lang`.
    """

    def decorate(view: Callable) -> Callable:
        @csrf_exempt  # nothing is ever changed here, and no cookie is read
        @wraps(view)
        def answer(request: HttpRequest, **kwargs) -> HttpResponse:
            library = Library.for_request(request)
            language = request.GET.get("lang", "")
            known = library is not None and language in library.homes
            with override(language if known else (library.language if library else "en")):
                try:
                    return _answer(request, view, library, frozenset(names), kwargs)
                except Refused as refusal:
                    return problem(refusal)

        return answer

    return decorate


def _answer(request, view, library, names, kwargs) -> HttpResponse:
    if request.method == "OPTIONS":
        response = open_to_all(HttpResponse(status=204))
        response["Allow"] = response["Access-Control-Allow-Methods"] = METHODS
        response["Access-Control-Allow-Headers"] = "If-None-Match"
        response["Access-Control-Max-Age"] = "86400"
        return response
    if request.method not in ("GET", "HEAD"):
        raise Refused(405, _("The data can only be read."), {})
    if library is None:
        raise Refused(404, _("There is nothing at this address."), {})
    asked = asked_of(request, library, names | {"lang"})
    body = json.dumps(view(request, asked, **kwargs), ensure_ascii=False, indent=1).encode()
    return public_answer(
        request, body, "application/json; charset=utf-8", Content_Language=asked.language
    )


def problem(refusal: Refused) -> HttpResponse:
    """A refusal as RFC 9457 writes it."""
    body: dict = {"type": "about:blank", "title": refusal.title, "status": refusal.status}
    if refusal.wrong:
        body["detail"] = " ".join(refusal.wrong.values())
        body["errors"] = [
            {"parameter": name, "detail": words} for name, words in refusal.wrong.items()
        ]
    text = json.dumps(body, ensure_ascii=False, indent=1)
    response = HttpResponse(text, status=refusal.status, content_type="application/problem+json")
    response["Cache-Control"] = "no-cache"
    if refusal.status == 405:
        response["Allow"] = METHODS
    return open_to_all(response)


def asked_of(request: HttpRequest, library: Library, names: frozenset[str]) -> Asked:
    """Language and filters; every parameter must be known and mean something."""
    given = {name: value for name, value in request.GET.items() if value}
    wrong = {}
    for name in request.GET:
        if name not in names:
            known = ", ".join(sorted(names))
            wrong[name] = _("“%(name)s” is not a parameter here. These are: %(known)s.") % {
                "name": name[:60],
                "known": known,
            }
    language = given.get("lang", library.language)
    if language not in library.homes:
        wrong["lang"] = _("“%(value)s” is not one of the languages: %(known)s.") % {
            "value": language[:60],
            "known": ", ".join(library.homes),
        }
    filters, choices = None, None
    if not wrong and FILTERS & names & given.keys():
        choices = Choices.of(library, language)
        filters = Filters.read(request.GET, choices)
        wrong |= filters.problems
    if wrong:
        raise Refused(400, _("Something in the address cannot be understood."), wrong)
    return Asked(None, library, language, filters, choices)


@dataclass(frozen=True)
class Part:
    """One part of a long list, and where the next begins."""

    rows: list
    next: str | None


def part_of(request: HttpRequest, rows: QuerySet, *order: str) -> Part:
    """The rows after the cursor in the order of two fields; the last of them is the id."""
    raw = request.GET.get("per_page") or str(PER_PAGE)
    size = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 5 else 0
    if not 1 <= size <= MOST_PER_PAGE:
        words = _("per_page is a number from 1 to %(most)s.") % {"most": MOST_PER_PAGE}
        raise Refused(400, _("Something in the address cannot be understood."), {"per_page": words})
    first, last = order
    cursor = request.GET.get("cursor")
    if cursor:
        value, pk = _read(cursor, rows.model._meta.get_field(first))
        rows = rows.filter(Q(**{f"{first}__gt": value}) | Q(**{first: value, f"{last}__gt": pk}))
    found = list(rows.order_by(first, last)[: size + 1])
    if len(found) <= size:
        return Part(found, None)
    edge = found[size - 1]
    value = getattr(edge, first)
    token = json.dumps([value.isoformat() if isinstance(value, datetime) else value, edge.pk])
    query = request.GET.copy()
    query["cursor"] = base64.urlsafe_b64encode(token.encode()).decode().rstrip("=")
    library = Library.for_request(request)
    return Part(found[:size], f"{library.base_url}{request.path}?{query.urlencode()}")


def _read(cursor: str, field: Field) -> tuple[datetime | str, int]:
    """The value and id that a cursor holds, of the kind that the field sorts by."""
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        value, pk = json.loads(raw)
        if type(pk) is not int or not 0 < pk < 2**63 or "\x00" in value:
            raise ValueError("not a cursor of ours")
        value.encode()
        if not isinstance(field, DateTimeField):
            return value, pk
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None or not 2000 <= moment.year <= 2200:
            raise ValueError("not a moment of ours")
        return moment, pk
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        words = _("The cursor is none that was given. Begin again without it.")
        title = _("Something in the address cannot be understood.")
        raise Refused(400, title, {"cursor": words}) from error
