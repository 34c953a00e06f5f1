"""Scenes of a harbour town."""

# Drawings are read as pictures, one call a shape: kept in wide lines.
# ruff: noqa: E501
# fmt: off

from demo_art.outdoors import boat, cloud, gull, houses, leafy, sky, sun, water
from demo_art.people import behind, book, bust, cup, stand
from demo_art.rooms import bubble, bunting, lamp, laptop, plant, shelf, table, wall, window, yarn

TOWN = ("#c8553d", "#e3a93b", "#f3e6cf", "#7c2d3b", "#e08a5b", "#1f5d63", "#f0d9b0", "#b8452f")
TEAL, CORAL, GOLD, WINE, SAND, NAVY = "#1f6b70", "#d4613f", "#e3a93b", "#7c2d3b", "#f3e6cf", "#20384f"
QUAY = '<rect y="612" width="1600" height="34" fill="#3a2a2a"/><rect y="612" width="1600" height="8" fill="#fff" opacity=".18"/>'


def view(tint="#f4b56f", sea="#2b7a80"):
    """What one sees of the harbour through a window."""
    return f'<rect width="1600" height="700" fill="{tint}"/><rect y="420" width="1600" height="500" fill="{sea}"/>'


def harbour_morning():
    return (sky("#f2a76a", "#fbe3b9") + sun(1230, 300, 96) + cloud(380, 190, 1.1, opacity=0.5) + cloud(860, 120, 0.8, opacity=0.4)
            + houses(-20, 616, 13, 3, TOWN) + QUAY + water(646, "#2b7a80") + boat(360, 800, 1.1) + boat(1180, 740, 0.75, "#20384f", "#fbeed8", "#e3a93b", -1)
            + boat(870, 960, 1.35, "#20384f", "#f7ead3", "#c8553d") + gull(640, 300) + gull(720, 252, 0.7) + gull(980, 380, 0.6))


def harbour_evening():
    dark = ("#22455a", "#2b3d5c", "#3a3357", "#1d5560", "#512f4e", "#27506a")
    return (sky("#1c2c4c", "#d9705a") + sun(420, 520, 84, "#ffcf8a") + houses(-30, 616, 13, 8, dark, "#191f38", "#ffd277", "#15223a")
            + QUAY + water(646, "#35506b", "#ffb46b", 7, "#101e33") + boat(1240, 820, 1.2, "#151b30", "#e9cdb4", "#b8523f", -1)
            + "".join(f'<path d="M{x} 640V520" stroke="#14182a" stroke-width="8"/><circle cx="{x}" cy="512" r="16" fill="#ffe1a0"/><circle cx="{x}" cy="512" r="44" fill="#ffe1a0" opacity=".22"/>' for x in (180, 520, 860, 1200, 1520)))


def library_front():
    inside = (f'<g>{shelf(470, 380, 280, 2, 120, 4)}{shelf(850, 380, 290, 2, 120, 9)}</g>')
    return (sky("#24526b", "#f0b483") + cloud(260, 170, 1, "#ffe5c5", 0.4) + houses(-60, 800, 4, 4, ("#a8443a", "#c98b4a", "#6d2f45"), "#3d2130", s=1.2)
            + houses(1250, 800, 4, 6, ("#20606a", "#b9533d", "#d7b98c"), "#3d2130", s=1.2)
            + '<rect x="400" y="250" width="820" height="560" fill="#e9d7b8"/><path d="M370 254L810 92L1250 254Z" fill="#7c2d3b"/><circle cx="810" cy="186" r="36" fill="#ffe3a3"/>'
            + '<rect x="446" y="320" width="320" height="420" fill="#ffd98f"/><rect x="846" y="320" width="330" height="420" fill="#ffd98f"/>' + inside
            + '<rect x="772" y="440" width="70" height="370" fill="#1d4d54"/><path d="M606 320V740M1010 320V740" stroke="#e9d7b8" stroke-width="14"/>'
            + '<rect y="806" width="1600" height="261" fill="#5d4a4f"/><rect y="806" width="1600" height="16" fill="#fff" opacity=".15"/><path d="M446 822H766L660 1067H200ZM846 822H1176L1420 1067H960Z" fill="#ffd98f" opacity=".22"/>'
            + stand(560, 806, 0.62, 2, "bun", "#5a3420", CORAL, NAVY) + stand(1080, 806, 0.62, 1, "short", "#17100e", TEAL, "#3b2f3a")
            + stand(300, 960, 0.95, 3, "long", "#2a1a16", GOLD, "#54323a", ("-58,-262 -88,-200 -60,-130", "58,-262 92,-210 120,-160")) + stand(428, 964, 0.6, 3, "plaits", "#2a1a16", WINE, "#284d55")
            + stand(1320, 950, 0.95, 0, "short", "#c9c2b8", NAVY, "#4a4038", extra="glasses beard"))


