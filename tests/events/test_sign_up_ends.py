"""Taking an event down, or ending its sign-up, with people signed up: the editor is told."""

from __future__ import annotations

import pytest
from django.urls import reverse

from core.models import Outbox
from events.actions.reminders import send_reminders
from events.models import EventIndexPage, EventPage, EventSeries
from tests.events.conftest import move_clock, text_of
from tests.events.editor import dates_of, join
from tests.events.test_event_form import meaning
from tests.factories import in_days, make_event, single_date, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def cafe(library) -> EventPage:
    """An event that Anna and Bo signed up for."""
    cafe = make_event(library, dates=[single_date(in_days(5), uid="one")], sign_up="sign_up")
    for name in ("Anna", "Bo"):
        join(dates_of(cafe)[0], name)
    return cafe


@pytest.mark.parametrize(
    "ends", [{"sign_up": "none"}, {"sign_up": "link", "sign_up_url": "https://x.example"}]
)
def test_whoever_ends_the_sign_up_reads_how_many_stay_and_hear_nothing(editor, cafe, ends):
    Outbox.objects.all().delete()
    assert "2 tilmeldinger" in meaning(editor, cafe, **editor_form(cafe), **ends)["text"]
    answer = editor.edit(cafe, confirm=False, **ends)
    assert "/publish/" in answer.url and EventSeries.objects.get().sign_up == "sign_up"
    shown = text_of(editor.client.get(answer.url))
    assert "2 tilmeldinger på kommende datoer bliver stående" in shown
    assert "ingen får besked" in shown and "bliver ikke mindet" in shown
    said = text_of(editor.client.post(answer.url, follow=True))
    assert "er udgivet." in said and "ti minutter" not in said
    assert EventSeries.objects.get().sign_up == ends["sign_up"]
    assert "/publish/" not in editor.edit(cafe, confirm=False, **ends).url, "asked once"
    move_clock(dates_of(cafe)[0], hours=20)
    assert send_reminders() == 0 and not Outbox.objects.exists(), "as it was said"


def editor_form(cafe) -> dict:
    """The dates as they are, for the form that is being filled in."""
    day = dates_of(cafe)[0]
    return {
        "dates": [
            ("single", {
                "start_date": day.start_date.isoformat(), "start_time": f"{day.start_time:%H:%M}",
                "end_time": f"{day.end_time:%H:%M}", "end_date": "",
            })
        ],
        "ids": ["one"],
    }  # fmt: skip


def question(editor, page) -> str:
    return text_of(editor.client.get(reverse("wagtailadmin_pages:unpublish", args=(page.pk,))))


def test_whoever_takes_an_event_down_reads_how_many_are_signed_up(editor, cafe, library):
    asked = question(editor, cafe)
    assert "2 tilmeldinger på kommende datoer bliver stående" in asked
    assert "Ingen får besked" in asked and "påmindelser" in asked
    english = translate(cafe, "en", title="Knitting café", slug="knitting")
    assert "bliver stående" not in question(editor, english), "the Danish page stays"
    editor.post("unpublish", english)
    editor.post("unpublish", cafe)
    cafe.refresh_from_db()
    assert not cafe.live and dates_of(cafe)[0].seats_taken == 2
    quiet = make_event(library, "Uden tilmeldte", sign_up="sign_up")
    assert "bliver stående" not in question(editor, quiet)


def test_many_events_at_once_are_not_taken_down_past_it(editor, cafe):
    index = EventIndexPage.objects.get(locale__language_code="da", path__startswith=cafe.path[:8])
    said = text_of(
        editor.client.post(
            reverse("wagtailadmin_pages:unpublish", args=(index.pk,)),
            {"include_descendants": "on"}, follow=True,
        )
    )  # fmt: skip
    assert "hvert arrangement for sig" in said
    bulk = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "unpublish"))
    said = text_of(editor.client.post(f"{bulk}?next=/admin/&id={cafe.pk}", follow=True))
    assert "hvert arrangement for sig" in said
    for page in (cafe, index):
        page.refresh_from_db()
        assert page.live
