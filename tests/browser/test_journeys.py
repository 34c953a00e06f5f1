"""The three main jobs, done in a real browser: once without script, once by keyboard alone."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from core.models import Membership
from events.models import EventPage, Occurrence, SignUp
from home.models import StandardPage
from partners.models import Partner, PartnerPage
from tests.factories import in_days, make_event, make_page, make_user, single_date

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]

CODE = re.compile(r"\b(\d{6})\b")
LINK = re.compile(r"https?://\S+")


def newest_mail(to: str):
    """The newest mail to an address."""
    return [message for message in mail.outbox if to in message.to][-1]


def link_in(message, part: str) -> str:
    """The first link of a mail that holds the given part."""
    return next(link for link in LINK.findall(message.body) if part in link)


def sign_in(page: Page, site, address: str, go: str) -> None:
    """Ask for a code, read it in the mail, write it."""
    page.goto(f"{site.base_url}{go}")
    page.get_by_label("E-mail").fill(address)
    page.locator("main form button[type=submit]").first.click()
    code = CODE.search(newest_mail(address).body).group(1)
    page.locator("main input[name=code]").fill(code)
    page.locator("main form button[type=submit]").first.click()


@pytest.fixture
def event(site) -> EventPage:
    """An event with two dates and two seats each."""
    return make_event(
        site,
        "Strikkecafé",
        [single_date(in_days(3)), single_date(in_days(10))],
        sign_up="sign_up",
        capacity=2,
    )


def test_citizen_signs_up_waits_and_cancels_without_script(site, event, browser, judge):
    """Page, form, POST; the third person waits; the link cancels, and the queue moves."""
    context = browser.new_context(java_script_enabled=False, locale="da-DK")
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))

    for name in ("Anna", "Bo", "Carla"):
        page.goto(f"{site.base_url}/da/det-sker/")
        page.get_by_role("link", name="Strikkecafé").first.click()
        page.get_by_role("link", name=re.compile("Tilmeld dig|venteliste")).first.click()
        page.get_by_label("Navn").fill(name)
        page.get_by_label("E-mail").fill(f"{name.lower()}@example.org")
        page.locator("main form button[type=submit]").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("venteliste")
    expect(page.locator("main")).to_contain_text("nummer 1")
    assert all(url.startswith(site.base_url) for url in requests)

    own = link_in(newest_mail("anna@example.org"), "/sign-up/s/")
    page.goto(own)
    page.get_by_role("button", name="Meld afbud").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("meldt afbud")
    states = dict(SignUp.objects.values_list("name", "state"))
    assert states == {"Anna": "cancelled", "Bo": "confirmed", "Carla": "confirmed"}
    assert "Du har fået en plads" in newest_mail("carla@example.org").subject
    context.close()


def test_citizen_signs_up_by_keyboard_alone(site, event, page):
    """From the list to the answer with Tab and Enter, the focus always seen."""
    page.goto(f"{site.base_url}{event.site_path}")
    press_to(page, re.compile("^Tilmeld dig"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Navn")).to_be_visible()
    press_to(page, None, "[name=name]")
    page.keyboard.type("Dorte")
    press_to(page, None, "[name=email]")
    page.keyboard.type("dorte@example.org")
    press_to(page, re.compile("^Tilmeld dig"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Du er tilmeldt")
    assert SignUp.objects.get().email == "dorte@example.org"


def press_to(page: Page, text, selector: str = "") -> None:
    """Press Tab until the element with the text, or matching the selector, has focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "s => { const e = document.activeElement; const o = getComputedStyle(e);"
            "return {text: (e.innerText || '').trim(), hit: s ? e.matches(s) : false,"
            "ring: o.outlineStyle !== 'none' || o.boxShadow !== 'none'}}",
            selector,
        )
        if focused["hit"] or (text is not None and text.search(focused["text"])):
            assert focused["ring"], "the focus cannot be seen"
            return
    raise AssertionError("the keyboard does not reach it")


