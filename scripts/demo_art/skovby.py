"""Scenes of a village by the forest."""

# Drawings are read as pictures, one call a shape: kept in wide lines.
# ruff: noqa: E501
# fmt: off

from demo_art.outdoors import birch, cloud, gull, hills, leafy, sky, spruce, spruces, stars, sun
from demo_art.people import behind, book, bust, cup, stand
from demo_art.rooms import bunting, lamp, plant, shelf, table, wall, window

MOSS, RUST, HONEY, PLUM, CREAM, PINE = "#5d7a3c", "#b4532a", "#dca23a", "#6b3247", "#f4e8d0", "#24483a"


def house(x, y, s=1.0, wall_colour="#a63a2b", roof="#3a2a28", lit="#ffd98f") -> str:
    """A low house with a porch light, its floor on `y`."""
    panes = "".join(f'<g transform="translate({px} -110)"><rect width="62" height="64" fill="{lit}"/><path d="M31 0V64M0 32H62" stroke="#fdf6ea" stroke-width="6"/><rect width="62" height="64" fill="none" stroke="#fdf6ea" stroke-width="8"/></g>' for px in (-190, -90, 60, 150))
    return (
        f'<g transform="translate({x} {y}) scale({s})"><rect x="-230" y="-150" width="470" height="150" fill="{wall_colour}"/><path d="M-262 -146L-190 -262H200L272 -146Z" fill="{roof}"/>'
        f'<rect x="110" y="-318" width="40" height="80" fill="{roof}"/>{panes}<rect x="-16" y="-112" width="58" height="112" rx="6" fill="#f3e3c3"/><circle cx="28" cy="-54" r="5" fill="#5b3c2c"/></g>'
    )


def path(colour="#e6d0a2"):
    """A winding path towards the viewer."""
    return f'<path d="M820 620Q700 700 850 770T640 1067H1080Q1010 880 960 790T880 620Z" fill="{colour}"/>'


def forest_morning():
    return (sky("#cfe6d8", "#fbeecb") + sun(1120, 280, 100) + hills(520, 150, "#b4d3bc", 1) + spruces(560, 22, 200, "#9cc4a6", 2) + hills(620, 110, "#86b391", 4) + spruces(690, 18, 300, "#5f9a78", 5)
            + hills(760, 90, "#4c855f", 2) + house(1130, 760, 0.8) + path() + spruces(860, 9, 400, "#2f6a50", 9, 50, -60, 620) + spruces(900, 5, 420, "#2f6a50", 19, 40, 1300, 1680) + hills(1000, 60, "#24523f", 7)
            + spruce(120, 1060, 620, "#1b4434") + spruce(1500, 1067, 560, "#1b4434") + gull(640, 250, 0.7, "#7a9a86") + gull(720, 210, 0.5, "#7a9a86"))


def village_library():
    return (sky("#f3b98a", "#fbe6c0") + sun(300, 330, 90) + hills(560, 150, "#c98f62", 3) + spruces(640, 20, 260, "#7d6a3f", 4) + hills(700, 60, "#6f7a3c", 6) + '<rect y="780" width="1600" height="290" fill="#7f8a45"/>'
            + leafy(180, 820, 560, "#c9772e") + leafy(1470, 810, 600, "#d6962f") + house(800, 830, 1.9, "#a63a2b", "#3a2a28") + '<path d="M700 832H890L1080 1067H520Z" fill="#e3cfa5"/>'
            + '<rect x="600" y="470" width="400" height="62" rx="8" fill="#f4e8d0"/><g fill="#6b3247">' + "".join(f'<rect x="{650 + i * 40}" y="{486 - (i % 3) * 3}" width="{14 + (i % 2) * 6}" height="{32 + (i % 3) * 3}" rx="2"/>' for i in range(8)) + '</g>'
            + stand(520, 985, 0.95, 0, "hat", "#dca23a", MOSS, "#4a3b34", ("-58,-262 -88,-200 -60,-130", "58,-262 92,-214 66,-170"), front=book(54, -170, 0.45, RUST, 8)) + stand(1110, 985, 0.95, 3, "long", "#23150f", PLUM, "#37424e") + stand(1226, 990, 0.6, 3, "plaits", "#23150f", HONEY, RUST)
            + '<g transform="translate(300 960)" fill="none" stroke="#2b2a2c" stroke-width="8"><circle r="62"/><circle cx="190" r="62"/><path d="M0 0L60 -90H150L190 0M60 -90L100 0L150 -90M100 0H0M150 -90l-6 -34h36M60 -90l-10 -24h-24" stroke="#b4532a"/></g>')


