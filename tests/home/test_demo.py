"""The demo: furnished once, answered everywhere, and never in the way of what people did."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page, PageLogEntry, WorkflowState

from core.models import Card, Library, Membership, Outbox
from events.models import DateFigures, EventPage, EventSeries, Occurrence, SignUp
from guides.models import GuidePage
from home.demo import illustrations
from home.demo.libraries import LIBRARIES
from home.demo.load import load, use_port
from home.demo.sign_ins import table
from partners.models import PartnerPerson
from people.models import User
from stories.models import ExperiencePage, MethodPage, TaskPage

COUNTED = (
    "wagtailcore.Page",
    "core.Library",
    "core.LibraryImage",
    "core.Place",
    "core.OpeningHours",
    "core.Topic",
    "core.Card",
    "core.Membership",
    "core.Outbox",
    "events.Occurrence",
    "events.SignUp",
    "events.SeriesOrganiser",
    "people.User",
    "partners.PartnerPerson",
    "wagtailcore.Revision",
    "wagtail_localize.Translation",
)


def libraries():
    """The demo's own; the tests' libraries stand beside them."""
    hosts = [facts.hostname for facts in LIBRARIES]
    return Library.objects.filter(site__hostname__in=hosts).select_related("site", "root")


def counts() -> dict[str, int]:
    return {name: apps.get_model(name)._base_manager.count() for name in COUNTED}


def without_sizes(image) -> dict:
    """Drawing every size takes half a minute and is tested where sizes are made."""
    return {}


@pytest.fixture(scope="module")
def furnished(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo, furnished once for this file and taken away again."""
    from django.db import transaction
    from django.test import override_settings

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("core.signals.make_sizes", without_sizes)
        patch.setattr("core.cards.make_sizes", without_sizes)
        media = tmp_path_factory.mktemp("media")
        with override_settings(MEDIA_ROOT=media), transaction.atomic():
            load()
            yield
            transaction.set_rollback(True)


@pytest.fixture
def demo(furnished, db):
    """The furnished demo; what a test changes is undone after it."""


def test_again_changes_nothing(demo):
    before = counts()
    assert load() == 0
    assert counts() == before


def test_there_is_as_much_as_was_promised(demo):
    danish = Card.objects.filter(locale__language_code="da")
    least = {"story": 12, "event": 20, "partner": 10, "group": 6, "guide": 8, "place": 6}
    least.update(method=5, task=4, experience=3)
    assert not {kind: n for kind, n in least.items() if danish.filter(kind=kind).count() < n}
    for library in libraries():
        mine = Card.objects.filter(library=library)
        english = mine.filter(locale__language_code="en").count()
        assert english >= mine.filter(locale__language_code="da").count() / 2
    for language in ("ar", "uk"):
        assert Card.objects.filter(locale__language_code=language).count() >= danish.count() / 10


def test_every_page_answers_in_its_language(demo):
    answered = 0
    for library in libraries():
        client = Client(HTTP_HOST=library.site.hostname)
        below = Page.objects.filter(path__startswith=library.root.path, depth__gt=2, live=True)
        for page in below.specific():
            response = client.get(page.site_path)
            assert response.status_code == 200, page.site_path
            html = response.content.decode()
            assert f'lang="{page.locale.language_code}"' in html, page.site_path
            answered += 1
    assert answered > 130


def test_dates_are_to_come_and_of_every_state(demo):
    over = Occurrence.objects.filter(until__lte=timezone.now())
    assert set(over) == {row.occurrence for row in SignUp.objects.exclude(checked_in_at=None)}
    states = {row.state() for row in Occurrence.objects.select_related("series")}
    assert states >= {"none", "link", "open", "few", "waiting", "full"}
    assert states >= {"not_open", "closed", "cancelled", "moved"}
    assert Occurrence.objects.filter(exhibition=True, start_date__lt=timezone.localdate()).exists()
    assert Occurrence.objects.filter(start_time=None, exhibition=False).exists()
    assert Occurrence.objects.filter(ends_at=None).exists()


def test_counters_are_what_the_sign_ups_say(demo):
    for row in Occurrence.objects.exclude(seats_taken=0):
        seated = SignUp.objects.filter(occurrence=row, state__in=SignUp.SEATED)
        assert row.seats_taken == sum(seated.values_list("seats", flat=True))
        assert row.capacity is None or row.seats_taken <= row.capacity


def test_what_events_can_do_is_shown(demo):
    course = EventSeries.objects.get(organisers__name="Strikkeliv", scope="series")
    assert course.organiser_names == ["Strikkeliv"] and course.qr_check_in
    assert SignUp.objects.filter(occurrence__series=course, state="waiting").exclude(parent=None)
    assert SignUp.objects.filter(children__gt=0).exclude(child_ages=[])
    assert SignUp.objects.filter(companions__gt=0)
    assert EventSeries.objects.filter(online=True).exclude(online_url="")
    for library in libraries():
        assert EventSeries.objects.filter(library=library).exclude(organiser_names=[]).count() > 2
        [held] = DateFigures.objects.filter(library=library, no_shows__gt=0)
        assert held.attended > held.no_shows and held.held
    # Who is named on a page stays when an editor publishes it again.
    EventPage.objects.get(
        translation_key=course.key, locale__language_code="da"
    ).save_revision().publish()
    assert course.organisers.get().sees_names


