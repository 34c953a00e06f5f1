"""A library's accent colour made readable on light and on dark paper."""

from __future__ import annotations

import colorsys

LIGHT_PAPER = "#efe7dd"
DARK_PAPER = "#2b2a2a"
READABLE = 4.6
"""Contrast asked of an accent: WCAG's 4.5 for text, and a little for tinted paper."""


def rgb(colour: str) -> tuple[float, float, float]:
    """The three parts of `#rrggbb`, each 0 to 1."""
    return tuple(int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))


def _hex(parts: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(max(0.0, min(1.0, part)) * 255):02x}" for part in parts)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable_on(colour: str, paper: str) -> str:
    """The colour, made darker or lighter in small steps until it can be read on the paper."""
    hue, light, saturation = colorsys.rgb_to_hls(*rgb(colour))
    step = -0.02 if luminance(paper) > 0.4 else 0.02
    for _ in range(50):
        if contrast(colour, paper) >= READABLE:
            break
        light = max(0.0, min(1.0, light + step))
        colour = _hex(colorsys.hls_to_rgb(hue, light, saturation))
    return colour


def theme_css(accent: str) -> str:
    """The stylesheet that gives a library its colour, in light and in dark."""
    light, dark = readable_on(accent, LIGHT_PAPER), readable_on(accent, DARK_PAPER)
    return f"@layer theme{{:root{{--accent-light:{light};--accent-dark:{dark}}}}}\n"
