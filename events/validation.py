"""What an editor is told, next to the field, about an event's settings."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from events.models.series import SignUpMode


def check_event(page) -> None:
    """Raise ValidationError for settings that contradict each other."""
    errors = {}
    if page.sign_up == SignUpMode.LINK and not page.sign_up_url:
        errors["sign_up_url"] = _("Write the address where people sign up.")
    if page.max_seats is not None and page.max_seats < 1:
        errors["max_seats"] = _("At least one person must be able to sign up.")
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
