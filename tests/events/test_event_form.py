"""What an event's form says about itself, and what comes before people are told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from core.models import Outbox, Place, Room
from core.models.places import OpeningException
from events.blocks import DatesBlock
from events.models import EventPage
from events.phrases import phrases
from events.rules import expand
from tests.events.conftest import text_of
from tests.events.editor import dates_of, join, single, weekly
from tests.factories import in_days, make_event, make_occurrence, make_user, single_date

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 1)


def meaning(editor, page=None, status: int = 200, **fields) -> dict:
    """The answer while the form is being filled in: `text` and `folds`."""
    url = reverse("events_live", args=(page.pk,) if page else ())
    response = editor.client.post(url, editor.form(**fields))
    assert response.status_code == status
    if status != 200:
        return {}
    answer = response.json()

    class Markup:
        content = answer["dates"].encode()

    return {"text": text_of(Markup), **{name: answer[name] for name in ("folds", "schedule")}}


def words(kind: str, language: str = "da", **value) -> str:
    defaults = {"start_date": "2026-11-10", "start_time": "19:00", "interval": "1", "by": "weekday"}
    raw = {"type": kind, "id": "a", "value": {**defaults, **value}}
    with translation.override(language):
        (found,) = phrases(DatesBlock().to_python([raw]), today=TODAY)
    return found


LEFT_OUT = {"date": "2026-12-22", "new_date": None, "new_start_time": None}
MOVED = {"date": "2026-12-01", "new_date": "2026-12-02", "new_start_time": "17:30"}


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("weekly", {"count": 9, "exceptions": [LEFT_OUT]},
         "Tirsdage kl. 19, 8 gange, ikke 22. december"),
        ("weekly", {"interval": "2", "end_time": "21:30"}, "Hver anden tirsdag kl. 19–21.30"),
        ("weekly", {"count": 4, "exceptions": [MOVED]},
         "Tirsdage kl. 19, 4 gange, 1. december flyttet til 2. december kl. 17.30"),
        ("monthly", {"by": "last_weekday", "until": "2027-12-31"},
         "Den sidste tirsdag i måneden kl. 19, til og med 31. december 2027"),
        ("monthly", {}, "Den anden tirsdag i måneden kl. 19"),
        ("monthly", {"by": "date", "start_time": None}, "Den 10. i hver måned"),
        ("weekly", {"count": 2, "more_times": [{"start_time": "20:15", "end_time": None}]},
         "Tirsdage kl. 19 og 20.15, 2 gange"),
    ],
)  # fmt: skip
def test_a_rule_in_words(kind, value, said):
    assert words(kind, **value) == said


def test_a_rule_in_words_of_other_languages():
    assert words("weekly", "en", count=8) == "Tuesdays at 19:00, 8 times"
    assert words("weekly", "uk", count=8) == "Щовівторка о 19:00, 8 разів"
    assert "19:00" in words("weekly", "ar", count=8)


def test_several_times_a_day_have_seats_and_an_identity_of_their_own():
    rows = [
        {"type": "item", "id": f"{hour}" * 10, "value": {"start_time": f"{hour}:00"}}
        for hour in (13, 15, 17)
    ]
    rule = {"start_date": "2026-11-10", "start_time": "10:00", "interval": "1", "count": 2}
    moved = {"date": "2026-11-17", "new_date": "2026-11-18", "new_start_time": "11:00"}

    def ids(more, **other):
        raw = {"type": "weekly", "id": "a", "value": {**rule, "more_times": more, **other}}
        plans = expand(DatesBlock().to_python([raw]), today=TODAY)
        return {plan.recurrence_id: (plan.start_date.day, plan.start_time.hour) for plan in plans}

    all_three = ids(rows)
    assert len(all_three) == 8 and all_three["2026-11-10/0"] == (10, 10)
    without_second = ids([rows[0], rows[2]])
    assert without_second.items() < all_three.items()
    assert sorted(ids(rows, exceptions=[moved]).values())[4:] == [
        (18, 11),
        (18, 14),
        (18, 16),
        (18, 18),
    ]


def test_the_dates_are_told_in_words_while_the_form_is_filled_in(editor):
    day = in_days(10)
    with translation.override("da"):
        answer = meaning(editor, dates=[weekly(day, count="3", more_times=[("21:15", "")])])
    assert "6 datoer" in answer["text"] and "3 gange" in answer["text"]
    assert "kl. 19–21 og 21.15" in answer["text"]
    assert "Højst 4 personer" in answer["folds"]["ways"]
    answer = meaning(editor, closes_hours_before="48", confirmation="by_mail", promotion="offer")
    assert "2 dage før" in answer["folds"]["window"]
    assert "link" in answer["folds"]["ways"] and "24 timer" in answer["folds"]["ways"]


def test_wrong_dates_are_told_and_the_right_ones_still_shown(editor):
    kind, wrong = single(in_days(3))
    answer = meaning(
        editor,
        dates=[
            single(in_days(5)),
            (kind, {**wrong, "start_date": "2027-02-31"}),
            weekly(count="x"),
        ],
    )
    assert "1 dato" in answer["text"]
    assert "2. Én dato" in answer["text"] and "3. Hver uge" in answer["text"]
    assert not EventPage.objects.exists()


def test_case_57_closed_days_and_a_room_that_is_taken(editor, library, other_library):
    place = Place.objects.create(library=library, name="Hovedbiblioteket")
    room = Room.objects.create(place=place, name="Salen")
    day = in_days(9)
    OpeningException.objects.create(place=place, date=day.date(), note="Personaledag")
    make_occurrence(library, place=place, room=room, starts_at=in_days(16, 20))
    make_occurrence(other_library, starts_at=in_days(9))
    at = {"place": place.pk, "room": room.pk}
    text = meaning(editor, dates=[weekly(day, count="3")], **at)["text"]
    assert "Hovedbiblioteket har lukket" in text and "Personaledag" in text
    assert "Salen er optaget" in text and "Strikkecafé begynder kl. 20" in text
    # Without script the same stands on the screen after saving.
    editor.create("action-draft", dates=[weekly(day, count="3")], **at)
    page = EventPage.objects.get()
    saved = editor.client.get(reverse("wagtailadmin_pages:edit", args=(page.pk,)))
    assert "Salen er optaget" in text_of(saved)


def test_another_librarys_event_place_and_room_are_not_asked(editor, library, other_library):
    foreign = make_event(other_library, "Hemmelig fest")
    meaning(editor, foreign, status=404)
    place = Place.objects.create(library=other_library, name="Skovhuset")
    OpeningException.objects.create(place=place, date=in_days(3).date())
    answer = meaning(editor, dates=[single(in_days(3))], place=place.pk)
    assert "Skovhuset" not in answer["text"]


def test_before_people_are_told_the_editor_reads_it(
    editor, library, django_capture_on_commit_callbacks
):
    start = in_days(5)
    page = make_event(library, dates=[single_date(start, uid="one")], sign_up="sign_up")
    join(dates_of(page)[0], "Anna")
    later = single(start + timedelta(days=1))
    text = meaning(editor, page, dates=[later], ids=["one"])["text"]
    assert "1 tilmeldt får en mail" in text and "bliver til" in text
    response = editor.edit(page, confirm=False, dates=[later], ids=["one"])
    page.refresh_from_db()
    ask = reverse("events_publish", args=(page.pk, page.latest_revision_id))
    assert response.url == ask
    assert dates_of(page)[0].starts_at == start and not Outbox.objects.filter(
        template="sign_up_moved"
    )
    shown = text_of(editor.client.get(ask))
    assert "1 tilmeldt får en mail" in shown and "Det får de tilmeldte at vide" in shown
    assert dates_of(page)[0].sign_ups.get().token not in shown
    with django_capture_on_commit_callbacks(execute=True):
        assert editor.client.post(ask).status_code == 302
    assert dates_of(page)[0].starts_at == start + timedelta(days=1)
    assert Outbox.objects.filter(template="sign_up_moved").count() == 1


def test_a_typo_or_other_seats_ask_nothing_and_tell_nobody(editor, library):
    page = make_event(library, dates=[single_date(in_days(5), uid="one")], sign_up="sign_up")
    for name in ("Anna", "Bo"):
        join(dates_of(page)[0], name)
    before = Outbox.objects.count()
    editor.edit(page, confirm=False, title="Strikkecafé!")
    page.refresh_from_db()
    assert page.title == "Strikkecafé!"
    fewer = meaning(editor, page, dates=[single(in_days(5))], ids=["one"], capacity="1")
    assert "2 personer har en plads, og nu er der kun 1 pladser" in fewer["text"]
    editor.edit(page, confirm=False, capacity="1")
    assert dates_of(page)[0].capacity == 1 and Outbox.objects.count() == before


def test_a_date_taken_away_is_said_before_it_goes(editor, library):
    page = make_event(library, dates=[single_date(in_days(5), uid="one")], sign_up="sign_up")
    join(dates_of(page)[0], "Anna")
    response = editor.edit(page, confirm=False, dates=[single(in_days(9))])
    ask = response.url
    assert "/publish/" in ask
    assert "står ikke længere på siden" in text_of(editor.client.get(ask))
    editor.client.post(ask)
    assert [row.status for row in dates_of(page)] == ["orphaned", "scheduled"]


def test_publishing_after_the_question_is_for_those_who_may(
    editor, library, other_library, client_for
):
    page = make_event(library, sign_up="sign_up")
    url = reverse("events_publish", args=(page.pk, page.latest_revision_id))
    author = client_for(library, make_user("f@havnby.test", library, "author"))
    page.save_revision()
    url = reverse("events_publish", args=(page.pk, page.latest_revision_id))
    assert author.post(url).url == "/admin/"
    stranger = client_for(other_library, make_user("s@skovby.test", other_library, "editor"))
    assert stranger.post(url).status_code == 404
    page.refresh_from_db()
    assert page.has_unpublished_changes
    page.save_revision()
    assert editor.client.post(url).url == reverse("wagtailadmin_pages:edit", args=(page.pk,))
    unknown = reverse("events_publish", args=(page.pk, 999_999))
    assert editor.client.get(unknown).status_code == 404


def test_an_impossible_date_keeps_everything_that_was_typed(editor):
    kind, block = single(in_days(3))
    response = editor.create(
        title="Sommerfest", dates=[(kind, {**block, "start_date": "31.02.2027"})], price="40 kroner"
    )
    html = response.content.decode()
    assert response.status_code == 200 and not EventPage.objects.exists()
    assert "31.02.2027" in html and "Sommerfest" in html and "40 kroner" in html


def test_a_moved_date_must_exist_too(editor):
    spring = {"date": "2027-03-27", "new_date": "2027-03-28", "new_start_time": "02:30"}
    first = timezone.make_aware(timezone.datetime(2027, 3, 27))
    answer = meaning(editor, dates=[weekly(first, count="2", exceptions=[("item", spring)])])
    assert "1. Hver uge" in answer["text"]


def test_readers_see_what_several_dates_are_called(library, client_for):
    rule = {
        "type": "weekly",
        "id": "rule-1",
        "value": {"start_date": in_days(3).date().isoformat(), "start_time": "19:00", "count": 4},
    }
    page = make_event(library, dates=[rule])
    shown = text_of(client_for(library).get(page.site_path))
    assert "kl. 19, 4 gange" in shown
    english = text_of(client_for(library).get(page.site_path.replace("/da/", "/en/")))
    assert "at 19:00, 4 times" in english
