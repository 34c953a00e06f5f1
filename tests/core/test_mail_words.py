"""A library sees every mail as its readers get it, and adds lines of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core import mail

from core.mail_words import sample
from core.models import MailWords
from core.registry import registry
from events.models import SignUp
from tests.events.conftest import signed_up, text_of
from tests.factories import make_event, make_user
from tests.partners.conftest import make_partner

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


OF_SIGN_UPS = sorted(name for name in registry.mail_kinds if name.startswith("sign_up_"))


def test_no_mail_is_without_a_preview():
    """Whatever stands in `templates/mail/` and is a whole mail, staff can look at."""
    folder = Path(__file__).resolve().parents[2] / "templates" / "mail"
    whole = {path.stem for path in folder.glob("*.txt") if path.with_suffix(".html").exists()}
    assert whole == set(registry.mail_kinds)


@pytest.mark.parametrize("template", OF_SIGN_UPS)
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


OTHERS = {
    "my_link": "/da/my/example/",
    "login_code": "123456",
    "unknown_account": "Havnby",
    "invitation": "Taghaven",
    "profile_approved": "Taghaven",
    "profile_returned": "Taghaven",
    "staff_invitation": "red@havnby.test",
    "page_comments": "har skrevet en kommentar til",
}
FIXED = ("login_code", "unknown_account", "page_comments")


def test_mails_about_other_things_are_shown_with_real_data(library, row, editor):
    make_partner(library, people=["mona@taghaven.test"])
    assert {*OTHERS, *OF_SIGN_UPS} == set(registry.mail_kinds)
    listed = editor.get("/admin/mails/").content.decode()
    for to in ("Til dem, der tilmelder sig", "Til samarbejdspartnere", "Til medarbejdere"):
        assert to in listed
    words = {"opening": "Ind ad porten.", "closing": "Ring på 11 22 33 44."}
    for template, known in OTHERS.items():
        address = f"/admin/mails/{template}/da/"
        assert f'href="{address}"' in listed
        html = editor.get(f"{address}preview/", words).content.decode()
        shown = text_of(editor.get(address, words))
        assert known in html and known in shown, template
        for line in words.values():
            assert (line in html) is (template not in FIXED), template
        answer = editor.post(address, words)
        if template in FIXED:
            assert answer.status_code == 404 and "<textarea" not in shown
            assert "Der kan ikke tilføjes linjer." in shown
        else:
            assert answer.status_code == 302
    assert not MailWords.objects.filter(template__in=FIXED).exists()


def test_own_lines_reach_those_who_ask_for_their_link(
    library, editor, client_for, django_capture_on_commit_callbacks
):
    editor.post("/admin/mails/my_link/da/", {"opening": "Hej & velkommen.", "closing": "Vi ses."})
    with django_capture_on_commit_callbacks(execute=True):
        client_for(library).post("/da/my/", {"email": "ida@example.org"})
    sent = mail.outbox[-1]
    assert "Hej & velkommen." in sent.body and "Vi ses." in sent.body
    html = sent.alternatives[0][0]
    assert "Hej &amp; velkommen." in html and "Vi ses." in html


def test_mails_of_a_part_that_is_off_are_not_there(library, row, editor):
    make_partner(library)
    library.switched_off = ["partners"]
    library.save()
    assert "Til samarbejdspartnere" not in editor.get("/admin/mails/").content.decode()
    assert editor.get("/admin/mails/invitation/da/").status_code == 404


def test_another_library_never_stands_in_a_sample(library, other_library, row, editor):
    make_partner(other_library, "Skovklubben", people=["x@skov.test"])
    for template in ("invitation", "profile_approved"):
        assert "Der er endnu ingen samarbejdspartner" in text_of(
            editor.get(f"/admin/mails/{template}/da/")
        )
        assert editor.get(f"/admin/mails/{template}/da/preview/").status_code == 404


def test_own_lines_are_saved_and_sent(library, row, editor, django_capture_on_commit_callbacks):
    assert "Påmindelse" in editor.get("/admin/mails/").content.decode()
    words = {"opening": "Kom i god tid & tag tøj på.", "closing": ""}
    looked = editor.post(ADDRESS, {**words, "look": "1"}).content.decode()
    assert "Kom i god tid" in looked and not MailWords.objects.exists()
    look = BeautifulSoup(looked, "html.parser").find("button", attrs={"name": "look"})
    assert not look.get("formmethod"), "the form's secret stays out of the address"
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


@pytest.mark.parametrize("opening", ["<b>Hej</b>", "Kære {{ name }}", "{% now %}", "x" * 501])
def test_lines_outside_the_limits_are_told_and_kept(row, editor, opening):
    answer = editor.post(ADDRESS, {"opening": opening, "closing": "Farvel"})
    text = answer.content.decode()
    assert answer.status_code == 422 and "Farvel" in text and "w-field__errors" in text
    assert not MailWords.objects.exists()
    assert editor.post(ADDRESS, {"opening": opening, "look": "1"}).status_code == 422
    assert editor.get(f"{ADDRESS}preview/", {"opening": opening}).status_code == 404


def test_only_those_who_may_and_only_what_there_is(library, other_library, row, client_for):
    writer = client_for(library, make_user("skribent@havnby.test", library, "author"))
    assert writer.get(ADDRESS)["Location"] == "/admin/"
    editor = client_for(library, make_user("e@havnby.test", library, "editor"))
    for wrong in ("sign_up_other/da/", "sign_up_reminder/ar/", "base/da/"):
        assert editor.get(f"/admin/mails/{wrong}").status_code == 404
    editor.post(ADDRESS, {"opening": "Kun Havnby", "closing": ""})
    stranger = client_for(other_library, make_user("s@skovby.test", other_library, "editor"))
    assert "Kun Havnby" not in stranger.get(ADDRESS).content.decode()
