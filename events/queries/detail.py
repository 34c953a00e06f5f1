"""One event: its dates with what a reader can do about each, and its facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db.models import Case, OuterRef, Prefetch, QuerySet, Subquery, Value, When
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core.addresses import in_language, list_above
from core.models import Card, Library, PageTopic, TopicName
from events.actions.occurrences import facts
from events.actions.publish import settings_of
from events.languages import in_the_best
from events.models import EventPage, EventSeries, Occurrence, OccurrenceText, SeriesOrganiser
from events.models.series import SignUpMode, SignUpScope
from events.organisers import in_one_line, names_on, organiser_names, partners_of
from events.phrases import follows_a_rule, phrases
from events.queries.facts import more_facts, online_facts
from events.queries.items import EventItem, hours_of, place_of
from events.queries.json_ld import event_data
from events.queries.states import SIGN_UP_STATES, status_of
from events.rules import expand
from events.when import in_words, moved_in_words

MOST_DATES = 200
SHOWN_AT_ONCE = 12


def event_context(request, page: EventPage) -> dict:
    """Context of one event.

    `dates` are the coming dates (the last one where all are over), `more_dates` those after
    the first dozen, `rhythm` what they are called where they follow a rule, `facts`,
    `status`, `status_label`, `action`, `note` and `more_facts` fill the fact box.
    """
    library = Library.for_request(request) or Library.for_page(page)
    language = get_language() or page.locale.language_code
    now = timezone.now()
    preview = getattr(request, "is_preview", False)
    rows = _planned(page, library) if preview else list(_dates(page, language, library))
    coming = [row for row in rows if row.until > now]
    shown = coming or rows[-1:]
    dates = [_item(page, row, library, language, now) for row in shown]
    chosen = next((item for item in dates if item.status != "cancelled"), None)
    chosen = chosen or (dates[0] if dates else None)
    context = {
        "dates": dates[:SHOWN_AT_ONCE],
        "more_dates": dates[SHOWN_AT_ONCE:],
        "next_date": chosen,
        "rhythm": _rhythm(page) if len(coming) > 1 else [],
        "facts": _facts(page, chosen, len(coming)),
        "more_facts": _more_facts(page, chosen, library),
        "tags": [] if preview else _tags(page, library, language),
        "described": event_data(page, shown[:SHOWN_AT_ONCE], library, now),
    }
    if chosen is not None and chosen.occurrence.series.scope == SignUpScope.SERIES:
        # One button signs up for all; a button at each date would promise that date alone.
        chosen = next((item for item in dates if item.url), chosen)
        for part in ("dates", "more_dates"):
            context[part] = [replace(item, url="") for item in context[part]]
    if chosen is not None:
        context |= {"status": chosen.status, "label": chosen.status_label}
        context |= {"action": _action(chosen), "note": _note(chosen)}
    else:
        context["note"] = _("There are no dates yet.")
    return context


def _dates(page: EventPage, language: str, library: Library | None) -> QuerySet[Occurrence]:
    """The event's dates, coming ones first, with their notes; two queries."""
    languages = {language, library.language if library else language}
    texts = OccurrenceText.objects.filter(language__in=languages)
    return (
        Occurrence.objects.filter(content_key=page.content_key, listed=True)
        .exclude(status=Occurrence.Status.ORPHANED)
        .annotate(over=Case(When(until__lte=timezone.now(), then=Value(1)), default=Value(0)))
        .select_related("series", "place", "room", "library__site")
        .prefetch_related(Prefetch("texts", texts))
        .order_by("over", "starts_at", "pk")[:MOST_DATES]
    )


def _planned(page: EventPage, library: Library | None) -> list[Occurrence]:
    """What publishing would make of the dates, for a preview; nothing is written."""
    series = EventSeries(
        sign_up=page.sign_up,
        scope=page.scope,
        sign_up_url=page.sign_up_url,
        title=page.title,
        listed=True,
        organiser_names=names_on(page, library),
    )
    plans = expand(page.dates, today=timezone.localdate())
    rows = [
        Occurrence(
            series=series, library=library, listed=True, **facts(plan, settings_of(page, library))
        )
        for plan in plans[:MOST_DATES]
    ]
    return sorted(rows, key=lambda row: row.starts_at)


def _rhythm(page: EventPage) -> list[str]:
    """What dates that follow a rule are called, e.g. "Tuesdays at 19, 8 times"."""
    rules = [block for block in page.dates if follows_a_rule(block)]
    return phrases(rules, today=timezone.localdate())


def _item(
    page: EventPage, row: Occurrence, library: Library | None, language: str, now: datetime
) -> EventItem:
    status, label = status_of(row, now)
    starts, ends = hours_of(row)
    return EventItem(
        title=page.title,
        url=_sign_up_url(row, status, library, language),
        starts=starts,
        ends=ends,
        all_day=row.all_day,
        place_name=", ".join(
            part for part in (place_of(row), row.room.name if row.room else "") if part
        ),
        status=status,
        status_label=label,
        note=_note_of(row, language),
        occurrence=row,
    )


