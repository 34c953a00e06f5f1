"""A page that comes or goes by itself while its event has dates: the editor is warned, and nobody
loses a seat."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from core.models import Outbox
from core.outbox import build
from events.models import EventPage, Occurrence, SignUp
from tests.events.conftest import address, sent_by_form, text_of
from tests.events.desk import as_typed, at
from tests.events.editor import dates_of, join, single, weekly
from tests.events.test_event_form import meaning
from tests.factories import in_days, make_event, single_date

pytestmark = pytest.mark.django_db


@pytest.fixture
def cafe(library) -> EventPage:
    """Two dates, in 5 and in 12 days."""
    dates = [single_date(in_days(5), uid="one"), single_date(in_days(12), uid="two")]
    return make_event(library, dates=dates, sign_up="sign_up")


@pytest.fixture
def later(monkeypatch):
    """Moves the clock ahead."""
    now = timezone.now
    return lambda by: monkeypatch.setattr(timezone, "now", lambda: now() + by)


def typed(moment) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def two() -> dict:
    return {"dates": [single(in_days(5)), single(in_days(12))], "ids": ["one", "two"]}


def warned(editor, page=None, **fields) -> str:
    return meaning(editor, page, **fields)["text"]


def test_a_page_that_goes_before_its_last_date_is_warned_of_in_words(editor, cafe):
    answer = meaning(editor, cafe, expire_at=typed(in_days(8)), **two())
    said = answer["text"]
    assert [" ".join(words.split()) in said for words in answer["schedule"]] == [True]
    assert "1 dato er ikke slut til den tid" in said and "ingen finde den" in said
    assert f"{in_days(12).day}." in said.partition("slut til den tid")[2]
    both = warned(editor, expire_at=typed(in_days(4)), **two())
    assert "2 datoer er ikke slut" in both and "den sidste" in both
    endless = warned(editor, dates=[weekly()], expire_at=typed(in_days(30)))
    assert "er ikke slut til den tid" in endless
    fine = warned(editor, expire_at=typed(in_days(13)), **two())
    assert "til den tid" not in fine and "til den tid" not in warned(editor, **two())


def test_a_page_that_comes_after_its_first_date_is_warned_of_in_words(editor):
    said = warned(editor, go_live_at=typed(in_days(8)), **two())
    assert "1 dato begynder før" in said and f"{in_days(5).day}." in said.partition("før")[2]
    assert "allerede" not in said, "nothing is over yet"
    both = warned(editor, go_live_at=typed(in_days(20)), **two())
    assert "2 datoer begynder før" in both and "den første" in both
    assert "begynder før" not in warned(editor, go_live_at=typed(in_days(4)), **two())


def test_a_change_that_comes_later_hides_no_date_that_is_there_already(editor, cafe):
    scheduled = {"go_live_at": typed(in_days(8))}
    assert "begynder før" not in warned(editor, cafe, **scheduled, **two())
    more = {"dates": [*two()["dates"], single(in_days(3))], "ids": ["one", "two", ""]}
    said = warned(editor, cafe, **scheduled, **more)
    assert "1 dato begynder før" in said and f"{in_days(3).day}." in said


def test_a_cancelled_date_needs_no_page(editor, cafe):
    Occurrence.objects.filter(pk=dates_of(cafe)[1].pk).update(status="cancelled")
    assert "til den tid" not in warned(editor, cafe, expire_at=typed(in_days(8)), **two())


def test_the_form_warns_when_it_is_opened_again(editor, cafe):
    editor.edit(cafe, action="", expire_at=typed(in_days(8)), **two())
    url = reverse("wagtailadmin_pages:edit", args=(cafe.pk,))
    assert "1 dato er ikke slut til den tid" in text_of(editor.client.get(url))


def test_people_whose_date_outlives_its_page_stay_signed_up(editor, cafe, reader, later):
    first, last = dates_of(cafe)
    join(first, "Bo")
    sent_by_form(reader, last)
    dates = two()
    going = {"expire_at": typed(in_days(8)), **dates}
    answer = editor.edit(cafe, confirm=False, **going)
    shown = text_of(editor.client.get(answer.url))
    assert "1 tilmelding er til en dato, der ikke er slut" in shown
    assert "Ingen skal have besked" not in shown
    assert EventPage.objects.get(pk=cafe.pk).expire_at is None, "nothing before it was read"
    editor.client.post(answer.url)
    assert EventPage.objects.get(pk=cafe.pk).expire_at is not None
    again = editor.edit(cafe, confirm=False, **going, summary="En rettelse.")
    assert "/publish/" not in again.url, "said once, not at every later change"

    own = re.search(r"https?://[^/\s]+(/da/\S+)", build(Outbox.objects.last()).body)[1]
    later(timedelta(days=9))
    call_command("run_due", verbosity=0)
    assert reader.get(cafe.site_path).status_code == 404
    row = SignUp.objects.get(occurrence=last)
    assert (row.state, SignUp.objects.count()) == (SignUp.State.CONFIRMED, 2)
    assert reader.get(own).status_code == 200, "the page by link still says what one has"
    assert "form_key" not in reader.get(address(last)).content.decode(), "nobody new"
    later(timedelta(days=11, hours=12))
    call_command("run_due", verbosity=0)
    assert Outbox.objects.filter(template="sign_up_reminder", recipient=row.email).exists()
    editor.edit(cafe, **dates)
    assert reader.get(cafe.site_path).status_code == 200
    assert dates_of(cafe)[1].seats_taken == 1


def test_where_sign_up_ends_too_that_alone_is_told(editor, cafe):
    join(dates_of(cafe)[1])
    answer = editor.edit(cafe, confirm=False, sign_up="none", expire_at=typed(in_days(8)), **two())
    shown = text_of(editor.client.get(answer.url))
    assert "tages ned" not in shown and "tilmeldingen her slutter" in shown


def test_a_date_moved_by_hand_beyond_its_page_is_warned_of(editor, cafe):
    EventPage.objects.filter(pk=cafe.pk).update(expire_at=in_days(13))
    last = dates_of(cafe)[1]
    for day, warns in ((11, False), (14, True)):
        typed_day = in_days(day).date().isoformat()
        answer = editor.client.post(at(last, "change/"), as_typed(last, start_date=typed_day))
        said = text_of(answer) if answer.status_code == 200 else ""
        assert ("ikke slut til den tid" in said) is warns
