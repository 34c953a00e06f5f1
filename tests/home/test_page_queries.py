"""Readers' pages cost a fixed number of queries, however much there is to show."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.cards import write_card
from core.models import Place
from events.models import EventIndexPage
from groups.models import GroupIndexPage, GroupPage
from guides.models import GuideIndexPage, GuidePage
from home.models import HomePage, PlaceIndexPage, PlacePage, StandardPage
from partners.models import PartnerIndexPage, PartnerPage
from stories.models import StoryIndexPage, StoryPage
from tests.factories import in_days, make_event, make_page, single_date, translate

FRONT, DETAIL, LIST, SEARCH = 14, 12, 14, 15


def furnish(library, count: int, start: int = 0) -> dict:
    """`count` pages of each listed kind; returns the first of each by model."""
    first, parents = {}, {}
    place, _ = Place.objects.get_or_create(library=library, name="Hovedbiblioteket")
    for number in range(start, start + count):
        for model in (StoryPage, GuidePage, GroupPage, PartnerPage, StandardPage):
            facts = {"title": f"{model.__name__} {number}", "slug": f"{model.__name__}-{number}"}
            if number < 10:
                page = make_page(model, library, **facts)
                first.setdefault(model, page)
                parents[model] = page.get_parent()
                continue
            # Many more are put into the lists by hand: no reader's page asks for revisions.
            parent = parents.get(model) or first_of(model, library).get_parent()
            parents[model] = parent
            page = model(live=True, locale_id=parent.locale_id, **facts)
            parent.add_child(instance=page)
            write_card(page)
        event = make_event(
            library,
            f"Arrangement {number}",
            [single_date(in_days(2 + number % 60))],
            place=place,
            sign_up="sign_up",
            capacity=5,
        )
        first.setdefault("event", event)
    if not start:
        first[PlacePage] = make_page(PlacePage, library, "Hovedbiblioteket", place=place)
    return first


def first_of(model, library):
    """The page of a kind that was there first."""
    return model.objects.descendant_of(library.root).order_by("pk").first()


def queries(client, url: str) -> int:
    """The number of queries of a first visit, with nothing remembered from before."""
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(url)
    assert response.status_code == 200, url
    return len(captured)


def addresses(library, language: str, first: dict) -> dict[str, tuple[str, int]]:
    """Every kind of public page with its budget."""
    home = HomePage.objects.child_of(library.root).get(locale__language_code=language)
    found = {"front": (home.site_path, FRONT)}
    for model in (
        EventIndexPage,
        StoryIndexPage,
        GuideIndexPage,
        GroupIndexPage,
        PartnerIndexPage,
        PlaceIndexPage,
    ):
        page = model.objects.child_of(home).get()
        found[model.__name__] = (page.site_path, LIST)
    for key, page in first.items():
        name = key if isinstance(key, str) else key.__name__
        found[name] = (page.site_path, DETAIL)
    found["search"] = (f"/{language}/search/?q=arrangement+story", SEARCH)
    return found


def measure(client, library, language: str, first: dict) -> dict[str, int]:
    """Queries of each page; fails where a budget is passed."""
    counts = {}
    for name, (url, budget) in addresses(library, language, first).items():
        counts[name] = queries(client, url)
        assert counts[name] <= budget, f"{name} ({url}): {counts[name]} > {budget}"
    return counts


@pytest.mark.slow
def test_pages_cost_the_same_with_10_and_200_items(library, client_for):
    first = furnish(library, 10)
    client = client_for(library)
    few = measure(client, library, "da", first)
    furnish(library, 190, start=10)
    many = measure(client, library, "da", first)
    assert many == few


def test_second_language_costs_no_more(library, client_for):
    first = furnish(library, 10)
    translated = {key: translate(page, "en") for key, page in first.items()}
    client = client_for(library)
    danish = measure(client, library, "da", first)
    english = measure(client, library, "en", translated)
    for name, count in english.items():
        # Where nothing is found, the first language is searched too.
        assert count <= danish[name] + 2 * (name == "search"), name


def test_a_page_in_the_first_language_only_stays_within_budget(library, client_for):
    first = furnish(library, 3)
    client = client_for(library)
    for page in first.values():
        url = page.site_path.replace("/da/", "/en/", 1)
        assert queries(client, url) <= DETAIL, url