def _sign_up_url(row: Occurrence, status: str, library: Library | None, language: str) -> str:
    """Where a reader signs up for the date; empty where that cannot be done now."""
    if row.series.sign_up == SignUpMode.LINK:
        return row.series.sign_up_url if status in ("none", "moved") else ""
    if row.series.sign_up != SignUpMode.SIGN_UP or status not in SIGN_UP_STATES:
        return ""
    if row.pk is None:
        return "#"
    path = f"/{language}/sign-up/{row.pk}/"
    if library is not None and row.library_id != library.pk:
        return row.library.base_url + path
    return path


def _note_of(row: Occurrence, language: str) -> str:
    """The note, or why it is cancelled, in the language or else in the first one there is."""
    if row.pk is None:
        return ""
    moved = moved_in_words(row)
    name = "reason" if row.status == Occurrence.Status.CANCELLED else "note"
    texts = {text.language: getattr(text, name) for text in row.texts.all()}
    words = in_the_best(texts, language)
    return words if name == "reason" else f"{moved} {words}".strip()


def _facts(page: EventPage, chosen: EventItem | None, coming: int) -> list[dict]:
    """What somebody must know to come: when, where and the price; above the button."""
    found = []
    if chosen is not None:
        more = coming - 1
        later = ngettext("and %(count)s more date", "and %(count)s more dates", more)
        row = chosen.occurrence
        found.append(
            {
                "label": _("When"),
                "value": in_words(row),
                "note": later % {"count": more} if more > 0 else "",
                "icon": "calendar",
            }
        )
        if chosen.place_name:
            address = row.place.address_line
            found.append(
                {
                    "label": _("Where"),
                    "value": chosen.place_name,
                    "note": address,
                    "icon": "place",
                }
            )
    found += online_facts(page, chosen.occurrence if chosen else None)
    return [*found, {"label": _("Price"), "value": page.price or _("Free"), "icon": "price"}]


def _more_facts(page: EventPage, chosen: EventItem | None, library: Library | None) -> list[dict]:
    """Who arranges it, whom it is for, and access; below the button."""
    if chosen is None:
        return more_facts(page, None, None)
    row = chosen.occurrence
    names = organiser_names(row.series, row.library if row.pk else library)
    label = ngettext("Organiser", "Organisers", len(names))
    value = in_one_line(_linked(names, row, library))
    organisers = {"label": label, "value": mark_safe(value), "icon": "people"}  # noqa: S308 - escaped
    return [organisers, *more_facts(page, row.place, row.room)]


def _linked(names: list[str], row: Occurrence, library: Library | None) -> list[str]:
    """Names as escaped HTML, those of partners leading to their profiles in the language asked for.

    One query where there are partners, none else. A profile without a card is not published in
    that language, or its part is switched off.
    """
    paths: dict[str, str] = {}
    if row.pk and library is not None and partners_of(row.series, library):
        language = get_language() or library.language
        profiles = Card.objects.shown_in(library).filter(
            content_key=OuterRef("partner_key"), locale__language_code=language
        )
        arranged = SeriesOrganiser.objects.filter(series=row.series_id).exclude(partner_key=None)
        found = arranged.annotate(path=Subquery(profiles.values("path")[:1]))
        paths = {name: path for name, path in found.values_list("name", "path") if path}
    link = '<a href="{}">{}</a>'
    return [
        format_html(link, paths[name], name) if name in paths else escape(name) for name in names
    ]


def _action(chosen: EventItem) -> dict | None:
    if not chosen.url:
        return None
    waits = chosen.status in ("waiting", "full")
    return {
        "url": chosen.url,
        "label": _("Join the waiting list") if waits else _("Sign up"),
    }


def _note(chosen: EventItem) -> str:
    row = chosen.occurrence
    if chosen.status == "not_open":
        opens = timezone.localtime(row.opens_at)
        return _("Sign-up opens on %(date)s.") % {"date": date_format(opens, "DATETIME_FORMAT")}
    if chosen.status == "full":
        return _("All seats and the waiting list are full.")
    return chosen.note


def _tags(page: EventPage, library: Library, language: str) -> list[dict]:
    """The page's topics, each leading to the list of that topic; one query."""
    names: dict[str, dict[str, str]] = {}
    chosen = PageTopic.objects.filter(page_id=page.pk).values("topic")
    rows = TopicName.objects.filter(topic__in=chosen).order_by("topic__order", "topic__slug")
    for slug, code, name in rows.values_list("topic__slug", "language", "name"):
        names.setdefault(slug, {})[code] = name
    listing = list_above(in_language(page.site_path, language), library)
    return [
        {
            "label": by.get(language) or by.get("da") or next(iter(by.values())),
            "url": f"{listing}?topic={slug}",
        }
        for slug, by in names.items()
    ]