def test_the_knowledge_bank_is_reached_and_leads_on(demo):
    for host, language, words in (
        ("localhost", "da", "vidensbank"),
        ("localhost", "ar", "بنك المعرفة"),
        ("skovby.localhost", "en", "knowledge bank"),
    ):
        client = Client(HTTP_HOST=host)
        html = client.get(f"/{language}/").content.decode()
        link = re.search(rf'href="([^"]+)"[^>]*>[^<]*{words}', html)
        assert link, (host, language)
        assert client.get(link[1]).status_code == 200
    for trial in ExperiencePage.objects.all():
        html = Client(HTTP_HOST=Library.for_page(trial).site.hostname).get(trial.site_path)
        assert trial.method.get_translation(trial.locale_id).title in html.content.decode()
    guide = GuidePage.objects.get(title="Start en læsekreds")
    html = Client(HTTP_HOST="localhost").get(guide.site_path).content.decode()
    assert MethodPage.objects.get(title="Læsekreds på 6 uger").site_path in html


def test_guides_say_what_they_take(demo):
    for guide in GuidePage.objects.all():
        assert guide.level and guide.for_whom and guide.minutes and guide.outcome
        assert len(guide.need_lines) >= 2, guide.title


def test_what_was_added_later_reaches_a_demo_that_was_furnished_before(demo):
    for model in (ExperiencePage, TaskPage, MethodPage):
        for page in model.objects.all():
            page.delete()
    PageLogEntry.objects.filter(action="wagtail.delete").delete()
    before = Page.objects.count()
    assert load() == Page.objects.count() - before > 12
    assert set(Card.objects.filter(kind="experience").values_list("locale__language_code")) == {
        ("da",),
        ("en",),
    }
    assert load() == 0


def test_an_editors_and_a_citizens_changes_stay(demo):
    page = EventPage.objects.filter(locale__language_code="da").first()
    page.title, page.slug = "Noget helt andet", "noget-helt-andet"
    page.save_revision().publish()
    sign_up = SignUp.objects.filter(state=SignUp.State.CONFIRMED).first()
    SignUp.objects.filter(pk=sign_up.pk).update(state=SignUp.State.CANCELLED)
    there = Page.objects.count()
    load()
    page.refresh_from_db()
    sign_up.refresh_from_db()
    assert (page.title, sign_up.state) == ("Noget helt andet", SignUp.State.CANCELLED)
    assert Page.objects.count() == there


def test_nobody_gets_mail(demo, mailoutbox):
    assert Outbox.objects.exists()
    assert set(Outbox.objects.values_list("state", flat=True)) == {Outbox.State.SENT}
    assert not mailoutbox


def test_who_can_sign_in(demo):
    assert User.objects.get(email="admin@example.org").is_superuser
    for code in ("havnby", "skovby"):
        role = Membership.objects.get(user__email=f"redaktor@{code}.example").role
        assert role == Membership.Role.EDITOR
        assert Membership.objects.get(user__email=f"leder@{code}.example").role == "administrator"
    person = PartnerPerson.objects.get(user__email="formand@strikkeliv.example")
    assert person.partner.name == "Strikkeliv"
    assert WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS).count() == 2
    printed = table()
    for email in User.objects.filter(memberships__isnull=False).values_list("email", flat=True):
        assert email in printed


def test_the_port_reaches_the_links(demo, monkeypatch):
    monkeypatch.setenv("PORT", "8765")
    use_port()
    library = Library.objects.get(site__hostname="localhost")
    assert library.base_url == "http://localhost:8765"
    assert library.statement_url.startswith("http://localhost:8765/da/")
    assert "http://localhost:8765/admin/" in table()


def test_a_story_is_as_old_in_every_language(demo):
    for page in Page.objects.filter(content_type__model="storypage", locale__language_code="en"):
        danish = page.get_translation(Locale.objects.get(language_code="da"))
        assert page.first_published_at == danish.first_published_at


def test_translations_are_the_translation_editors_own(demo):
    string = apps.get_model("wagtail_localize.StringTranslation")
    assert string.objects.filter(data="Find help", locale__language_code="en").exists()


def test_pictures_are_small_and_described():
    files = {path.stem: path for path in illustrations.FOLDER.glob("*.webp")}
    assert set(files) == set(illustrations.PICTURES)
    assert all(path.stat().st_size <= 120_000 for path in files.values())
    assert all(len(alt) > 20 for _title, alt in illustrations.PICTURES.values())


def test_refused_where_sign_ins_must_not_be_known(settings):
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("load_demo")
