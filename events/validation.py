"""What an editor is told, next to the field, about an event's settings."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from events.actions.occurrences import DateSettings, window_of
from events.models.series import SignUpMode
from events.rules import PlannedDate
from events.when import in_words


def check_event(page) -> None:
    """Raise ValidationError for settings that contradict each other."""
    errors = {}
    if page.sign_up == SignUpMode.LINK and not page.sign_up_url:
        errors["sign_up_url"] = _("Write the address where people sign up.")
    if page.max_seats is not None and page.max_seats < 1:
        errors["max_seats"] = _("At least one person must be able to sign up.")
    if page.offer_hours is not None and page.offer_hours < 1:
        errors["offer_hours"] = _("People need at least one hour to answer.")
    if page.age_from is not None and page.age_to is not None and page.age_from > page.age_to:
        errors["age_to"] = _("The highest age is below the lowest.")
    if page.online_url and not page.online:
        errors["online"] = _("Tick this too, since there is a link for those who are online.")
    if page.opens_on and page.closes_on and page.closes_on <= page.opens_on:
        errors["closes_on"] = _("Sign-up closes before it opens.")
    if page.room_id and page.place_id and page.room.place_id != page.place_id:
        errors["room"] = _("This room is in another place.")
    if errors:
        raise ValidationError(errors)


def never_opens(planned: list[PlannedDate], settings: DateSettings) -> dict[str, str]:
    """The setting that keeps sign-up for a date from ever opening, and why, in words.

    Each date has a window of its own, so settings that are right alone can shut one of them.
    Empty where each of the dates can be signed up for at some time.
    """
    for plan in planned:
        window = window_of(plan, settings)
        opens, closes = window["opens_at"], window["closes_at"]
        if opens is None or opens < (closes or plan.starts_at):
            continue
        words = _("%(when)s: sign-up would close before it opens, so nobody could sign up.")
        return {_shuts(opens, closes, settings): words % {"when": in_words(plan)}}
    return {}


def _shuts(opens: datetime, closes: datetime | None, settings: DateSettings) -> str:
    """The field to look at: the closing that was set, else the opening."""
    if closes is not None:
        return "closes_on" if closes == settings.closes_on else "closes_hours_before"
    return "opens_on" if opens == settings.opens_on else "opens_days_before"
