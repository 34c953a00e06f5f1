"""Who arranges an event: named everywhere, and each partner sees its agreed part, no more."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.test.utils.form_data import streamfield

from core.models import Library
from core.outbox import build
from events.models import AuditEntry, EventPage, EventSeries, SeriesOrganiser, SignUp
from partners.models import PartnerPage, PartnerPerson
from tests.events.conftest import sent_by_form, signed_up, text_of, told
from tests.events.desk import at
from tests.events.editor import Editor, republish, single
from tests.events.test_states_everywhere import graph_of
from tests.factories import in_days, make_user
from tests.partners.conftest import make_partner

pytestmark = pytest.mark.django_db


def named(partner, sees: str = "names") -> list[dict]:
    return [{"type": "partner", "value": {"partner": str(partner.key), "sees": sees}}]


@pytest.fixture
def partner(library):
    return make_partner(library, people=["mona@taghaven.test"])


@pytest.fixture
def mona(library, client_for, partner):
    return client_for(library, PartnerPerson.objects.get(partner=partner).user)


@pytest.fixture
def shared(event, partner):
    """`shared(sees)`: an event arranged with the partner, and its date."""

    def build_it(sees: str = "names"):
        return event(organisers=json.dumps(named(partner, sees)))

    return build_it


def names_path(partner, row) -> str:
    return f"/da/partner/{partner.pk}/events/{row.pk}/"


def test_an_editor_chooses_partners_of_the_own_library_only(
    library, other_library, partner, client_for
):
    stranger = make_partner(other_library, "Skovens Venner")
    editor = Editor(client_for(library, make_user("eva@havnby.test", library, "editor")), library)
    chosen = {"partner": str(partner.key), "sees": "number"}
    answer = editor.create(
        dates=[single(in_days(3))], organisers=streamfield([("partner", chosen)])
    )
    assert answer.status_code == 302
    [row] = SeriesOrganiser.objects.all()
    assert (row.name, row.sees_sign_ups, row.sees_names) == ("Taghaven", True, False)
    page = EventPage.objects.get()
    shown = editor.client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert str(partner.key) in shown and str(stranger.key) not in shown
    foreign = {"partner": str(stranger.key), "sees": "names"}
    editor.edit(page, organisers=streamfield([("partner", foreign)]))
    assert not SeriesOrganiser.objects.filter(partner_key=stranger.key).exists()


def test_they_are_named_wherever_the_event_shows(reader, shared):
    page, row = shared()
    cache.clear()
    both = "Havnby og Taghaven"
    shown = reader.get(page.site_path)
    assert f"Arrangører {both}" in text_of(shown)
    organizers = graph_of(shown)["organizer"]
    assert [one["name"] for one in organizers] == ["Havnby", "Taghaven"]
    assert "Med Taghaven" in text_of(reader.get("/da/det-sker/"))
    assert "Med Taghaven" in reader.get("/da/det-sker/calendar.ics").content.decode()
    sent_by_form(reader, row)
    words = build(told("confirmation")[0])
    assert f"Arrangører: {both}" in words.body and both in words.alternatives[0][0]
    assert f"Arrangører: {both}" in told("confirmation")[0].attachments[0]["text"]


def test_a_name_leads_to_the_profile_where_it_is_published(
    library, reader, shared, partner, django_assert_max_num_queries
):
    page, _row = shared()
    profile = PartnerPage.objects.get(translation_key=partner.key)
    link = f'<a href="{profile.site_path}">Taghaven</a>'

    def shown(language: str = "da") -> str:
        cache.clear()
        with django_assert_max_num_queries(12):
            html = reader.get(page.site_path.replace("/da/", f"/{language}/", 1)).content.decode()
        return html

    assert f"Havnby og {link}" in shown()
    # The profile is there in Danish only.
    english = shown("en")
    assert "Taghaven" in english and ">Taghaven</a>" not in english
    Library.objects.filter(pk=library.pk).update(switched_off=["partners"])
    assert "Taghaven" not in shown()
    Library.objects.filter(pk=library.pk).update(switched_off=[])
    profile.unpublish()
    unpublished = shown()
    assert "Taghaven" in unpublished and ">Taghaven</a>" not in unpublished


def test_partners_switched_off_are_hidden_everywhere_and_forgotten_nowhere(
    library, reader, shared, partner, mona, client_for
):
    page, row = shared()
    mona.post(names_path(partner, row), {"accept": "yes"})
    before = list(SeriesOrganiser.objects.values("partner_key", "sees_names", "terms_accepted_at"))
    Library.objects.filter(pk=library.pk).update(switched_off=["partners"])
    library.refresh_from_db()
    cache.clear()
    for url in (
        page.site_path,
        "/da/det-sker/",
        "/da/det-sker/calendar.ics",
        f"/da/sign-up/{row.pk}/",
        "/api/v1/occurrences/",
    ):
        answer = reader.get(url)
        assert answer.status_code == 200 and "Taghaven" not in answer.content.decode(), url
    sent_by_form(reader, row)
    words = build(told("confirmation")[0])
    assert "Taghaven" not in words.body + words.alternatives[0][0]
    editor = Editor(client_for(library, make_user("eva@havnby.test", library, "editor")), library)
    form = editor.client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    panel = BeautifulSoup(form, "html.parser").select_one('[data-fold="organisers"]')
    assert panel.find_parent(hidden=True)
    sent = streamfield([("partner", {"partner": str(partner.key), "sees": "names"})])
    answer = editor.edit(page, title="Strikkecafé på kajen", organisers=sent)
    assert answer.status_code == 302
    assert EventPage.objects.get().title == "Strikkecafé på kajen"
    kept = SeriesOrganiser.objects.values("partner_key", "sees_names", "terms_accepted_at")
    assert list(kept) == before and before[0]["terms_accepted_at"]
    Library.objects.filter(pk=library.pk).update(switched_off=[])
    cache.clear()
    assert "Taghaven" in reader.get(page.site_path).content.decode()


def test_a_name_is_text_and_never_markup(reader, shared, partner):
    page, _row = shared()
    profile = PartnerPage.objects.get(translation_key=partner.key)
    profile.title = "<i>Tag</i> & haven"
    profile.save_revision().publish()
    cache.clear()
    html = reader.get(page.site_path).content.decode()
    assert "Havnby og <a " in html and "&lt;i&gt;Tag&lt;/i&gt; &amp; haven</a>" in html


def test_a_new_name_follows(shared, partner):
    shared()
    profile = PartnerPage.objects.get(translation_key=partner.key)
    profile.title = "Taghaven i Havnby"
    profile.save_revision().publish()
    assert EventSeries.objects.get().organiser_names == ["Taghaven i Havnby"]
    assert SeriesOrganiser.objects.get().name == "Taghaven i Havnby"


def test_the_number_shows_and_names_only_after_the_terms(shared, partner, mona):
    _page, row = shared()
    signed_up(row, 1, seats=2, phone="12 34 56 78", access_need="Teleslynge")
    start = text_of(mona.get("/da/partner/"))
    assert "2 af 5 pladser" in start and "Person 1" not in start
    before = text_of(mona.get(names_path(partner, row)))
    assert "Person 1" not in before and not AuditEntry.objects.filter(what="viewed").exists()
    mona.post(names_path(partner, row), {"accept": "yes"})
    assert SeriesOrganiser.objects.get().terms_accepted_at
    for look in (1, 2):
        html = mona.get(names_path(partner, row))
        assert "Person 1" in text_of(html) and "no-store" in html["Cache-Control"]
        for never in ("person1@example.org", "12 34 56 78", "Teleslynge"):
            assert never not in html.content.decode()
        assert (
            AuditEntry.objects.filter(what="viewed", who__email="mona@taghaven.test").count()
            == look
        )
    assert AuditEntry.objects.get(what="terms_accepted").library_id == partner.library_id


def test_each_person_of_a_partner_says_yes_before_seeing_names(
    library, client_for, shared, partner, mona
):
    _page, row = shared()
    signed_up(row, 1)
    path = names_path(partner, row)
    mona.post(path, {"accept": "yes"})
    second = make_user("ove@taghaven.test")
    PartnerPerson.objects.create(partner=partner, user=second)
    ove = client_for(library, second)
    assert "Person 1" in text_of(mona.get(path)) and "Person 1" not in text_of(ove.get(path))
    assert not AuditEntry.objects.filter(what="viewed", who=second).exists()
    ove.post(path, {"accept": "yes"})
    assert "Person 1" in text_of(ove.get(path))
    assert AuditEntry.objects.filter(what="terms_accepted").count() == 2
    # Whose part was taken away and given again is asked anew.
    SeriesOrganiser.objects.update(terms_accepted_at=None)
    mona.post(path, {"accept": "yes"})
    assert "Person 1" in text_of(mona.get(path)) and "Person 1" not in text_of(ove.get(path))


@pytest.mark.parametrize(("sees", "counted"), [("nothing", False), ("number", True)])
def test_what_was_not_agreed_is_not_there(shared, partner, mona, sees, counted):
    _page, row = shared(sees)
    signed_up(row, 1)
    assert ("1 af 5 pladser" in text_of(mona.get("/da/partner/"))) is counted
    for answer in (
        mona.get(names_path(partner, row)),
        mona.post(names_path(partner, row), {"accept": "yes"}),
    ):
        assert answer.status_code == 404
    assert SeriesOrganiser.objects.get().terms_accepted_at is None


def test_names_are_gone_as_soon_as_the_editor_takes_them_back(shared, partner, mona):
    page, row = shared()
    mona.post(names_path(partner, row), {"accept": "yes"})
    block = EventPage._meta.get_field("organisers").stream_block
    republish(page, organisers=block.to_python(named(partner, "number")))
    assert mona.get(names_path(partner, row)).status_code == 404
    assert SeriesOrganiser.objects.get().terms_accepted_at is None
    republish(page, organisers=block.to_python([]))
    assert not SeriesOrganiser.objects.exists()
    assert "pladser" not in text_of(mona.get("/da/partner/"))


def test_another_partner_a_stranger_and_a_forged_number_find_nothing(
    library, other_library, client_for, shared, partner, event
):
    _page, row = shared()
    other = make_partner(library, "Skakklubben", people=["ib@skak.test"])
    ib = client_for(library, PartnerPerson.objects.get(partner=other).user)
    assert ib.get(names_path(partner, row)).status_code == 404
    assert ib.get(names_path(other, row)).status_code == 404
    assert ib.get(f"/da/partner/{other.pk}/events/{2**63}/").status_code == 404
    assert "Læsekreds" not in text_of(ib.get("/da/partner/"))
    asked = client_for(library).get(names_path(partner, row))
    assert asked.status_code == 302 and "login" in asked["Location"]
    mona = client_for(other_library, PartnerPerson.objects.get(partner=partner).user)
    assert mona.get(names_path(partner, row)).status_code == 404
    PartnerPerson.objects.filter(partner=partner).update(active=False)
    gone = client_for(library, PartnerPerson.objects.get(partner=partner).user)
    assert gone.get(names_path(partner, row)).status_code == 404


def test_form_own_page_and_slip_name_who_arranges_and_who_sees_names(reader, staff, shared):
    _page, row = shared("names")
    form = text_of(reader.get(f"/en/sign-up/{row.pk}/"))
    assert "Organisers Havnby and Taghaven" in form
    assert "Taghaven arranges it with us, and may see your name" in form
    answer = text_of(sent_by_form(reader, row, 1, language="en"))
    one = SignUp.objects.get()
    own = text_of(reader.get(f"/en/sign-up/s/{one.token}/"))
    slip = text_of(staff.get(at(row, f"{one.pk}/slip/")))
    for words in (answer, own, slip):
        assert "Organisers Havnby and Taghaven" in words


def test_only_partners_that_see_names_stand_in_the_words_on_privacy(reader, shared):
    _page, row = shared("number")
    words = text_of(reader.get(f"/en/sign-up/{row.pk}/"))
    assert "Organisers Havnby and Taghaven" in words and "may see your name" not in words


def test_an_event_of_the_library_alone_asks_for_no_partners(reader, event):
    _page, row = event()
    with CaptureQueriesContext(connection) as captured:
        words = text_of(reader.get(f"/en/sign-up/{row.pk}/"))
    assert "Organisers" not in words
    assert not [one for one in captured if "events_seriesorganiser" in one["sql"]]