def book_bus():
    bus = ('<g transform="translate(780 850)"><rect x="-420" y="-330" width="820" height="310" rx="34" fill="#dca23a"/><rect x="-420" y="-120" width="820" height="40" fill="#f4e8d0"/><path d="M400 -296Q470 -280 476 -170V-44q0 24 -24 24H400Z" fill="#dca23a"/><path d="M400 -276Q446 -262 452 -180H400Z" fill="#cfe6e6"/>'
           '<rect x="-380" y="-300" width="420" height="160" rx="10" fill="#fff3cf"/>' + shelf(-376, -296, 412, 2, 76, 77, "#6e4630").replace("<rect", "<rect") + '<rect x="90" y="-300" width="130" height="280" rx="8" fill="#6b3247"/><rect x="108" y="-280" width="94" height="120" fill="#cfe6e6"/><rect x="250" y="-300" width="120" height="130" rx="8" fill="#cfe6e6"/>'
           '<g fill="#2a2626"><circle cx="-250" cy="-10" r="66"/><circle cx="300" cy="-10" r="66"/></g><g fill="#d8cbb6"><circle cx="-250" cy="-10" r="28"/><circle cx="300" cy="-10" r="28"/></g><rect x="440" y="-90" width="34" height="30" rx="8" fill="#fff6d6"/></g>')
    return (sky("#a8d3dc", "#fdebc2") + sun(260, 220, 76) + cloud(1050, 180, 1.1) + cloud(560, 120, 0.7) + hills(560, 150, "#a9c77e", 2) + hills(660, 120, "#8bb262", 5) + spruces(660, 12, 170, "#4f7d4f", 3, 20, 900, 1640) + leafy(170, 720, 330, "#6d9a45") + hills(780, 60, "#d9b84e", 8)
            + '<path d="M0 800H1600V940H0Z" fill="#6c6460"/><path d="M0 800H1600V810H0ZM0 930H1600V940H0Z" fill="#f4e8d0" opacity=".6"/><rect y="940" width="1600" height="130" fill="#7fa04f"/>' + bus
            + stand(210, 1010, 0.9, 5, "bun", "#d6d0c8", RUST, "#3c4a55", extra="dress glasses", front=book(60, -180, 0.5, PINE, 8)) + stand(1400, 1015, 0.9, 1, "short", "#17100e", MOSS, "#3b3340", ("-58,-262 -96,-210 -120,-270", "58,-262 84,-200 66,-142")) + stand(1500, 1018, 0.58, 1, "curly", "#17100e", PLUM, HONEY))


def mushrooms():
    def shroom(x, y, s, cap, spots=False):
        dots = '<g fill="#fff3dc"><circle cx="-36" cy="-84" r="11"/><circle cx="8" cy="-106" r="13"/><circle cx="46" cy="-78" r="9"/></g>' if spots else ""
        return f'<g transform="translate({x} {y}) scale({s})"><ellipse cx="0" cy="2" rx="56" ry="10" fill="#000" opacity=".18"/><path d="M-24 -60Q-20 -20 -30 0H30Q20 -20 24 -60Z" fill="#f6e7cc"/><path d="M-92 -54Q-80 -136 0 -138Q80 -136 92 -54Q0 -34 -92 -54Z" fill="{cap}"/><path d="M-92 -54Q0 -34 92 -54Q40 -26 0 -28Q-40 -26 -92 -54Z" fill="#e7cfa5"/>{dots}</g>'
    basket = '<g transform="translate(1190 960)"><path d="M-150 -110Q-140 -300 0 -300T150 -110" fill="none" stroke="#8a5a34" stroke-width="20"/>{}<path d="M-180 -120H180L140 30Q0 50 -140 30Z" fill="#b57a43"/><g stroke="#8a5a34" stroke-width="9" opacity=".8"><path d="M-172 -84H172M-162 -44H162M-152 -6H152"/></g><rect x="-190" y="-136" width="380" height="30" rx="14" fill="#8a5a34"/></g>'
    inside = shroom(-90, -96, 0.8, "#d98b2f") + shroom(10, -110, 0.95, "#8c4a25") + shroom(100, -94, 0.75, "#dca23a")
    return (sky("#e9c98c", "#f7e9c6") + spruces(700, 20, 420, "#c2a65e", 3) + spruces(760, 12, 560, "#8c8a4a", 8) + "".join(f'<rect x="{x}" y="-10" width="{w}" height="900" fill="#54382a"/><rect x="{x}" y="-10" width="{w * 0.3}" height="900" fill="#fff" opacity=".08"/>' for x, w in ((70, 80), (420, 56), (760, 70), (1420, 96)))
            + hills(860, 60, "#6b6a33", 3) + hills(930, 40, "#54572b", 6) + shroom(250, 960, 1.7, "#b8382a", True) + shroom(420, 990, 1.05, "#b8382a", True) + shroom(620, 930, 1.1, "#8c4a25") + shroom(730, 980, 1.5, "#a9692e") + shroom(890, 950, 0.8, "#dca23a") + basket.format(inside)
            + "".join(f'<path d="M{x} 1067q-14 -70 -40 -96M{x} 1067q4 -80 20 -120M{x} 1067q24 -60 50 -76" stroke="#3f4a25" stroke-width="10" fill="none" stroke-linecap="round"/>' for x in (90, 540, 1010, 1480))
            + "".join(f'<path transform="translate({x} {y}) rotate({r})" d="M0 0q26 -34 60 0q-34 34 -60 0Z" fill="{c}"/>' for x, y, r, c in ((330, 300, 30, RUST), (980, 220, -20, "#d98b2f"), (620, 420, 60, RUST), (1280, 380, 10, HONEY), (1200, 160, 80, RUST))))


