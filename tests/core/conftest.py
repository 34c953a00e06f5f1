"""Two furnished libraries: the one somebody works for, and the one they do not."""

from __future__ import annotations

import shutil
from copy import deepcopy
from types import SimpleNamespace
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.test import override_settings
from wagtail.models import Page, TaskState, WorkflowState
from wagtail_localize.models import Translation, TranslationSource

from core.models import Membership
from core.registry import registry
from home.models import StandardPage
from tests.core.house import MARK, House, furnish
from tests.factories import make_page, make_user
from tests.sample_blocks import body


@pytest.fixture(scope="module")
def houses(django_db_setup, django_db_blocker, tmp_path_factory):
    """Both libraries with their files, furnished once for a module and taken away after it."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        own = furnish("Havnby", "havnby.test", "Anker")
        foreign = furnish(f"{MARK}by", "fremmed.test", MARK)
        source, _created = TranslationSource.update_or_create_from_instance(foreign.story.specific)
        english = Page.objects.get(pk=foreign.library.homes["en"].pk).locale
        Translation.objects.create(source=source, target_locale=english)
        yield own, foreign, media
        transaction.set_rollback(True)


@pytest.fixture
def _houses(houses, db, settings):
    """The test's own copies of rows and files: what it changes is undone after it."""
    own, foreign, media = houses
    shutil.copytree(media, settings.MEDIA_ROOT, dirs_exist_ok=True)
    return deepcopy((own, foreign))


@pytest.fixture
def own(_houses) -> House:
    """The library somebody works for."""
    return _houses[0]


@pytest.fixture
def foreign(_houses) -> House:
    """The library they do not work for; all its names hold MARK."""
    return _houses[1]


@pytest.fixture
def workflow_states(foreign):
    """Ids of the foreign library's approval in progress."""
    return {
        "task_state_id": list(
            TaskState.objects.filter(
                workflow_state__object_id=str(foreign.submitted.pk)
            ).values_list("pk", flat=True)
        ),
        "workflow_state_id": list(
            WorkflowState.objects.filter(object_id=str(foreign.submitted.pk)).values_list(
                "pk", flat=True
            )
        ),
    }


@pytest.fixture
def people(library):
    """One member of the staff in each role, by role."""
    return {
        role: make_user(f"{role}@havnby.dk", library, role, first_name=role.capitalize())
        for role in Membership.Role.values
    }


@pytest.fixture
def staff(library, people, client_for):
    """A browser signed in as the member with a role."""
    return lambda role: client_for(library, people[role])


@pytest.fixture
def show(client_for, library):
    """Publish a page with the blocks and fetch it as a reader does."""

    def fetch(*blocks, raw: str = "", language="da", title="Om os") -> BeautifulSoup:
        page = make_page(
            StandardPage, library, title, language, body=raw or body(*blocks), slug=uuid4().hex
        )
        return read(page)

    def read(page) -> BeautifulSoup:
        response = client_for(library).get(page.site_path)
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser").main

    fetch.read = read
    return fetch


@pytest.fixture
def events():
    """A source of events that remembers what it was asked for."""
    asked: list[dict] = []
    source = registry.list_sources.get("events")
    found: list = []

    def answer(**filters):
        asked.append(filters)
        return found

    registry.list_sources["events"] = answer
    yield SimpleNamespace(asked=asked, found=found)
    registry.list_sources.pop("events")
    if source is not None:
        registry.list_sources["events"] = source
