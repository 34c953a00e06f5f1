"""Rooms, furniture and what lies on tables."""

# ruff: noqa: E501

from __future__ import annotations

import random

W, H = 1600, 1067
BOOKS = ("#1f5d63", "#c8553d", "#e3a93b", "#7c2d3b", "#f1e3cb", "#2f7a5d", "#20384f", "#d98b5f")


def shelf(x, y, width, rows, height=112, seed=1, wood="#6e4630", colours=BOOKS) -> str:
    """Bookshelves: rows of books on boards."""
    rng = random.Random(seed)  # noqa: S311
    parts = []
    for row in range(rows):
        floor = y + (row + 1) * height
        at = x + rng.randint(4, 20)
        while at < x + width - 30:
            wide, tall = rng.randint(12, 26), rng.randint(62, 94)
            if rng.random() < 0.09:
                at += rng.randint(18, 46)
                continue
            colour = rng.choice(colours)
            parts.append(
                f'<rect x="{at}" y="{floor - tall}" width="{wide}" height="{tall}" rx="2" fill="{colour}"/>'
            )
            if rng.random() < 0.5:
                parts.append(
                    f'<rect x="{at}" y="{floor - tall + 12}" width="{wide}" height="5" fill="#fff" opacity=".45"/>'
                )
            at += wide + (0 if rng.random() < 0.9 else 6)
        parts.append(
            f'<rect x="{x}" y="{floor}" width="{width}" height="13" rx="3" fill="{wood}"/>'
        )
    return "".join(parts)


def wall(colour, floor="#b9794f", line=760) -> str:
    """A wall and a floor."""
    boards = "".join(
        f'<path d="M{800 + (i - 8) * 110} {line}L{800 + (i - 8) * 240} {H}" stroke="#000" stroke-opacity=".07" stroke-width="4"/>'
        for i in range(17)
    )
    return (
        f'<rect width="{W}" height="{H}" fill="{colour}"/><rect width="{W}" height="{line}" fill="url(#glow)"/>'
        f'<rect y="{line}" width="{W}" height="{H - line}" fill="{floor}"/>{boards}'
        f'<rect y="{line - 16}" width="{W}" height="20" fill="#fff" opacity=".35"/>'
    )


def window(x, y, w, h, inside, frame="#fdf6ea") -> str:
    """A window of two by two panes with a view."""
    name = f"w{x}{y}"
    return (
        f'<clipPath id="{name}"><rect x="{x}" y="{y}" width="{w}" height="{h}"/></clipPath>'
        f'<g clip-path="url(#{name})">{inside}</g>'
        f'<g fill="none" stroke="{frame}" stroke-width="16"><rect x="{x}" y="{y}" width="{w}" height="{h}"/>'
        f'<path d="M{x + w / 2} {y}v{h}M{x} {y + h / 2}h{w}" stroke-width="10"/></g>'
        f'<rect x="{x - 22}" y="{y + h + 4}" width="{w + 44}" height="18" rx="4" fill="{frame}"/>'
    )


def table(y, colour="#8a5636", x=60, width=1480, depth=150) -> str:
    """A table's top from (x, y), seen a little from above; it hides who sits behind it."""
    return (
        f'<path d="M{x + 50} {y}H{x + width - 50}L{x + width} {y + depth}H{x}Z" fill="{colour}"/>'
        f'<path d="M{x + 50} {y}H{x + width - 50}L{x + width - 40} {y + 22}H{x + 40}Z" fill="#fff" opacity=".14"/>'
        f'<rect x="{x}" y="{y + depth}" width="{width}" height="30" rx="4" fill="{colour}"/>'
        f'<rect x="{x}" y="{y + depth}" width="{width}" height="30" rx="4" fill="#000" opacity=".25"/>'
        f'<path d="M{x + 70} {y + depth + 30}h44l-10 400h-24ZM{x + width - 114} {y + depth + 30}h44l-10 400h-24Z" fill="{colour}"/>'
        f'<path d="M{x + 70} {y + depth + 30}h44l-10 400h-24ZM{x + width - 114} {y + depth + 30}h44l-10 400h-24Z" fill="#000" opacity=".35"/>'
    )


