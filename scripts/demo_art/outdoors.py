"""Sky, water, houses, boats, hills and trees."""

# ruff: noqa: E501

from __future__ import annotations

import math
import random

W, H = 1600, 1067


def sky(top, bottom, height=H) -> str:
    """A sky from one colour to another."""
    name = f"s{top[1:]}{bottom[1:]}"
    return (
        f'<linearGradient id="{name}" x2="0" y2="1"><stop stop-color="{top}"/><stop offset="1" stop-color="{bottom}"/></linearGradient>'
        f'<rect width="{W}" height="{height}" fill="url(#{name})"/>'
    )


def sun(x, y, r, colour="#fff1c9") -> str:
    """Sun or moon with a soft ring."""
    return (
        f'<circle cx="{x}" cy="{y}" r="{r * 2.1}" fill="{colour}" opacity=".13"/><circle cx="{x}" cy="{y}" r="{r * 1.5}" fill="{colour}" opacity=".2"/>'
        f'<circle cx="{x}" cy="{y}" r="{r}" fill="{colour}"/>'
    )


def cloud(x, y, s=1.0, colour="#fff", opacity=0.75) -> str:
    """A long flat cloud."""
    return (
        f'<g transform="translate({x} {y}) scale({s})" fill="{colour}" opacity="{opacity}"><rect x="-150" y="-18" width="300" height="36" rx="18"/>'
        '<rect x="-90" y="-48" width="190" height="60" rx="30"/><rect x="-210" y="8" width="250" height="26" rx="13"/></g>'
    )