def test_editor_publishes_an_event_with_dates_and_sees_who_signed_up(site, page, judge):
    """In Wagtail's administration: title, two dates, five seats, publish; it is on the site."""
    make_user("redaktor@example.org", site, Membership.Role.EDITOR)
    sign_in(page, site, "redaktor@example.org", "/admin/")
    page.wait_for_url("**/admin/**")
    index = site.root.get_descendants().get(slug="det-sker")
    page.goto(f"{site.base_url}/admin/pages/add/events/eventpage/{index.pk}/?start=blank")
    page.locator("input[name=title]").fill("Byvandring")
    for number, days in enumerate((5, 12)):
        add_date(page, number, in_days(days))
    page.locator("select[name=sign_up]").select_option("sign_up")
    page.locator("input[name=capacity]").fill("5")
    publish(page)
    event = EventPage.objects.get(title="Byvandring")
    assert event.live
    dates = Occurrence.objects.filter(series__key=event.translation_key)
    assert [(date.capacity, date.listed) for date in dates] == [(5, True), (5, True)]
    page.goto(f"{site.base_url}/da/det-sker/")
    expect(page.get_by_role("link", name="Byvandring")).to_have_count(2)


def add_date(page: Page, number: int, moment) -> None:
    """Add one date in the stream of dates."""
    page.locator("#dates-root .c-sf-add-button").nth(number).click()
    page.get_by_role("option", name="Én dato").click()
    prefix = f"dates-{number}-value"
    for name, value in (
        ("start_date", moment.date().isoformat()),
        ("start_time", "19:00"),
        ("end_time", "21:00"),
    ):
        field = page.locator(f"input[name={prefix}-{name}]")
        field.fill(value)
        field.press("Escape")


def publish(page: Page) -> None:
    """Press «Udgiv» in the footer of the editor, also where it lies in the menu."""
    button = page.locator("button[name=action-publish]")
    if not button.first.is_visible():
        page.locator("footer .w-dropdown__toggle, footer [data-w-dropdown-target=toggle]").click()
    # The press may wait for a save under way; the page it leads to is the answer to be seen.
    with page.expect_event("load"):
        button.first.click()
    page.wait_for_load_state("networkidle")


def test_partner_corrects_a_telephone_number_and_the_library_approves(site, page, browser):
    """The public page changes only when the editor has said yes."""
    profile = make_page(PartnerPage, site, "Strikkeliv", phone="11 11 11 11")
    partner = Partner.objects.get(key=profile.translation_key)
    make_partner_person(partner, "formand@example.org")
    sign_in(page, site, "formand@example.org", "/da/partner/")
    page.goto(f"{site.base_url}/da/partner/{partner.pk}/edit/phone/")
    page.locator("main input[name=phone]").fill("22 22 22 22")
    page.locator("main form button[type=submit]").first.click()
    send = page.get_by_role("button", name="Send til godkendelse")
    if send.count():
        send.click()
    reader = browser.new_context().new_page()
    reader.goto(f"{site.base_url}{profile.site_path}")
    expect(reader.locator("main")).to_contain_text("11 11 11 11")
    profile.refresh_from_db()
    state = profile.current_workflow_state
    assert state is not None, "it awaits approval"
    editor = make_user("redaktor@example.org", site, Membership.Role.EDITOR)
    state.current_task_state.approve(user=editor)
    reader.goto(f"{site.base_url}{profile.site_path}")
    expect(reader.locator("main")).to_contain_text("22 22 22 22")
    assert newest_mail("formand@example.org")


def make_partner_person(partner: Partner, address: str) -> None:
    """Somebody who keeps the partner's profile."""
    from partners.models import PartnerPerson

    PartnerPerson.objects.create(partner=partner, user=make_user(address))


def test_reader_gets_no_cookie_and_no_other_host(site, event, page):
    """Until a form is opened a reader's browser holds nothing, and asks nobody else."""
    make_page(StandardPage, site, "Om biblioteket")
    hosts = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    for path in (
        "/da/",
        "/da/det-sker/",
        event.site_path,
        "/da/om-biblioteket/",
        "/da/search/?q=a",
    ):
        page.goto(f"{site.base_url}{path}")
    assert page.context.cookies() == []
    assert hosts == {site.base_url.removeprefix("http://")}
