"""No address of the administration shows or changes another library's things."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from django.conf import settings

from core.models import Membership
from tests.core.crawling import (
    addresses,
    forged_form,
    forged_query,
    ids_of,
    snapshot,
    visits,
)
from tests.core.house import MARK
from tests.factories import make_user

SKIP = {"wagtailadmin_logout", "wagtailadmin_error_test"}
OTHERS = ("administrator", "author", "both", "superuser")
SOAK = pytest.mark.soak


def crawl(client, foreign, known, posts: bool, only: tuple[str, ...] = ("",)) -> list[str]:
    """Every address that answers with a name of the foreign library, or fails."""
    found = []
    query, form = forged_query(foreign), forged_form(foreign)
    for address in addresses():
        if address.name in SKIP or not address.name.startswith(only):
            continue
        for path in visits(address, known):
            answers = [("GET", client.get(path)), ("GET ?", client.get(path, query))]
            if posts:
                answers.append(("POST", client.post(path, form)))
            for method, answer in answers:
                body = answer.content if not answer.streaming else b"".join(answer)
                told = body.decode("utf-8", "replace") + answer.get("Location", "")
                if MARK in told or MARK.lower() in told or foreign.library.name in told:
                    found.append(f"{method} {path}: {answer.status_code}")
                elif answer.status_code >= 500:
                    found.append(f"{method} {path}: {answer.status_code}")
    return found


def _person(kind: str, own, foreign):
    if kind == "superuser":
        return make_user("platform@samling.dk", is_superuser=True, is_staff=True)
    if kind == "both":
        user = make_user("begge@havnby.dk", own.library, "editor")
        Membership.objects.create(user=user, library=foreign.library, role="administrator")
        return user
    return make_user(f"{kind}@havnby.dk", own.library, kind)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["editor", *(pytest.param(kind, marks=SOAK) for kind in OTHERS)])
def test_every_admin_address_keeps_to_the_own_library(
    kind, own, foreign, workflow_states, client_for
):
    client = client_for(own.library, _person(kind, own, foreign))
    client.raise_request_exception = False
    assert client.get("/admin/").status_code == 200
    before = snapshot(foreign.library)
    known = {**ids_of(foreign), **workflow_states}

    assert "\n".join(crawl(client, foreign, known, posts=True)) == ""

    after = snapshot(foreign.library)
    assert {name for name in before if before[name] != after[name]} == set()


def test_without_the_wall_the_same_crawl_finds_leaks(
    own, foreign, workflow_states, client_for, monkeypatch
):
    """Negative control: a crawl that finds nothing must be able to find something."""
    monkeypatch.setattr("core.middleware.guard_view", lambda *args: None)
    monkeypatch.setattr("core.middleware.library_scope", lambda library: nullcontext())
    client = client_for(own.library, _person("editor", own, foreign))
    client.raise_request_exception = False
    only = ("wagtailadmin_choose", "wagtailadmin_api", "wagtailimages:index")
    known = {**ids_of(foreign), **workflow_states}
    found = crawl(client, foreign, known, posts=False, only=only)
    assert any("/choose-page/" in line for line in found)
    assert any("/images/" in line for line in found)
    assert len(found) > 5


def test_a_stranger_to_the_library_is_refused_in_words(own, foreign, client_for):
    client = client_for(foreign.library, own.editor)
    answer = client.get("/admin/")
    assert answer.status_code == 403
    assert "<h1>" in answer.content.decode()
    assert settings.LOGIN_URL
