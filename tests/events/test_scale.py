"""Many dates cost readers' lists as many questions to the database as few; load_bulk makes them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from core.models import Card, Library
from events.models import EventPage, Occurrence
from home.bulk.load import Wanted, fill, load_bulk
from partners.models import Partner

pytestmark = pytest.mark.django_db


def asked(client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_many_dates_ask_as_often_as_few(library, client_for):
    first = (timezone.localdate().replace(day=1) + timedelta(days=32)).replace(day=1)
    month = f"/da/calendar/{first:%Y-%m}/"
    budgets = {
        "/da/det-sker/": 14,
        "/da/det-sker/?free=1&seats=1": 14,
        month: 5,
        "/sitemap.xml": 12,
    }
    client = client_for(library)
    counts = []
    for events in (15, 400):
        fill(library, events=events, today=first - timedelta(days=1), days=27)
        counts.append([asked(client, path) for path in budgets])
    assert counts[0] == counts[1]
    assert all(count <= most for count, most in zip(counts[1], budgets.values(), strict=True))
    page = client.get(month).content.decode()
    assert page.count('<td class="') < 38 and page.count("/arrangement-") < 31 * 5
    assert client.get("/sitemap.xml").content.count(b"/arrangement-") == 400


def test_a_list_too_long_to_count_says_so(library, client_for, monkeypatch):
    monkeypatch.setattr("events.queries.listing.MOST", 30)
    fill(library, events=60)
    page = client_for(library).get("/da/det-sker/?page=9").content.decode()
    assert "Flere end 30 datoer" in page and 'aria-current="page"' in page


def test_what_was_made_in_bulk_is_whole_and_made_once(settings):
    settings.DEMO = True
    wanted = Wanted(libraries=2, events=21, pages=3, partners=5)
    load_bulk(wanted)
    counts = [model.objects.count() for model in (Page, Card, Occurrence, Partner)]
    call_command("load_bulk", libraries=2, events=21, pages=3, partners=5)
    assert counts == [model.objects.count() for model in (Page, Card, Occurrence, Partner)]
    assert (EventPage.objects.count(), Partner.objects.count()) == (21, 5)
    assert not any(Page.find_problems())
    assert Library.objects.filter(site__hostname__startswith="bulk-").count() == 2


def test_impossible_amounts_and_production_are_refused(settings):
    with pytest.raises(CommandError, match="production"):
        call_command("load_bulk", events=1)
    settings.DEMO = True
    with pytest.raises(CommandError, match="whole numbers"):
        call_command("load_bulk", events=-1)
