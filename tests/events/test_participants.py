"""Staff see who signed up at their own library, and nobody else does."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.utils import timezone

from events.actions.sign_up import sign_up
from events.models import SignUp
from tests.events.conftest import move_clock
from tests.factories import in_days, make_event, make_occurrence, make_user, single_date

pytestmark = pytest.mark.django_db

LIST = "/admin/sign-ups/"


@pytest.fixture
def staff(library, client_for):
    """A browser of the library's event staff."""
    return client_for(library, make_user("vagt@havnby.test", library, "event_staff"))


def join(date, name="Grethe", **fields) -> SignUp:
    fields.setdefault("email", f"{name.lower()}@example.org")
    return sign_up(occurrence_id=date.pk, name=name, **fields).sign_up


def html_of(response) -> str:
    return response.content.decode()


def test_the_list_counts_people_and_leads_to_their_names(library, staff):
    date = make_occurrence(library, capacity=2)
    for name in ("Anna", "Bo", "Carla"):
        join(date, name)
    html = html_of(staff.get(LIST))
    assert f'href="/admin/sign-ups/{date.pk}/"' in html
    assert re.search(r"<td[^>]*>2 \w+ 2</td>\s*<td[^>]*>1</td>", html)
    people = html_of(staff.get(f"{LIST}{date.pk}/"))
    rows = re.findall(r"(\w+)@example\.org", people)
    assert rows.index("anna") < rows.index("bo") < rows.index("carla")
    assert "carla@example.org" in people


def test_nothing_to_show_says_what_to_do(library, staff):
    html = html_of(staff.get(LIST))
    assert 'class="listing"' not in html
    empty = html_of(staff.get(f"{LIST}{make_occurrence(library).pk}/"))
    assert 'aria-labelledby="people"' not in empty and 'id="id_name"' in empty


def test_one_event_only(library, staff):
    page = make_event(library, "Strikkecafé", sign_up="sign_up")
    make_event(library, "Skakklub", sign_up="sign_up")
    html = html_of(staff.get(f"{LIST}?event={page.translation_key}"))
    assert "Strikkecafé" in html and "Skakklub" not in html
    assert staff.get(f"{LIST}?event=vrøvl&page=-1").status_code == 200


def test_dates_far_ahead_are_listed_once_somebody_signed_up(library, staff):
    page = make_event(library, dates=[single_date(in_days(200))], sign_up="sign_up")
    assert "Strikkecafé" not in html_of(staff.get(LIST))
    join(page_date(page))
    assert "Strikkecafé" in html_of(staff.get(LIST))


def page_date(page):
    from events.models import Occurrence

    return Occurrence.objects.get(series__key=page.translation_key)


def test_the_event_in_the_editor_leads_to_its_sign_ups(library, client_for):
    page = make_event(library, sign_up="sign_up")
    editor = client_for(library, make_user("red@havnby.test", library, "editor"))
    html = html_of(editor.get(f"/admin/pages/{page.pk}/edit/"))
    assert f"/admin/sign-ups/?event={page.translation_key}" in html


@pytest.mark.parametrize("role", ["author", "moderator", "viewer"])
def test_roles_without_the_right_see_nothing(library, client_for, role):
    date = make_occurrence(library)
    row = join(date)
    client = client_for(library, make_user("anden@havnby.test", library, role))
    for path in (LIST, f"{LIST}{date.pk}/"):
        response = client.get(path)
        assert response.status_code in (302, 403)
        assert "Grethe" not in html_of(response)
    client.post(f"{LIST}{date.pk}/{row.pk}/")
    client.post(f"{LIST}{date.pk}/", {"name": "X", "seats": 1, "source": "desk"})
    row.refresh_from_db()
    assert row.is_active and SignUp.objects.count() == 1
    assert LIST not in html_of(client.get("/admin/"))


def test_case_64_staff_of_another_library_see_nothing(library, other_library, client_for):
    date = make_occurrence(library)
    row = join(date)
    own = make_occurrence(other_library)
    stranger = make_user("vagt@skovby.test", other_library, "editor")
    client = client_for(other_library, stranger)
    assert "Strikkecafé" in html_of(client.get(LIST))
    assert f"{LIST}{date.pk}/" not in html_of(client.get(LIST))
    assert client.get(f"{LIST}{date.pk}/").status_code == 404
    assert client.get(f"{LIST}?event={date.series.key}").status_code == 200
    assert client.post(f"{LIST}{date.pk}/{row.pk}/").status_code == 404
    assert client.post(f"{LIST}{own.pk}/{row.pk}/").status_code == 404
    form = {"name": "X", "seats": 1, "source": "desk"}
    assert client.post(f"{LIST}{date.pk}/", form).status_code == 404
    assert client_for(library, stranger).get(LIST).status_code == 403
    row.refresh_from_db()
    assert row.is_active


def test_a_stranger_is_asked_to_sign_in(library, client_for):
    assert client_for(library).get(LIST).status_code == 302


