"""What templates need and Django does not have."""

from __future__ import annotations

from django import template

from core.pictures import picture as picture_of

register = template.Library()


@register.simple_tag
def picture(image, shape: str = "card", alt: str = "") -> dict:
    """What `components/picture.html` prints for an image; empty without one."""
    return picture_of(image, shape, alt)


@register.filter
def link_to_menu(menu, position: int) -> str:
    """The address of the n-th entry of the menu, or empty."""
    return menu[position].url if len(menu) > position else ""