def campfire():
    fire = '<g transform="translate(800 900)"><ellipse cx="0" cy="0" rx="700" ry="130" fill="#ffb14a" opacity=".14"/><circle cy="-120" r="330" fill="#ffb14a" opacity=".16"/><circle cy="-120" r="200" fill="#ffb14a" opacity=".2"/><path d="M-130 10L100 -40L120 -10L-110 40ZM130 10L-100 -40L-120 -10L110 40Z" fill="#4a2c20"/><path d="M0 -330C60 -220 130 -170 100 -60C80 10 -80 10 -100 -60C-130 -160 -40 -180 0 -330Z" fill="#e0602a"/><path d="M10 -220C40 -150 80 -120 60 -50C44 0 -50 0 -60 -46C-74 -110 -20 -120 10 -220Z" fill="#f6a83a"/><path d="M0 -120C20 -90 36 -70 26 -36C16 -8 -20 -8 -28 -34C-34 -66 -10 -80 0 -120Z" fill="#ffe9a8"/></g>'

    def sit(x, k, h, c, t, hat="", tilt=0):
        return bust(x, 850, 1.2, k, h, c, t, ("-84,-64 -96,10 -40,30", "84,-64 96,10 40,30"), hat, "open", '<path d="M-96 10H96Q110 90 60 96H-60Q-110 90 -96 10Z" fill="#2c2a33"/>', tilt)
    return (sky("#12203a", "#41456b") + stars(3, 80) + sun(1330, 190, 64, "#fdf0cf") + spruces(640, 24, 330, "#1d3147", 3) + spruces(740, 16, 480, "#142538", 5) + hills(840, 40, "#22301f", 2) + '<path d="M0 840Q800 800 1600 840V1067H0Z" fill="#2b3a24"/>'
            + '<rect x="70" y="880" width="520" height="64" rx="32" fill="#573a2a"/><rect x="1010" y="880" width="520" height="64" rx="32" fill="#573a2a"/>'
            + sit(200, 0, "hat", RUST, MOSS, "beard", 3) + sit(450, 3, "long", "#23150f", HONEY, "", -4) + sit(1150, 1, "curly", "#15100e", PLUM, "", 4) + sit(1400, 5, "hat", "#3d7a7a", CREAM, "glasses", -3) + fire)