def knitting():
    needles = '<g stroke="#f8e7c8" stroke-width="7" stroke-linecap="round"><path d="M-58 -96L32 -34M58 -96L-32 -34"/></g>'
    cloth = '<path d="M-40 -52Q0 -36 40 -52L50 20H-50Z" fill="{}"/><path d="M-40 -40Q0 -24 40 -40M-44 -20Q0 -4 44 -20M-46 0Q0 16 46 0" stroke="#fff" stroke-opacity=".35" stroke-width="5" fill="none"/>'
    hands = ("-80,-64 -92,10 -44,-40", "80,-64 92,10 44,-40")
    return (wall("#f2dcc0", "#b9794f") + shelf(40, 90, 430, 4, 130, 3) + window(560, 110, 380, 400, view() + sun(830, 300, 60) + houses(540, 430, 5, 5, TOWN, s=0.45))
            + shelf(1080, 90, 480, 4, 130, 12) + lamp(800, 60, TEAL, 0.9)
            + bust(300, 730, 1.25, 2, "bun", "#d8d2ca", TEAL, hands, "glasses", "down", cloth.format(GOLD) + needles, 4)
            + bust(640, 730, 1.25, 4, "curly", "#1d1311", CORAL, hands, "", "down", cloth.format("#f3e6cf") + needles, -4)
            + bust(980, 730, 1.25, 0, "short", "#a8602e", NAVY, hands, "beard", "down", cloth.format(WINE) + needles, 3)
            + bust(1310, 730, 1.25, 3, "scarf", "#8e3346", "#e9c98f", hands, "", "down", cloth.format(TEAL) + needles, -3)
            + table(720) + yarn(190, 800, WINE, 46) + yarn(270, 826, GOLD, 36) + cup(470, 830) + yarn(800, 800, TEAL, 50) + yarn(884, 828, CORAL, 34) + cup(1130, 826, "#e3a93b") + yarn(1440, 806, "#f3e6cf", 44))


