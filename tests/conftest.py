"""Fixtures every test may use."""

from __future__ import annotations

import pytest
from django.conf import settings as configured
from django.core.cache import caches
from django.test import Client
from django.utils import translation
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from core.models import Library
from tests import migrated, standing


@pytest.fixture(autouse=True)
def _fresh_state(settings, tmp_path):
    """No test sees another's cache, files or language."""
    settings.MEDIA_ROOT = tmp_path / "media"
    for cache in caches.all():
        cache.clear()
    translation.deactivate()


@pytest.fixture(autouse=True)
def _no_references():
    """Wagtail notes in the background what names what; no test asks for it, and all would wait."""
    with disable_reference_index_auto_update():
        yield


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb) -> bool:
    """SQLite is handed a migrated file, which Django must not throw away first."""
    return django_db_keepdb or configured.DATABASES["default"]["ENGINE"] == "core.sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings, django_db_blocker, tmp_path_factory, request
):
    """Databases begin migrated; on SQLite as a file, as readers have it: in memory all threads of
    a server share one connection, and with it each other's transactions."""
    database = configured.DATABASES["default"]
    if database["ENGINE"] == "core.sqlite":
        file = tmp_path_factory.mktemp("database") / "test.sqlite3"
        migrated.copy_to(file)
        database["TEST"]["NAME"] = str(file)
    elif not request.config.getvalue("reuse_db"):
        with django_db_blocker.unblock():
            database["TEST"]["TEMPLATE"] = migrated.template()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, request):
    """The test database, with two libraries that every test finds there."""
    with django_db_blocker.unblock():
        standing.build()
    yield
    if request.config.getvalue("reuse_db"):
        with django_db_blocker.unblock():
            standing.restore()


@pytest.fixture
def whole_database(transactional_db) -> None:
    """A database with what every test finds there, also after a test that emptied it.

    Django's own `serialized_rollback` finds nothing to restore while a browser is running,
    for then the connection is another object.
    """
    if Page.get_first_root_node() is None:
        standing.restore()


def _standing(hostname: str) -> Library:
    return Library.objects.select_related("site", "root").get(site__hostname=hostname)


@pytest.fixture
def library(db) -> Library:
    """Havnby: a library in Danish and English at havnby.test."""
    return _standing("havnby.test")


@pytest.fixture
def other_library(db) -> Library:
    """Skovby: another library on the same installation, at skovby.test."""
    return _standing("skovby.test")


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
