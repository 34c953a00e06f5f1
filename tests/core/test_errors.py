"""When something breaks: the page is the library's own, in the language that was asked for."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError, connection
from django.http import Http404
from django.utils import translation


@pytest.fixture
def reader(library, client_for):
    """A browser that shows what a reader sees when a view raises."""
    library.phone, library.accent = "12 34 56 78", "#7a1f4b"
    library.save()
    client = client_for(library)
    client.raise_request_exception = False
    # Whoever was served before by the same thread read Arabic.
    translation.activate("ar")
    return client


def without_database():
    """Every query fails, as where the server is gone."""

    def fail(*args):
        raise OperationalError("the server closed the connection")

    return connection.execute_wrapper(fail)


def parsed(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def assert_own_look(page: BeautifulSoup, library, language: str):
    assert (page.html["lang"], page.html["dir"]) == (language, "ltr")
    assert len(page.select("h1")) == 1
    assert page.select_one(".brand__name").text == library.name
    assert page.select_one('.foot a[href="tel:12345678"]')
    assert page.select_one(f'link[href="{library.theme_css_url}"]')
    assert page.select_one(".brand")["href"] == f"/{language}/"


@pytest.mark.parametrize(("language", "words"), [("da", "Noget gik galt"), ("en", "went wrong")])
def test_a_fault_of_ours_is_told_in_the_librarys_look(
    reader, library, monkeypatch, language, words
):
    def broken(*args):
        raise RuntimeError

    monkeypatch.setattr("core.views.find", broken)
    answer = reader.get(f"/{language}/nyt/")
    assert answer.status_code == 500
    page = parsed(answer)
    assert_own_look(page, library, language)
    assert words in page.h1.text


@pytest.mark.parametrize(
    ("error", "status"), [(SuspiciousOperation, 400), (PermissionDenied, 403), (Http404, 404)]
)
def test_what_cannot_be_answered_is_told_in_the_librarys_look(
    reader, library, monkeypatch, error, status
):
    def refuse(*args):
        raise error

    monkeypatch.setattr("core.views.find", refuse)
    answer = reader.get("/en/news/")
    assert answer.status_code == status
    assert_own_look(parsed(answer), library, "en")


@pytest.mark.parametrize("path", ["/", "/da/", "/da/findes-ikke/"])
def test_without_a_database_a_library_that_is_known_keeps_its_look(reader, library, path):
    assert reader.get("/da/").status_code == 200
    translation.activate("ar")
    with without_database():
        answer = reader.get(path)
        sheet = reader.get(library.theme_css_url)
    if path == "/":
        assert answer["Location"] == "/da/"
    else:
        assert answer.status_code == 500
        assert_own_look(parsed(answer), library, "da")
    assert sheet.status_code == 200


@pytest.mark.parametrize("language", ["da", "en"])
def test_without_a_database_even_the_first_answer_is_a_page_in_the_asked_language(reader, language):
    with without_database():
        answer = reader.get(f"/{language}/nyt/")
    assert answer.status_code == 500
    page = parsed(answer)
    assert page.html["lang"] == language
    assert page.select_one("h1") and page.select_one(".brand")
