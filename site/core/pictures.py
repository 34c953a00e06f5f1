"""Sizes of a picture, made when it is uploaded and never while a reader waits."""

from __future__ import annotations

import logging

from core.models import LibraryImage

log = logging.getLogger(__name__)

CARD_WIDTHS = (320, 640)
WIDE_WIDTHS = (640, 960, 1440)
RATIO = (3, 2)


def make_sizes(image: LibraryImage) -> dict:
    """Make the WebP sizes of a picture and store their addresses on it.

    `sources` then holds `card` (3:2, cut around the focal point) and `wide` (own shape),
    each with webp_srcset, src, width and height. Returns what was stored; an unreadable
    file stores nothing.
    """
    sources: dict = {}
    try:
        card = {
            width: image.get_rendition(
                f"fill-{width}x{width * RATIO[1] // RATIO[0]}|format-webp|webpquality-72"
            )
            for width in CARD_WIDTHS
        }
        widths = [width for width in WIDE_WIDTHS if width <= image.width] or [image.width]
        wide = {
            width: image.get_rendition(f"width-{width}|format-webp|webpquality-76")
            for width in widths
        }
        share = image.get_rendition("fill-1200x630|format-jpeg|jpegquality-80")
    except (OSError, ValueError) as error:
        log.warning("picture %s cannot be resized: %s", image.pk, type(error).__name__)
        return sources
    sources = {"card": _entry(card), "wide": _entry(wide), "src": share.url}
    LibraryImage._base_manager.filter(pk=image.pk).update(sources=sources)
    image.sources = sources
    return sources


def _entry(renditions: dict) -> dict:
    largest = renditions[max(renditions)]
    # The middle size serves browsers that do not read srcset.
    plain = renditions[sorted(renditions)[len(renditions) // 2]]
    return {
        "webp_srcset": ", ".join(f"{item.url} {item.width}w" for item in renditions.values()),
        "src": plain.url,
        "width": largest.width,
        "height": largest.height,
    }


def picture(image: LibraryImage | None, shape: str = "card", alt: str = "") -> dict:
    """What the picture component prints: addresses, size, alternative text and credit."""
    if image is None:
        return {}
    entry = (image.sources or {}).get(shape)
    if not entry:
        entry = {
            "webp_srcset": "",
            "src": image.file.url,
            "width": image.width,
            "height": image.height,
        }
    return {
        **entry,
        "alt": alt or image.alt_text,
        "decorative": image.is_decorative,
        "credit": image.credit,
    }
