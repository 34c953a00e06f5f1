"""Two furnished libraries: the one somebody works for, and the one they do not."""

from __future__ import annotations

import pytest
from wagtail.models import Page, TaskState, WorkflowState
from wagtail_localize.models import Translation, TranslationSource

from core.models import Membership
from tests.core.house import MARK, House, furnish
from tests.factories import make_user


@pytest.fixture
def own(db) -> House:
    """The library somebody works for."""
    return furnish("Havnby", "havnby.test", "Anker")


@pytest.fixture
def foreign(db) -> House:
    """The library they do not work for; all its names hold MARK."""
    house = furnish(f"{MARK}by", "skovby.test", MARK)
    source, _created = TranslationSource.update_or_create_from_instance(house.story.specific)
    english = Page.objects.get(pk=house.library.homes["en"].pk).locale
    Translation.objects.create(source=source, target_locale=english)
    return house


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
