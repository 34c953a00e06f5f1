"""What a page is, for search engines: schema.org as JSON-LD, safe inside a script element."""

from __future__ import annotations

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from core.models import Library, Place
from core.models.places import HoursKind

UNSAFE = {
    ord("<"): "\\u003c",
    ord(">"): "\\u003e",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}
SCHEMA = "https://schema.org"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def as_script(data: Any) -> SafeString:
    """JSON without a character that could end the script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(UNSAFE)
    return mark_safe(text)  # noqa: S308  # nosec: < > & are written as escapes above


def describe(context: dict, *things: dict, og_type: str = "website") -> None:
    """Put what the page is, and its breadcrumbs, into the head of a page."""
    shell = context["shell"]
    graph = [without_empty(thing) for thing in things if thing]
    crumbs = _breadcrumbs(shell, context)
    if crumbs:
        graph.append(crumbs)
    shell.og_type = og_type
    shell.json_ld = as_script({"@context": SCHEMA, "@graph": graph}) if graph else ""


def without_empty(value: Any) -> Any:
    """The same data without empty texts, lists and None, which mean nothing there."""
    if isinstance(value, dict):
        cleaned = {name: without_empty(part) for name, part in value.items()}
        return {name: part for name, part in cleaned.items() if part not in ("", None, [], {})}
    if isinstance(value, list):
        return [without_empty(part) for part in value]
    return value


def _base_url(context: dict) -> str:
    library = Library.for_request(context.get("request"))
    return library.base_url if library else ""


def _breadcrumbs(shell, context: dict) -> dict:
    base = _base_url(context)
    if len(shell.breadcrumbs) < 2 or not base:
        return {}
    items = [
        {
            "@type": "ListItem",
            "position": position,
            "name": crumb.title,
            "item": base + crumb.url if crumb.url else shell.canonical,
        }
        for position, crumb in enumerate(shell.breadcrumbs, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def page_data(page, context: dict, kind: str | list[str]) -> dict:
    """What every page says of itself: its kind, name, address, language and picture."""
    shell = context["shell"]
    return {
        "@type": kind,
        "name": page.title,
        "description": page.summary,
        "url": shell.canonical,
        "inLanguage": page.locale.language_code,
        "image": shell.image_url,
    }


def publisher(context: dict) -> dict:
    """The library, as the one who publishes."""
    library = Library.for_request(context.get("request"))
    if library is None:
        return {}
    logo = _absolute(library.base_url, library.logo_url)
    return {"@type": "Library", "name": library.name, "url": f"{library.base_url}/", "logo": logo}


def article(page, context: dict, *, kind: str = "Article", author: str = "", **more) -> dict:
    """A text somebody wrote: headline, dates, author or else the library."""
    data = page_data(page, context, kind)
    data["headline"] = data.pop("name")[:110]
    data["mainEntityOfPage"] = data["url"]
    if page.first_published_at:
        data["datePublished"] = page.first_published_at.isoformat(timespec="seconds")
    if page.last_published_at:
        data["dateModified"] = page.last_published_at.isoformat(timespec="seconds")
    library = publisher(context)
    data["author"] = {"@type": "Person", "name": author} if author else library
    data["publisher"] = library
    return {**data, **more}


def how_to(page, context: dict, *, steps: list[tuple[str, str]], needs: list[str], **more) -> dict:
    """Instructions; `steps` are (title, address part after the page's own, e.g. "#step-1")."""
    url = context["shell"].canonical
    data = page_data(page, context, ["HowTo", "LearningResource"])
    data["publisher"] = publisher(context)
    data["supply"] = [{"@type": "HowToSupply", "name": name} for name in needs]
    data["step"] = [
        {"@type": "HowToStep", "position": number, "name": title, "url": url + anchor}
        for number, (title, anchor) in enumerate(steps, start=1)
    ]
    return {**data, **more}


def collection(page, cards, context: dict) -> dict:
    """A list page and what stands on it."""
    base = _base_url(context)
    data = page_data(page, context, "CollectionPage")
    first = cards.start_index() if cards else 1
    items = [
        {"@type": "ListItem", "position": number, "name": card.title, "url": base + card.path}
        for number, card in enumerate(cards, start=first)
    ]
    if items:
        data["mainEntity"] = {
            "@type": "ItemList",
            "numberOfItems": cards.paginator.count,
            "itemListElement": items,
        }
    return data


def address(street: str, postal_code: str, city: str) -> dict:
    """A Danish postal address; empty without any part of it."""
    parts = {"streetAddress": street, "postalCode": postal_code, "addressLocality": city}
    if not any(parts.values()):
        return {}
    return {"@type": "PostalAddress", **parts, "addressCountry": "DK"}


def place_data(place: Place | None) -> dict:
    """Where something is."""
    if place is None:
        return {}
    where = address(place.street, place.postal_code, place.city)
    return {"@type": "Place", "name": place.name, "address": where}


def opening_hours(place: Place) -> dict:
    """Regular hours and days that differ; reads what `core.hours.week` has read already."""
    regular = [
        {
            "@type": "OpeningHoursSpecification",
            "name": str(HoursKind(row.kind).label),
            "dayOfWeek": f"{SCHEMA}/{DAYS[row.weekday]}",
            "opens": row.opens.strftime("%H:%M"),
            "closes": row.closes.strftime("%H:%M"),
        }
        for row in place.hours.all()
        if 0 <= row.weekday < len(DAYS)
    ]
    special = [
        {
            "@type": "OpeningHoursSpecification",
            "name": row.note,
            "validFrom": row.date.isoformat(),
            "validThrough": row.date.isoformat(),
            # The same hour twice is how schema.org says that it is closed.
            "opens": "00:00" if row.closed or not row.opens else row.opens.strftime("%H:%M"),
            "closes": "00:00" if row.closed or not row.closes else row.closes.strftime("%H:%M"),
        }
        for row in place.exceptions.all()
    ]
    return {"openingHoursSpecification": regular, "specialOpeningHoursSpecification": special}


def organisation(library: Library) -> dict:
    """The library itself, for its front page."""
    return {
        "@type": "Library",
        "name": library.name,
        "url": f"{library.base_url}/",
        "logo": _absolute(library.base_url, library.logo_url),
        "slogan": library.tagline,
        "telephone": library.phone,
        "email": library.email,
        "address": address(library.street, library.postal_code, library.city),
    }


def website(library: Library, shell) -> dict:
    """The site with its search, for the front page."""
    return {
        "@type": "WebSite",
        "name": library.name,
        "url": shell.canonical,
        "inLanguage": shell.lang,
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{library.base_url}{shell.search_url}?q={{search_term_string}}",
            "query-input": "required name=search_term_string",
        },
    }


def _absolute(base: str, url: str) -> str:
    return base + url if url.startswith("/") else url