def test_somebody_at_the_desk_needs_only_a_name(library, staff):
    date = make_occurrence(library, capacity=1)
    form = {"name": "Gudrun", "seats": "1", "source": "desk"}
    assert staff.post(f"{LIST}{date.pk}/", form).status_code == 302
    waits = staff.post(f"{LIST}{date.pk}/", {**form, "phone": "12 34 56 78"}, follow=True)
    first, second = SignUp.objects.order_by("pk")
    assert (first.state, first.email, first.source) == ("confirmed", "", "desk")
    assert (second.state, second.phone) == ("waiting", "12 34 56 78")
    assert "1" in " ".join(str(message) for message in waits.context["messages"])


def test_the_desk_form_sent_twice_is_one_sign_up(library, staff):
    date = make_occurrence(library)
    page = html_of(staff.get(f"{LIST}{date.pk}/"))
    key = re.search(r'name="form_key" value="([^"]+)"', page)[1]
    for _ in range(2):
        form = {"name": "Gudrun", "seats": "1", "source": "desk", "form_key": key}
        staff.post(f"{LIST}{date.pk}/", form)
    assert SignUp.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "seats", "email"),
    [("", "1", ""), ("Bo", "0", ""), ("Bo", "2.5", ""), ("Bo", "99", ""), ("Bo", "1", "æ@")],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(library, staff, name, seats, email):
    date = make_occurrence(library)
    form = {"name": name, "seats": seats, "email": email, "source": "desk", "phone": "12 34"}
    response = staff.post(f"{LIST}{date.pk}/", form)
    assert response.status_code == 422
    assert response.context["form"].errors
    assert 'value="12 34"' in html_of(response)
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("told", [True, False])
def test_signing_somebody_off_with_or_without_mail(
    library, staff, told, django_capture_on_commit_callbacks
):
    date = make_occurrence(library, capacity=1)
    row = join(date)
    queued = join(date, "Bo", email="")
    with django_capture_on_commit_callbacks(execute=True):
        staff.post(f"{LIST}{date.pk}/{row.pk}/", {"notify": "on"} if told else {})
    row.refresh_from_db()
    queued.refresh_from_db()
    assert row.state == "cancelled" and queued.state == "confirmed"
    assert [message.to for message in mail.outbox] == ([["grethe@example.org"]] if told else [])
    assert "Grethe" in html_of(staff.get(f"{LIST}{date.pk}/")).split('id="gone"')[1]


def test_a_look_signs_nobody_off(library, staff):
    row = join(make_occurrence(library))
    assert staff.get(f"{LIST}{row.occurrence_id}/{row.pk}/").status_code == 405
    row.refresh_from_db()
    assert row.is_active


def test_a_date_that_left_its_page_says_so(library, staff):
    date = make_occurrence(library)
    join(date)
    type(date).objects.update(status="orphaned", listed=False)
    for path in (LIST, f"{LIST}{date.pk}/"):
        assert "Strikkecafé" in html_of(staff.get(path))
    assert 'class="help-block help-warning"' in html_of(staff.get(f"{LIST}{date.pk}/"))


def test_the_number_of_people_costs_no_queries(library, staff, django_assert_max_num_queries):
    date = make_occurrence(library, capacity=None)
    for number in range(30):
        join(date, f"Person {number}", email=f"p{number}@example.org")
    staff.get(f"{LIST}{date.pk}/")
    with django_assert_max_num_queries(30):
        staff.get(f"{LIST}{date.pk}/")


def test_past_dates_are_reached_newest_first_as_long_as_names_are_kept(library, staff):
    dates = [make_occurrence(library, days=3) for _ in range(3)]
    for days, date in zip((2, 9, 40), dates, strict=True):
        join(date, f"Gast{days}")
        move_clock(date, days=-days)
    SignUp.objects.filter(occurrence=dates[2]).update(anonymised_at=timezone.now())
    assert f"{LIST}{dates[0].pk}/" not in html_of(staff.get(LIST))
    assert "?past=1" in html_of(staff.get(LIST))
    past = html_of(staff.get(f"{LIST}?past=1"))
    newer, older, gone = (past.find(f'href="{LIST}{date.pk}/"') for date in dates)
    assert 0 < newer < older and gone == -1
    one = html_of(staff.get(f"{LIST}?event={dates[1].series.key}&past=1"))
    assert f"{LIST}{dates[1].pk}/" in one and f"{LIST}{dates[0].pk}/" not in one


def test_a_search_finds_people_of_past_dates_after_those_to_come(library, staff):
    past, coming = make_occurrence(library), make_occurrence(library)
    for date in (past, coming):
        join(date, "Grethe")
    move_clock(past, days=-5)
    html = html_of(staff.post(LIST, {"q": "grethe"}))
    found = re.findall(rf'class="door__name" href="{LIST}(\d+)/"', html)
    assert found == [str(coming.pk), str(past.pk)]
    SignUp.objects.filter(occurrence=past).update(anonymised_at=timezone.now(), name="")
    assert html_of(staff.post(LIST, {"q": "grethe"})).count('class="door__name"') == 1
