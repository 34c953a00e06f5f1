"""The interface's catalogues in `locale/`: extracted, compared and compiled in Python.

Compiling needs polib only and no configured Django, so that it can run before the first start.
"""

import os
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[2]
LOCALE_DIR = ROOT / "locale"
SOURCE = "en"
KEPT_COMPLETE = ("da", "en")
PLURAL_FORMS = "nplurals=2; plural=(n != 1);"
SKIPPED_FOLDERS = {"tests", "migrations", "node_modules", "docs", "locale", "var", "scripts"}
TEMPLATE_ENDINGS = {".html", ".txt", ".xml", ".ics", ".mjml"}
PLACEHOLDER = re.compile(r"%\((?P<named>\w+)\)[sdif]|%(?P<bare>[sd])|\{(?P<braced>\w*)\}")
KEYWORDS: dict = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}

Key = tuple[str, str, str]  # context, singular, plural; "" where there is none


def path_of(language: str, locale_dir: Path = LOCALE_DIR) -> Path:
    """Where the catalogue of a locale folder such as "da" or "da_X-let" lies."""
    return locale_dir / language / "LC_MESSAGES" / "django.po"


def source_files(root: Path = ROOT) -> Iterator[Path]:
    """Our own Python files and templates, in a stable order."""
    for folder, inner, names in os.walk(root):
        inner[:] = sorted(x for x in inner if x not in SKIPPED_FOLDERS and not x.startswith("."))
        in_templates = "templates" in Path(folder).relative_to(root).parts
        for path in sorted(Path(folder, name) for name in names):
            if path.suffix == ".py" or (in_templates and path.suffix in TEMPLATE_ENDINGS):
                yield path


def extract(root: Path = ROOT) -> dict[Key, set[str]]:
    """Every translatable string with the files it is used in.

    Raises ValueError naming the file when one cannot be read as Python or as a template.
    """
    found: dict[Key, set[str]] = {}
    for path in source_files(root):
        name = path.relative_to(root).as_posix()
        try:
            keys = list(_extract_file(path))
        except (SyntaxError, UnicodeDecodeError) as error:
            raise ValueError(f"{name}: {error}") from error
        for key in keys:
            found.setdefault(key, set()).add(name)
    # A catalogue has one entry for a string used both alone and as the singular of a plural.
    for context, singular, plural in [key for key in found if key[2]]:
        found[context, singular, plural] |= found.pop((context, singular, ""), set())
    return found


def _extract_file(path: Path) -> Iterator[Key]:
    from babel.messages.extract import extract as babel_extract  # only needed by developers

    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        if "{%" not in text and "{{" not in text:
            return
        from django.utils.translation.template import templatize

        # What is left of the template must not look indented to Python's tokenizer.
        lines = templatize(text, origin=str(path)).splitlines()
        text = "\n".join(line.lstrip() for line in lines)
    stream = BytesIO(text.encode("utf-8"))
    for _line, message, _comments, context in babel_extract("python", stream, KEYWORDS):
        parts = message if isinstance(message, tuple) else (message, "")
        if parts[0]:
            yield (context or "", parts[0], parts[1] or "")


def update(locale_dir: Path = LOCALE_DIR, root: Path = ROOT) -> dict[str, int]:
    """Bring the complete catalogues in line with the sources; says how many entries lack words.

    Translations are kept, strings no longer used are dropped, English fills itself.
    """
    found = extract(root)
    lacking = {}
    for language in KEPT_COMPLETE:
        path = path_of(language, locale_dir)
        old = {_key(entry): entry for entry in _read(path)} if path.exists() else {}
        new = empty(language)
        for key in sorted(found, key=lambda key: (key[1], key[2], key[0])):
            new.append(_entry(key, found[key], old.get(key), language))
        path.parent.mkdir(parents=True, exist_ok=True)
        new.save(str(path))
        lacking[language] = sum(not entry.translated() for entry in new)
    return lacking


def empty(language: str) -> polib.POFile:
    """A catalogue with a header and no dates in it, so that a diff shows words only."""
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURAL_FORMS,
    }
    return catalogue


def _entry(key: Key, files: set[str], old: polib.POEntry | None, language: str) -> polib.POEntry:
    context, singular, plural = key
    entry = polib.POEntry(msgid=singular, msgid_plural=plural, msgctxt=context or None)
    entry.occurrences = [(name, "") for name in sorted(files)]
    if language == SOURCE:
        if plural:
            entry.msgstr_plural = {0: singular, 1: plural}
        else:
            entry.msgstr = singular
    else:
        if old:
            entry.tcomment = old.tcomment
            entry.flags = [flag for flag in old.flags if flag == "fuzzy"]
        if plural:
            entry.msgstr_plural = dict(old.msgstr_plural) if old else {0: "", 1: ""}
        elif old:
            entry.msgstr = old.msgstr
    if "%(" in singular + plural:
        entry.flags.append("python-format")
    return entry


def problems(locale_dir: Path = LOCALE_DIR, root: Path = ROOT) -> list[str]:
    """What keeps Danish and English from being complete, one line each; empty when all is well."""
    found = extract(root)
    lines = []
    for language in KEPT_COMPLETE:
        path = path_of(language, locale_dir)
        if not path.exists():
            lines.append(f"{language}: there is no catalogue")
            continue
        entries = {_key(entry): entry for entry in _read(path)}
        for key in sorted(found.keys() | entries.keys()):
            problem = _problem(key, entries.get(key), used=key in found)
            if problem:
                lines.append(f"{language}: {problem}: {key[1]!r}")
    return lines


def _problem(key: Key, entry: polib.POEntry | None, *, used: bool) -> str:
    if not used:
        return "obsolete, no longer used"
    if entry is None:
        return "missing"
    if entry.fuzzy:
        return "fuzzy"
    if not entry.translated():
        return "not translated"
    if entry.msgid_plural:
        # The singular may leave the number out ("one seat left"); the plural may not.
        wanted, allowed = placeholders(entry.msgid_plural), placeholders(key[1])
        singular, *plurals = (text for _, text in sorted(entry.msgstr_plural.items()))
        fits = all(placeholders(text) == wanted for text in plurals)
        fits = fits and placeholders(singular) <= wanted | allowed
    else:
        fits = placeholders(entry.msgstr) == placeholders(entry.msgid)
    return "" if fits else "placeholders differ"


def placeholders(text: str) -> frozenset[str]:
    """The variables a string prints: `%(name)s`, `%s` and `{name}`; a doubled %% is a plain %."""
    return frozenset(match.group(0) for match in PLACEHOLDER.finditer(text.replace("%%", "")))


def compile_all(locale_dir: Path = LOCALE_DIR) -> list[Path]:
    """Write each .mo that is missing or older than its .po, and return those written."""
    written = []
    for source in sorted(locale_dir.rglob("*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        partial = source.with_suffix(".mo.part")
        _read(source).save_as_mofile(str(partial))
        partial.replace(target)
        written.append(target)
    return written


def _read(path: Path) -> polib.POFile:
    return polib.pofile(str(path), wrapwidth=100, encoding="utf-8")


def _key(entry: polib.POEntry) -> Key:
    return (entry.msgctxt or "", entry.msgid, entry.msgid_plural or "")