def supper():
    pot = '<g transform="translate({0} {1})"><ellipse cx="0" cy="0" rx="110" ry="14" fill="#000" opacity=".15"/><path d="M-104 -74H104L88 -4Q0 10 -88 -4Z" fill="{2}"/><ellipse cx="0" cy="-74" rx="104" ry="22" fill="{3}"/><g fill="#f4e8d0" opacity=".8"><circle cx="-40" cy="-76" r="9"/><circle cx="10" cy="-70" r="8"/><circle cx="50" cy="-80" r="8"/></g><path d="M-30 -110q-14 -20 0 -38t0 -36M26 -112q-14 -18 0 -34" stroke="#fff" stroke-opacity=".55" stroke-width="8" fill="none" stroke-linecap="round"/></g>'
    plate = '<ellipse cx="{0}" cy="{1}" rx="74" ry="20" fill="#fffaf0"/><ellipse cx="{0}" cy="{2}" rx="46" ry="11" fill="{3}"/>'
    return (wall("#e7c492", "#8a5a3c") + bunting(60, 40, (RUST, HONEY, MOSS, CREAM, PLUM)) + window(130, 200, 300, 330, sky("#34506b", "#d98a5b", 700) + spruces(560, 18, 200, "#22382f", 3)) + window(1170, 200, 300, 330, sky("#34506b", "#d98a5b", 700) + spruces(560, 18, 200, "#22382f", 8)) + lamp(560, 110, RUST, 0.9) + lamp(1040, 110, RUST, 0.9)
            + bust(210, 740, 1.2, 5, "fringe", "#d6d0c8", MOSS, (), "glasses", tilt=5) + bust(480, 740, 1.2, 1, "short", "#15100e", RUST, ("84,-64 120,-40 130,10", "-84,-64 -92,0 -40,20"), tilt=-3) + bust(760, 740, 1.2, 2, "long", "#5b3420", CREAM, (), "stripe", tilt=4) + bust(1000, 760, 0.95, 0, "plaits", "#d0803a", HONEY, (), tilt=-6) + bust(1220, 740, 1.2, 0, "bald", "#cfc8be", PLUM, ("-84,-64 -120,-40 -130,10", "84,-64 92,0 40,20"), "beard", tilt=-3) + bust(1460, 740, 1.2, 4, "scarf", "#3d7a7a", "#dfc59a", (), tilt=4)
            + table(720, "#9b6a43", 20, 1560, 170) + pot.format(620, 850, PINE, "#b4532a") + pot.format(1120, 846, RUST, "#d9a441") + "".join(plate.format(x, y, y - 4, c) for x, y, c in ((230, 800, "#8fa04f"), (400, 868, RUST), (850, 792, "#d9a441"), (870, 872, "#8fa04f"), (1350, 800, RUST), (1400, 872, "#8fa04f"))) + '<path d="M140 872q70 -40 140 0q-70 26 -140 0Z" fill="#c98a45"/>')


def seed_library():
    def packet(x, y, colour, petal):
        return f'<g transform="translate({x} {y})"><rect x="-52" y="-140" width="104" height="140" rx="6" fill="{colour}"/><rect x="-52" y="-140" width="104" height="26" fill="#fff" opacity=".35"/><path d="M0 -20V-66" stroke="#4c6a3a" stroke-width="7"/><g fill="{petal}"><circle cx="-16" cy="-76" r="15"/><circle cx="16" cy="-76" r="15"/><circle cx="0" cy="-92" r="15"/><circle cx="0" cy="-62" r="15"/></g><circle cy="-77" r="11" fill="#fff3cf"/></g>'
    rows = ((470, ((170, RUST, CREAM), (300, HONEY, RUST), (430, MOSS, HONEY), (560, PLUM, "#e9a7a0"), (690, "#3d7a7a", HONEY))), (690, ((170, CREAM, PLUM), (300, "#3d7a7a", CREAM), (430, RUST, HONEY), (560, HONEY, PLUM), (690, MOSS, CREAM))))
    shelves = "".join(f'<rect x="90" y="{y}" width="700" height="20" rx="4" fill="#6e4630"/>' + "".join(packet(x, y, c, p) for x, c, p in row) for y, row in rows)
    sprouts = "".join(f'<g transform="translate({x} 716)"><path d="M-44 -60H44L34 0H-34Z" fill="#b4532a"/><path d="M0 -60V-{h}" stroke="#4f8043" stroke-width="8"/><path d="M0 -{h}q-40 -30 -56 4q30 24 56 -4q40 -30 56 4q-30 24 -56 -4" fill="#6c9a45"/></g>' for x, h in ((960, 110), (1080, 140), (1200, 100), (1320, 150), (1440, 120)))
    return (wall("#e9ddbf", "#a0704a", 840) + shelves + window(900, 130, 600, 560, sky("#bfe0e2", "#f7ecc9", 720) + hills(560, 130, "#93b76c", 2) + hills(640, 60, "#6f9a4c", 5)) + '<rect x="860" y="712" width="680" height="26" rx="6" fill="#fdf6ea"/>' + sprouts
            + stand(420, 1020, 1.12, 3, "bun", "#23150f", MOSS, "#5a4034", ("-58,-262 -110,-270 -130,-330", "58,-262 100,-250 120,-300"), "dress") + stand(800, 1025, 1.12, 0, "short", "#cfc8be", RUST, "#37424e", ("-58,-262 -84,-200 -66,-142", "58,-262 110,-250 170,-290"), "beard glasses") + stand(1010, 1035, 0.72, 5, "plaits", "#e0a84e", HONEY, "#3d7a7a", ("-58,-262 -84,-200 -66,-142", "58,-262 100,-300 110,-380")) + plant(1480, 1010, 1.3, PLUM, "#5d8a3c"))


