"""What else is said of an event beside when, where and the price."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.fields import codes_of
from events.languages import in_a_row, language_names, lowered
from events.models.series import SignUpMode
from events.queries.choices import access_names


def age_in_words(low: int | None, high: int | None) -> str:
    """Who it is for by age; empty for everybody."""
    if low is None and high is None:
        return ""
    if high is None:
        return ngettext("from %(low)s year", "from %(low)s years", low) % {"low": low}
    if not low:
        return ngettext("up to %(high)s year", "up to %(high)s years", high) % {"high": high}
    if low == high:
        return pgettext("age", "%(years)s years") % {"years": low}
    return _("%(low)s to %(high)s years") % {"low": low, "high": high}


def languages_in_words(codes: str) -> str:
    """The languages spoken, in the active language; empty where nothing is said."""
    return language_names(codes_of(codes))


def access_of(place, room) -> list[str]:
    """Codes of what place and room offer, as the filters understand it."""
    has = {
        "step_free": place.step_free and not (room and room.only_by_stairs),
        "accessible_toilet": place.accessible_toilet,
        "hearing_loop": place.hearing_loop or bool(room and room.hearing_loop),
        "accessible_parking": place.accessible_parking,
    }
    return [name for name, value in has.items() if value]


def access_in_words(place, room) -> str:
    """The same in words."""
    has = access_of(place, room)
    return in_a_row([lowered(str(label)) for name, label in access_names() if name in has])


def facts_in_words(series) -> tuple[str, ...]:
    """Ages, languages and online of an event in a list; empty for most."""
    found = (
        age_in_words(series.age_from, series.age_to),
        languages_in_words(series.languages),
        _("Online") if series.online else "",
    )
    return tuple(words for words in found if words)


def online_facts(page, row=None) -> list[dict]:
    """Where to take part online, for the fact box; none for most, nor on a cancelled date."""
    if not page.online or (row is not None and row.status == row.Status.CANCELLED):
        return []
    note = _("You get the link when you have signed up.")
    there = page.online_url and page.sign_up == SignUpMode.SIGN_UP
    return [
        {
            "label": _("Online"),
            "value": _("Take part online"),
            "url": page.online_url if page.sign_up == SignUpMode.NONE else "",
            "note": note if there else "",
            "icon": "link",
        }
    ]


def more_facts(page, place, room) -> list[dict]:
    """Age, languages and access, for the fact box; only what is known."""
    found = []
    for label, value, icon in (
        (pgettext("of a person", "Age"), age_in_words(page.age_from, page.age_to), "people"),
        (_("Language"), languages_in_words(page.languages), "info"),
        (_("Access"), access_in_words(place, room) if place else "", "access"),
    ):
        if value:
            found.append({"label": label, "value": value, "icon": icon})
    return found