def reading_circle():
    def chair(x, colour):
        return f'<g transform="translate({x} 560)"><path d="M-150 0Q-150 -90 -70 -90H70Q150 -90 150 0V330H-150Z" fill="{colour}"/><path d="M-178 90q0 -46 44 -46t44 46V350H-178ZM178 90q0 -46 -44 -46t-44 46V350H178Z" fill="{colour}"/><path d="M-178 90q0 -46 44 -46t44 46V350H-178ZM178 90q0 -46 -44 -46t-44 46V350H178Z" fill="#000" opacity=".16"/></g>'
    hold = ("-86,-70 -92,20 -56,24", "86,-70 92,20 56,24")
    sit = '<path d="M-96 10H96V150H-96Z" fill="{}"/>'
    return (wall("#285c63", "#8e5a3c") + shelf(0, 60, 1600, 4, 118, 21, "#4b2f24") + lamp(800, 90, GOLD, 1.1)
            + '<ellipse cx="800" cy="960" rx="760" ry="92" fill="#a63d31"/><ellipse cx="800" cy="960" rx="690" ry="74" fill="none" stroke="#f3d9a8" stroke-width="8"/>'
            + chair(290, CORAL) + bust(290, 800, 1.15, 0, "long", "#b5692f", "#f1dfc2", hold, "", "down", sit.format("#3c4f66") + book(0, 10, 1.15, TEAL), 3)
            + chair(800, GOLD) + bust(800, 800, 1.15, 1, "short", "#1b1210", WINE, hold, "glasses", "open", sit.format("#2f3b46") + book(0, 10, 1.15, SAND))
            + chair(1310, WINE) + bust(1310, 800, 1.15, 5, "fringe", "#d9d5d0", "#2f8a7d", hold, "", "down", sit.format("#6d4a3c") + book(0, 10, 1.15, CORAL), -4))


def story_time():
    kids = ((250, 1, "curly", "#1d1311", GOLD), (470, 0, "plaits", "#c4712e", CORAL), (700, 3, "short", "#2a1a14", "#6fb0a5"),
            (930, 2, "long", "#5b3420", WINE), (1160, 4, "short", "#120c0b", "#f1dfc2"), (1370, 5, "plaits", "#e0b060", TEAL))
    return (wall("#f6d9a9", "#c58455", 700) + shelf(60, 120, 360, 4, 130, 31) + shelf(1190, 120, 360, 4, 130, 33) + bunting(40, 40)
            + '<path d="M470 700V330Q470 190 800 190T1130 330V700Z" fill="#1f6b70"/><path d="M520 700V350Q520 236 800 236T1080 350V700Z" fill="#123f4a"/>'
            + "".join(f'<circle cx="{x}" cy="{y}" r="{r}" fill="#ffe6a6"/>' for x, y, r in ((600, 330, 6), (690, 290, 8), (940, 300, 7), (1010, 380, 6), (560, 430, 5), (1030, 500, 5)))
            + '<path d="M960 350a46 46 0 1 0 30 74a38 38 0 1 1 -30 -74" fill="#ffe6a6"/>'
            + '<path d="M640 560h320v240h-320Z" fill="#c8553d"/><path d="M620 600q0 -40 40 -40t40 40v200h-80ZM900 600q0 -40 40 -40t40 40v200h-80Z" fill="#a23f2c"/>'
            + bust(800, 720, 1.2, 2, "bun", "#6b3b22", "#e9c98f", ("-86,-70 -110,0 -78,-10", "86,-70 110,0 78,-10"), "glasses", "open", '<path d="M-94 12H94V96H-94Z" fill="#3d5a73"/>' + book(0, -16, 1.5, WINE))
            + '<ellipse cx="800" cy="1000" rx="780" ry="150" fill="#7c2d3b"/><ellipse cx="800" cy="1000" rx="700" ry="120" fill="none" stroke="#f3d9a8" stroke-width="8"/>'
            + "".join(behind(x, 940 + (i % 2) * 26, 0.92, skin, hair, colour, top) for i, (x, skin, hair, colour, top) in enumerate(kids)))


