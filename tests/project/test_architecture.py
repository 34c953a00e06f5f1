"""The house stays the house: who imports whom, how long a file is, where things lie."""

import ast
import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SKIPPED = {".venv", ".git", "var", "node_modules", "__pycache__", "migrations"}
APPS = ("home", "stories", "guides", "events", "groups", "partners", "people")
# Besides itself, an app may import these; `core` imports no app at all.
ALLOWED = {
    "core": set(),
    "people": {"core"},
    "home": {"core", "people"},
    "stories": {"core", "people"},
    "guides": {"core", "people"},
    "events": {"core", "people"},
    "groups": {"core", "people", "events"},
    "partners": {"core", "people", "events"},
}
# From `events` only what it offers to others.
OFFERED_BY_EVENTS = {"events.queries", "events.actions"}
DRAWERS = {"utils", "helpers", "services", "managers"}
LONGEST_FILE = 300


def files(*endings: str, under: str = "") -> list[Path]:
    """Our own files with these endings, migrations and everything installed left out."""
    found = []
    for folder, inner, names in os.walk(ROOT / under):
        inner[:] = set(inner) - SKIPPED
        found += [Path(folder, name) for name in names if Path(name).suffix in endings]
    return sorted(found)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def folder_of(app: str) -> Path:
    return ROOT / "site" / "core" if app == "core" else ROOT / app


def imported(source: str, package: list[str]) -> set[str]:
    """Dotted names that a module imports anywhere in it, relative ones made absolute.

    `from a import b` counts as "a.b": whether `b` is a module cannot be told from here.
    """
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            parts = [*base, node.module] if node.module else base
            found.update(".".join([*parts, alias.name]) for alias in node.names)
    return found


def trespasses(app: str, source: str, package: list[str]) -> set[str]:
    """Imports of a module of `app` that the walls do not allow."""
    bad = set()
    for name in imported(source, package):
        top = name.split(".")[0]
        if top == app or top not in ALLOWED:
            continue
        offered = ".".join(name.split(".")[:2]) in OFFERED_BY_EVENTS
        if top not in ALLOWED[app] or (top == "events" and not offered):
            bad.add(name)
    return bad


@pytest.mark.parametrize("app", ALLOWED)
def test_apps_import_only_in_the_agreed_direction(app):
    base = folder_of(app)
    bad = []
    for path in files(".py", under=name_of(base)):
        package = [app, *path.relative_to(base).parts[:-1]]
        for name in sorted(trespasses(app, path.read_text(encoding="utf-8"), package)):
            bad.append(f"{name_of(path)} imports {name}")
    assert not bad, "\n".join(bad)


@pytest.mark.parametrize(
    ("app", "source", "allowed"),
    [
        ("core", "import events", False),
        ("core", "def late():\n    from people.models import User", False),
        ("events", "from core.models import Library", True),
        ("events", "from partners import queries", False),
        ("groups", "from events.models import SignUp", False),
        ("groups", "from events import queries, actions", True),
        ("home", "from events.queries import coming", False),
        ("home", "from ..events import queries", True),  # that is home.events
    ],
)
def test_the_check_of_imports_can_fail(app, source, allowed):
    assert (not trespasses(app, source, [app, "inner"])) is allowed


def test_every_app_folder_exists_and_every_package_says_what_it_owns():
    silent = []
    for app in ALLOWED:
        assert folder_of(app).is_dir(), f"{app} is not where the README says"
        for path in folder_of(app).rglob("__init__.py"):
            if "migrations" in path.parts:
                continue
            if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))):
                silent.append(name_of(path))
    assert not silent, f"no sentence about what these own: {silent}"


def test_no_python_file_is_too_long():
    lengths = {
        name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files(".py")
    }
    assert not {name: length for name, length in lengths.items() if length > LONGEST_FILE}


def test_site_is_a_folder_not_a_package():
    """`site` is a module of the standard library: a package here would hide it."""
    assert (ROOT / "site").is_dir()
    assert not (ROOT / "site" / "__init__.py").exists()


def test_tests_of_apps_are_not_packages():
    """In importlib mode a package `tests/events` could hide the app's own name."""
    assert not list((ROOT / "tests").glob("*/__init__.py"))


def test_no_drawers():
    found = [name_of(path) for path in files(".py") if path.stem in DRAWERS]
    assert not found, f"name these after what they hold: {found}"


def test_no_module_beside_a_package_of_the_same_name():
    doubles = [name_of(path) for path in files(".py") if path.with_suffix("").is_dir()]
    assert not doubles


PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)"
    r"|border-(?:top|bottom)-(?:left|right)-radius|(?:left|right)\s*:"
    r"|text-align\s*:\s*(?:left|right)|(?:float|clear)\s*:\s*(?:left|right))"
)


def physical_properties(css: str) -> list[str]:
    """What would stay on the wrong side in Arabic."""
    return PHYSICAL.findall(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))


def test_css_has_logical_properties_only():
    bad = {}
    for path in files(".css"):
        found = physical_properties(path.read_text(encoding="utf-8"))
        if found:
            bad[name_of(path)] = found
    assert not bad


def test_the_check_of_css_can_fail():
    assert physical_properties("a { margin-left: 1px } b { left: 0; text-align:right }")
    assert not physical_properties("a { margin-inline-start: 1px; inset-inline-start: 0 }")


FOREIGN = re.compile(
    r"""(?:\bsrc|\bsrcset|\bposter|<link[^>]*\shref|\baction|@import|url\(|\bfetch\(|\bfrom)"""
    r"""\s*=?\s*\(?["']?\s*(?:https?:)?//[\w.-]+""",
    re.IGNORECASE,
)


def test_templates_and_static_files_load_nothing_from_other_hosts():
    bad = {}
    for path in files(".html", ".css", ".js", ".svg", ".mjs"):
        if "tests" in path.relative_to(ROOT).parts or "docs" in path.relative_to(ROOT).parts:
            continue
        found = FOREIGN.findall(path.read_text(encoding="utf-8"))
        if found:
            bad[name_of(path)] = found
    assert not bad


@pytest.mark.parametrize(
    "markup",
    [
        '<script src="https://cdn.example/x.js">',
        '<link rel="stylesheet" href="//cdn.example/x.css">',
        'a { background: url("https://cdn.example/x.png") }',
        'import { x } from "https://cdn.example/x.js"',
    ],
)
def test_the_check_of_other_hosts_can_fail(markup):
    assert FOREIGN.search(markup)
    assert not FOREIGN.search('<a href="https://example.org/">A link may lead away</a>')


def test_nothing_names_a_package_registry_or_this_machine():
    registry = re.compile(r"^\s*(--)?(extra-)?index-url|/packages/|" + re.escape(str(Path.home())))
    for path in [ROOT / "requirements.lock", ROOT / "pyproject.toml", ROOT / "Makefile"]:
        lines = path.read_text(encoding="utf-8").splitlines()
        assert not [line for line in lines if registry.search(line)], path.name
