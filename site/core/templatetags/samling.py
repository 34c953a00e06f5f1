"""What templates need and Django does not have."""

from __future__ import annotations

import re
from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.icons import DRAWINGS
from core.pictures import picture as picture_of

register = template.Library()


@register.simple_tag
def picture(image, shape: str = "card", alt: str = "") -> dict:
    """What `components/picture.html` prints for an image; empty without one."""
    return picture_of(image, shape, alt)


@register.filter
def drawing(name: str) -> str:
    """The lines of an icon; none for a name that nobody has drawn."""
    return DRAWINGS.get(name, "")


@register.filter
def inside(words: str) -> str:
    """A date in words as inside a sentence: many languages write a weekday small there."""
    first = words.split(" ", 1)[0].casefold()
    small = any(str(name) == first for name in WEEKDAYS.values())
    return words[:1].lower() + words[1:] if small else words


EVENING = 17
"""The hour from which today is tonight."""


@register.filter(expects_localtime=True)
def soon(starts) -> str:
    """Today, tonight or tomorrow in words; empty for any other day."""
    has_hour = isinstance(starts, datetime)
    days = ((starts.date() if has_hour else starts) - timezone.localdate()).days
    if days == 0:
        return _("Tonight") if has_hour and starts.hour >= EVENING else _("Today")
    return _("Tomorrow") if days == 1 else ""


CLOCK = r"\d{1,2}(?:[.:]\d{2})?"
HOURS = re.compile(rf"(?:kl\.\s)?{CLOCK}–{CLOCK}|kl\.\s{CLOCK}")


@register.filter
def whole_hours(words) -> str:
    """The words with each stretch of hours kept on one line."""
    text = HOURS.sub(r'<span class="nobr">\g<0></span>', conditional_escape(words))
    return mark_safe(text)  # noqa: S308 - escaped above


@register.filter
def link_to_menu(menu, position: int) -> str:
    """The address of the n-th entry of the menu, or empty."""
    return menu[position].url if len(menu) > position else ""


@register.simple_tag(takes_context=True)
def calendar_of(context, page) -> dict:
    """The calendar of a page with dates: `.webcal` subscribes, `.url` is the same to copy."""
    library = context.get("library")
    if library is None or not page.url_path:
        return {}
    rest = page.site_path.split("/", 2)[2]
    url = f"{library.base_url}/{get_language()}/{rest}calendar.ics"
    return {"url": url, "webcal": "webcal:" + url.partition(":")[2]}
