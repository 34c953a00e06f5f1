"""What people agree to when they tell us about their access needs."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

VERSION = "2026-11"
"""Kept with each consent. Give the wording a new one whenever its meaning changes."""
TEXT = _("You may keep what I wrote about my access needs until after the event")
KEPT = timedelta(days=3)
"""Access needs are about health: they go soon after the date, before answers and names."""
