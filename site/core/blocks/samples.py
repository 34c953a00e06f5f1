"""What the previews of blocks show where an editor has not chosen anything yet."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace as Sample

from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

PICTURES = ("harbour", "forest", "reading")


def picture(number: int = 0) -> dict:
    """One of the drawn sample pictures, in the form that `components/picture.html` prints."""
    base = f"img/samples/{PICTURES[number % len(PICTURES)]}"
    return {
        "webp_srcset": f"{static(base + '-480.webp')} 480w, {static(base + '-960.webp')} 960w",
        "src": static(f"{base}-960.jpg"),
        "width": 960,
        "height": 640,
        "alt": _("A drawn sample picture"),
        "credit": "",
    }


def cards(count: int, kind_label: str = "") -> list[Sample]:
    """Cards with titles that say what will stand there."""
    titles = [_("The first in the list"), _("The next one"), _("And one more")]
    return [
        Sample(
            title=titles[number % len(titles)],
            summary=_("The lead of the page stands here, in one or two sentences."),
            url="#",
            kind_label=kind_label,
            lang=get_language(),
            dir="",
            picture={} if number % 3 == 1 else picture(number),
        )
        for number in range(count)
    ]


def events(count: int) -> list[Sample]:
    """Events in the coming weeks."""
    titles = [_("Knitting café"), _("Reading aloud by the stove"), _("A walk through the town")]
    start = timezone.localtime().replace(hour=19, minute=0, second=0, microsecond=0)
    return [
        Sample(
            title=titles[number % len(titles)],
            url="#",
            starts=start + timedelta(days=2 + 3 * number),
            ends=start + timedelta(days=2 + 3 * number, hours=2),
            all_day=False,
            place_name=_("Main library"),
            summary=_("The lead of the page stands here, in one or two sentences."),
            status="none",
            status_label="",
            picture=picture(number),
            lang=get_language(),
        )
        for number in range(count)
    ]
