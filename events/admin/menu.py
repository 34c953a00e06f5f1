"""Where staff find the sign-ups: the menu and a button on the event."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from core.permissions import can_see_sign_ups
from core.scope import current_library
from events.models import EventIndexPage, EventPage


class SignUpsMenuItem(MenuItem):
    """Shown to those who may see names in the library being administered."""

    def is_shown(self, request) -> bool:
        """Whether this person may see who signed up."""
        return can_see_sign_ups(request.user, getattr(request, "admin_library", None))


def sign_ups_item() -> MenuItem:
    """The entry of the main menu."""
    return SignUpsMenuItem(
        _("Sign-ups"), reverse("events_sign_ups"), name="sign-ups", icon_name="group", order=250
    )


def sign_ups_button(page, user, view_name, next_url=None):
    """On an event: the way to those who signed up."""
    if isinstance(page, EventPage) and can_see_sign_ups(user, current_library()):
        yield Button(
            _("Sign-ups"),
            f"{reverse('events_sign_ups')}?event={page.content_key}",
            icon_name="group",
            priority=12,
        )


def follow_button(page, user, view_name, next_url=None):
    """On the list of events: what to copy for calendars, other sites and screens."""
    if isinstance(page, EventIndexPage) and page.live:
        yield Button(
            _("Calendar, other sites, screens"),
            f"{page.full_url}follow/",
            icon_name="link-external",
            priority=13,
        )
