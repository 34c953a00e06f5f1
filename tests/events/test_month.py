"""The month as a table: days, weeks, filters, and what is no month."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.models import Place
from events.models import Occurrence
from tests.factories import make_event, single_date, translate
from tests.processes import forget_all

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    return response.content.decode()


def next_month() -> date:
    """The first day of the month after this one, where everything is still to come."""
    return (timezone.localdate().replace(day=1) + timedelta(days=32)).replace(day=1)


def on(day: int, hour: int, minutes: int = 60, minute: int = 0) -> dict:
    first = next_month()
    start = datetime(first.year, first.month, day, hour, minute)
    return single_date(timezone.make_aware(start), minutes)


def cell(page: str, day: int) -> str:
    """The cell of a day of next month."""
    (found,) = re.findall(rf"<td[^>]*>\s*<[^>]+><span[^>]*>{day}</span>.*?</td>", page, re.S)
    return found


@pytest.fixture
def path() -> str:
    return f"/da/calendar/{next_month():%Y-%m}/"


def test_a_month_is_a_table_with_the_events_of_each_day(library, client_for, path):
    page = make_event(library, "Strikkecafé", dates=[on(10, 19), on(17, 19)])
    html = text_of(client_for(library).get(path))
    assert "<caption" in html and html.count('<th scope="col">') == 8
    assert '<th scope="row">' in html and "Mandag" in html
    assert f'href="{page.site_path}"' in cell(html, 10) and "19.00" in cell(html, 17)
    assert f'href="/da/det-sker/?day={next_month().replace(day=10)}"' in cell(html, 10)
    assert page.site_path not in cell(html, 11)


def test_case_55_an_evening_is_in_the_cell_of_its_danish_day(library, client_for, path):
    make_event(library, "Natfilm", dates=[on(10, 23, 150)])
    make_event(library, "Morgenfugle", dates=[on(12, 0, 60, 30)])
    html = text_of(client_for(library).get(path))
    assert "Natfilm" in cell(html, 10) and "Natfilm" not in cell(html, 11)
    assert "Morgenfugle" in cell(html, 12) and "Morgenfugle" not in cell(html, 11)


def test_days_that_last_stand_on_each_day_and_exhibitions_apart(library, client_for, path):
    block = on(8, 10)
    block["value"]["end_date"] = next_month().replace(day=10).isoformat()
    make_event(library, "Havnedage", dates=[block])
    make_event(library, "Akvareller", dates=[block], exhibition=True)
    html = text_of(client_for(library).get(path))
    assert [("Havnedage" in cell(html, day)) for day in (7, 8, 9, 10, 11)] == [0, 1, 1, 1, 0]
    for number in range(5):
        make_event(library, f"Vises {number}", dates=[block], exhibition=True)
    table, apart = text_of(client_for(library).get(path)).split("</table>")
    assert apart.count("Vises ") >= 5
    assert "Akvareller" in apart and "Akvareller" not in table


def test_each_day_tells_of_what_lasts_and_is_not_shown(library, client_for, path):
    for number in range(5):
        block = on(8, 10)
        block["value"]["end_date"] = next_month().replace(day=9 + number).isoformat()
        make_event(library, f"Lejr {number}", dates=[block])
    html = text_of(client_for(library).get(path))
    for day, running in {8: 5, 9: 5, 10: 4, 11: 3, 12: 2, 13: 1, 14: 0}.items():
        shown = cell(html, day).count("/lejr-")
        assert shown == (running if running <= 3 else 2), day
        assert (f"{running - 2} flere" in cell(html, day)) is (running > 3), day
    assert "Lejr 1" in cell(html, 10) and "Lejr 0" not in cell(html, 10)
    assert "5 datoer" in html


def test_more_exhibitions_than_there_is_room_for_are_told_of(library, client_for, path):
    block = on(8, 10)
    block["value"]["end_date"] = next_month().replace(day=10).isoformat()
    client, words = client_for(library), "Der er flere udstillinger end dem her"
    for number in range(12):
        make_event(library, f"Vises {number}", dates=[block], exhibition=True)
    for address in (path, "/da/det-sker/"):
        assert words not in text_of(client.get(address))
    make_event(library, "Vises 12", dates=[block], exhibition=True)
    for address in (path, "/da/det-sker/"):
        html = text_of(client.get(address))
        assert words in html and "Vises 11" in html and "Vises 12" not in html


def test_a_crowded_day_shows_some_and_leads_to_the_others(library, client_for, path):
    for number in range(6):
        make_event(library, f"Nummer {number}", dates=[on(10, 10 + number)])
    html = cell(text_of(client_for(library).get(path)), 10)
    assert "Nummer 1" in html and "Nummer 2" not in html and "4 flere" in html


def test_filters_stay_in_the_address_from_month_to_month(library, client_for, path):
    place = Place.objects.create(library=library, name="Havnen")
    make_event(library, "Ved havnen", place=place, dates=[on(10, 19)])
    make_event(library, "Andetsteds", price="50 kr.", dates=[on(10, 19)])
    html = text_of(client_for(library).get(f"{path}?place={place.pk}&free=1&day=2026-99-99"))
    assert "Ved havnen" in html and "Andetsteds" not in html and "2026-99-99" not in html
    for word in ("prev", "next"):
        assert re.search(rf'rel="{word} nofollow" href="[^"]*\?place={place.pk}&amp;free=1"', html)


def test_weeks_begin_as_the_language_counts_and_texts_keep_theirs(library, client_for, path):
    page = make_event(library, "Strikkecafé", dates=[on(10, 19)])
    english = text_of(client_for(library).get(path.replace("/da/", "/en/")))
    assert english.index("Monday") < english.index("Sunday") and 'lang="da"' in english
    translate(page, "en", title="Knitting café", slug="knitting")
    assert "Knitting café" in text_of(client_for(library).get(path.replace("/da/", "/en/")))


@pytest.mark.parametrize(
    "month", ["0000-01", "2026-13", "2026-00", "9999-12", "banan", "2026-1-1", "٢٠٢٦-٠١", "-1-01"]
)
def test_what_is_no_month_is_told_in_words(library, client_for, month):
    response = client_for(library).get(f"/da/calendar/{month}/")
    assert response.status_code == 404
    assert "Den måned findes ikke" in text_of(response)
    assert 'href="/da/calendar/"' in text_of(response)


@pytest.mark.parametrize("month", ["", "2000-01/", "2100-12/", "2026-2/"])
def test_the_ends_of_what_is_answered_answer(library, client_for, month):
    assert client_for(library).get(f"/da/calendar/{month}").status_code == 200


def test_a_month_asks_five_times_and_reads_its_window(library, client_for, path):
    place = Place.objects.create(library=library, name="Havnen")
    make_event(library, "Strikkecafé", place=place, dates=[on(10, 19)])
    client = client_for(library)
    forget_all()
    with CaptureQueriesContext(connection) as new_process:
        client.get(path)
    assert len(new_process) <= 5
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for number in range(12):
        make_event(library, f"Nummer {number}", place=place, dates=[on(11, 10), on(12, 10)])
    first = next_month()
    Occurrence.objects.filter(start_date=first.replace(day=12)).update(
        start_date=first - timedelta(days=20), end_date=first - timedelta(days=20)
    )
    with CaptureQueriesContext(connection) as many:
        html = text_of(client.get(path))
    assert len(few) == len(many) <= 5
    assert "10 flere" in cell(html, 11) and "Nummer" not in cell(html, 12)
