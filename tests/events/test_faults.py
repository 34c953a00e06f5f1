"""Mail through a real server to real mailboxes, while workers are killed: it arrives once."""

from __future__ import annotations

import runpy

import pytest

from tests.events.harness import ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.race, pytest.mark.slow]


def test_case_31_every_message_arrives_once_whoever_is_killed(stage):
    """The short version of `scripts/faults.py`."""
    faults = runpy.run_path(str(ROOT / "scripts" / "faults.py"))["Faults"]
    assert faults(stage, messages=8).play() == []