def birds():
    bird = '<g transform="translate(560 430)"><path d="M-40 70Q-150 130 -230 120Q-150 90 -90 20Z" fill="#3b4a55"/><ellipse rx="118" ry="100" fill="#c8502e"/><path d="M-116 -20Q-60 -120 60 -96Q30 30 -110 60Z" fill="#5a6a72"/><circle cx="70" cy="-74" r="70" fill="#5a6a72"/><path d="M40 -60Q80 -20 136 -60Q120 10 60 20Z" fill="#c8502e"/><path d="M136 -84L184 -70L134 -58Z" fill="#e3a93b"/><circle cx="92" cy="-88" r="11" fill="#15130f"/><circle cx="96" cy="-92" r="4" fill="#fff"/><path d="M-20 92v40M30 92v40" stroke="#4a3226" stroke-width="9"/></g>'
    glass = '<g transform="translate(0 -196)"><rect x="-52" y="-6" width="46" height="34" rx="10" fill="#22272b"/><rect x="6" y="-6" width="46" height="34" rx="10" fill="#22272b"/><rect x="-10" y="0" width="20" height="16" fill="#22272b"/></g>'
    return (sky("#f5d79a", "#fcf0d2") + sun(1240, 260, 90, "#fff4d4") + hills(640, 130, "#d6b35f", 2) + spruces(720, 18, 260, "#8d9152", 7) + hills(860, 80, "#6f7a3c", 6) + birch(90, 1067, 92, 4) + birch(1440, 1067, 74, 9)
            + '<path d="M140 560Q520 590 980 520L984 546Q540 626 140 600Z" fill="#4a3226"/><path d="M760 556q60 -70 140 -90" stroke="#4a3226" stroke-width="14" fill="none"/>' + "".join(f'<path transform="translate({x} {y}) rotate({r})" d="M0 0q34 -44 78 0q-44 44 -78 0Z" fill="{c}"/>' for x, y, r, c in ((860, 470, -20, HONEY), (900, 476, 40, RUST), (330, 590, 60, HONEY), (240, 560, -50, "#d98b2f"), (950, 530, 10, RUST), (700, 570, 70, HONEY))) + bird
            + bust(1130, 1067, 1.45, 0, "hat", PINE, RUST, ("-84,-64 -110,-60 -34,-160", "84,-64 110,-60 34,-160"), "", "open", glass) + bust(820, 1090, 1.15, 3, "plaits", "#23150f", HONEY, ("84,-64 130,-80 120,-190", "-84,-64 -96,10 -40,20")))


def barn_film():
    crowd = ((130, 0, "hat", RUST, MOSS), (350, 3, "long", "#23150f", HONEY), (570, 1, "short", "#15100e", PLUM), (800, 5, "bun", "#d6d0c8", RUST), (1030, 0, "plaits", "#d0803a", "#3d7a7a"), (1260, 2, "short", "#5b3420", CREAM), (1480, 4, "curly", "#120c0b", MOSS))
    planks = "".join(f'<path d="M{x} 0V1067" stroke="#000" stroke-opacity=".22" stroke-width="5"/>' for x in range(0, 1600, 84))
    film = '<svg x="360" y="190" width="880" height="470" viewBox="0 0 1600 855" preserveAspectRatio="none">' + sky("#f2a25e", "#fbe3b0") + sun(1100, 360, 130) + hills(620, 150, "#b4632f", 3) + hills(760, 80, "#6b3247", 5) + stand(560, 800, 1.2, 2, "long", "#2a1a16", "#24483a", "#2b2026", extra="dress") + "</svg>"
    return ('<rect width="1600" height="1067" fill="#4b2f24"/>' + planks + '<path d="M0 0H1600V60L800 200L0 60Z" fill="#2c1b16"/><path d="M-20 70L800 210L1620 70" stroke="#6e4630" stroke-width="30" fill="none"/>' + "".join(f'<circle cx="{x}" cy="{130 + (abs(x - 800) // -9) + 88}" r="12" fill="#ffe1a0"/><circle cx="{x}" cy="{130 + (abs(x - 800) // -9) + 88}" r="34" fill="#ffe1a0" opacity=".2"/>' for x in range(80, 1600, 160))
            + '<rect x="336" y="232" width="928" height="520" fill="#1f1512"/><g transform="translate(0 66)">' + film + '</g><path d="M800 1067L360 256H1240Z" fill="#fff3c9" opacity=".07"/><rect y="860" width="1600" height="210" fill="#2c1b16"/>' + "".join(behind(x, 880 + (i % 2) * 40, 1.1, k, h, c, t) for i, (x, k, h, c, t) in enumerate(crowd)))


