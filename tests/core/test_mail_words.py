"""A library sees every mail as its readers get it, and adds lines of its own."""

from __future__ import annotations

import pytest
from django.core import mail

from core.mail_words import sample
from core.models import MailWords
from core.registry import registry
from events.models import SignUp
from tests.events.conftest import signed_up
from tests.factories import make_event, make_user

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/mails/sign_up_reminder/da/"


@pytest.fixture
def editor(library, client_for):
    return client_for(library, make_user("red@havnby.test", library, "editor"))


@pytest.fixture
def row(library) -> SignUp:
    """Somebody signed up for an event with a page."""
    from events.models import Occurrence

    page = make_event(library, "Læsekreds", sign_up="sign_up", capacity=5)
    return signed_up(Occurrence.objects.get(series__key=page.translation_key), name="Ida Ny")


@pytest.mark.parametrize("template", sorted(registry.mail_kinds))
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_mail_can_be_seen_with_own_lines(library, row, template, language):
    words = {"opening": "Ind ad porten.", "closing": "Ring på 11 22 33 44."}
    shown = sample(registry.mail_kinds[template], library, language, words)
    html = shown.alternatives[0].content
    for text in (shown.body, html):
        assert "Læsekreds" in text and "Ida Ny" in text
        assert all(text.count(line) == 1 for line in words.values())
        assert row.token not in text, "a real person's link is not shown to staff"
    assert f'lang="{language}"' in html
    assert "\n\n\n" not in shown.body, "what is not said leaves no hole"
    row.refresh_from_db()
    assert (row.state, row.language) == ("confirmed", "da"), "looking changes nothing"


def test_own_lines_are_saved_and_sent(library, row, editor, django_capture_on_commit_callbacks):
    assert "Påmindelse" in editor.get("/admin/mails/").content.decode()
    words = {"opening": "Kom i god tid & tag tøj på.", "closing": ""}
    looked = editor.get(ADDRESS, words).content.decode()
    assert "Kom i god tid" in looked and not MailWords.objects.exists()
    editor.post("/admin/mails/sign_up_confirmation/da/", words)
    with django_capture_on_commit_callbacks(execute=True):
        signed_up(row.occurrence, 2)
    assert "Kom i god tid & tag tøj på." in mail.outbox[-1].body
    assert "Kom i god tid &amp; tag tøj på." in mail.outbox[-1].alternatives[0].content
    with django_capture_on_commit_callbacks(execute=True):
        signed_up(row.occurrence, 3, language="en")
    assert "Kom i god tid" not in mail.outbox[-1].body


def test_the_preview_may_do_nothing_but_be_seen(row, editor):
    answer = editor.get(f"{ADDRESS}preview/", {"opening": "Hej", "closing": ""})
    assert "sandbox" in answer["Content-Security-Policy"] and "Hej" in answer.content.decode()


def test_without_dates_it_says_when_to_come_back(editor):
    assert "Der er endnu ingen dato" in editor.get(ADDRESS).content.decode()
    assert editor.get(f"{ADDRESS}preview/").status_code == 404


@pytest.mark.parametrize("opening", ["<b>Hej</b>", "x" * 501])
def test_lines_outside_the_limits_are_told_and_kept(row, editor, opening):
    answer = editor.post(ADDRESS, {"opening": opening, "closing": "Farvel"})
    text = answer.content.decode()
    assert answer.status_code == 422 and "Farvel" in text and "w-field__errors" in text
    assert not MailWords.objects.exists()
    assert editor.get(ADDRESS, {"opening": opening}).status_code == 422
    assert editor.get(f"{ADDRESS}preview/", {"opening": opening}).status_code == 404


def test_only_those_who_may_and_only_what_there_is(library, other_library, row, client_for):
    writer = client_for(library, make_user("skribent@havnby.test", library, "author"))
    assert writer.get(ADDRESS)["Location"] == "/admin/"
    editor = client_for(library, make_user("e@havnby.test", library, "editor"))
    for wrong in ("sign_up_other/da/", "sign_up_reminder/ar/", "login_code/da/"):
        assert editor.get(f"/admin/mails/{wrong}").status_code == 404
    editor.post(ADDRESS, {"opening": "Kun Havnby", "closing": ""})
    stranger = client_for(other_library, make_user("s@skovby.test", other_library, "editor"))
    assert "Kun Havnby" not in stranger.get(ADDRESS).content.decode()
