"""Every word of the interface exists in Danish and English, and the tool that says so works."""

from datetime import datetime
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import check_for_language, gettext, to_locale

from core import catalogues

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext
_("Hello %(name)s")
ngettext("One seat left", "%(count)d seats left", 3)
pgettext("month", "May")
_("One seat left")
"""
TEMPLATE = """{% load i18n %}
    <p title="it's">{% translate "Sign up" %}</p>
  {% if word == _("Yes") %}{{ name|default:_("Nobody") }}{% endif %}
      {% include "a.html" with label=_("Label") %}
{% blocktranslate trimmed count n=n %}
    {{ n }} person
{% plural %}
    {{ n }} persons
{% endblocktranslate %}
"""


@pytest.fixture
def project(tmp_path) -> Path:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "views.py").write_text(PYTHON)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_x.py").write_text('_("not part of the interface")')
    return tmp_path


@pytest.fixture
def danish(project) -> Path:
    """A Danish catalogue in which everything has words."""
    catalogues.update(project / "locale", project)
    path = catalogues.path_of("da", project / "locale")
    catalogue = polib.pofile(str(path))
    for entry in catalogue:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
        else:
            entry.msgstr = f"på dansk: {entry.msgid}"
    catalogue.save()
    return path


def words(path: Path, msgid: str) -> polib.POEntry:
    return polib.pofile(str(path)).find(msgid)


def change(path: Path, msgid: str, **values) -> None:
    catalogue = polib.pofile(str(path))
    for name, value in values.items():
        setattr(catalogue.find(msgid), name, value)
    catalogue.save()


def problems(project: Path) -> list[str]:
    return catalogues.problems(project / "locale", project)


def test_danish_and_english_are_complete():
    assert catalogues.problems() == []


STAFFS = ("/admin/", "/wagtailadmin/", "demo_mail", "mail/page_comments", "mail/staff_invitation")
READERS = (
    "templates/",
    "events/actions/refusals.py",
    "events/api/",
    "events/feeds/",
    "events/forms.py",
    "events/free_text.py",
    "events/languages.py",
    "events/party.py",
    "events/phrases.py",
    "events/queries/filter_form.py",
    "events/queries/filters.py",
    "events/queries/states.py",
    "events/views/",
    "events/when.py",
    "partners/actions/",
    "partners/forms.py",
    "partners/parts.py",
    "people/forms.py",
    "people/sign_in.py",
    "people/views.py",
    "site/config/languages.py",
    "site/core/filters.py",
    "site/core/hours.py",
    "site/core/search.py",
    "site/core/shell.py",
)


@pytest.mark.parametrize("language", ["ar", "de", "uk"])
def test_what_readers_see_is_complete_in_arabic_german_and_ukrainian(language):
    """Their pages, forms, refusals and mails: whatever is printed and is not staff's alone."""
    catalogue = polib.pofile(str(catalogues.path_of(language)))
    entries = {(entry.msgctxt or "", entry.msgid): entry for entry in catalogue}
    lacking = []
    for (context, singular, plural), files in catalogues.extract().items():
        readers = [name for name in files if name.startswith(READERS)]
        if all(any(part in name for part in STAFFS) for name in readers):
            continue
        entry = entries.get((context, singular))
        if entry is None or not entry.translated() or bool(plural) != bool(entry.msgid_plural):
            lacking.append(singular)
    assert lacking == []


@pytest.mark.parametrize("language", ["ar", "da_X-let", "de", "uk"])
def test_further_languages_print_the_variables_of_the_english(language):
    """A variable that is misspelt breaks the page; one left out is a fact left out."""
    for entry in polib.pofile(str(catalogues.path_of(language))):
        if not entry.msgid_plural:
            same = catalogues.placeholders(entry.msgstr) == catalogues.placeholders(entry.msgid)
            assert same, entry.msgid
            continue
        *few, many = (text for _, text in sorted(entry.msgstr_plural.items()))
        allowed = catalogues.placeholders(entry.msgid + entry.msgid_plural)
        assert catalogues.placeholders(many) == catalogues.placeholders(entry.msgid_plural)
        for text in few:
            assert catalogues.placeholders(text) <= allowed, entry.msgid


def test_every_language_has_a_compiled_catalogue():
    """Django silently ignores a language without one."""
    catalogues.compile_all()
    for code, _name in settings.LANGUAGES:
        assert catalogues.path_of(to_locale(code)).with_suffix(".mo").exists(), code
        assert check_for_language(code)


