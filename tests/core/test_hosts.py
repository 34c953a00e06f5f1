"""Which hosts are answered, in which language, and where the administration opens."""

from __future__ import annotations

import pytest
from django.test import Client

from core.models import LibraryHost
from stories.models import StoryPage
from tests.factories import make_page, make_user


@pytest.mark.django_db
@pytest.mark.parametrize(
    "host",
    [
        *("fremmed.example", "havnby.test.evil.dk", "localhost", ""),
        *("havnby.test:80@evil.dk", "havnby.test:abc", "havnby.test/evil", "[::1", "havnby.test "),
    ],
)
@pytest.mark.parametrize("path", ["/", "/da/", "/admin/", "/static/x.css"])
def test_an_unknown_host_gets_a_plain_404(library, host, path):
    answer = Client(HTTP_HOST=host).get(path)
    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("text/plain")
    assert b"Havnby" not in answer.content


def test_aliases_port_and_capitals_lead_to_the_library(library):
    LibraryHost.objects.create(library=library, hostname="www.havnby.test")
    for host in ("www.havnby.test", "havnby.test:8000", "HAVNBY.test", "havnby.test."):
        assert Client(HTTP_HOST=host).get("/da/").status_code == 200


def test_a_forwarded_host_changes_nothing(library, other_library, client_for):
    forged = {"HTTP_X_FORWARDED_HOST": "skovby.test", "HTTP_FORWARDED": "host=skovby.test"}
    answer = client_for(library).get("/da/", **forged)
    assert "Havnby" in answer.content.decode()
    assert "skovby" not in answer.content.decode().lower()
    assert (
        Client(HTTP_HOST="fremmed.example")
        .get("/da/", HTTP_X_FORWARDED_HOST="havnby.test")
        .status_code
        == 404
    )


@pytest.mark.parametrize(
    ("accepted", "home"),
    [
        ("", "/da/"),
        ("en-GB,en;q=0.9,da;q=0.5", "/en/"),
        ("da;q=0.2,en;q=0.8", "/en/"),
        ("uk,fr;q=0.5", "/da/"),
        ("en;q=0", "/da/"),
        (";;q=x,,", "/da/"),
        ("x" * 10_000, "/da/"),
    ],
)
def test_the_bare_address_chooses_a_language(library, client_for, accepted, home):
    answer = client_for(library).get("/", HTTP_ACCEPT_LANGUAGE=accepted)
    assert (answer.status_code, answer["Location"]) == (302, home)
    assert "Accept-Language" in answer["Vary"]


def test_a_language_that_is_not_offered_leads_to_the_first(library, client_for):
    answer = client_for(library).get("/uk/historier/?side=2")
    assert (answer.status_code, answer["Location"]) == (302, "/da/historier/?side=2")


def test_a_page_missing_in_a_language_is_shown_in_the_first(library, client_for):
    page = make_page(StoryPage, library, "Fyrets historie", slug="fyret")
    answer = client_for(library).get("/en/historier/fyret/")
    body = answer.content.decode()
    assert answer.status_code == 200
    assert '<html lang="en"' in body
    assert 'lang="da"' in body
    assert "Fyrets historie" in body
    assert f'<link rel="canonical" href="{page.full_url}">' in body
    assert "noindex" in body
    assert client_for(library).get("/en/historier/findes-ikke/").status_code == 404


@pytest.mark.django_db
def test_the_platforms_host_has_health_and_administration(library, other_library):
    client = Client(HTTP_HOST="platform.test")
    assert client.get("/healthz").status_code == 200
    assert client.get("/")["Location"] == "/admin/"
    assert client.get("/da/").status_code == 404
    assert "/account/" in client.get("/admin/", follow=True).redirect_chain[-1][0]


def _signed_in(user, host="platform.test") -> Client:
    client = Client(HTTP_HOST=host)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_somebody_of_one_library_works_in_it_at_once(library, other_library):
    client = _signed_in(make_user("red@havnby.dk", library, "editor"))
    body = client.get("/admin/").content.decode()
    assert "Havnby" in body
    assert "Skovby" not in body