def lamp(x, length=250, colour="#e3a93b", s=1.0) -> str:
    """A lamp hanging from the ceiling, with its light."""
    return (
        f'<g transform="translate({x} 0)"><path d="M0 0V{length}" stroke="#3b2a24" stroke-width="5"/>'
        f'<path d="M-90 {length + 70}L-330 {length + 520}H330L90 {length + 70}Z" fill="url(#beam)"/>'
        f'<g transform="translate(0 {length}) scale({s})"><path d="M-26 0h52L96 74H-96Z" fill="{colour}"/>'
        '<ellipse cx="0" cy="74" rx="96" ry="14" fill="#fff3c9"/></g></g>'
    )


def yarn(x, y, colour, r=38) -> str:
    """A ball of yarn."""
    return (
        f'<g transform="translate({x} {y})"><ellipse cx="4" cy="{r - 4}" rx="{r}" ry="8" fill="#000" opacity=".16"/>'
        f'<circle r="{r}" fill="{colour}"/><g fill="none" stroke="#fff" stroke-opacity=".38" stroke-width="4">'
        f'<path d="M{-r * 0.8} {-r * 0.3}Q0 {-r * 1.1} {r * 0.85} {-r * 0.2}M{-r * 0.95} {r * 0.1}Q0 {-r * 0.7} {r * 0.9} {r * 0.25}'
        f'M{-r * 0.8} {r * 0.5}Q0 {-r * 0.2} {r * 0.7} {r * 0.65}"/></g></g>'
    )


def plant(x, y, s=1.0, pot="#c8553d", leaf="#2f7a5d") -> str:
    """A potted plant standing on (x, y)."""
    leaves = "".join(
        f'<g transform="rotate({angle})"><path d="M0 0C-34 -60 -26 -130 0 -170C26 -130 34 -60 0 0Z" fill="{leaf}" opacity="{0.78 + (i % 3) * 0.1}"/></g>'
        for i, angle in enumerate((-62, 58, -34, 34, 0))
    )
    return (
        f'<g transform="translate({x} {y}) scale({s})"><ellipse cx="0" cy="0" rx="64" ry="10" fill="#000" opacity=".15"/>'
        f'<g transform="translate(0 -88)">{leaves}</g><path d="M-54 -96H54L40 0H-40Z" fill="{pot}"/>'
        '<rect x="-60" y="-104" width="120" height="24" rx="5" fill="#000" opacity=".12"/></g>'
    )


def laptop(x, y, s=1.0) -> str:
    """A laptop seen from behind, standing on (x, y)."""
    return (
        f'<g transform="translate({x} {y}) scale({s})"><path d="M-120 0H120L134 16H-134Z" fill="#4d5960"/>'
        '<path d="M-104 -140Q-104 -152 -92 -152H92Q104 -152 104 -140V0H-104Z" fill="#6b7a82"/><circle cx="0" cy="-76" r="14" fill="#fff" opacity=".5"/></g>'
    )


def bubble(x, y, w, h, colour, tail=1, marks="") -> str:
    """A speech bubble; `tail` 1 points to the left below, -1 to the right."""
    t = -1 if tail > 0 else 1
    return (
        f'<g transform="translate({x} {y})"><path d="M{t * w * 0.1} {h / 2 - 6}L{t * w * 0.34} {h / 2 + 52}L{t * w * 0.36} {h / 2 - 6}Z" fill="{colour}"/>'
        f'<rect x="{-w / 2}" y="{-h / 2}" width="{w}" height="{h}" rx="{h * 0.42}" fill="{colour}"/>{marks}</g>'
    )


def bunting(y, sag, colours=("#c8553d", "#e3a93b", "#1f5d63", "#f7efe2"), n=17) -> str:
    """A string of flags from side to side."""
    parts = [
        f'<path d="M-20 {y}Q800 {y + 2 * sag} 1620 {y}" fill="none" stroke="#4a342a" stroke-width="4"/>'
    ]
    for i in range(n):
        t = (i + 0.5) / n
        x, drop = -20 + 1640 * t, y + 4 * sag * t * (1 - t)
        parts.append(
            f'<path d="M{x - 30:.0f} {drop - 2:.0f}H{x + 30:.0f}L{x:.0f} {drop + 62:.0f}Z" fill="{colours[i % len(colours)]}"/>'
        )
    return "".join(parts)
