"""\"My activities\": an address is proved by a link, and nobody learns who is known."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail

from core.models import Outbox
from core.registry import registry
from tests.factories import make_user
from tests.pressing import press

ASK = "/da/my/"


@pytest.fixture
def activities(monkeypatch):
    """Something to show for one address in one library."""
    asked = []

    def source(library, email, language):
        asked.append((library.name, email, language))
        if email != "ole@example.test":
            return "Tilmeldinger", []
        return "Tilmeldinger", [{"title": "Strikkecafé", "url": "/da/sign-up/s/abc/"}]

    monkeypatch.setitem(registry.my_sections, "test", source)
    return asked


@pytest.fixture
def link(django_capture_on_commit_callbacks):
    """Ask for a link and return its path."""

    def ask(client, email="ole@example.test"):
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(ASK, {"email": email})
        assert answer.status_code == 302
        return re.search(r"http://[^/]+(/da/my/\S+/)", mail.outbox[-1].body).group(1)

    return ask


def test_the_link_in_the_mail_shows_ones_activities_after_one_button(
    library, client_for, activities, link
):
    client = client_for(library)
    path = link(client)
    opened = client.get(path)
    assert opened.status_code == 200
    assert opened["Referrer-Policy"] == "no-referrer"
    assert "no-store" in opened["Cache-Control"]
    assert "Strikkecafé" not in client.get(ASK).content.decode(), "opening proves nothing"
    assert client.post(path)["Location"] == ASK
    page = client.get(ASK).content.decode()
    assert "Strikkecafé" in page and "/da/sign-up/s/abc/" in page
    assert activities[-1] == ("Havnby", "ole@example.test", "da")


def test_a_browser_may_press_the_button_of_a_link(library, client_for, activities, link):
    path = link(client_for(library))
    assert press(library, path).status_code == 302


def test_known_and_unknown_addresses_get_the_same_answer(library, client_for, activities):
    answers = []
    for email in ("ole@example.test", "ukendt@example.test"):
        client = client_for(library)
        sent = client.post(ASK, {"email": email}, follow=True)
        page = re.sub(rb'value="[^"]{64}"', b"", sent.content)
        answers.append((sent.status_code, sent.redirect_chain, page))
    assert answers[0] == answers[1]
    assert Outbox.objects.count() == 2


def test_a_link_works_once_for_an_hour_and_in_its_own_library(
    library, other_library, client_for, activities, link, monkeypatch
):
    client = client_for(library)
    path = link(client)
    assert client_for(other_library).get(path).status_code == 404
    assert client_for(other_library).post(path).status_code == 404
    assert client.get(path[:-2] + "x/").status_code == 404
    client.post(path)
    assert client_for(library).post(path).status_code == 404, "used"
    late = link(client_for(library))
    Outbox.objects.filter(purpose__startswith="my-link:").update(
        created_at=Outbox.objects.latest("pk").created_at - timedelta(minutes=61)
    )
    assert client_for(library).get(late).status_code == 404
    assert client_for(library).post(late).status_code == 404


def test_one_librarys_proof_says_nothing_in_another(
    library, other_library, client_for, activities, link
):
    client = client_for(library)
    client.post(link(client))
    other = client_for(other_library)
    other.cookies["sessionid"] = client.cookies["sessionid"].value
    assert "Strikkecafé" not in other.get(ASK).content.decode()


def test_forget_me_leaves_nothing_behind(library, client_for, activities, link):
    client = client_for(library)
    client.post(link(client))
    assert client.get("/da/my/forget/").status_code == 405
    client.get(ASK)  # the form there sets the cookie against forged forms
    answer = client.post("/da/my/forget/")
    gone = {name for name, morsel in answer.cookies.items() if morsel["max-age"] == 0}
    assert gone == {"sessionid", "csrftoken"}
    client.cookies.clear()  # as a browser does with what has expired
    told = client.get(answer["Location"])
    assert "Du er glemt her" in told.content.decode() and not told.cookies
    assert "Strikkecafé" not in client.get(ASK).content.decode()
    assert not dict(client.session)


def test_mailing_somebody_elses_address_again_and_again_is_capped(library, client_for):
    for _ in range(10):
        answer = client_for(library).post(ASK, {"email": "ole@example.test"})
    assert answer.status_code == 200
    assert b"has-error" in answer.content and b"ole@example.test" in answer.content
    assert Outbox.objects.count() == 3


@pytest.mark.parametrize("email", ["", "ole", "ole@", "a@b.test\r\nBcc: x@y.test", "x" * 10_000])
def test_a_wrong_address_is_told_next_to_the_field(library, client_for, email):
    answer = client_for(library).post(ASK, {"email": email})
    assert answer.status_code == 200
    assert b"has-error" in answer.content
    assert not Outbox.objects.exists()


def test_wrong_links_are_throttled(library, client_for):
    client = client_for(library)
    answers = [client.get(f"/da/my/{number}:x:y/") for number in range(40)]
    assert {answer.status_code for answer in answers} == {404, 429}
    assert "Vent lidt" in answers[-1].content.decode()


def test_partners_are_not_spoken_of_where_the_library_has_none(library, client_for, sign_in):
    client = client_for(library)
    assert "Log ind som samarbejdspartner" in client.get("/da/my/").text
    library.switched_off = ["partners"]
    library.save()
    asked = client.get("/da/my/").text
    assert "/da/partner/" not in asked and "samarbejdspartner" not in asked
    make_user("ingen@example.org")
    sign_in(client, "ingen@example.org")
    nothing = client.get("/da/signed-in/").text
    assert "ingen@example.org" in nothing and "forening" not in nothing.partition("<main")[2]
