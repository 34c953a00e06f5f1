"""People of cut paper: standing, sitting at a table, seen from behind."""

# ruff: noqa: E501

from __future__ import annotations

SKINS = ("#f3c9a5", "#8d5a3b", "#e9b48c", "#c68a5e", "#5f3b28", "#f6d5b8")
DARK = "#2b2026"


def hair_back(style: str, colour: str) -> str:
    """What of the hair lies behind the head."""
    if style == "long":
        return f'<path d="M-50 -8C-56 -70 56 -70 50 -8C50 40 58 62 46 74H-46C-58 62 -50 40 -50 -8Z" fill="{colour}"/>'
    if style == "bun":
        return f'<circle cx="8" cy="-62" r="22" fill="{colour}"/>'
    if style == "curly":
        balls = ((-40, -10), (-44, -38), (-22, -56), (8, -60), (34, -48), (46, -18), (42, 10))
        return "".join(f'<circle cx="{x}" cy="{y}" r="24" fill="{colour}"/>' for x, y in balls)
    if style == "scarf":
        return f'<path d="M-52 0C-60 -78 60 -78 52 0C54 42 74 64 66 96H-66C-74 64 -54 42 -52 0Z" fill="{colour}"/>'
    if style == "plaits":
        return f'<path d="M-46 -4C-70 30 -62 60 -54 84M46 -4C70 30 62 60 54 84" stroke="{colour}" stroke-width="20" stroke-linecap="round" fill="none"/>'
    return ""


def hair_front(style: str, colour: str) -> str:
    """What of the hair frames the face."""
    if style == "scarf":
        return (
            f'<path d="M-44 4C-50 -62 50 -62 44 4C40 -34 20 -40 0 -40C-20 -40 -40 -34 -44 4Z" fill="{colour}"/>'
            f'<path d="M-42 8C-36 50 36 50 42 8C52 60 40 84 0 88C-40 84 -52 60 -42 8Z" fill="{colour}"/>'
        )
    if style == "bald":
        return f'<path d="M-40 4C-48 -6 -46 -22 -40 -28L-36 0ZM40 4C48 -6 46 -22 40 -28L36 0Z" fill="{colour}"/>'
    if style == "hat":
        return (
            f'<path d="M-44 -16C-44 -78 44 -78 44 -16Z" fill="{colour}"/>'
            f'<rect x="-50" y="-26" width="100" height="20" rx="10" fill="{colour}"/>'
            '<rect x="-50" y="-26" width="100" height="20" rx="10" fill="#000" opacity=".14"/>'
            f'<circle cx="0" cy="-66" r="13" fill="{colour}"/>'
        )
    if style == "fringe":
        return f'<path d="M-46 6C-54 -68 54 -68 46 6C42 -18 34 -22 30 -22C6 -18 -20 -18 -30 -22C-36 -20 -42 -14 -46 6Z" fill="{colour}"/>'
    return f'<path d="M-44 -2C-52 -64 52 -66 45 -2C40 -18 34 -28 22 -32C2 -24 -22 -24 -32 -26C-38 -18 -42 -12 -44 -2Z" fill="{colour}"/>'


def head(skin: str, style: str, colour: str, extra: str = "", eyes: str = "open") -> str:
    """A head around its own centre, about 96 high."""
    beard = (
        f'<path d="M-40 4C-40 64 40 64 40 4C30 20 20 16 0 16C-20 16 -30 20 -40 4Z" fill="{colour}"/>'
        if "beard" in extra
        else ""
    )
    if eyes == "down":
        look = '<path d="M-24 4q8 7 16 0M8 4q8 7 16 0" stroke="#2b2026" stroke-width="3.4" fill="none" stroke-linecap="round"/>'
    else:
        look = '<circle cx="-16" cy="2" r="4.2" fill="#2b2026"/><circle cx="16" cy="2" r="4.2" fill="#2b2026"/>'
    mouth = '<path d="M-11 24q11 10 22 0" stroke="#7a2e2a" stroke-width="3.6" fill="none" stroke-linecap="round"/>'
    cheeks = '<circle cx="-27" cy="17" r="8" fill="#e4574a" opacity=".2"/><circle cx="27" cy="17" r="8" fill="#e4574a" opacity=".2"/>'
    glasses = (
        '<g fill="none" stroke="#2b2026" stroke-width="3.4"><circle cx="-17" cy="2" r="13"/><circle cx="17" cy="2" r="13"/><path d="M-4 2h8"/></g>'
        if "glasses" in extra
        else ""
    )
    return (
        f'<ellipse cx="-41" cy="4" rx="8" ry="11" fill="{skin}"/><ellipse cx="41" cy="4" rx="8" ry="11" fill="{skin}"/>'
        + f'<ellipse rx="42" ry="48" fill="{skin}"/>{beard}{cheeks}{look}{mouth}'
        + hair_front(style, colour)
        + glasses
    )


def arm(points: str, sleeve: str, skin: str, width: int = 32) -> str:
    """An arm through the points "x,y x,y x,y"; the last is the hand."""
    last = points.split()[-1].split(",")
    return (
        f'<polyline points="{points}" fill="none" stroke="{sleeve}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round"/>'
        f'<polyline points="{points}" fill="none" stroke="#000" stroke-opacity=".07" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round"/>'
        f'<circle cx="{last[0]}" cy="{last[1]}" r="17" fill="{skin}"/>'
    )


