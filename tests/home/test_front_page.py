"""The front page: the pattern an editor chooses decides what stands first."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone, translation

from core.models import Place
from core.models.places import OpeningException, OpeningHours
from core.templatetags.samling import soon
from groups.models import GroupPage
from guides.models import GuidePage
from home.models import HomePage
from stories.models import StoryPage
from tests.factories import make_event, make_page
from tests.heads import heading, thing


@pytest.fixture
def home(library):
    """A front page with something in each of its lists."""
    make_event(library)
    make_page(StoryPage, library, "Garnet")
    make_page(GroupPage, library, "Læsekredsen")
    make_page(GuidePage, library, "Brug MitID")
    return HomePage.objects.child_of(library.root).get(locale__language_code="da")


def order(client, home, pattern: str) -> list[str]:
    """The sections as they follow each other on the page."""
    home.pattern = pattern
    home.save_revision().publish()
    response = client.get("/da/")
    assert response.status_code == 200
    html = response.content.decode()
    places = {name: html.find(f'id="s-{name}"') for name in ("events", "stories", "groups")}
    assert -1 not in places.values()
    return sorted(places, key=places.get)


@pytest.mark.parametrize(
    ("pattern", "first"), (("events", "events"), ("stories", "stories"), ("welcome", "events"))
)
def test_the_pattern_decides_what_stands_first(library, home, client_for, pattern, first):
    assert order(client_for(library), home, pattern)[0] == first


def test_only_the_welcome_begins_with_buttons(library, home, client_for):
    client = client_for(library)

    def hero() -> str:
        html = client.get("/da/").content.decode()
        return html.partition('class="hero')[2].partition('class="section"')[0]

    assert '<a class="btn' not in hero()
    home.pattern = "welcome"
    home.save_revision().publish()
    assert '<a class="btn" href="/da/det-sker/"' in hero()


def test_every_list_leads_to_the_whole_list(library, home, client_for):
    html = client_for(library).get("/da/").content.decode()
    for url in ("/da/det-sker/", "/da/historier/", "/da/vaer-med/", "/da/laer-noget/"):
        assert f'class="more" href="{url}"' in html


def test_lists_of_words_in_danish_lead_to_the_list_in_the_readers_own_language(
    library, home, client_for
):
    """The events have no English words yet, but their list has."""
    response = client_for(library).get("/en/")
    assert response.context["events"][0].url.startswith("/en/det-sker/")
    assert response.context["lists"]["events"] == "/en/whats-on/"
    html = response.content.decode()
    assert 'href="/en/whats-on/?when=today"' in html and 'href="/en/det-sker/?' not in html


def test_a_pattern_nobody_knows_still_gives_a_page(library, home, client_for):
    HomePage.objects.filter(pk=home.pk).update(pattern="gone")
    html = client_for(library).get("/da/").content.decode()
    assert 'id="s-events"' in html


def test_an_empty_front_page_is_whole(library, client_for):
    html = client_for(library).get("/da/").content.decode()
    assert heading(html) == "Havnby"
    assert 'id="s-' not in html
    assert thing(html, "Library")["name"] == "Havnby"
    assert "{search_term_string}" in thing(html, "WebSite")["potentialAction"]["target"]


def test_groups_that_are_switched_off_are_not_on_the_front_page(library, home, client_for):
    library.switched_off = ["groups"]
    library.save()
    client = client_for(library)
    assert "Læsekredsen" not in client.get("/da/").content.decode()
    assert client.get("/da/vaer-med/").status_code == 404
    assert client.get(GroupPage.objects.get().site_path).status_code == 404


def test_the_front_page_says_what_is_open_today_and_leads_to_what_happens(
    library, home, client_for
):
    today = timezone.localdate()
    for name, note in (("Hovedbiblioteket", ""), ("Siloen", "Personaledag")):
        place = Place.objects.create(library=library, name=name)
        OpeningHours.objects.create(
            place=place, weekday=today.weekday(), opens="10:00", closes="18:00"
        )
        if note:
            OpeningException.objects.create(place=place, date=today, note=note)
    Place.objects.create(library=library, name="Torvet")
    html = client_for(library).get("/da/").content.decode()
    strip = " ".join(html.partition('id="s-today"')[2].partition("</section>")[0].split())
    hours = '<span class="nobr">10–18</span>'
    assert f"<b>Hovedbiblioteket</b> <span>Åbent i dag {hours}</span>" in strip
    assert "<b>Siloen</b> <span>Lukket i dag</span>" in strip
    assert "Torvet" not in strip
    assert 'href="/da/det-sker/?when=today"' in strip


@pytest.mark.parametrize(
    ("days", "hour", "words"),
    [(0, 10, "I dag"), (0, 23, "I aften"), (1, 10, "I morgen"), (2, 10, "")],
)
def test_a_near_date_is_told_in_words(days, hour, words):
    moment = timezone.localtime().replace(hour=hour, minute=0) + timedelta(days=days)
    with translation.override("da"):
        assert soon(moment) == words
        assert soon(moment.date()) == words.replace("I aften", "I dag")


def test_a_place_that_opened_yesterday_is_open_until_it_closes(
    library, home, client_for, monkeypatch
):
    sunday = Place.objects.create(library=library, name="Søndagshuset")
    alone = Place.objects.create(library=library, name="Nøglehuset")
    special = Place.objects.create(library=library, name="Nytårshuset")
    for place, kind in ((sunday, "staffed"), (alone, "self_service")):
        OpeningHours.objects.create(
            place=place, weekday=5, opens="20:00", closes="02:00", kind=kind
        )
    OpeningHours.objects.create(place=sunday, weekday=6, opens="10:00", closes="16:30")
    OpeningException.objects.create(
        place=special,
        date=date(2030, 3, 9),
        closed=False,
        opens="18:00",
        closes="01:30",
        note="Festival",
    )

    def strip_at(hour: int, minute: int) -> list[str]:
        moment = timezone.make_aware(datetime(2030, 3, 10, hour, minute))
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
        page = BeautifulSoup(client_for(library).get("/da/").content, "html.parser")
        return [" ".join(item.text.split()) for item in page.select(".today__places li")]

    assert strip_at(0, 30) == [
        "Nytårshuset Åbent til kl. 1.30",
        "Nøglehuset Selvbetjent til kl. 2",
        "Søndagshuset Åbent til kl. 2. Åbent i dag 10–16.30",
    ]
    assert strip_at(2, 0) == [
        "Nytårshuset Lukket i dag",
        "Nøglehuset Lukket i dag",
        "Søndagshuset Åbent i dag 10–16.30",
    ]


def test_a_place_with_special_days_only_tells_of_them(library, home, client_for):
    today = timezone.localdate()
    siloen = Place.objects.create(library=library, name="Siloen")
    OpeningException.objects.create(
        place=siloen, date=today, closed=False, opens="11:00", closes="15:00"
    )
    later = Place.objects.create(library=library, name="Sommerhuset")
    OpeningException.objects.create(
        place=later, date=today + timedelta(days=3), closed=False, opens="11:00", closes="15:00"
    )
    # Whose hours nobody wrote down: that it is closed some day says nothing about today.
    square = Place.objects.create(library=library, name="Torvet")
    OpeningException.objects.create(place=square, date=today + timedelta(days=3))
    page = BeautifulSoup(client_for(library).get("/da/").content, "html.parser")
    assert [item.get_text(" ", strip=True) for item in page.select(".today__places li")] == [
        "Siloen Åbent i dag 11–15",
        "Sommerhuset Lukket i dag",
    ]
