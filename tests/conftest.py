"""Fixtures every test may use."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import Page

from tests.factories import make_library


@pytest.fixture(autouse=True)
def _fresh_state(settings, tmp_path):
    """No test sees another's cache or files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()


@pytest.fixture
def library(db):
    """A library in Danish and English at havnby.test."""
    return make_library()


@pytest.fixture
def other_library(db):
    """Another library on the same installation."""
    return make_library("Skovby", "skovby.test")


@pytest.fixture
def client_for():
    """A browser at a library's address; signed in where a user is given."""

    def build(library, user=None, **extra) -> Client:
        client = Client(HTTP_HOST=library.site.hostname, **extra)
        if user is not None:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return build


@pytest.fixture
def tree_root(db) -> Page:
    """The root of the page tree."""
    return Page.get_first_root_node()
