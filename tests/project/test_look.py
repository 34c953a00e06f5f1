"""The look keeps its promises: light, without script, right-to-left, whole when all else fails."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from core.blocks.body import HomeBodyBlock
from core.blocks.showroom import FORMS
from tests.factories import make_user

ROOT = Path(__file__).resolve().parent.parent.parent
STYLES = sorted((ROOT / "static" / "css").glob("*.css"))
"""What readers' pages load; staff, screens and frames of other sites have folders of their own."""
EVERY_STYLE = sorted((ROOT / "static").rglob("*.css"))
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
ERRORS = [
    *("400.html", "403.html", "403_csrf.html", "404.html", "413.html", "429.html", "500.html")
]

PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom"
    r"|width|height|(?:min|max)-(?:width|height))\s*:"
)


@pytest.mark.parametrize("name", ERRORS)
def test_error_pages_need_no_database_and_no_context(name):
    html = render_to_string(name)
    assert html.count("<h1>") == 1
    assert 'href="/"' in html
    assert re.search(r'<html lang="[a-z-]+" dir="(ltr|rtl)">', html)


def test_styles_and_script_stay_within_twenty_kilobytes():
    size = sum(len(gzip.compress(path.read_bytes())) for path in STYLES + SCRIPTS)
    assert size <= 20 * 1024
    script = ROOT / "static" / "js" / "samling.js"
    assert len(gzip.compress(script.read_bytes())) <= 3 * 1024


@pytest.mark.parametrize("path", EVERY_STYLE, ids=lambda path: path.name)
def test_styles_use_logical_properties_only(path):
    text = re.sub(r"@(media|container)[^{]*{", "", path.read_text())
    assert PHYSICAL.findall(text) == []


READERS = [
    path for path in TEMPLATES if "/wagtailadmin/" not in str(path) and "/mail" not in str(path)
]
"""The administration and mails follow rules of their own."""


@pytest.mark.parametrize("path", READERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_readers_templates_have_no_inline_style_or_script(path):
    text = path.read_text()
    assert " style=" not in text
    assert not re.search(r"\son[a-z]+=\"", text)
    for tag in re.findall(r"<script[^>]*>", text):
        assert " src=" in tag or "application/ld+json" in tag


STATES_SHOWN = (
    *(".crumbs [aria-current=page]", ".hero", ".band .card", ".blocks .cluster .btn:nth-child(3)"),
    *(".filters .chip input[type=radio]", ".filters__more[open]", ".filters__active .tag"),
    *(".filters input[type=date][aria-invalid]", ".filters__more [aria-invalid]"),
    *(".field--code", ".field--code.has-error", ".choices mark", ".choices .badge", ".pages"),
    *(".card b", ".card--bare", ".card__cover", ".card[lang=en]", ".card[dir=rtl]", ".steps img"),
    *(".month .is-today", ".month .is-out", ".month .is-free", ".month .is-cancelled"),
    *(".door-code svg", ".slip .badge", ".notice", ".empty"),
)
"""What shows that a component stands in the guide in a state of its own."""


@pytest.fixture
def guide(library, client_for):
    """The style guide as those who work at a library get it."""
    client = client_for(library, make_user("ny@havnby.dk", library, "author"))
    answer = client.get("/styleguide/")
    assert answer.status_code == 200
    return answer, client


def test_the_style_guide_shows_every_component_and_block(guide):
    answer, _client = guide
    names = {template.name for template in answer.templates}
    components = {f"components/{path.name}" for path in (ROOT / "templates/components").iterdir()}
    blocks = {f"blocks/{path.name}" for path in (ROOT / "templates/blocks").iterdir()}
    frames = {"blocks/body.html", "blocks/home_body.html"}  # what holds a page's blocks together
    assert (components | blocks) - frames - names == set()
    assert set(FORMS) <= set(HomeBodyBlock().child_blocks)
    page = BeautifulSoup(answer.content, "html.parser")
    assert len(page.select("h1")) == 1
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert [state for state in STATES_SHOWN if not page.select(state)] == []


def test_the_style_guide_leads_to_every_error_page(guide):
    answer, client = guide
    page = BeautifulSoup(answer.content, "html.parser")
    shown = [link["href"] for link in page.select('a[href^="/styleguide/"]')]
    assert len(shown) == len(ERRORS)
    for address in shown:
        assert BeautifulSoup(client.get(address).content, "html.parser").select_one(".error-page")
    assert client.get("/styleguide/base/").status_code == 404


def test_the_style_guide_is_for_staff(library, client_for):
    assert client_for(library).get("/styleguide/").status_code == 404
    assert client_for(library, make_user("gæst@havnby.dk")).get("/styleguide/").status_code == 404
    author = client_for(library, make_user("ny@havnby.dk", library, "author"))
    assert author.get("/styleguide/").status_code == 200


def test_every_state_has_words_and_a_shape():
    for status in [
        "open",
        "few",
        "full",
        "waiting",
        "not_open",
        "closed",
        "cancelled",
        "moved",
        "over",
        "free_entry",
    ]:
        html = render_to_string("components/status_badge.html", {"status": status, "label": "Ord"})
        assert "Ord" in html and re.search(r"<svg[^>]*><\w+", html), status
    assert not render_to_string(
        "components/status_badge.html", {"status": "none", "label": ""}
    ).strip()