def test_somebody_of_two_libraries_chooses_and_keeps_the_choice(library, other_library):
    user = make_user("begge@havnby.dk", library, "editor")
    make_user("begge@havnby.dk", other_library, "editor")
    client = _signed_in(user)
    assert client.get("/admin/")["Location"] == "/admin/choose-library/"
    body = client.get("/admin/choose-library/").content.decode()
    assert "Havnby" in body and "Skovby" in body

    wrong = client.post("/admin/choose-library/", {"library": "99999"})
    assert wrong.status_code == 422
    client.post("/admin/choose-library/", {"library": other_library.pk})
    for _visit in range(2):
        answer = client.get(f"/admin/pages/{library.root_id}/")
        assert answer.status_code == 404
        assert client.get(f"/admin/pages/{other_library.root_id}/").status_code == 200


def test_a_library_one_does_not_work_for_cannot_be_chosen(library, other_library):
    client = _signed_in(make_user("red@havnby.dk", library, "editor"))
    client.post("/admin/choose-library/", {"library": other_library.pk})
    assert client.get(f"/admin/pages/{other_library.root_id}/").status_code == 404


def test_somebody_without_a_library_is_told_so(library):
    answer = _signed_in(make_user("gammel@havnby.dk")).get("/admin/")
    assert answer.status_code == 403
    assert "<h1>" in answer.content.decode()


def test_the_platforms_administrator_chooses_too_and_sees_the_list(library, other_library):
    user = make_user("platform@samling.dk", is_superuser=True, is_staff=True)
    client = _signed_in(user)
    assert client.get("/admin/")["Location"] == "/admin/choose-library/"
    assert client.get("/admin/sites/").status_code == 200
    client.post("/admin/choose-library/", {"library": library.pk})
    body = client.get("/admin/libraries/").content.decode()
    assert "Havnby" in body and "Skovby" in body
    assert _signed_in(user, "havnby.test").get("/admin/sites/").status_code == 404


@pytest.mark.parametrize("host", ["platform.test", "havnby.test"])
def test_signing_out_works_on_every_host(library, host):
    client = _signed_in(make_user("red@havnby.dk", library, "editor"), host)
    assert client.post("/admin/logout/").status_code == 302
    assert "sessionid" not in client.session.keys()
    assert client.get("/admin/").status_code == 302
    sign_in = client.get("/admin/login/", follow=True)
    assert sign_in.status_code == 200


@pytest.mark.parametrize("path", ["/da/my/", "/admin/images/add/", "/da/search/"])
def test_what_is_far_too_large_is_refused_unread_and_in_words(library, client_for, path):
    client = client_for(library)
    answer = client.post(path, {"email": "ida@havnby.dk"}, CONTENT_LENGTH=str(50 * 1024 * 1024))
    assert answer.status_code == 413
    assert "Det var for stort" in answer.content.decode()
    assert not answer.wsgi_request._read_started


def test_headers_of_readers_pages_and_of_the_administration(library, client_for):
    page = client_for(library).get("/da/")
    policy = page["Content-Security-Policy"]
    assert "script-src 'self';" in policy + ";"
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert page["X-Frame-Options"] == "DENY"
    assert page["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert page["X-Content-Type-Options"] == "nosniff"

    client = client_for(library, make_user("red@havnby.dk", library, "editor"))
    admin = client.get("/admin/")
    assert "frame-ancestors 'self'" in admin["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in admin["Content-Security-Policy"]
    assert admin["X-Frame-Options"] == "SAMEORIGIN"


def test_a_preview_can_be_framed_by_the_editor(library, client_for):
    page = make_page(StoryPage, library, "Kladde", live=False, slug="kladde")
    client = client_for(library, make_user("red@havnby.dk", library, "editor"))
    answer = client.get(f"/admin/pages/{page.pk}/view_draft/")
    assert answer.status_code == 200
    assert "Kladde" in answer.content.decode()
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