def archive():
    def photo(x, y, r, art):
        return f'<g transform="translate({x} {y}) rotate({r})"><rect x="-104" y="-74" width="208" height="148" fill="#fbf3e1"/><rect x="-92" y="-62" width="184" height="124" fill="#d8b98a"/><g clip-path="inset(0)">{art}</g></g>'
    farm = '<path d="M-92 30Q0 0 92 34V62H-92Z" fill="#9a7a4c"/><path d="M-50 34V-6L-14 -34L22 -6V34Z" fill="#7a5634"/><circle cx="58" cy="-34" r="15" fill="#f4e2b8"/>'
    group = '<path d="M-92 40H92V62H-92Z" fill="#9a7a4c"/>' + "".join(f'<circle cx="{x}" cy="-6" r="13" fill="#7a5634"/><path d="M{x - 20} 50Q{x} -10 {x + 20} 50Z" fill="#7a5634"/>' for x in (-54, -14, 26, 64))
    train = '<path d="M-92 34H92V62H-92Z" fill="#9a7a4c"/><rect x="-70" y="-10" width="90" height="40" fill="#7a5634"/><rect x="20" y="-34" width="44" height="64" fill="#6a4a2c"/><circle cx="-46" cy="34" r="13" fill="#4a3423"/><circle cx="0" cy="34" r="13" fill="#4a3423"/><circle cx="44" cy="34" r="13" fill="#4a3423"/><path d="M-56 -12v-24h18v24" fill="#6a4a2c"/>'
    boxes = "".join(f'<g transform="translate({x} {y})"><rect width="150" height="96" fill="{c}"/><rect x="45" y="26" width="60" height="30" rx="4" fill="#fdf6ea"/><path d="M0 12H150" stroke="#000" stroke-opacity=".15" stroke-width="5"/></g>' for y in (108, 248, 388) for x, c in ((80, MOSS), (240, RUST), (400, HONEY), (1060, PLUM), (1220, HONEY), (1380, MOSS)))
    boards = "".join(f'<rect x="{x}" y="{y}" width="500" height="14" fill="#5b3c2c"/>' for y in (204, 344, 484) for x in (70, 1045))
    return (wall("#d9c29a", "#7a5038") + boxes + boards + window(660, 110, 300, 380, sky("#b9d7c9", "#f7ecc9", 600) + spruces(500, 14, 190, "#4f7d5f", 3)) + lamp(800, 30, PINE, 0.9)
            + bust(420, 740, 1.32, 5, "bun", "#d6d0c8", PLUM, ("84,-64 130,0 150,70", "-84,-64 -92,0 -40,50"), "glasses", "down", "", 5) + bust(800, 740, 1.32, 4, "short", "#120c0b", MOSS, (), "", "down", "", -4) + bust(1180, 740, 1.32, 0, "bald", "#cfc8be", RUST, ("-84,-64 -130,0 -140,70", "84,-64 92,0 40,50"), "beard glasses", "down", "", -4)
            + table(730, "#8a5636") + photo(300, 840, -8, farm) + photo(600, 850, 5, group) + photo(930, 836, -4, train) + photo(1300, 846, 9, farm) + cup(1120, 850, HONEY))


def lantern_walk():
    def glow(x, y, colour="#ffd27a"):
        return f'<g transform="translate({x} {y})"><circle r="150" fill="{colour}" opacity=".12"/><circle r="84" fill="{colour}" opacity=".2"/><path d="M0 -70V-40" stroke="#3a2a28" stroke-width="6"/><path d="M-26 -40H26L36 30H-36Z" fill="{colour}"/><path d="M-26 -40H26L30 -28H-30ZM-36 30H36L34 42H-34Z" fill="#5a3424"/></g>'

    def carry(x, y, s, k, h, c, t, legs, side=1, extra=""):
        hand = f"{58 * side},-262 {110 * side},-250 {140 * side},-250"
        rest = f"{-58 * side},-262 {-84 * side},-200 {-66 * side},-142"
        return stand(x, y, s, k, h, c, t, legs, (rest, hand), extra) + glow(x + 140 * side * s, y - 180 * s)
    return (sky("#1d2b4a", "#6b4a66") + stars(5, 60, 420) + sun(1180, 200, 70, "#fdf0cf") + spruces(640, 20, 360, "#2c3558", 2) + spruces(760, 12, 520, "#232b48", 6) + '<path d="M0 760Q800 700 1600 760V1067H0Z" fill="#26302e"/><path d="M700 740Q720 860 420 1067H1180Q900 860 880 740Z" fill="#6b5a4a"/>' + birch(40, 1067, 80, 3) + birch(1490, 1067, 70, 6)
            + carry(760, 860, 0.62, 0, "hat", HONEY, RUST, "#2b2a33") + carry(560, 930, 0.85, 3, "long", "#23150f", MOSS, "#2f3446", -1) + carry(1010, 960, 0.95, 1, "hat", "#3d7a7a", PLUM, "#2b2a33") + carry(720, 1010, 0.7, 5, "plaits", "#e0a84e", HONEY, RUST, 1))


