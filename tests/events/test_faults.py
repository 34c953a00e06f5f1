"""Mail through a real server to real mailboxes, while workers are killed: it arrives once."""

from __future__ import annotations

import runpy

import pytest

from tests.events.harness import ROOT, copied_stage
from tests.external import postgres_address

pytestmark = [pytest.mark.django_db, pytest.mark.race, pytest.mark.slow]


def test_case_31_every_message_arrives_once_whoever_is_killed(
    tmp_path, django_db_setup, django_db_blocker
):
    """The short version of `scripts/faults.py`."""
    faults = runpy.run_path(str(ROOT / "scripts" / "faults.py"))["Faults"]
    wanted = {"dates": 1, "capacity": 100}
    with copied_stage(tmp_path, postgres_address(), **wanted) as stage:
        assert faults(stage, messages=8).play() == []