def computer_help():
    phone = '<rect x="-30" y="-56" width="60" height="104" rx="10" fill="#222b33"/><rect x="-24" y="-48" width="48" height="82" rx="4" fill="#bfe3e0"/>'
    return (wall("#dfe9e3", "#a87350") + window(130, 110, 380, 420, view("#bfe0e6", "#3c8d92") + cloud(320, 240, 0.6) + boat(200, 470, 0.5)) + shelf(640, 70, 900, 4, 125, 41)
            + plant(580, 720, 1.05) + bust(330, 740, 1.32, 0, "short", "#d5cfc6", NAVY, ("-84,-64 -96,10 -30,-14", "84,-64 96,10 40,0"), "glasses", "down", phone, 5)
            + bust(690, 740, 1.32, 3, "scarf", TEAL, "#e8b06a", ("-84,-64 -130,-10 -196,-22", "84,-64 96,10 40,24"), "", "open", "", -7)
            + bust(1120, 740, 1.32, 1, "curly", "#1d1311", CORAL, (), "", "down", "", 3) + bust(1420, 740, 1.32, 5, "bun", "#cfc8be", WINE, (), "glasses", "open", "", -6)
            + table(730, "#9a6440") + laptop(1180, 850, 1.35) + cup(900, 840, "#e3a93b") + cup(150, 860) + '<path d="M520 840l150 -16 20 44 -156 18Z" fill="#fffaf0"/><path d="M544 850l110 -12M548 864l90 -10" stroke="#8aa5a5" stroke-width="5"/>')


def market_day():
    def stall(x, colour, goods):
        stripes = "".join(f'<path d="M{x + i * 52} 470h52v66q-26 34 -52 0Z" fill="{colour if i % 2 else "#fbf1de"}"/>' for i in range(7))
        fruit = "".join(f'<circle cx="{x + 40 + (i % 8) * 40}" cy="{690 - (i // 8) * 30}" r="21" fill="{goods[i % len(goods)]}"/>' for i in range(16))
        return f'<path d="M{x + 20} 500V860M{x + 344} 500V860" stroke="#5b3c2c" stroke-width="14"/>{fruit}<rect x="{x}" y="700" width="364" height="160" fill="#a56b42"/><path d="M{x} 740h364M{x} 790h364" stroke="#000" stroke-opacity=".15" stroke-width="6"/>{stripes}'
    return (sky("#bfe3e6", "#fdeccb") + sun(240, 190, 70) + cloud(1080, 170, 1) + houses(-10, 640, 13, 13, TOWN) + '<rect y="636" width="1600" height="431" fill="#d9bd95"/>'
            + "".join(f'<path d="M{800 + (i - 8) * 130} 640L{800 + (i - 8) * 300} 1067" stroke="#000" stroke-opacity=".06" stroke-width="6"/>' for i in range(17)) + bunting(250, 60)
            + stand(300, 850, 0.85, 2, "scarf", WINE, "#f1dfc2") + stall(110, CORAL, ("#d9482f", "#e88c2f", "#8fae3c")) + stand(1300, 850, 0.85, 0, "hat", NAVY, "#6d8f6b", extra="beard") + stall(1120, TEAL, ("#7c2d3b", "#e3a93b", "#c8553d"))
            + stand(640, 960, 1.05, 4, "curly", "#1a110f", GOLD, "#7c3b4a", extra="dress") + stand(800, 970, 0.68, 4, "plaits", "#1a110f", CORAL, TEAL) + stand(980, 950, 1.05, 5, "short", "#c9c2b8", TEAL, "#4d4340", ("-58,-262 -90,-200 -100,-130", "58,-262 94,-214 60,-176"), "glasses", front=book(50, -180, 0.5, WINE, 12)))