def folk_music():
    fiddle = '<g transform="translate(-20 -96) rotate(-24)"><path d="M-60 0C-80 -40 -30 -50 -20 -26C0 -38 20 -38 30 -24C60 -46 80 0 60 20C40 40 20 30 8 22C-10 36 -50 44 -60 0Z" fill="#9b4f25"/><path d="M30 -6L150 -30" stroke="#3a2418" stroke-width="13"/><path d="M-40 -70L60 60" stroke="#f4e8d0" stroke-width="6"/></g>'
    accordion = '<g transform="translate(0 -50)"><rect x="-110" y="-60" width="50" height="120" rx="8" fill="#6b3247"/><rect x="60" y="-60" width="50" height="120" rx="8" fill="#6b3247"/><path d="M-60 -56L-40 -64L-20 -56L0 -64L20 -56L40 -64L60 -56V56L40 64L20 56L0 64L-20 56L-40 64L-60 56Z" fill="#c8502e"/><path d="M-40 -60V60M-20 -56V56M0 -60V60M20 -56V56M40 -60V60" stroke="#000" stroke-opacity=".25" stroke-width="5"/><g fill="#f4e8d0"><circle cx="85" cy="-34" r="7"/><circle cx="85" cy="-10" r="7"/><circle cx="85" cy="14" r="7"/><circle cx="85" cy="38" r="7"/></g></g>'
    guitar = '<g transform="translate(10 -40) rotate(-18)"><path d="M-110 0C-120 -60 -60 -70 -36 -44C-10 -60 30 -50 30 0C30 50 -10 60 -36 44C-60 70 -120 60 -110 0Z" fill="#dca23a"/><circle cx="-40" r="19" fill="#4a2c1c"/><path d="M20 -8H170V8H20Z" fill="#4a2c1c"/></g>'
    seat = '<path d="M-96 10H96V150H-96Z" fill="{}"/>'
    crowd = ((110, 2, "long", "#5b3420", HONEY), (360, 0, "short", "#cfc8be", MOSS), (620, 4, "scarf", "#b4532a", PLUM), (880, 5, "plaits", "#e0a84e", RUST), (1130, 1, "short", "#15100e", CREAM), (1400, 3, "bun", "#23150f", "#3d7a7a"))
    return ('<rect width="1600" height="1067" fill="#24483a"/><rect width="1600" height="1067" fill="url(#glow)"/>' + "".join(f'<path d="M0 {y}H1600" stroke="#000" stroke-opacity=".14" stroke-width="5"/>' for y in range(80, 760, 84)) + bunting(70, 40, (RUST, HONEY, CREAM, PLUM)) + lamp(400, 60, RUST, 0.9) + lamp(800, 60, RUST, 0.9) + lamp(1200, 60, RUST, 0.9) + '<rect y="740" width="1600" height="330" fill="#7a4d33"/>'
            + bust(400, 690, 1.2, 0, "long", "#d0803a", CREAM, ("84,-64 120,-60 70,-110", "-84,-64 -100,0 -70,-60"), "", "down", seat.format("#4a3b34") + fiddle, 8) + bust(800, 690, 1.2, 5, "bald", "#cfc8be", HONEY, ("-86,-70 -130,-20 -104,-40", "86,-70 130,-20 104,-40"), "beard glasses", "open", seat.format("#37424e") + accordion) + bust(1200, 690, 1.2, 1, "curly", "#15100e", RUST, (), "", "down", seat.format("#2b2a33") + guitar, -5)
            + "".join(behind(x, 900 + (i % 2) * 34, 1.12, k, h, c, t) for i, (x, k, h, c, t) in enumerate(crowd)))


