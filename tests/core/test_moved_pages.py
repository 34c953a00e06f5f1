"""A page that was moved or got another address is still found at its old one."""

from __future__ import annotations

import pytest
from wagtail.actions.move_page import MovePageAction

from home.models import StandardPage
from tests.factories import make_page, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(library):
    """Two pages, one below the first, in Danish and English."""
    above = make_page(StandardPage, library, "Om os", slug="om-os")
    below = StandardPage(title="Vagtplan", slug="vagtplan", locale=above.locale)
    above.add_child(instance=below)
    return above, below, translate(above, "en", title="About us", slug="about-us")


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """Publish a page at the address "ny"."""

    def run(page) -> None:
        page.refresh_from_db()
        page.slug = "ny"
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return run


def test_a_new_address_leads_on_in_every_language(library, client_for, pages, rename):
    client = client_for(library)
    for page, old in ((pages[0], "/da/om-os/"), (pages[2], "/en/about-us/")):
        rename(page)
        assert client.get(f"{old}?a=1")["Location"].endswith(f"{old[:4]}ny/")
    assert client.get("/da/om-os/vagtplan/")["Location"].endswith("/da/ny/vagtplan/")
    assert client.get("/da/ny/vagtplan/").status_code == 200


def test_a_moved_page_leads_on(library, client_for, pages):
    above, below, _english = pages
    MovePageAction(below, above.get_parent(), pos="last-child", user=None).execute(
        skip_permission_checks=True
    )
    client = client_for(library)
    assert client.get("/da/om-os/vagtplan/")["Location"].endswith("/da/vagtplan/")


def test_old_addresses_are_of_one_library(library, other_library, client_for, pages, rename):
    rename(pages[0])
    assert client_for(library).get("/da/om-os/").status_code == 301
    assert client_for(other_library).get("/da/om-os/").status_code == 404