def repair_cafe():
    machine = '<g transform="translate(1180 850)"><path d="M-150 0H150V-24H-150ZM96 -24h54v-150q0 -26 -26 -26H-110q-40 0 -40 44v50h44v-40q0 -10 12 -10H60q36 0 36 40Z" fill="#efe3cf"/><circle cx="132" cy="-150" r="34" fill="#c8553d"/><path d="M-128 -106v60" stroke="#444" stroke-width="8"/><path d="M-200 -24Q-120 -44 -60 -24L-110 20H-220Z" fill="#1f6b70"/></g>'
    toaster = '<g transform="translate(470 850)"><rect x="-110" y="-130" width="220" height="130" rx="30" fill="#b9c4c4"/><rect x="-110" y="-40" width="220" height="40" rx="14" fill="#4d5960"/><path d="M-70 -130v-34q0 -12 12 -12h116q12 0 12 12v34Z" fill="#d9a45c"/><circle cx="70" cy="-74" r="12" fill="#c8553d"/></g>'
    tools = '<g transform="translate(790 846)"><path d="M-120 0l90 -16 4 20 -90 16Z" fill="#c8553d"/><path d="M-28 -14l110 -20 3 10 -110 20Z" fill="#888f94"/><path d="M20 30l120 10 -2 14 -120 -10Z" fill="#5b6a72"/><circle cx="150" cy="50" r="22" fill="none" stroke="#5b6a72" stroke-width="14"/></g>'
    return (wall("#e6c9a2", "#8c6248") + '<rect x="90" y="90" width="560" height="330" rx="10" fill="#4c6a6a"/><g stroke="#f3e6cf" stroke-width="14" stroke-linecap="round" fill="none"><path d="M170 160v180M170 160h-30M170 160h30M270 150v120M270 330v20M370 170a40 40 0 1 0 1 0M370 250v110M470 150l40 200M550 150l-20 200"/></g>' + window(760, 100, 340, 360, view("#f7cf91", "#2b7a80") + boat(930, 430, 0.5)) + shelf(1180, 60, 380, 4, 112, 8) + lamp(480, 40, CORAL, 0.9) + lamp(1150, 40, GOLD, 0.9)
            + bust(330, 740, 1.3, 0, "bald", "#c9c2b8", TEAL, ("-84,-64 -96,0 -20,40", "84,-64 120,0 90,60"), "glasses beard", "down", "", 5) + bust(640, 740, 1.3, 4, "short", "#130d0c", GOLD, (), "", "down", "", -5)
            + bust(1010, 740, 1.3, 3, "long", "#2a1913", CORAL, ("84,-64 130,0 150,60", "-84,-64 -90,0 -40,60"), "", "down", "", 4) + bust(1370, 740, 1.3, 5, "fringe", "#d2b271", WINE, (), "", "open", "", -4)
            + table(730, "#7d4f35") + toaster + tools + machine)


def choir():
    rows = ((220, 0, "long", "#b5692f", TEAL), (440, 1, "short", "#1b1210", CORAL), (660, 2, "bun", "#d6d0c8", NAVY), (880, 4, "curly", "#150e0c", GOLD), (1100, 5, "short", "#e0b060", WINE), (1320, 3, "scarf", "#20606a", "#f1dfc2"))
    front = ((330, 3, "short", "#2a1a14", "#f1dfc2"), (560, 5, "fringe", "#8c4a25", WINE), (800, 0, "bald", "#c9c2b8", TEAL), (1040, 1, "bun", "#1b1210", CORAL), (1260, 2, "long", "#5b3420", NAVY))
    note = '<g transform="translate({} {}) scale({})" fill="{}"><ellipse cx="0" cy="0" rx="24" ry="18" transform="rotate(-18)"/><path d="M16 -4V-104L60 -86V-64L24 -80V-4Z"/></g>'
    mouths = '<ellipse cx="0" cy="-160" rx="14" ry="14" fill="#6d2226"/>'
    sheet = '<path d="M-70 -60L0 -46L70 -60V20L0 34L-70 20Z" fill="#fffaf0"/><path d="M0 -46V34" stroke="#000" stroke-opacity=".15" stroke-width="4"/>'
    return ('<rect width="1600" height="1067" fill="#7c2d3b"/><rect width="1600" height="1067" fill="url(#glow)"/>' + "".join(f'<path d="M{x} 0Q{x + 40} 540 {x} 1067H{x + 70}Q{x + 100} 540 {x + 70} 0Z" fill="#000" opacity=".1"/>' for x in range(0, 1600, 140))
            + "".join(note.format(x, y, s, c) for x, y, s, c in ((250, 200, 1.2, "#f6c77f"), (620, 140, 0.9, "#f3e6cf"), (980, 190, 1.2, "#f6c77f"), (1370, 150, 1, "#f3e6cf"))) + '<rect y="830" width="1600" height="240" fill="#5a2029"/>'
            + "".join(bust(x, 720, 1.12, k, h, c, t, (), "", "open", mouths + '<path d="M-92 20H92V260H-92Z" fill="#2a2126"/>') for x, k, h, c, t in rows)
            + "".join(bust(x, 970, 1.3, k, h, c, t, ("-86,-70 -96,0 -60,-10", "86,-70 96,0 60,-10"), "", "open", mouths + sheet + '<path d="M-92 20H92V160H-92Z" fill="#2a2126"/>') for x, k, h, c, t in front))