def window_seat():
    cat = '<g transform="translate(1150 784)"><path d="M-90 0C-110 -70 -50 -96 0 -90C60 -100 110 -60 96 0Z" fill="#d98b2f"/><circle cx="72" cy="-74" r="44" fill="#d98b2f"/><path d="M40 -100L44 -140L70 -112ZM82 -114L108 -136L108 -96Z" fill="#d98b2f"/><path d="M56 -72q8 7 16 0M82 -72q8 7 16 0" stroke="#3a2418" stroke-width="4" fill="none"/><path d="M-86 -10Q-150 -20 -136 -70" stroke="#d98b2f" stroke-width="24" fill="none" stroke-linecap="round"/><path d="M-50 -84v30M-20 -90v34M10 -88v30" stroke="#a9621d" stroke-width="9" stroke-linecap="round"/></g>'
    outside = sky("#b9d3d6", "#f5e3bd", 900) + hills(560, 100, "#9dbf9a", 3) + spruces(640, 14, 330, "#5f8f72", 4) + spruces(760, 10, 420, "#35664f", 7)
    return (wall("#6b3247", "#8a5636", 900) + window(330, 90, 940, 640, outside) + shelf(20, 120, 260, 5, 125, 51) + shelf(1320, 120, 260, 5, 125, 53) + '<rect x="230" y="760" width="1140" height="56" rx="20" fill="#dca23a"/><rect x="230" y="800" width="1140" height="150" fill="#9b6a43"/><path d="M520 816V950M800 816V950M1080 816V950" stroke="#000" stroke-opacity=".2" stroke-width="6"/>'
            + '<rect x="300" y="640" width="150" height="130" rx="36" fill="#3d7a7a" transform="rotate(-8 375 705)"/>' + bust(620, 770, 1.35, 2, "curly", "#4a2a1a", MOSS, ("-86,-70 -92,10 -50,10", "86,-70 92,10 50,10"), "", "down", '<path d="M-96 6Q0 -20 150 0L330 4Q350 20 330 34H-96Z" fill="#37424e"/>' + book(0, -6, 1.15, RUST), 4) + cat + cup(940, 764, CREAM))


def orchard():
    def tree(x, y, h, seed):
        apples = "".join(f'<circle cx="{x + dx * h * 0.3:.0f}" cy="{y - h * dy:.0f}" r="15" fill="{("#c8382a", "#dca23a")[(i + seed) % 2]}"/>' for i, (dx, dy) in enumerate(((-0.8, 0.6), (-0.3, 0.75), (0.2, 0.6), (0.7, 0.66), (0.3, 0.95), (-0.3, 1.0), (0.9, 0.5), (-0.5, 0.86))))
        return leafy(x, y, h, "#6c8f3e") + apples
    crate = '<g transform="translate({} 960)"><rect x="-110" y="-80" width="220" height="90" fill="#b57a43"/>{}<path d="M-110 -50H110M-110 -18H110" stroke="#7a4d2c" stroke-width="7"/></g>'
    heap = "".join(f'<circle cx="{-80 + (i % 6) * 32}" cy="{-88 - (i // 6) * 22}" r="20" fill="{("#c8382a", "#dca23a", "#8fa33c")[i % 3]}"/>' for i in range(12))
    return (sky("#bcdde0", "#fbeecb") + cloud(1150, 170, 1) + sun(320, 190, 74) + hills(600, 130, "#a5c077", 4) + house(1240, 690, 0.6) + hills(760, 70, "#87a853", 2) + '<rect y="800" width="1600" height="270" fill="#739447"/>' + tree(250, 900, 620, 0) + tree(860, 840, 520, 1) + tree(1440, 920, 640, 0)
            + '<g stroke="#8a5a34" stroke-width="16"><path d="M420 970L540 470M520 970L640 470M440 890H530M460 800H552M484 710H572M504 620H596"/></g>' + stand(620, 970, 1.0, 4, "curly", "#120c0b", HONEY, PINE, ("-58,-262 -110,-300 -130,-370", "58,-262 84,-200 66,-142")) + stand(1040, 985, 1.0, 5, "hat", PLUM, MOSS, "#4a3b34", extra="glasses") + stand(1180, 990, 0.66, 0, "plaits", "#d0803a", RUST, "#3d7a7a", ("-58,-262 -90,-290 -100,-350", "58,-262 84,-200 66,-142")) + crate.format(830, heap) + crate.format(300, heap))


SCENES = {
    "skov-morgen": forest_morning, "landsbyen": village_library, "bogbus": book_bus, "svampe": mushrooms,
    "baal": campfire, "faellesspisning": supper, "froebibliotek": seed_library, "fugle": birds,
    "ladefilm": barn_film, "arkiv": archive, "lanterner": lantern_walk, "spillemaend": folk_music,
    "vindueskarm": window_seat, "aeblehave": orchard,
}
