"""A real browser at a library of its own, and axe to judge what it sees."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page

from tests.factories import make_library, make_user

QUIET = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    # What passed is not told: nobody reads it, and writing it down takes longer than looking.
    "resultTypes": ["violations"],
}
# Pictures further down wait until somebody scrolls; a screenshot should hold them too.
SHOW_PICTURES = """() => Promise.all([...document.images].map(
  (image) => { image.loading = "eager"; return image.decode().catch(() => 0); }))"""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args) -> dict:
    """Chromium without errands of its own."""
    arguments = [*browser_type_launch_args.get("args", []), *QUIET]
    return {**browser_type_launch_args, "args": arguments}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args) -> dict:
    """An ordinary window, in Danish."""
    return {
        **browser_context_args,
        "viewport": {"width": 1280, "height": 900},
        "locale": "da-DK",
        "reduced_motion": "reduce",
    }


@pytest.fixture
def site(whole_database, live_server, settings):
    """A library answering at the live server's own address."""
    port = int(live_server.url.rpartition(":")[2])
    settings.SITE_PORT = port
    library = make_library("Havnby", "localhost")
    library.site.port = port
    library.site.save()
    return library


@pytest.fixture
def editor(site, page):
    """A browser signed in as an editor."""
    client = Client(HTTP_HOST="localhost")
    user = make_user("red@havnby.test", site, "editor")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies["sessionid"]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site.base_url}])
    return page


@pytest.fixture
def judge(artefacts) -> Callable[[Page, str], None]:
    """Fails on any axe violation, and keeps a screenshot under the given name."""

    def check(page: Page, name: str) -> None:
        assert page.locator("h1").count() >= 1, f"{name}: no heading, wrong page?"
        page.evaluate(SHOW_PICTURES)
        page.screenshot(path=artefacts / f"{name}.png", full_page=True)
        results = Axe().run(page, options=RULES)
        assert not results.response["violations"], f"{name}: {results.generate_report()}"

    return check


os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
