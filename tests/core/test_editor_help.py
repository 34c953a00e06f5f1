"""Help beside the editor, and pages published and taken down on time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import get_page_models
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail.users.models import UserProfile

from core import outbox
from core.admin.help_texts import help_for
from core.content_checks import Checks, readability
from core.models import BasePage, Card, Outbox, Place
from events.models import EventPage, Occurrence
from stories.models import StoryIndexPage, StoryPage
from tests.factories import make_event, make_page, make_user

EASY = "Kom og vær med. Vi har kaffe. Du kan se på og få en snak. " * 6
HARD = (
    "Kommunalbestyrelsens implementeringsstrategi forudsætter tværgående organisatoriske "
    "samarbejdsrelationer mellem civilsamfundsorganisationer og forvaltningsmyndigheder "
) * 4


@pytest.fixture
def later(monkeypatch):
    """Moves the clock ahead."""
    now = timezone.now

    def move(by: timedelta) -> None:
        monkeypatch.setattr(timezone, "now", lambda: now() + by)

    return move


@pytest.fixture
def editor(library, client_for):
    return client_for(library, make_user("red@havnby.dk", library, "editor"))


def soup(client, url: str) -> BeautifulSoup:
    answer = client.get(url)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_every_page_type_has_help():
    types = [model for model in get_page_models() if issubclass(model, BasePage)]
    missing = [model.__name__ for model in types if help_for(model) is None]
    assert not missing
    for model in types:
        assert len(help_for(model).tips) == 3


def test_a_new_page_is_one_press_away_for_those_who_may_make_one(library, client_for):
    library.switched_off = ["groups"]
    library.save()
    editor = client_for(library, make_user("red@havnby.dk", library, "editor"))
    assert "/admin/new-page/" in editor.get("/admin/").content.decode()
    shown = soup(editor, "/admin/new-page/")
    names = [choice.strong.text for choice in shown.select(".starts__choice")]
    assert names[:3] == ["Arrangement", "Historie", "Guide"] and "Gruppe" not in names
    for choice in shown.select(".starts__choice"):
        assert editor.get(choice["href"]).status_code == 200
    viewer = client_for(library, make_user("se@havnby.dk", library, "viewer"))
    assert "/admin/new-page/" not in viewer.get("/admin/").content.decode()
    assert not soup(viewer, "/admin/new-page/").select(".starts__choice")


def test_our_own_lists_have_danish_headings(library, editor):
    Place.objects.create(library=library, name="Pakhuset", street="Havnegade 1")
    columns = [
        cell.text.strip() for cell in soup(editor, "/admin/snippets/core/place/").select("th")
    ]
    assert "Adresse" in columns and "Address line" not in columns
    assert soup(editor, "/admin/templates/").h1.text.strip() == "Skabeloner"


def test_the_librarys_top_level_is_explained_and_warns_of_nothing(library, editor):
    shown = soup(editor, f"/admin/pages/{library.root_id}/").text
    assert "en forside på hvert sprog" in shown
    assert "site" not in shown and "URL" not in shown
    assert (
        "en forside på hvert sprog"
        not in soup(editor, f"/admin/pages/{library.homes['da'].pk}/").text
    )


def test_the_help_menu_leads_to_our_own_help_in_danish(library, other_library, client_for):
    library.switched_off = ["knowledge"]
    library.save()
    editor = client_for(library, make_user("red@havnby.dk", library, "editor"))
    menu = editor.get("/admin/").content.decode()
    assert "/admin/how-to/" in menu and "guide.wagtail.org" not in menu
    shown = soup(editor, "/admin/how-to/").select_one(".how-to")
    assert "En god side på ti minutter" in shown.text and "Kaffevært" not in shown.text
    index = StoryIndexPage.objects.descendant_of(library.homes["da"]).get()
    add = f"/admin/pages/add/stories/storypage/{index.pk}/"
    assert shown.select_one(f'a[href="{add}"]') and editor.get(add).status_code == 200
    viewer = client_for(library, make_user("ser@havnby.dk", library, "viewer"))
    assert not soup(viewer, "/admin/how-to/").select('a[href*="/pages/add/"]')


def test_help_stands_first_on_the_form_open_while_the_page_is_new(library, editor):
    index = StoryIndexPage.objects.descendant_of(library.homes["da"]).get()
    new = soup(editor, f"/admin/pages/add/stories/storypage/{index.pk}/?start=blank")
    assert new.select_one("details.page-help").has_attr("open")
    form = str(new.select_one("form[data-edit-form]"))
    assert form.index("page-help") < form.index('name="title"')
    for page in (make_page(StoryPage, library, "Solsikker"), make_event(library)):
        shown = soup(editor, f"/admin/pages/{page.pk}/edit/").select_one("details.page-help")
        assert not shown.has_attr("open") and len(shown.select("li")) == 3


def test_an_editor_is_told_how_easy_the_text_reads(library, editor):
    easy = make_page(StoryPage, library, "Let", body=[("text", f"<p>{EASY}</p>")])
    hard = make_page(StoryPage, library, "Svær", body=[("text", f"<p>{HARD}</p>")])
    short = make_page(StoryPage, library, "Kort", body=[("text", "<p>Kom.</p>")])
    said = {
        page.title: soup(editor, f"/admin/pages/{page.pk}/edit/").select_one(".page-lix")
        for page in (easy, hard, short)
    }
    assert said["Kort"] is None
    assert said["Let"].text != said["Svær"].text
    assert readability(EASY).lix < 25 and readability(HARD).lix > 55


@pytest.mark.parametrize(
    "text", ["", "…", "1 2 3 " * 100, "😀" * 10_000, "ord " * 5000, ". " * 999]
)
def test_no_text_breaks_the_readability(text):
    found = readability(text)
    assert found is None or found.lix > 0


def test_the_editor_gets_our_checks(library, editor):
    page = make_page(StoryPage, library, "Solsikker")
    config = soup(editor, f"/admin/pages/{page.pk}/edit/").select_one("#checker-axe-configuration")
    assert "image-alt" in config.text and "heading-order" in config.text
    rules = set(Checks.axe_run_only) - {"button-name", "empty-table-header", "frame-title"}
    assert rules <= {*Checks.axe_messages}, "each is told in words"


def test_links_that_say_nothing_are_named_beside_the_form(library, editor):
    text = (
        '<p><a href="https://a.dk/">Læs <b>mere</b> her</a>, <a href="https://b.dk/">HER</a>, '
        '<a href="https://c.dk/">se alle læsekredse</a></p>'
    )
    vague = make_page(StoryPage, library, "Vag", body=[("text", text)])
    clear = make_page(StoryPage, library, "Klar", body=[("text", "<p>Kom her.</p>")])
    said = soup(editor, f"/admin/pages/{vague.pk}/edit/").select_one(".page-links").text
    assert "Læs mere her" in said and "HER" in said and "læsekredse”," not in said
    assert soup(editor, f"/admin/pages/{clear.pk}/edit/").select_one(".page-links") is None


def form(page, **changes) -> dict:
    """What the browser sends for a story, with one comment where asked."""
    comments = changes.pop("comments", [])
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "summary": "",
            "picture": "",
            "picture_alt": "",
            "author": "",
            "body": streamfield([]),
            "page_topics": inline_formset([]),
            "page_audiences": inline_formset([]),
            "comments": inline_formset(comments),
            **changes,
        }
    )


def test_a_preview_can_be_checked_and_readers_never_load_the_checker(library, editor, client_for):
    page = make_page(StoryPage, library, "Solsikker")
    preview = f"/admin/pages/{page.pk}/edit/preview/?in_preview_panel=true&mode="
    assert editor.post(preview, form(page)).json()["is_valid"]
    assert "userbar.js" in editor.get(preview).content.decode()
    assert "userbar" not in client_for(library).get(page.site_path).content.decode()
    assert "userbar" not in editor.get(page.site_path).content.decode()


def comment_on(editor, page, text: str) -> None:
    comment = {"id": "", "contentpath": "title", "position": "", "text": text, "DELETE": ""}
    comments = [{**comment, "replies": inline_formset([])}]
    url = f"/admin/pages/{page.pk}/edit/"
    assert editor.post(url, form(page, comments=comments)).status_code == 302
    assert text[:7] in editor.get(url).content.decode()


def test_a_comment_is_told_by_the_outbox_to_those_who_work_here(
    library, other_library, editor, mailoutbox
):
    page = make_page(StoryPage, library, "Solsikker", live=False)
    colleague = make_user("vagt@havnby.dk", library, "author", first_name="Vera")
    gone = make_user("gammel@havnby.dk", library, "editor")
    gone.memberships.update(active=False)
    stranger = make_user("red@skovby.dk", other_library, "administrator")
    quiet = make_user("stille@havnby.dk", library, "author")
    profile = UserProfile.get_for_user(quiet)
    profile.updated_comments_notifications = False
    profile.save()
    for user in (colleague, gone, stranger, quiet):
        page.subscribers.create(user=user, comment_notifications=True)
    comment_on(editor, page, "Kortere <b>her</b>?")
    assert page.wagtail_admin_comments.get().text == "Kortere <b>her</b>?"
    message = Outbox.objects.get(template="page_comments")
    assert (message.recipient, message.library_id) == (colleague.email, library.pk)
    assert not mailoutbox, "the mail waits for the transaction, not the editor for the mail"
    mail = outbox.build(message)
    assert "Solsikker" in mail.subject and "- Kortere <b>her</b>?" in mail.body
    assert f"{library.base_url}/admin/pages/{page.pk}/edit/" in mail.body
    assert "Kortere &lt;b&gt;her" in mail.alternatives[0].content


@pytest.mark.parametrize("due", ["run_due", "publish_scheduled"])
def test_an_editor_chooses_when_a_page_comes_and_goes(library, editor, client_for, later, due):
    page = make_page(StoryPage, library, "Solsikker", live=False)
    day = timezone.localtime() + timedelta(days=1)
    times = {
        "go_live_at": f"{day:%Y-%m-%d %H:%M}",
        "expire_at": f"{day + timedelta(days=1):%Y-%m-%d %H:%M}",
    }
    url = f"/admin/pages/{page.pk}/edit/"
    answer = editor.post(url, form(page, **times, **{"action-publish": "1"}))
    assert answer.status_code == 302
    reader = client_for(library)
    surfaces = [page.site_path, "/da/historier/", "/da/historier/feed.xml", "/sitemap.xml"]
    surfaces += ["/da/search/?q=solsikke", "/da/search/suggest/?q=solsikke", "/da/"]

    def shown() -> set[bool]:
        call_command(due, verbosity=0)
        texts = [reader.get(url).content.decode() for url in surfaces]
        seen = [page.title in text or f"{page.site_path}</loc>" in text for text in texts]
        return {Card.objects.filter(page=page).exists(), *seen}

    assert shown() == {False}
    later(timedelta(days=1, minutes=2))
    assert shown() == shown() == {True}
    later(timedelta(days=2, minutes=2))
    assert shown() == shown() == {False}


def test_a_page_must_not_go_before_it_comes(library, editor):
    page = make_page(StoryPage, library, "Solsikker", live=False)
    answer = editor.post(
        f"/admin/pages/{page.pk}/edit/",
        form(page, go_live_at="2099-02-01 10:00", expire_at="2099-01-01 10:00"),
    )
    assert answer.status_code == 200 and answer.context["form"].errors["go_live_at"]


def run_due() -> None:
    call_command("run_due", verbosity=0)


def test_an_event_is_taken_down_when_its_time_is_over(library, client_for):
    event = make_event(library)
    reader = client_for(library)
    listed = Occurrence.objects.filter(series__key=event.translation_key, listed=True)
    assert listed.exists() and reader.get(event.site_path).status_code == 200
    EventPage.objects.filter(pk=event.pk).update(expire_at=timezone.now() - timedelta(hours=1))
    run_due()
    assert reader.get(event.site_path).status_code == 404
    assert not Card.objects.filter(page_id=event.pk).exists()
    assert not listed.exists()


def test_a_page_that_cannot_be_published_holds_nothing_back(library, monkeypatch):
    from wagtail.models import Revision

    revisions = []
    for title in ("Først", "Sidst"):
        page = make_page(StoryPage, library, title, live=False)
        revision = page.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))
        revisions.append(revision)
    publish = Revision.publish

    def broken(self, *args, **kwargs):
        if self.pk == revisions[0].pk:
            raise RuntimeError("broken")
        return publish(self, *args, **kwargs)

    monkeypatch.setattr(Revision, "publish", broken)
    run_due()
    assert [StoryPage.objects.get(title=name).live for name in ("Først", "Sidst")] == [
        False,
        True,
    ]
