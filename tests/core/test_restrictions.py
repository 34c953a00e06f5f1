"""Pages that not everybody may read stay closed, also below a closed page and as an alias."""

from __future__ import annotations

import pytest
from wagtail.models import PageViewRestriction

from home.models import StandardPage
from stories.models import StoryPage
from tests.factories import in_days, make_event, make_page, single_date

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(library):
    """A page, one below it, and an alias of the latter beside it."""
    above = make_page(StandardPage, library, "For frivillige", slug="frivillige")
    below = StandardPage(title="Vagtplan", slug="vagtplan", locale=above.locale)
    above.add_child(instance=below)
    alias = below.create_alias(parent=above.get_parent(), update_slug="vagter")
    return {"above": above, "below": below, "alias": alias}


def test_a_password_is_asked_for(library, client_for, pages):
    PageViewRestriction.objects.create(
        page=pages["above"], restriction_type="password", password="sommer"
    )
    asked = client_for(library).get(pages["below"].site_path)
    assert asked.status_code == 200 and "Vagtplan" not in asked.content.decode()
    assert 'type="password"' in asked.content.decode()


@pytest.mark.parametrize(
    ("restricted", "closed"),
    [(None, ()), ("above", ("above", "below")), ("below", ("below", "alias"))],
)
def test_a_restriction_closes_the_page_all_below_it_and_its_aliases(
    library, client_for, pages, restricted, closed
):
    if restricted:
        PageViewRestriction.objects.create(page=pages[restricted], restriction_type="login")
    client = client_for(library)
    for name, page in pages.items():
        status = client.get(page.site_path).status_code
        assert status == (302 if name in closed else 200), name
        assert page.get_view_restrictions().exists() is (name in closed)


def test_what_only_some_may_read_is_in_no_list_search_or_feed(library, client_for):
    story = make_page(StoryPage, library, "Hemmelig historie")
    event = make_event(library, "Hemmelig aften", [single_date(in_days(2))])
    client = client_for(library)
    addresses = [
        story.get_parent().specific.site_path,
        f"{story.get_parent().specific.site_path}feed.xml",
        event.get_parent().specific.site_path,
        f"{event.get_parent().specific.site_path}feed.xml",
        f"{event.get_parent().specific.site_path}calendar.ics",
        "/api/v1/occurrences/",
        "/da/search/?q=hemmelig",
        "/da/",
    ]

    def telling() -> list[str]:
        return [url for url in addresses if "Hemmelig " in client.get(url).content.decode()]

    assert len(telling()) >= 6, "while they are open"
    rows = [
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        for page in (story, event)
    ]
    assert telling() == []
    for row in rows:
        row.delete()
    assert len(telling()) >= 6