def bust(
    x,
    y,
    s=1.0,
    skin=0,
    hair="short",
    hc="#3a2418",
    top="#c8553d",
    arms=(),
    extra="",
    eyes="open",
    front="",
    tilt=0,
) -> str:
    """Somebody behind a table; (x, y) is the middle of the table's edge before them."""
    tone = SKINS[skin]
    stripe = (
        '<path d="M-84 -40q84 26 168 0v18q-84 26 -168 0Z" fill="#fff" opacity=".28"/>'
        if "stripe" in extra
        else ""
    )
    return (
        f'<g transform="translate({x} {y}) scale({s})">'
        f'<path d="M-92 20C-98 -90 -66 -118 -22 -124H22C66 -118 98 -90 92 20Z" fill="{top}"/>{stripe}'
        f'<g transform="translate(0 -186) rotate({tilt})">{hair_back(hair, hc)}</g>'
        f'<path d="M-24 -150h48v22c0 24 -48 24 -48 0Z" fill="{tone}"/>'
        '<path d="M-24 -136q24 22 48 0v8c0 24 -48 24 -48 0Z" fill="#000" opacity=".1"/>'
        f'<g transform="translate(0 -186) rotate({tilt})">{head(tone, hair, hc, extra, eyes)}</g>'
        + "".join(arm(points, top, tone) for points in arms)
        + f"{front}</g>"
    )


def stand(
    x,
    y,
    s=1.0,
    skin=0,
    hair="short",
    hc="#3a2418",
    top="#c8553d",
    legs="#26384a",
    arms=("-58,-262 -84,-200 -66,-142", "58,-262 84,-200 66,-142"),
    extra="",
    eyes="open",
    front="",
    shoes=DARK,
    tilt=0,
) -> str:
    """Somebody standing with the feet at (x, y); about 400 high."""
    tone = SKINS[skin]
    if "dress" in extra:
        body = f'<path d="M-56 -288Q0 -312 56 -288L92 -92Q0 -70 -92 -92Z" fill="{top}"/>'
    else:
        body = f'<path d="M-62 -270Q-60 -300 -20 -300H20Q60 -300 62 -270L54 -136Q0 -122 -54 -136Z" fill="{top}"/>'
    return (
        f'<g transform="translate({x} {y}) scale({s})">'
        '<ellipse cx="0" cy="4" rx="86" ry="13" fill="#000" opacity=".16"/>'
        f'<path d="M-50 -150H-4V-8H-46ZM50 -150H4V-8H46Z" fill="{legs}"/>'
        f'<path d="M-54 4q0 -22 26 -22h24v22ZM54 4q0 -22 -26 -22h-24v22Z" fill="{shoes}"/>'
        f"{body}"
        f'<g transform="translate(0 -352) scale(.86) rotate({tilt})">{hair_back(hair, hc)}</g>'
        f'<path d="M-19 -322h38v24c0 20 -38 20 -38 0Z" fill="{tone}"/>'
        f'<g transform="translate(0 -352) scale(.86) rotate({tilt})">{head(tone, hair, hc, extra, eyes)}</g>'
        + "".join(arm(points, top, tone, 28) for points in arms)
        + f"{front}</g>"
    )


def behind(x, y, s=1.0, skin=0, hair="short", hc="#3a2418", top="#c8553d") -> str:
    """Head and shoulders of somebody in the audience, seen from behind."""
    tone = SKINS[skin]
    more = hair_back(hair if hair in ("long", "curly", "bun", "plaits", "scarf") else "", hc)
    bald = hair == "bald"
    return (
        f'<g transform="translate({x} {y}) scale({s})">'
        f'<path d="M-104 190C-108 50 -70 10 -24 4H24C70 10 108 50 104 190Z" fill="{top}"/>'
        f'<rect x="-22" y="-24" width="44" height="48" rx="18" fill="{tone}"/>'
        f'<g transform="translate(0 -62)"><ellipse cx="-41" cy="8" rx="9" ry="12" fill="{tone}"/><ellipse cx="41" cy="8" rx="9" ry="12" fill="{tone}"/>'
        f'<ellipse rx="43" ry="49" fill="{tone if bald else hc}"/>{more}'
        + (f'<path d="M-43 8C-40 40 40 40 43 8C38 60 -38 60 -43 8Z" fill="{hc}"/>' if bald else "")
        + "</g></g>"
    )


def book(x, y, s=1.0, colour="#c8553d", turn=0) -> str:
    """An open book seen by its cover, held up."""
    return (
        f'<g transform="translate({x} {y}) scale({s}) rotate({turn})">'
        f'<path d="M-62 -36L0 -22L62 -36V40L0 54L-62 40Z" fill="{colour}"/>'
        '<path d="M-56 -42Q-24 -46 0 -26Q24 -46 56 -42V-34L0 -20L-56 -34Z" fill="#fff8ea"/>'
        '<path d="M0 -22V54" stroke="#000" stroke-opacity=".2" stroke-width="4"/></g>'
    )


def cup(x, y, colour="#f7efe2", s=1.0) -> str:
    """A steaming cup standing on (x, y)."""
    return (
        f'<g transform="translate({x} {y}) scale({s})"><ellipse cx="0" cy="0" rx="40" ry="8" fill="#000" opacity=".14"/>'
        '<path d="M24 -34h10q16 0 16 15t-16 15h-10" fill="none" stroke="#e8dcc8" stroke-width="7"/>'
        f'<path d="M-28 -44H28L22 -2Q0 6 -22 -2Z" fill="{colour}"/>'
        '<ellipse cx="0" cy="-44" rx="28" ry="7" fill="#5b3521"/>'
        '<path d="M-8 -60q-8 -12 0 -22t0 -20M10 -62q-8 -10 0 -20" stroke="#fff" stroke-opacity=".5" stroke-width="5" fill="none" stroke-linecap="round"/></g>'
    )
