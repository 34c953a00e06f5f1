"""A library is kept for some seconds, and never a moment longer where it matters."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection
from wagtail.models import Page

from core.known import known
from core.models import Library, LibraryHost
from events.models import EventIndexPage
from tests.factories import make_user

KEPT = 5


@pytest.fixture(autouse=True)
def clock(db, settings, monkeypatch):
    """As in production, with a clock that the test moves."""
    settings.LIBRARY_KEPT_SECONDS = KEPT
    now = [1000.0]
    monkeypatch.setattr("core.known.time.monotonic", lambda: now[0])
    known.changed()
    yield now
    known.changed()


def elsewhere(pk: int, **values) -> None:
    """Another process saves: nothing here is told."""
    Library.objects.filter(pk=pk).update(**values)


def test_the_second_reader_costs_two_queries_less(
    library, client_for, django_assert_max_num_queries
):
    reader = client_for(library)
    reader.get("/da/")
    known.changed()
    with django_assert_max_num_queries(100) as first:
        reader.get("/da/")
    with django_assert_max_num_queries(100) as second:
        reader.get("/da/")
    assert len(second) == len(first) - 2


def test_what_another_process_saved_shows_after_some_seconds(library, client_for, clock):
    reader = client_for(library)
    reader.get("/da/")
    elsewhere(library.pk, name="Ny by")
    assert "Ny by" not in reader.get("/da/").content.decode()
    clock[0] += KEPT
    assert "Ny by" in reader.get("/da/").content.decode()


def test_what_this_process_saved_shows_at_once(library, client_for):
    reader = client_for(library)
    reader.get("/da/")
    library.name = "Ny by"
    library.save()
    assert "Ny by" in reader.get("/da/").content.decode()


def test_a_list_is_in_the_menu_as_soon_as_it_is_published_and_gone_when_it_is_not(
    library, client_for
):
    reader = client_for(library)
    index = EventIndexPage.objects.descendant_of(library.homes["da"]).get()
    address = f'href="/da/{index.slug}/"'
    assert address in reader.get("/da/").content.decode()
    index.unpublish()
    assert address not in reader.get("/da/").content.decode()
    index.save_revision().publish()
    assert address in reader.get("/da/").content.decode()
    Page.objects.get(pk=index.pk).delete()
    assert address not in reader.get("/da/").content.decode()


def test_what_is_read_while_another_saves_is_not_kept(library):
    host = library.site.hostname

    def saved_meanwhile(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        known.changed()
        return result

    with connection.execute_wrapper(saved_meanwhile):
        old = known.at(host)
    new = known.at(host)
    assert new is not old
    assert known.at(host) is new


def test_a_host_that_was_taken_away_answers_no_more(library, client_for):
    reader = client_for(library)
    assert reader.get("/da/").status_code == 200
    LibraryHost.objects.get(hostname=library.site.hostname).delete()
    assert reader.get("/da/").status_code == 404


def test_each_host_gets_its_own_library(library, other_library, client_for):
    for _again in range(2):
        for own, other in ((library, other_library), (other_library, library)):
            text = client_for(own).get("/da/").content.decode()
            assert own.name in text
            assert other.name not in text


def test_the_administration_sees_what_another_process_saved(library, client_for):
    user = make_user("red@havnby.test", library, "editor")
    reader, staff = client_for(library), client_for(library, user)
    assert library.name in staff.get("/admin/").content.decode()
    reader.get("/da/")
    elsewhere(library.pk, name="Ny by")
    assert "Ny by" not in reader.get("/da/").content.decode()
    assert "Ny by" in staff.get("/admin/").content.decode()


def test_without_a_database_a_library_is_what_it_was(library, clock):
    def gone(*args):
        raise OperationalError("the server closed the connection")

    host = library.site.hostname
    known.at(host)
    clock[0] += 3600
    with connection.execute_wrapper(gone):
        assert known.at(host).name == library.name
        with pytest.raises(OperationalError):
            known.at("stranger.test")
