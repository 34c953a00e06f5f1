"""What follows for dates when event pages are published, unpublished, moved or deleted."""

from __future__ import annotations

from django.db.models.signals import post_delete, post_save
from wagtail.signals import page_published, page_unpublished, post_page_move

from core.cards import write_card
from events.actions.publish import sync_below, sync_dates, sync_page
from events.models import EventPage


def _changed(sender, instance, **kwargs) -> None:
    sync_page(instance)


def _moved(sender, instance, **kwargs) -> None:
    sync_below(instance)


def _alias_made(sender, instance, created, raw=False, **kwargs) -> None:
    # Wagtail tells nobody when it makes an alias of a page that is already live.
    if created and not raw and instance.alias_of_id and instance.live:
        write_card(instance)
        sync_page(instance)


def before_converting(request, page) -> None:
    """Hook `before_convert_alias_page`: which event it mirrored, since that is forgotten."""
    if isinstance(page, EventPage):
        page.mirrored_key = page.content_key


def after_converting(request, page) -> None:
    """Hook `after_convert_alias_page`: an event of its own, which Wagtail tells nobody."""
    if isinstance(page, EventPage):
        write_card(page)
        sync_dates(page.mirrored_key)
        sync_page(page)


def connect() -> None:
    """Connect the receivers; called once when the app is ready."""
    uid = "events.dates"
    page_published.connect(_changed, sender=EventPage, dispatch_uid=f"{uid}.published")
    page_unpublished.connect(_changed, sender=EventPage, dispatch_uid=f"{uid}.unpublished")
    post_page_move.connect(_moved, dispatch_uid=f"{uid}.moved")
    post_delete.connect(_changed, sender=EventPage, dispatch_uid=f"{uid}.deleted")
    post_save.connect(_alias_made, sender=EventPage, dispatch_uid=f"{uid}.alias")