def exhibition():
    frame = '<rect x="{0}" y="{1}" width="{2}" height="{3}" fill="#3b2a24"/><svg x="{4}" y="{5}" width="{6}" height="{7}" viewBox="0 0 1600 1067" preserveAspectRatio="xMidYMid slice">{8}</svg>'

    def pic(x, y, w, h, art):
        return frame.format(x, y, w, h, x + 16, y + 16, w - 32, h - 32, art)
    one = sky("#f2a76a", "#fbe3b9") + sun(1100, 360, 160) + water(620, "#2b7a80") + boat(600, 820, 1.9)
    two = '<rect width="1600" height="1067" fill="#e3a93b"/><circle cx="800" cy="560" r="330" fill="#c8553d"/><path d="M0 760Q800 560 1600 800V1067H0Z" fill="#1f6b70"/>'
    three = sky("#1c2c4c", "#9a4f5b") + sun(500, 300, 120, "#ffe1a0") + houses(100, 1067, 9, 5, ("#22455a", "#512f4e", "#2b3d5c"), "#191f38", s=1.6)
    return (wall("#f4ede1", "#a9805f", 790) + pic(120, 150, 420, 320, one) + pic(620, 110, 330, 420, two) + pic(1030, 150, 450, 330, three)
            + "".join(f'<path d="M{x - 60} 0L{x - 210} 600H{x + 210}L{x + 60} 0Z" fill="url(#beam)"/>' for x in (330, 785, 1255))
            + stand(300, 960, 1.15, 2, "bun", "#d9d3ca", WINE, extra="dress glasses") + stand(770, 950, 1.1, 1, "short", "#15100e", TEAL, "#3b3340", ("-58,-262 -84,-200 -66,-142", "58,-262 100,-300 110,-380"), tilt=6)
            + stand(940, 970, 0.72, 1, "curly", "#15100e", GOLD, CORAL) + stand(1300, 960, 1.15, 5, "long", "#c98b3a", NAVY, "#6b4a3a"))


def language_cafe():
    dots = "".join(f'<circle cx="{x}" cy="0" r="11" fill="#fff"/>' for x in (-40, 0, 40))
    lines = '<path d="M-60 -14H60M-60 12H24" stroke="#fff" stroke-width="12" stroke-linecap="round"/>'
    heart = '<path d="M0 26C-50 -8 -30 -40 0 -18C30 -40 50 -8 0 26Z" fill="#fff"/>'
    return (wall("#cfe3dc", "#b27a52") + shelf(30, 300, 360, 3, 120, 17) + shelf(1220, 300, 350, 3, 120, 19) + plant(470, 720, 1.2, GOLD) + plant(1160, 720, 1.1, WINE)
            + bubble(300, 210, 250, 130, CORAL, 1, lines) + bubble(650, 150, 220, 130, TEAL, -1, dots) + bubble(990, 190, 210, 130, GOLD, 1, heart) + bubble(1330, 150, 240, 130, WINE, -1, lines)
            + bust(270, 740, 1.25, 0, "fringe", "#d9d3ca", NAVY, ("84,-64 130,-20 120,-110", "-84,-64 -92,0 -40,20"), "glasses", tilt=4) + bust(620, 740, 1.25, 3, "scarf", "#d4613f", "#7fb3a6", ("84,-64 96,0 50,20", "-84,-64 -92,0 -40,20"), tilt=-4)
            + bust(970, 740, 1.25, 4, "short", "#130d0c", GOLD, ("-84,-64 -130,-20 -128,-96", "84,-64 96,0 40,20"), "beard", tilt=4) + bust(1320, 740, 1.25, 5, "long", "#c9953f", TEAL, ("84,-64 96,0 50,20", "-84,-64 -92,0 -40,20"), tilt=-4)
            + table(720, "#a46a43") + cup(170, 820) + cup(480, 836, "#e3a93b") + cup(830, 822, "#c8553d") + cup(1130, 836) + cup(1460, 822, "#7fb3a6") + '<path d="M620 860q90 -34 180 0q-90 26 -180 0Z" fill="#fffaf0"/><circle cx="690" cy="848" r="20" fill="#d99a4e"/><circle cx="730" cy="846" r="20" fill="#c98440"/>')


