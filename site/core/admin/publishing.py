"""Publishing and taking down at the time an editor chose."""

from __future__ import annotations

import logging

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page, Revision

from core.scope import library_scope

log = logging.getLogger(__name__)


def publish_and_expire() -> int:
    """Do what Wagtail's `publish_scheduled` does; returns how many pages changed.

    Every page has a transaction of its own: one that fails does not stop the others, and two
    at once change nothing twice.
    """
    with library_scope(None):
        now = timezone.now()
        expired = Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at")
        due = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
        done = _each(_take_down, expired)
        return done + _each(_publish, due)


def _each(change, rows) -> int:
    done = 0
    for pk in list(rows.values_list("pk", flat=True)):
        try:
            with transaction.atomic():
                done += change(pk)
        except Exception:  # one broken page must not hold back the others
            log.exception("%s failed for %s", change.__name__, pk)
    return done


def _take_down(pk: int) -> int:
    # Writing first: whoever comes second waits here, and then finds it done.
    rows = Page.objects.filter(pk=pk, live=True, expire_at__lt=timezone.now())
    if not rows.update(expired=True):
        return 0
    page = Page.objects.get(pk=pk).specific
    page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return 1


def _publish(pk: int) -> int:
    rows = Revision.objects.filter(pk=pk, approved_go_live_at__lt=timezone.now())
    if not rows.update(approved_go_live_at=F("approved_go_live_at")):
        return 0
    Revision.objects.get(pk=pk).publish(log_action="wagtail.publish.scheduled")
    return 1
