"""Fixtures every test may use."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from wagtail.models import Page

from tests.factories import make_library


@pytest.fixture(autouse=True)
def _fresh_state(settings, tmp_path):
    """No test sees another's cache or files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()


MIGRATED = {}
"""What migrations put into the database, as text."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """Keeps what migrations put into the database, before any test empties it."""
    with django_db_blocker.unblock():
        MIGRATED["rows"] = connection.creation.serialize_db_to_string()


@pytest.fixture
def whole_database(transactional_db) -> None:
    """A database with what migrations put there, also after a test that emptied it.

    Django's own `serialized_rollback` finds nothing to restore while a browser is running,
    for then the connection is another object.
    """
    if Page.get_first_root_node() is None:
        # Content types made anew after the emptying would have other numbers.
        call_command("flush", interactive=False, inhibit_post_migrate=True, verbosity=0)
        ContentType.objects.clear_cache()
        connection.creation.deserialize_db_from_string(MIGRATED["rows"])


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