def houses(
    x, base, count, seed=3, colours=(), roof="#5a2d2a", lit="#ffd98a", glass="#24414c", s=1.0
) -> str:
    """A row of gabled town houses standing on `base`."""
    rng = random.Random(seed)  # noqa: S311
    parts = []
    for i in range(count):
        wide, tall = rng.choice((118, 132, 150)) * s, rng.randint(210, 370) * s
        top = base - tall
        peak = rng.randint(56, 96) * s
        parts.append(
            f'<rect x="{x:.0f}" y="{top:.0f}" width="{wide:.0f}" height="{tall:.0f}" fill="{colours[i % len(colours)]}"/>'
        )
        parts.append(
            f'<path d="M{x - 8:.0f} {top + 2:.0f}L{x + wide / 2:.0f} {top - peak:.0f}L{x + wide + 8:.0f} {top + 2:.0f}Z" fill="{roof}"/>'
        )
        parts.append(
            f'<rect x="{x + wide * 0.7:.0f}" y="{top - peak * 0.9:.0f}" width="{14 * s:.0f}" height="{40 * s:.0f}" fill="{roof}"/>'
        )
        cols = 3 if wide > 125 * s else 2
        step = wide / cols
        for row in range(int((tall - 60 * s) // (72 * s))):
            for col in range(cols):
                pane = lit if rng.random() < 0.4 else glass
                px, py = x + step * (col + 0.5) - 13 * s, top + 30 * s + row * 72 * s
                parts.append(
                    f'<rect x="{px:.0f}" y="{py:.0f}" width="{26 * s:.0f}" height="{38 * s:.0f}" fill="{pane}"/>'
                    f'<path d="M{px + 13 * s:.0f} {py:.0f}v{38 * s:.0f}" stroke="#fff" stroke-opacity=".6" stroke-width="3"/>'
                )
        parts.append(
            f'<rect x="{x + wide / 2 - 17 * s:.0f}" y="{base - 56 * s:.0f}" width="{34 * s:.0f}" height="{56 * s:.0f}" fill="{roof}"/>'
        )
        x += wide
    return "".join(parts)


def water(y, colour, shine="#f6c77f", seed=5, deep="#0f3f47") -> str:
    """Water from `y` down, with strokes of light."""
    rng = random.Random(seed)  # noqa: S311
    name = f"a{colour[1:]}{y}"
    parts = [
        f'<linearGradient id="{name}" x2="0" y2="1"><stop stop-color="{colour}"/><stop offset="1" stop-color="{deep}"/></linearGradient>'
        f'<rect y="{y}" width="{W}" height="{H - y}" fill="url(#{name})"/>'
    ]
    for _ in range(70):
        at = y + 14 + (H - y - 20) * rng.random() ** 1.3
        long = 30 + 130 * (at - y) / (H - y) * rng.random() + 20
        tint = rng.choice((shine, "#ffffff", colour))
        parts.append(
            f'<rect x="{rng.randint(-40, W):.0f}" y="{at:.0f}" width="{long:.0f}" height="{4 + 4 * (at - y) / (H - y):.0f}" rx="3" fill="{tint}" opacity=".{rng.randint(18, 52)}"/>'
        )
    return "".join(parts)


def boat(x, y, s=1.0, hull="#8c2f2b", sail="#f7ead3", second="#e0603d", flip=1) -> str:
    """A sailing boat floating on `y`."""
    return (
        f'<g transform="translate({x} {y}) scale({s * flip} {s})"><path d="M6 -250V-24" stroke="#3b2620" stroke-width="9"/>'
        f'<path d="M16 -246Q120 -130 122 -46H16Z" fill="{sail}"/><path d="M-6 -236L-96 -46H-6Z" fill="{second}"/>'
        f'<path d="M-134 -30H146L112 26Q6 40 -100 26Z" fill="{hull}"/><path d="M-134 -30H146L138 -14H-126Z" fill="#fff" opacity=".75"/>'
        '<rect x="-96" y="38" width="200" height="8" rx="4" fill="#fff" opacity=".4"/></g>'
    )


def gull(x, y, s=1.0, colour="#fff") -> str:
    """A gull in the air."""
    return f'<path transform="translate({x} {y}) scale({s})" d="M-44 6Q-24 -26 0 0Q24 -26 44 6Q22 -8 0 12Q-22 -8 -44 6Z" fill="{colour}"/>'


def hills(y, height, colour, seed=1, waves=3) -> str:
    """A ridge of soft hills."""
    rng = random.Random(seed)  # noqa: S311
    shift = rng.random() * 6
    points = [
        f"{x} {y - height * (0.5 + 0.5 * math.sin(shift + x / W * waves * 2.1) * (0.7 + 0.3 * math.sin(shift * 2 + x / 310))):.0f}"
        for x in range(0, W + 41, 40)
    ]
    return f'<path d="M0 {H}L{"L".join(points)}L{W} {H}Z" fill="{colour}"/>'


def spruce(x, y, h, colour, trunk="#4a3226") -> str:
    """A conifer of three tiers standing on `y`."""
    w = h * 0.36
    tiers = "".join(
        f'<path d="M{x} {y - h * (1 - 0.24 * i):.0f}L{x + w * (0.27 + 0.13 * i):.0f} {y - h * (0.56 - 0.23 * i):.0f}Q{x} {y - h * (0.5 - 0.23 * i):.0f} {x - w * (0.27 + 0.13 * i):.0f} {y - h * (0.56 - 0.23 * i):.0f}Z" fill="{colour}"/>'
        for i in range(3)
    )
    return f'<rect x="{x - h * 0.025:.0f}" y="{y - h * 0.16:.0f}" width="{h * 0.05:.0f}" height="{h * 0.16:.0f}" fill="{trunk}"/>{tiers}'


def spruces(y, count, height, colour, seed=1, jitter=30, left=-30, right=W + 30) -> str:
    """A rank of conifers."""
    rng = random.Random(seed)  # noqa: S311
    step = (right - left) / count
    return "".join(
        spruce(
            round(left + step * (i + rng.random())),
            y + rng.randint(-jitter, jitter),
            height * (0.7 + 0.5 * rng.random()),
            colour,
        )
        for i in range(count)
    )


def leafy(x, y, h, colour, trunk="#5b3c2a") -> str:
    """A broad-leaved tree standing on `y`."""
    r = h * 0.3
    balls = (
        (0, -0.78, 1),
        (-0.72, -0.6, 0.72),
        (0.72, -0.6, 0.74),
        (-0.3, -0.98, 0.7),
        (0.36, -0.96, 0.66),
    )
    crown = "".join(
        f'<circle cx="{x + r * bx:.0f}" cy="{y + h * by:.0f}" r="{r * br:.0f}" fill="{colour}"/>'
        for bx, by, br in balls
    )
    light = f'<circle cx="{x - r * 0.3:.0f}" cy="{y - h * 0.9:.0f}" r="{r * 0.5:.0f}" fill="#fff" opacity=".1"/>'
    return (
        f'<path d="M{x - h * 0.035:.0f} {y}L{x - h * 0.02:.0f} {y - h * 0.7:.0f}H{x + h * 0.02:.0f}L{x + h * 0.035:.0f} {y}Z" fill="{trunk}"/>'
        f"{crown}{light}"
    )


def birch(x, height=H, width=46, seed=1) -> str:
    """A birch trunk through the whole picture."""
    rng = random.Random(seed)  # noqa: S311
    marks = "".join(
        f'<rect x="{x + rng.choice((0, width * 0.5)):.0f}" y="{rng.randint(0, height)}" width="{rng.randint(12, int(width * 0.5))}" height="{rng.randint(5, 11)}" rx="4" fill="#3d3533"/>'
        for _ in range(20)
    )
    return f'<rect x="{x}" y="-10" width="{width}" height="{height + 10}" fill="#f3ece0"/><rect x="{x + width * 0.66}" y="-10" width="{width * 0.34}" height="{height + 10}" fill="#000" opacity=".09"/>{marks}'


def stars(seed=2, count=60, below=520) -> str:
    """Stars over the upper part."""
    rng = random.Random(seed)  # noqa: S311
    return "".join(
        f'<circle cx="{rng.randint(0, W)}" cy="{rng.randint(10, below)}" r="{rng.choice((2, 3, 3, 5))}" fill="#fff3d0" opacity=".{rng.randint(40, 90)}"/>'
        for _ in range(count)
    )
