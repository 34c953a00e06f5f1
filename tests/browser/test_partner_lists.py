"""A partner in a real browser: the terms, the names, the list on paper, and the files."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from events.models import Occurrence
from partners.models import PartnerPerson
from tests.events.conftest import signed_up
from tests.events.test_organisers import named
from tests.factories import make_event
from tests.partners.conftest import make_partner

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def names(site, live_server, page) -> str:
    """The address of who comes to an event that the signed-in partner arranges."""
    partner = make_partner(site, people=["mona@taghaven.test"])
    organisers = json.dumps(named(partner))
    make_event(site, sign_up="sign_up", capacity=5, organisers=organisers)
    row = Occurrence.objects.get()
    signed_up(row, 1, seats=2)
    client = Client(HTTP_HOST="localhost")
    user = PartnerPerson.objects.get(partner=partner).user
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies["sessionid"]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site.base_url}])
    return f"{site.base_url}/da/partner/{partner.pk}/events/{row.pk}/"


@pytest.mark.parametrize("width", [390, 1280])
def test_a_partner_says_yes_and_takes_the_list_along(names, page, judge, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(names)
    judge(page, f"partner-terms-{width}")
    page.get_by_role("button", name="Ja, det overholder vi").click()
    page.get_by_text("Person 1", exact=True).wait_for()
    judge(page, f"partner-names-{width}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for label, ending in (("Hent som CSV", ".csv"), ("Hent som XLSX", ".xlsx")):
        with page.expect_download() as taken:
            page.get_by_role("link", name=label).click()
        assert taken.value.suggested_filename.endswith(ending)
    page.get_by_role("link", name="Print en liste").click()
    assert page.locator("tbody th").all_inner_texts() == ["Person 1"]
    judge(page, f"partner-list-{width}")


def test_the_list_can_be_printed_with_one_press(names, page):
    page.goto(names)
    page.get_by_role("button", name="Ja, det overholder vi").click()
    page.get_by_role("link", name="Print en liste").click()
    page.evaluate("window.print = () => { window.printed = true }")
    page.get_by_role("button", name="Udskriv").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    assert not page.locator(".paper__ways").is_visible()
