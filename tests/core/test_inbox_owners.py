"""Who answers what in the inbox: taking, giving away, substitutes during holidays."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from core.models import InboxClaim, Membership
from tests.core.house import make_image
from tests.core.matters import failed_mail, read, titles
from tests.factories import make_user


@pytest.fixture
def library(library):
    library.statement_url = "https://was.digst.dk/havnby"
    library.save()
    return library


def test_somebody_takes_a_matter_and_puts_it_back(library, people, staff):
    image = make_image(library, "Havnen")
    client = staff("editor")
    action = read(client).select_one("form")["action"]
    assert action == f"/admin/inbox/pictures/{image.pk}/take/"
    assert client.post(action).url == "/admin/"
    assert "Editor" in read(client).select_one(".inbox__facts").get_text()
    assert titles(client, "?show=mine") == ["Havnen"]
    assert titles(staff("administrator"), "?show=mine") == []
    back = read(client).select_one("form")["action"]
    assert back.endswith("/back/")
    client.post(back)
    assert titles(client, "?show=mine") == [] and titles(client) == ["Havnen"]


def test_a_browser_may_send_the_forms_of_the_inbox(library, people, staff):
    make_image(library, "Havnen")
    client = staff("editor")
    client.handler.enforce_csrf_checks = True
    form = read(client).select_one(".inbox__do form")
    data = {field["name"]: field["value"] for field in form.select("input")}
    assert client.post(form["action"], {}).status_code == 403
    assert client.post(form["action"], data).status_code == 302
    assert titles(client, "?show=mine") == ["Havnen"]


def test_the_first_one_keeps_it(library, people, staff):
    image = make_image(library, "Havnen")
    url = f"/admin/inbox/pictures/{image.pk}/take/"
    staff("editor").post(url)
    answer = staff("administrator").post(url, follow=True)
    assert "Editor" in answer.content.decode()
    assert InboxClaim.objects.get().owner == people["editor"]


@pytest.mark.parametrize("role", Membership.Role.values)
def test_all_but_viewers_take_matters(library, people, staff, role):
    image = make_image(library, "Havnen")
    client = staff(role)
    assert titles(client) == ["Havnen"], "everybody sees it"
    answer = client.post(f"/admin/inbox/pictures/{image.pk}/take/")
    assert InboxClaim.objects.exists() is (role != "viewer")
    if role == "viewer":
        assert answer.status_code in {302, 403}
        assert not read(client).select("form, .inbox__do a, .inbox__name a")


def test_only_editors_put_back_what_another_has_taken(library, people, staff):
    image = make_image(library, "Havnen")
    url = f"/admin/inbox/pictures/{image.pk}/"
    staff("editor").post(f"{url}take/")
    staff("author").post(f"{url}back/")
    assert InboxClaim.objects.exists()
    staff("administrator").post(f"{url}back/")
    assert not InboxClaim.objects.exists()


def test_who_may_not_write_to_people_is_not_told_their_addresses(library, people, staff):
    message = failed_mail(library)
    for role in ("viewer", "author", "moderator", "event_staff"):
        client = staff(role)
        assert "ida@example.dk" not in client.get("/admin/").content.decode()
        assert client.get(f"/admin/mails/{message.pk}/").status_code in {302, 403}


def test_an_editor_gives_a_matter_to_somebody_with_a_day(library, people, staff):
    image = make_image(library, "Havnen")
    client = staff("editor")
    author = Membership.objects.get(user=people["author"])
    day = timezone.localdate() + timedelta(days=30)
    url = f"/admin/inbox/pictures/{image.pk}/"
    client.post(url, {"owner": author.pk, "due": day.isoformat()})
    claim = InboxClaim.objects.get()
    assert (claim.owner, claim.due) == (people["author"], day)
    assert titles(staff("author"), "?show=mine") == ["Havnen"]
    assert staff("author").get(url).status_code in {302, 403}


@pytest.mark.parametrize("wrong", ["viewer", "stranger", "x", ""])
def test_a_matter_is_not_given_to_those_who_cannot_answer(
    library, other_library, people, staff, wrong
):
    image = make_image(library, "Havnen")
    make_user("eva@skovby.dk", other_library, "editor")
    owner = {
        "viewer": Membership.objects.get(user=people["viewer"]).pk,
        "stranger": Membership.objects.get(library=other_library).pk,
    }.get(wrong, wrong)
    answer = staff("editor").post(
        f"/admin/inbox/pictures/{image.pk}/", {"owner": owner, "due": "2026-02-31"}
    )
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {"owner", "due"}
    assert not InboxClaim.objects.exists()


def test_while_the_owner_is_away_the_substitute_answers(library, people, staff):
    image = make_image(library, "Havnen")
    staff("author").post(f"/admin/inbox/pictures/{image.pk}/take/")
    moderator = Membership.objects.get(user=people["moderator"])
    tomorrow = timezone.localdate() + timedelta(days=1)
    away = {"away_until": tomorrow.isoformat(), "substitute": moderator.pk}
    assert staff("author").post("/admin/away/", away).url == "/admin/"
    facts = read(staff("editor")).select_one(".inbox__facts").get_text(" ", strip=True)
    assert re.search("Moderator.*Author", facts)
    assert titles(staff("moderator"), "?show=mine") == ["Havnen"]
    assert titles(staff("author"), "?show=mine") == []
    staff("author").post("/admin/away/", {"away_until": "", "substitute": moderator.pk})
    assert titles(staff("moderator"), "?show=mine") == []
    assert titles(staff("author"), "?show=mine") == ["Havnen"]


def test_a_substitute_who_is_away_has_one_in_turn_and_circles_end(library, people, staff):
    image = make_image(library, "Havnen")
    staff("author").post(f"/admin/inbox/pictures/{image.pk}/take/")
    day = timezone.localdate()
    rows = {row.user_id: row for row in Membership.objects.for_library(library)}

    def away(role: str, substitute: str) -> None:
        Membership.objects.filter(user=people[role]).update(
            away_until=day, substitute=rows[people[substitute].pk]
        )

    away("author", "moderator")
    away("moderator", "editor")
    assert titles(staff("editor"), "?show=mine") == ["Havnen"]
    away("editor", "author")
    assert titles(staff("author"), "?show=mine") == ["Havnen"], "nobody is here: it stays"


def test_a_holiday_that_is_over_changes_nothing(library, people, staff):
    image = make_image(library, "Havnen")
    staff("author").post(f"/admin/inbox/pictures/{image.pk}/take/")
    Membership.objects.filter(user=people["author"]).update(
        away_until=timezone.localdate() - timedelta(days=1),
        substitute=Membership.objects.get(user=people["moderator"]),
    )
    assert titles(staff("author"), "?show=mine") == ["Havnen"]


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("away_until", {"away_until": "2020-01-01"}),
        ("away_until", {"away_until": "2026-02-31"}),
        ("substitute", {"away_until": "2099-01-01", "substitute": "own"}),
        ("substitute", {"away_until": "2099-01-01", "substitute": "foreign"}),
        ("substitute", {"away_until": "2099-01-01", "substitute": "viewer"}),
    ],
)
def test_a_wrong_holiday_is_told_next_to_its_field(
    library, other_library, people, staff, field, values
):
    make_user("eva@skovby.dk", other_library, "editor")
    members = {
        "own": Membership.objects.get(user=people["author"]),
        "viewer": Membership.objects.get(user=people["viewer"]),
        "foreign": Membership.objects.get(library=other_library),
    }
    values = {
        name: members[value].pk if value in members else value for name, value in values.items()
    }
    answer = staff("author").post("/admin/away/", values)
    assert answer.status_code == 200 and answer.context["form"].errors[field]
    assert Membership.objects.get(user=people["author"]).away_until is None


def test_an_administrator_names_a_substitute_for_somebody(library, people, staff):
    author = Membership.objects.get(user=people["author"])
    editor = Membership.objects.get(user=people["editor"])
    day = timezone.localdate() + timedelta(days=7)
    form = {"role": "author", "away_until": day.isoformat(), "substitute": editor.pk}
    url = f"/admin/staff/{author.pk}/"
    assert staff("administrator").post(url, form).status_code == 302
    author.refresh_from_db()
    assert (author.away_until, author.substitute) == (day, editor)
    answer = staff("administrator").post(url, {**form, "away_until": "2020-01-01"})
    assert answer.context["form"].errors["away_until"]


def test_what_somebody_who_left_had_taken_is_free(library, people, staff):
    image = make_image(library, "Havnen")
    url = f"/admin/inbox/pictures/{image.pk}/take/"
    staff("author").post(url)
    member = Membership.objects.get(user=people["author"])
    staff("administrator").post(f"/admin/staff/{member.pk}/deactivate/")
    staff("editor").post(url)
    assert InboxClaim.objects.get().owner == people["editor"]
