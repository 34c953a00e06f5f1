"""The list of edge cases that sign-up must survive is checked off by the names of tests.

A test named `test_case_07_...` proves case 7 of the list in docs/edge-cases.md.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "docs" / "edge-cases.md"


def listed() -> list[int]:
    return [int(number) for number in re.findall(r"^(\d+)\. ", LIST.read_text(), re.M)]


def proven() -> Counter[int]:
    """How many tests carry each case's number."""
    found: Counter[int] = Counter()
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                if match := re.match(r"test_case_(\d+)_", node.name):
                    found[int(match.group(1))] += 1
    return found


def test_every_case_of_the_list_has_a_test():
    missing = set(listed()) - set(proven())
    assert not missing, f"cases without a test: {sorted(missing)}"


def test_no_test_names_a_case_that_is_not_on_the_list():
    assert listed() == list(range(1, len(listed()) + 1))
    assert len(listed()) >= 66
    assert not set(proven()) - set(listed())
