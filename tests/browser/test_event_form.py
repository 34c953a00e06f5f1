"""Eight weekly dates from a template: one screen, seven fields at most, the rest folded."""

from __future__ import annotations

import pytest
from django.test import Client

from core.models import Place
from events.models import EventPage, Occurrence
from tests.factories import in_days, make_event, make_user

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]
MOST_FIELDS = 7


def test_a_course_of_eight_evenings(site, live_server, page, artefacts):
    Place.objects.create(library=site, name="Hovedbiblioteket")
    client = Client(HTTP_HOST="localhost")
    user = make_user("red@havnby.test", site, "editor")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies["sessionid"]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site.base_url}])
    index = site.homes["da"].get_children().get(slug="det-sker")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site.base_url}/admin/pages/add/events/eventpage/{index.pk}/")
    page.get_by_role("link", name="Et kursus").click()
    day = in_days(7).date()
    filled = {
        "title": "Keramik for begyndere",
        "dates-0-value-start_date": day.isoformat(),
        "dates-0-value-start_time": "19:00",
        "dates-0-value-end_time": "21:00",
        "summary": "Otte aftener ved drejeskiven.",
    }
    for name, value in filled.items():
        page.fill(f"[name='{name}']", value)
        page.press(f"[name='{name}']", "Escape")  # puts Wagtail's calendar away
    page.select_option("[name=place]", label="Hovedbiblioteket")
    assert len(filled) + 1 <= MOST_FIELDS
    # What follows is told while the form is filled in, without a save.
    page.get_by_text("kl. 19–21, 8 gange").wait_for()
    folded = page.locator(".collapsed .fold-words")
    assert folded.count() >= 6
    for words in folded.all_inner_texts():
        assert len(words) > 5, "a folded group says nothing"
    for name in ("offer_hours", "sign_up_url", "questions-count"):
        assert not page.locator(f"[name='{name}']").is_visible(), f"{name} is not in use"
    page.screenshot(path=artefacts / "event-form-1280.png")
    page.set_viewport_size({"width": 390, "height": 844})
    # Wagtail's calendar hangs beside the form and may still be open; it is not the form's width.
    calendars = page.locator(".xdsoft_datetimepicker")
    calendars.evaluate_all("all => all.forEach(one => one.remove())")
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    page.screenshot(path=artefacts / "event-form-390.png")
    assert wide <= 0, f"the form scrolls sideways by {wide}"
    page.set_viewport_size({"width": 1280, "height": 900})
    page.keyboard.press("Escape")
    page.locator(
        "footer [data-w-dropdown-target='toggle'], footer .w-dropdown__toggle"
    ).first.click()
    with page.expect_navigation():
        page.locator("button[name='action-publish']").click()
    event = EventPage.objects.get()
    dates = list(Occurrence.objects.filter(series__key=event.translation_key))
    assert event.live and len(dates) == 8
    assert {(row.capacity, row.waiting_size, row.series.sign_up) for row in dates} == {
        (20, 10, "sign_up")
    }


def test_a_page_that_goes_too_early_is_told_beside_the_moment(site, editor, artefacts):
    """The window that sets it hides the dates in words, so the warning stands in it too."""
    index = site.homes["da"].get_children().get(slug="det-sker")
    editor.goto(f"{site.base_url}/admin/pages/add/events/eventpage/{index.pk}/?start=talk")
    editor.fill("[name='dates-0-value-start_date']", in_days(9).date().isoformat())
    editor.press("[name='dates-0-value-start_date']", "Escape")
    editor.fill("[name='dates-0-value-start_time']", "19:00")
    editor.press("[name='dates-0-value-start_time']", "Escape")
    editor.locator("[data-side-panel-toggle='status'], [aria-label='Status']").first.click()
    editor.get_by_role("button", name="Planlæg").first.click()
    editor.fill("[name='expire_at']", f"{in_days(5):%Y-%m-%d %H:%M}")
    window = editor.locator("#schedule-publishing-dialog")
    window.get_by_text("1 dato er ikke slut til den tid").wait_for()
    editor.screenshot(path=artefacts / "event-schedule.png")
    editor.fill("[name='expire_at']", f"{in_days(10):%Y-%m-%d %H:%M}")
    window.get_by_text("1 dato er ikke slut til den tid").wait_for(state="detached")


def test_only_a_choice_shows_choices(site, editor):
    stream = EventPage._meta.get_field("questions").stream_block
    kinds = ("text", "choice", "several", "yes_no", "number")
    asked = [{"type": kind, "value": {"text": "?", "choices": ["Ja"]}} for kind in kinds]
    event = make_event(site, questions=stream.to_python(asked))
    editor.goto(f"{site.base_url}/admin/pages/{event.pk}/edit/")
    rows = editor.locator("[data-contentpath='choices']")
    rows.nth(4).wait_for(state="attached")
    shown = rows.evaluate_all("all => all.map(one => getComputedStyle(one).display != 'none')")
    assert dict(zip(kinds, shown, strict=True)) == {
        kind: kind in ("choice", "several") for kind in kinds
    }