def debate():
    crowd = ((90, 1, "curly", "#15100e", CORAL), (330, 0, "short", "#b5692f", TEAL), (570, 2, "long", "#5b3420", GOLD), (820, 5, "short", "#d6d0c8", NAVY), (1060, 3, "scarf", "#8e3346", WINE), (1300, 4, "short", "#120c0b", "#f1dfc2"), (1530, 0, "bun", "#d6d0c8", TEAL))
    mic = '<path d="M10 -40L36 -96" stroke="#222" stroke-width="9"/><circle cx="40" cy="-104" r="15" fill="#222"/>'
    return (sky("#143a44", "#1f6b70") + '<path d="M0 0H1600V90Q1200 190 800 90T0 90Z" fill="#7c2d3b"/><path d="M0 700H1600V820H0Z" fill="#6e4630"/><path d="M0 700H1600V716H0Z" fill="#fff" opacity=".2"/>' + lamp(400, 0, GOLD) + lamp(800, 0, GOLD) + lamp(1200, 0, GOLD)
            + bust(400, 610, 1.1, 3, "long", "#23150f", CORAL, ("-84,-64 -130,-30 -150,-96", "84,-64 92,0 40,-40"), "", "open", mic) + bust(800, 610, 1.1, 5, "short", "#d2ccc3", "#f1dfc2", (), "glasses beard") + bust(1200, 610, 1.1, 1, "bun", "#15100e", GOLD, ("84,-64 130,-30 140,-86", "-84,-64 -92,0 -40,-10"))
            + '<path d="M200 600H1400L1430 700H170Z" fill="#8a5636"/><path d="M200 600H1400L1406 622H194Z" fill="#fff" opacity=".16"/>' + cup(600, 640) + cup(1010, 640)
            + "".join(behind(x, 900 + (i % 2) * 34, 1.12, k, h, c, t) for i, (x, k, h, c, t) in enumerate(crowd)))


