"""The screens of the desk, narrow and wide: nothing wrong, and no sideways scrolling."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from events.actions.changes import cancel
from events.models import EventPage, Occurrence, SignUp
from tests.browser.conftest import RULES
from tests.events.conftest import own_path, signed_up
from tests.factories import in_days, make_event, make_user, single_date

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def desk(site, live_server, page):
    """A browser signed in as event staff at a date with people, some without e-mail."""
    site.phone = "86 00 00 01"
    site.save()
    make_event(site, sign_up="sign_up", capacity=3, promotion="offer")
    row = Occurrence.objects.get()
    dates = [single_date(in_days(day)) for day in (4, 11, 18)]
    make_event(site, "Skriveværksted", dates=dates, sign_up="sign_up", scope="series", capacity=2)
    first = signed_up(row, 1)
    signed_up(row, 2, name="Gerda Lund", email="", phone="86 12 34 56", source="phone", seats=2)
    signed_up(row, 3)
    cancel(sign_up=first)
    signed_in(page, site, "event_staff")
    return row


def signed_in(page, site, role: str) -> None:
    client = Client(HTTP_HOST="localhost")
    user = make_user(f"{role}@havnby.test", site, role)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies["sessionid"]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site.base_url}])


@pytest.mark.parametrize("width", [390, 1280])
def test_the_desks_screens(site, desk, page, artefacts, width):
    page.set_viewport_size({"width": width, "height": 900})
    at = f"{site.base_url}/admin/sign-ups/{desk.pk}/"

    whole = list(Occurrence.objects.exclude(pk=desk.pk).order_by("starts_at"))

    def look(name: str, inside: str = "main") -> None:
        assert page.locator("h1, h2#header-title").count(), name
        page.screenshot(path=artefacts / f"desk-{name}-{width}.png", full_page=True)
        page.wait_for_timeout(600)  # Wagtail lets its messages fade in
        results = Axe().run(page, context=inside, options=RULES)
        assert not results.response["violations"], f"{name}: {results.generate_report()}"
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{name} scrolls sideways by {wide}"

    def press(inside: str) -> None:
        """Send the form that holds a field, and wait for the answer."""
        form = page.locator("main form").filter(has=page.locator(inside))
        with page.expect_navigation():
            form.locator("button[type=submit]").click()

    page.goto(at)
    look("people")
    page.goto(at + "change/")
    look("change")
    page.fill("#id_start_time", "17:00")
    page.fill("#id_end_time", "18:30")
    page.fill("#id_capacity", "1")
    page.fill("#id_note_da", "Kom gerne lidt før.")
    press("#id_start_date")
    look("confirm")
    press("[name=confirmed]")
    page.wait_for_url("**/calls/")
    look("calls")
    page.goto(at + "cancel/")
    look("cancel")
    gerda = SignUp.objects.get(name="Gerda Lund")
    page.goto(f"{at}{gerda.pk}/slip/")
    look("slip")
    offered = SignUp.objects.get(name="Person 3")
    page.goto(site.base_url + own_path(offered))
    look("offer")
    page.goto(f"{site.base_url}/da/sign-up/{whole[0].pk}/")
    look("series")
    page.fill("#id_name", "Anna Holm")
    page.fill("#id_email", "anna@example.org")
    press("#id_name")
    look("series-answer")
    anna = SignUp.objects.filter(name="Anna Holm").first()
    page.goto(site.base_url + own_path(anna))
    look("series-own")


def test_the_screens_of_the_event_day(site, desk, page, artefacts):
    """What staff see of a date, its figures and its mails; axe finds nothing."""
    signed_in(page, site, "administrator")
    gerda = SignUp.objects.get(name="Gerda Lund")
    event = EventPage.objects.order_by("pk").first()
    date = f"sign-ups/{desk.pk}/"
    page.request.get(f"{site.base_url}/admin/{date}list/")
    screens = {
        "coming": "sign-ups/",
        "people": date,
        "door": f"{date}door/",
        "code": f"sign-ups/door/{gerda.door_code}/",
        "since": f"{date}since/",
        "move": f"{date}{gerda.pk}/move/",
        "write": f"{date}write/",
        "log": f"{date}log/",
        "figures": "sign-ups/figures/",
        "person": "sign-ups/person/",
        "mails": "mails/",
        "mail": "mails/sign_up_confirmation/da/",
        "event": f"pages/{event.pk}/edit/",
    }
    found = {}
    for name, path in screens.items():
        answer = page.goto(f"{site.base_url}/admin/{path}")
        assert answer.status == 200, name
        page.screenshot(path=artefacts / f"day-{name}.png", full_page=True)
        results = Axe().run(page, context="main", options={**RULES, "iframes": False})
        if results.response["violations"]:
            found[name] = results.generate_report()
    assert not found, "\n".join(f"{name}: {report}" for name, report in found.items())


@pytest.mark.parametrize("typed", ["gerda", "8612", "86 12 34", "3@example.ORG"])
def test_the_door_follows_a_name_a_number_and_a_mail(site, desk, page, typed):
    page.goto(f"{site.base_url}/admin/sign-ups/{desk.pk}/door/")
    page.locator("#door-q").press_sequentially(typed)
    shown = page.locator("[data-door-row]:visible .door__name").all_inner_texts()
    assert [name.strip() for name in shown] == ["Person 3" if "@" in typed else "Gerda Lund"]


def test_on_a_phone_without_script_nothing_lies_over_the_names(site, desk, page, browser):
    phone = browser.new_context(
        java_script_enabled=False,
        viewport={"width": 390, "height": 844},
        storage_state=page.context.storage_state(),
    )
    door = phone.new_page()
    door.goto(f"{site.base_url}/admin/sign-ups/{desk.pk}/door/")
    door.get_by_text("Gerda Lund", exact=True).first.click(trial=True, timeout=3000)
    phone.close()
