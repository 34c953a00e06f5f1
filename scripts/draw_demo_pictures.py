"""Draws the demo's illustrations anew: python scripts/draw_demo_pictures.py [NAME ...]

Only for those who change them; the pictures themselves are kept in home/demo/pictures.
Needs a Chromium, found by TEST_CHROMIUM or on the path, to turn SVG into pixels.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from demo_art import havnby, skovby
from PIL import Image

OUT = Path(__file__).resolve().parents[1] / "home" / "demo" / "pictures"
SIZE = (1600, 1067)
LIMIT = 120_000
DEFS = """<defs>
<radialGradient id="glow" cx=".5" cy=".35" r=".75"><stop stop-color="#fff" stop-opacity=".28"/>
<stop offset="1" stop-color="#000" stop-opacity=".1"/></radialGradient>
<linearGradient id="beam" x2="0" y2="1"><stop stop-color="#fff3c9" stop-opacity=".42"/>
<stop offset="1" stop-color="#fff3c9" stop-opacity="0"/></linearGradient>
<filter id="grain" x="0" y="0" width="100%" height="100%">
<feTurbulence type="fractalNoise" baseFrequency=".55" numOctaves="2" seed="4"/>
<feColorMatrix values="0 0 0 0 .35  0 0 0 0 .25  0 0 0 0 .18  0 0 0 .55 -.22"/></filter>
</defs>"""


def svg(art: str) -> str:
    """The whole drawing, with a breath of paper over it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIZE[0]}" height="{SIZE[1]}" '
        f'viewBox="0 0 {SIZE[0]} {SIZE[1]}">{DEFS}{art}'
        '<rect width="100%" height="100%" filter="url(#grain)" opacity=".28"/></svg>'
    )


def render(chromium: str, art: str, target: Path) -> None:
    """Draw one picture and keep it as WebP, small enough for the checkout."""
    with tempfile.TemporaryDirectory() as folder:
        page, shot = Path(folder) / "scene.html", Path(folder) / "scene.png"
        page.write_text(f'<body style="margin:0">{svg(art)}', encoding="utf-8")
        # The window is taller than the drawing: some versions take their frame off it.
        subprocess.run(  # noqa: S603
            [
                chromium,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                f"--window-size={SIZE[0]},{SIZE[1] + 200}",
                f"--screenshot={shot}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
        )
        image = Image.open(shot).convert("RGB").crop((0, 0, *SIZE))
        for quality in range(86, 40, -4):
            image.save(target, "WEBP", quality=quality, method=6)
            if target.stat().st_size <= LIMIT:
                return


def main(names: list[str]) -> None:
    """Draw the named pictures, or all of them."""
    chromium = os.environ.get("TEST_CHROMIUM") or shutil.which("chromium")
    if not chromium:
        sys.exit("Drawing needs Chromium; set TEST_CHROMIUM to its path.")
    OUT.mkdir(parents=True, exist_ok=True)
    for name, scene in {**havnby.SCENES, **skovby.SCENES}.items():
        if not names or name in names:
            render(chromium, scene(), OUT / f"{name}.webp")


if __name__ == "__main__":
    main(sys.argv[1:])