def quay_walk():
    return (sky("#9fd3d8", "#fde7c0") + cloud(300, 180, 1.2) + cloud(1180, 130, 0.9) + '<path d="M1290 560L1316 250H1374L1400 560Z" fill="#fbf3e4"/><path d="M1303 400L1311 310H1379L1387 400ZM1294 510L1299 450H1391L1396 510Z" fill="#c8553d"/><rect x="1308" y="196" width="74" height="56" fill="#ffdf8f"/><path d="M1298 200L1345 150L1392 200Z" fill="#20384f"/>'
            + water(540, "#3d949a", "#fff", 9, "#1f6b70") + boat(240, 640, 0.7) + boat(760, 610, 0.5, "#20384f", "#fff", "#e3a93b") + '<path d="M0 790H1600V1067H0Z" fill="#c9a87c"/><path d="M0 790H1600V812H0Z" fill="#6e5140"/>'
            + "".join(f'<path d="M{800 + (i - 10) * 120} 812L{800 + (i - 10) * 240} 1067" stroke="#000" stroke-opacity=".08" stroke-width="6"/>' for i in range(21)) + "".join(f'<path d="M{x} 800v-58q0 -16 20 -16t20 16v58Z" fill="#4a3a38"/>' for x in (60, 560, 1060, 1540))
            + leafy(1520, 800, 520, "#5f9268") + stand(330, 980, 1.1, 0, "hat", CORAL, NAVY, "#4a4038", ("-58,-262 -90,-190 -110,-140", "58,-262 88,-190 110,-150")) + stand(520, 990, 1.1, 3, "scarf", TEAL, GOLD, "#7c2d3b", extra="dress") + stand(760, 985, 1.1, 4, "short", "#120c0b", WINE, "#2c3f52", ("-58,-262 -92,-210 -110,-150", "58,-262 108,-290 150,-350"))
            + stand(960, 990, 1.08, 5, "bun", "#d6d0c8", TEAL, "#6b4a3a", extra="glasses") + gull(620, 260, 1.2) + gull(980, 330, 0.9) + gull(1090, 230, 0.7) + gull(480, 380, 0.7))


def garden_roof():
    bed = '<rect x="{0}" y="740" width="420" height="150" fill="#8a5636"/><path d="M{0} 780h420M{0} 830h420" stroke="#000" stroke-opacity=".18" stroke-width="6"/>'

    def greens(x, seed):
        tones = ("#4f8f4f", "#2f7a5d", "#79a84e")
        return "".join(f'<path d="M{x + 26 + i * 34} 744q-{26 + (i * seed) % 14} -{60 + (i * 17 * seed) % 60} 0 -{90 + (i * 23 * seed) % 70}q{26 + (i * seed) % 14} {30 + (i * 11) % 30} 0 {90 + (i * 23 * seed) % 70}Z" fill="{tones[i % 3]}"/>' for i in range(11)) + "".join(f'<circle cx="{x + 50 + i * 80}" cy="{690 - (i % 2) * 26}" r="15" fill="{("#d9482f", "#e3a93b")[i % 2]}"/>' for i in range(5))
    return (sky("#a9d8e0", "#fbe9c6") + sun(1320, 200, 80) + cloud(430, 170, 1) + houses(-40, 760, 13, 17, TOWN, s=0.9) + '<rect y="740" width="1600" height="327" fill="#cdb08a"/><rect y="728" width="1600" height="22" fill="#7d5c48"/>'
            + greens(90, 3) + bed.format(90) + stand(680, 960, 1.1, 1, "curly", "#15100e", TEAL, "#3b4a5c", ("-58,-262 -110,-230 -160,-190", "58,-262 84,-200 66,-142")) + greens(1080, 5) + bed.format(1080) + stand(960, 965, 1.1, 0, "hat", GOLD, CORAL, "#4a5a3c", ("58,-262 110,-230 160,-200", "-58,-262 -84,-200 -66,-142"))
            + '<g transform="translate(818 960)"><path d="M-60 -100H60L48 0H-48Z" fill="#8fa5a5"/><path d="M60 -80L130 -130L140 -118L58 -48Z" fill="#8fa5a5"/><path d="M-60 -90q-60 10 -40 70" stroke="#8fa5a5" stroke-width="12" fill="none"/></g>')


SCENES = {
    "havn-morgen": harbour_morning, "havn-aften": harbour_evening, "biblioteket-aften": library_front, "strik": knitting,
    "laesekreds": reading_circle, "fortaelling": story_time, "it-hjaelp": computer_help, "torvedag": market_day,
    "reparation": repair_cafe, "kor": choir, "udstilling": exhibition, "sprogcafe": language_cafe,
    "debat": debate, "kajtur": quay_walk, "taghave": garden_roof,
}
