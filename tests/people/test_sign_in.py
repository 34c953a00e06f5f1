"""Signing in: by a six-digit code, and in no other way."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client

from core.models import Outbox
from people.models import User
from tests.factories import make_user

ASK = "/da/account/login/code/"
CONFIRM = "/da/account/login/code/confirm/"


def words(response) -> str:
    return BeautifulSoup(response.content, "html.parser").main.get_text(" ", strip=True)


@pytest.fixture
def editor(library):
    return make_user("eva@havnby.test", library, "editor")


def test_a_code_from_the_mail_signs_in_and_leads_staff_to_the_administration(
    library, editor, client_for, sign_in
):
    client = client_for(library)
    answer = sign_in(client, "Eva@havnby.test")
    assert answer.status_code == 302
    assert answer["Location"] == "/da/signed-in/"
    assert client.get("/da/signed-in/")["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_the_mail_comes_from_the_outbox_in_the_librarys_name_and_is_kept_for_an_hour(
    library, editor, client_for, sign_in
):
    sign_in(client_for(library), editor.email)
    message = Outbox.objects.get()
    assert message.library == library
    assert (message.purge_after - message.created_at).total_seconds() <= 3601
    assert mail.outbox[0].from_email.startswith("Havnby")
    assert mail.outbox[0].to == [editor.email]


def test_the_mail_speaks_the_language_of_the_page(
    library, editor, client_for, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client_for(library).post("/en/account/login/code/", {"email": editor.email})
    assert Outbox.objects.get().language == "en"


def test_the_address_asked_for_first_is_kept(library, editor, client_for, sign_in):
    client = client_for(library)
    refused = client.get("/admin/pages/")
    assert refused.status_code == 302
    assert refused["Location"].startswith("/da/account/login/code/?next=/admin/pages/")
    assert sign_in(client, editor.email, "/admin/pages/")["Location"] == "/admin/pages/"


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https:evil.example",
        "/\\evil.example",
        "https://havnby.test@evil.example/",
        "javascript:alert(1)",
        "https://evil.example/admin/",
    ],
)
def test_next_never_leads_away(library, editor, client_for, sign_in, target):
    answer = sign_in(client_for(library), editor.email, target)
    assert answer["Location"] == "/da/signed-in/"
    client = client_for(library, editor)
    assert "evil" not in client.get(ASK, {"next": target})["Location"]
    assert "evil" not in client.post("/da/account/logout/", {"next": target})["Location"]


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/password_reset/", "/da/account/login/"])
def test_every_other_way_in_leads_to_the_code(library, client_for, path):
    answer = client_for(library).get(path, {"next": "/admin/pages/"})
    assert answer.status_code == 302
    assert answer["Location"] == f"{ASK}?next=%2Fadmin%2Fpages%2F"


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "password/reset/",
        "password/change/",
        "password/set/",
        "email/",
        "reauthenticate/",
    ],
)
def test_passwords_and_open_sign_up_do_not_exist(library, editor, client_for, path):
    for client in (client_for(library), client_for(library, editor)):
        assert client.get(f"/da/account/{path}").status_code == 404
        assert client.post(f"/da/account/{path}", {"email": "a@b.test"}).status_code == 404
    assert User.objects.count() == 1


def test_a_password_signs_nobody_in(library, client_for):
    user = make_user("gammel@havnby.test", library, "editor")
    user.set_password("et-langt-kodeord-42")
    user.save()
    client = client_for(library)
    client.post(
        "/admin/login/", {"username": user.email, "password": "et-langt-kodeord-42"}, follow=True
    )
    client.post("/da/account/login/", {"login": user.email, "password": "et-langt-kodeord-42"})
    assert "_auth_user_id" not in client.session


def test_known_and_unknown_addresses_get_the_same_answer(
    library, editor, client_for, django_capture_on_commit_callbacks
):
    answers = []
    for email in (editor.email, "eve@havnby.test"):
        client = client_for(library)
        with django_capture_on_commit_callbacks(execute=True):
            asked = client.post(ASK, {"email": email})
        confirm = client.get(CONFIRM)
        wrong = client.post(CONFIRM, {"code": "000000"})
        answers.append(
            [
                (answer.status_code, answer.headers.get("Location"))
                for answer in (asked, confirm, wrong)
            ]
            + [words(page).replace(email, "X") for page in (confirm, wrong)]
        )
    assert answers[0] == answers[1]
    assert [message.to for message in mail.outbox] == [[editor.email], ["eve@havnby.test"]]


def test_known_and_unknown_addresses_cost_the_same(
    library, editor, client_for, django_assert_max_num_queries
):
    counts = []
    for email in (editor.email, "eve@havnby.test"):
        with django_assert_max_num_queries(40) as captured:
            client_for(library).post(ASK, {"email": email})
        counts.append(len(captured))
    assert abs(counts[0] - counts[1]) <= 2


def test_somebody_whose_account_is_closed_gets_no_code(library, client_for):
    user = make_user("forbi@havnby.test", library, "editor", is_active=False)
    client_for(library).post(ASK, {"email": user.email})
    assert Outbox.objects.get().template == "unknown_account"


def test_five_wrong_codes_end_the_attempt(library, editor, client_for, sign_in):
    client = client_for(library)
    client.post(ASK, {"email": editor.email})
    right = Outbox.objects.get().context["code"]
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(5):
        answer = client.post(CONFIRM, {"code": wrong})
    assert answer.status_code == 302
    assert client.post(CONFIRM, {"code": right}).status_code == 302
    assert "_auth_user_id" not in client.session
    # The owner is not locked out: a new code works.
    assert sign_in(client_for(library), editor.email)["Location"] == "/da/signed-in/"


def test_asking_again_and_again_for_one_address_is_throttled(library, editor, client_for):
    for number in range(50):
        client_for(library, HTTP_X_FORWARDED_FOR=f"10.0.0.{number}").post(
            ASK, {"email": editor.email}
        )
    assert Outbox.objects.count() == 3


def test_a_wrong_code_is_told_next_to_the_field(library, editor, client_for):
    client = client_for(library)
    client.post(ASK, {"email": editor.email})
    answer = client.post(CONFIRM, {"code": "12 34"})
    assert answer.status_code == 200
    assert BeautifulSoup(answer.content, "html.parser").select(".field.has-error .errorlist li")


def test_blanks_in_the_code_do_no_harm(library, editor, client_for):
    client = client_for(library)
    client.post(ASK, {"email": editor.email})
    code = Outbox.objects.get().context["code"]
    answer = client.post(CONFIRM, {"code": f" {code[:3]} {code[3:]} "})
    assert answer["Location"] == "/da/signed-in/"


def test_the_session_changes_at_sign_in_and_ends_at_sign_out(library, editor, client_for):
    client = client_for(library)
    client.post(ASK, {"email": editor.email})
    before = client.session.session_key
    client.post(CONFIRM, {"code": Outbox.objects.get().context["code"]})
    after = client.session.session_key
    assert before and after and before != after
    stolen = client.cookies["sessionid"].value
    answer = client.post("/da/account/logout/")
    assert answer["Location"] == "/da/"
    thief = client_for(library)
    thief.cookies["sessionid"] = stolen
    assert thief.get("/admin/").status_code == 302


def test_signing_out_takes_a_button(library, editor, client_for):
    client = client_for(library, editor)
    page = client.get("/da/account/logout/")
    assert page.status_code == 200 and editor.email in words(page)
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("path", [ASK, "/da/my/"])
def test_sign_in_pages_are_never_stored_and_in_the_look(library, client_for, path):
    answer = client_for(library).get(path)
    assert "no-store" in answer["Cache-Control"]
    soup = BeautifulSoup(answer.content, "html.parser")
    assert soup.select_one("header.head") and soup.select_one("form.form input[name=email]")


@pytest.mark.parametrize("path", [ASK, "/da/account/logout/", "/da/my/", "/da/my/forget/"])
def test_forms_refuse_a_post_without_token_or_from_elsewhere(library, client_for, path):
    client = client_for(library, enforce_csrf_checks=True)
    assert client.post(path, {"email": "a@b.test"}).status_code == 403
    client.get(ASK)
    token = client.cookies["csrftoken"].value
    data = {"email": "a@b.test", "csrfmiddlewaretoken": token}
    assert client.post(path, data, HTTP_ORIGIN="https://evil.example").status_code == 403
    assert client.post(path, data).status_code in (200, 302)


def test_somebody_without_rights_is_told_so_in_the_administration(library, client_for):
    user = make_user("fremmed@havnby.test")
    client = client_for(library, user)
    answer = client.get("/admin/", follow=True)
    assert answer.status_code == 403
    assert client.get(ASK, {"next": "/admin/"}).status_code == 403


def test_somebody_without_anything_here_lands_on_a_kind_page(library, client_for, sign_in):
    make_user("fremmed@havnby.test")
    client = client_for(library)
    sign_in(client, "fremmed@havnby.test")
    answer = client.get("/da/signed-in/")
    assert answer.status_code == 200
    assert "fremmed@havnby.test" in words(answer)


def test_staff_of_another_library_are_not_sent_to_this_administration(
    library, other_library, client_for
):
    user = make_user("eva@skovby.test", other_library, "editor")
    assert client_for(library, user).get("/da/signed-in/").status_code == 200
    assert client_for(library, user).get("/admin/").status_code == 403


def test_administrators_sign_in_on_the_platforms_own_host(db, sign_in):
    User.objects.create_superuser("drift@samling.test")
    client = Client(HTTP_HOST="platform.test")
    assert client.get("/admin/").status_code == 302
    assert sign_in(client, "drift@samling.test")["Location"] == "/da/signed-in/"
    assert client.get("/da/signed-in/")["Location"] == "/admin/"
    assert "Samling" in mail.outbox[0].subject


def test_somebody_refused_by_the_administration_can_sign_out(library, client_for):
    client = client_for(library, make_user("fremmed@havnby.test"))
    page = BeautifulSoup(client.get("/admin/").content, "html.parser")
    action = page.select_one("main form")["action"]
    client.post(action)
    assert "_auth_user_id" not in client.session
