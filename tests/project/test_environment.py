"""Every environment variable is explained once in .env.example and once in the README's table."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READERS = {"text", "required", "number", "flag", "names", "networks"}
# Their modules are read for names; other tests only set variables.
FOLDERS = (
    "site",
    "deploy",
    "scripts",
    "home",
    "stories",
    "guides",
    "events",
    "groups",
    "partners",
    "people",
)
FILES = ("manage.py", "tests/external.py")
# Not read by Python: the first by the shell that looks for one, the second by gunicorn itself.
ELSEWHERE = {"PYTHON", "WEB_CONCURRENCY"}


def names_read(source: str) -> set[str]:
    """Names of environment variables that a module reads, by whatever way the project has."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
            owner, arguments = node.value, [node.slice]
        elif isinstance(node, ast.Call):
            owner, arguments = node.func, node.args[:1]
        else:
            continue
        said = ast.unparse(owner)
        by_settings = said.startswith("environment.") and said.split(".")[-1] in READERS
        by_system = said in {"os.getenv", "os.environ"} or said.startswith("os.environ.")
        if arguments and isinstance(arguments[0], ast.Constant) and (by_settings or by_system):
            found.add(arguments[0].value)
    return found


@pytest.fixture(scope="module")
def used() -> set[str]:
    paths = [ROOT / name for name in FILES]
    for folder in FOLDERS:
        paths += (ROOT / folder).rglob("*.py")
    found = set().union(*(names_read(path.read_text(encoding="utf-8")) for path in paths))
    return {name for name in found if name.isupper()} | ELSEWHERE


def test_the_example_file_has_every_variable_once(used):
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    listed = Counter(match[1] for line in lines if (match := re.match(r"#?\s?([A-Z_]+)=", line)))
    assert set(listed) == used
    assert max(listed.values()) == 1


def test_the_readme_explains_every_variable_once(used):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    listed = Counter(re.findall(r"^\| `([A-Z_]+)` \|", text, flags=re.MULTILINE))
    assert set(listed) == used
    assert max(listed.values()) == 1


@pytest.mark.parametrize(
    "source",
    [
        "environment.required('NEW')",
        "environment.flag('NEW', True)",
        "os.environ['NEW']",
        "os.environ.get('NEW', 'x')",
        "os.getenv('NEW')",
        "os.environ.setdefault('NEW', 'x')",
    ],
)
def test_a_new_variable_is_noticed(source):
    assert names_read(source) == {"NEW"}


def test_a_variable_that_is_only_set_is_not_counted():
    assert names_read("os.environ['NEW'] = '1'") == set()
