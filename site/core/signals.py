"""What follows from publishing, moving and uploading."""

from __future__ import annotations

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from core import known
from core.cards import drop_card, rename_topic, renew_pictures, rewrite_below, write_card
from core.models import LibraryImage, Topic, TopicName
from core.pictures import make_sizes


def _published(sender, instance, **kwargs) -> None:
    write_card(instance)


def _unpublished(sender, instance, **kwargs) -> None:
    drop_card(instance)


def _moved(sender, instance, **kwargs) -> None:
    rewrite_below(instance)


def _restricted(sender, instance, **kwargs) -> None:
    rewrite_below(instance.page)
    for alias in Page.objects.filter(alias_of__path__startswith=instance.page.path):
        rewrite_below(alias)


def _image_saved(sender, instance, created, raw=False, update_fields=None, **kwargs) -> None:
    if not raw and update_fields is None:
        make_sizes(instance)


def _image_goes(sender, instance, **kwargs) -> None:
    renew_pictures(instance, gone=True)


def _topic_named(sender, instance, raw=False, **kwargs) -> None:
    if not raw:
        rename_topic(instance.topic)


def _topic_goes(sender, instance, **kwargs) -> None:
    rename_topic(instance, gone=True)


def connect() -> None:
    """Connect the receivers; called once when the app is ready."""
    known.connect()
    page_published.connect(_published, dispatch_uid="core.card.published")
    page_unpublished.connect(_unpublished, dispatch_uid="core.card.unpublished")
    page_slug_changed.connect(_moved, dispatch_uid="core.card.slug")
    post_page_move.connect(_moved, dispatch_uid="core.card.moved")
    for signal in (post_save, post_delete):
        signal.connect(_restricted, sender=PageViewRestriction, dispatch_uid="core.card.restricted")
    post_save.connect(_image_saved, sender=LibraryImage, dispatch_uid="core.image.sizes")
    pre_delete.connect(_image_goes, sender=LibraryImage, dispatch_uid="core.image.cards")
    for signal in (post_save, post_delete):
        signal.connect(_topic_named, sender=TopicName, dispatch_uid="core.card.topic")
    pre_delete.connect(_topic_goes, sender=Topic, dispatch_uid="core.card.topic.gone")
