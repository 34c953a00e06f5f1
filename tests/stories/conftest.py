"""Entries of a knowledge bank."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest

from stories.models import ExperiencePage, MethodPage
from tests.factories import make_page

STEPS = ("Sæt bordet på gaden", "Bær kaffen ud", "Spørg den næste, der går forbi")


def raw_steps(*titles: str) -> str:
    """Steps as they are stored, with only what a program must write."""
    return json.dumps(
        [
            {
                "type": "step",
                "id": str(uuid4()),
                "value": {"title": title, "body": "<p>Tag dig god tid.</p>"},
            }
            for title in titles
        ]
    )


@pytest.fixture
def make_method():
    """A published method with every required field filled in."""

    def build(library, title="Langbord", **fields):
        values = {
            "purpose": "Naboer, der ikke kender hinanden, kommer til at tale sammen.",
            "target_group": "Voksne, der er nye i byen",
            "time": "2 timers forberedelse, 2 timer hver gang",
            "materials": "Et langt bord\n- Kaffe\n\nKridt",
            "steps": raw_steps(*STEPS),
            "pitfalls": "Er der for mange ved ét bord, kan ingen høre noget.",
            **fields,
        }
        return make_page(MethodPage, library, title, **values)

    return build


@pytest.fixture
def make_experience():
    """A published experience."""

    def build(library, title="Langbord på Havnegade", **fields):
        values = {
            "what_worked": "Alle blev hængende til kaffen.",
            "what_did_not": "Vi begyndte for sent.",
            **fields,
        }
        return make_page(ExperiencePage, library, title, **values)

    return build