def test_danish_of_other_packages_prints_no_variable_they_do_not_have():
    """A variable that does not exist would break the screen it stands on."""
    files = sorted((catalogues.LOCALE_DIR / "packages").rglob("*.po"))
    assert [path.stem for path in files] == ["django", "djangojs"]
    for path in files:
        for entry in polib.pofile(str(path)):
            allowed = catalogues.placeholders(entry.msgid + entry.msgid_plural)
            for text in [entry.msgstr, *entry.msgstr_plural.values()]:
                assert catalogues.placeholders(text) <= allowed, entry.msgid


def test_the_administration_speaks_danish():
    with translation.override("da"):
        assert gettext("Save Draft") == "Gem kladde"
        assert gettext("Page '%(page_title)s' has been published.") % {"page_title": "X"} == (
            "Siden “X” er udgivet."
        )


def test_a_danish_clock_has_a_full_stop_and_weekdays_are_lower_case():
    moment = datetime(2026, 11, 23, 18, 30)
    with translation.override("da"):
        assert date_format(moment, "TIME_FORMAT") == "18.30"
        assert date_format(moment, "DATETIME_FORMAT") == "23. november 2026 kl. 18.30"
        assert date_format(moment, "l") == "mandag"


@pytest.mark.parametrize(
    ("language", "day", "hour"),
    [
        ("de", "23. November", "18:30"),
        ("so", "23. november", "18.30"),
        ("uk", "23 листопада", "18:30"),
    ],
)
def test_dates_of_further_languages_are_written_as_their_readers_write_them(language, day, hour):
    moment = datetime(2026, 11, 23, 18, 30)
    with translation.override(language):
        assert date_format(moment, "MONTH_DAY_FORMAT") == day
        assert date_format(moment, "TIME_FORMAT") == hour
        assert date_format(moment, "DATE_FORMAT").startswith(f"{day} 2026")


def test_somali_has_no_words_of_its_own_yet_and_speaks_danish():
    with translation.override("so"):
        assert gettext("Sign up") == "Tilmeld dig"
        assert gettext("This field is required.") == "Feltet skal udfyldes."


def test_strings_of_python_and_templates_are_found(project):
    found = catalogues.extract(project)
    assert set(found) == {
        ("", "Hello %(name)s", ""),
        ("", "One seat left", "%(count)d seats left"),
        ("month", "May", ""),
        ("", "Sign up", ""),
        ("", "Yes", ""),
        ("", "Nobody", ""),
        ("", "Label", ""),
        ("", "%(n)s person", "%(n)s persons"),
    }


def test_updating_keeps_translations_drops_the_unused_and_fills_english(project, danish):
    views = project / "app" / "views.py"
    views.write_text(PYTHON.replace('pgettext("month", "May")', '_("New")'))
    catalogues.update(project / "locale", project)
    assert words(danish, "Sign up").msgstr == "på dansk: Sign up"
    assert words(danish, "May") is None
    assert words(danish, "New").msgstr == ""
    english = catalogues.path_of("en", project / "locale")
    assert words(english, "New").msgstr == "New"
    assert words(english, "One seat left").msgstr_plural[1] == "%(count)d seats left"


def test_updating_twice_changes_nothing(project, danish):
    catalogues.update(project / "locale", project)
    before = danish.read_bytes()
    catalogues.update(project / "locale", project)
    assert danish.read_bytes() == before


def test_a_complete_catalogue_has_no_problems(project, danish):
    assert problems(project) == []


@pytest.mark.parametrize(
    ("msgid", "values", "said"),
    [
        ("Sign up", {"msgstr": ""}, "not translated"),
        ("Sign up", {"flags": ["fuzzy"]}, "fuzzy"),
        ("Hello %(name)s", {"msgstr": "Hej %(navn)s"}, "placeholders differ"),
        ("One seat left", {"msgstr_plural": {0: "1", 1: "flere"}}, "placeholders differ"),
        ("One seat left", {"msgstr_plural": {0: "1", 1: ""}}, "not translated"),
    ],
)
def test_what_is_wrong_is_named(project, danish, msgid, values, said):
    change(danish, msgid, **values)
    assert problems(project) == [f"da: {said}: {msgid!r}"]


def test_missing_and_obsolete_entries_are_named(project, danish):
    (project / "app" / "views.py").write_text(PYTHON.replace('"May"', '"June"'))
    said = problems(project)
    assert "da: missing: 'June'" in said
    assert "da: obsolete, no longer used: 'May'" in said


def test_only_what_is_older_than_its_source_is_compiled(project, danish):
    locale = project / "locale"
    assert len(catalogues.compile_all(locale)) == 2
    assert catalogues.compile_all(locale) == []
    danish.with_suffix(".mo").unlink()
    assert catalogues.compile_all(locale) == [danish.with_suffix(".mo")]
