"""A partner's own profile: small corrections, approval, and what may not be typed."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from partners.models import Partner, PartnerPage, PartnerPerson
from tests.factories import make_user, translate
from tests.partners.conftest import draft_of, make_partner


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def errors(response) -> list[str]:
    return [item.get_text() for item in soup(response).select(".field.has-error .errorlist li")]


@pytest.mark.parametrize(
    ("part", "field", "value"),
    [
        ("name", "title", "Taghaven i Havnby"),
        ("lead", "summary", "Vi dyrker byen grøn."),
        ("contact", "contact_name", "Åse Østergård"),
        ("email", "email", "hej@taghaven.test"),
        ("phone", "phone", "+45 12 34 56 78"),
        ("website", "website", "https://www.taghaven.test/om"),
        ("address", "address", "Kajen 7, 9999 Havnby"),
        ("kind", "kind", "self_organised"),
    ],
)
def test_each_part_becomes_a_draft_and_leaves_the_site_as_it_is(
    profile, change, public, part, field, value
):
    before = getattr(profile, field)
    assert change(part, **{field: value}).status_code == 302
    profile.refresh_from_db()
    assert getattr(profile, field) == before
    assert getattr(draft_of(profile), field) == value
    assert profile.has_unpublished_changes
    assert "Taghaven i Havnby" not in public(profile)


def test_an_address_without_scheme_is_understood(profile, change):
    change("website", website="www.taghaven.test")
    assert draft_of(profile).website == "https://www.taghaven.test"


@pytest.mark.parametrize(
    ("part", "field", "value"),
    [
        ("name", "title", ""),
        ("name", "title", "x" * 10_000),
        ("lead", "summary", "🙂" * 10_000),
        ("contact", "contact_name", "x" * 10_000),
        ("contact", "contact_name", "Mona\x00"),
        ("email", "email", "mona@"),
        ("email", "email", "a@b.test\r\nBcc: c@d.test"),
        ("phone", "phone", "ring til mig"),
        ("phone", "phone", "javascript:alert(1)"),
        ("phone", "phone", "1" * 10_000),
        ("website", "website", "javascript:alert(1)"),
        ("website", "website", "ftp://taghaven.test/"),
        ("website", "website", "data:text/html,x"),
        ("website", "website", "http://"),
        ("website", "website", "https://taghaven.test/" + "x" * 10_000),
        ("address", "address", "x" * 10_000),
        ("kind", "kind", "hackers"),
    ],
)
def test_what_cannot_be_is_told_next_to_the_field_and_kept(profile, change, part, field, value):
    answer = change(part, **{field: value})
    assert answer.status_code == 422
    assert errors(answer)
    if part != "kind":
        typed = soup(answer).select_one(f"[name={field}]")
        assert (typed.get("value") or typed.text or "").strip() == value.replace("\x00", "\x00")
    profile.refresh_from_db()
    assert not profile.has_unpublished_changes


class TestText:
    def field(self, client, partner) -> str:
        form = soup(client.get(f"/da/partner/{partner.pk}/edit/about/"))
        return form.select_one("main textarea")["name"]

    def test_plain_words_become_paragraphs_and_lists(self, partner, profile, mona, change):
        name = self.field(mona, partner)
        change("about", **{name: "Første.\r\nNy linje.\r\n\r\n- tomater\r\n- løg\r\n\r\nSlut."})
        draft = draft_of(profile)
        assert [block.block_type for block in draft.body] == ["heading", "text"]
        assert draft.body[1].value.source == (
            "<p>Første.<br>Ny linje.</p><ul><li>tomater</li><li>løg</li></ul><p>Slut.</p>"
        )

    @pytest.mark.parametrize(
        "attack",
        [
            "<img src=x onerror=alert(1)>",
            "</script><script>alert(1)</script>",
            '<a href="javascript:alert(1)">her</a>',
            '<embed embedtype="media" url="http://127.0.0.1/">',
        ],
    )
    def test_markup_stays_words_everywhere(
        self, library, partner, profile, mona, change, approve, public, attack, client_for, editor
    ):
        name = self.field(mona, partner)
        change("about", **{name: attack})
        change("contact", contact_name=attack[:100])
        change("lead", summary=attack)
        change("name", title=attack[:100])
        own = mona.get(f"/da/partner/{partner.pk}/")
        mona.post(f"/da/partner/{partner.pk}/send/")
        admin = client_for(library, editor).get(f"/admin/pages/{profile.pk}/edit/")
        approve(profile)
        profile.refresh_from_db()
        for markup in (own.content.decode(), public(profile), admin.content.decode()):
            assert "<img src=x" not in markup
            assert "<script>alert(1)" not in markup
            links = BeautifulSoup(markup, "html.parser").select("[href^='javascript:']")
            assert not links
        assert attack in BeautifulSoup(public(profile), "html.parser").main.get_text()

    def test_unchanged_words_keep_their_formatting(self, library, client_for, change):
        rich = '<p>Se <a href="https://x.test/">her</a> og <b>nu</b>.</p>'
        body = PartnerPage._meta.get_field("body").stream_block.to_python(
            [{"type": "text", "value": rich, "id": "5b1c7f0e-0000-4000-8000-000000000009"}]
        )
        partner = make_partner(library, "Klubben", people=["k@klub.test"], body=body)
        client = client_for(library, partner.people.get().user)
        name = self.field(client, partner)
        answer = change("about", client=client, of=partner, **{name: "Se her og nu."})
        assert answer.status_code == 302
        page = PartnerPage.objects.get(translation_key=partner.key)
        assert not page.has_unpublished_changes

    def test_ten_thousand_characters_are_too_many(self, partner, profile, mona, change):
        name = self.field(mona, partner)
        answer = change("about", **{name: "x" * 10_000})
        assert answer.status_code == 422 and errors(answer)

    def test_emptied_words_take_their_block_away(self, partner, profile, mona, change):
        change("about", **{self.field(mona, partner): ""})
        draft = draft_of(profile)
        assert [block.block_type for block in draft.body] == ["heading"]
        change("about", text_new="Nye ord.")
        draft = draft_of(profile)
        assert [block.block_type for block in draft.body] == ["heading", "text"]


class TestTwoAtOnce:
    @pytest.fixture
    def otto(self, library, partner, client_for):
        user = make_user("otto@taghaven.test", first_name="Otto")
        PartnerPerson.objects.create(partner=partner, user=user)
        return client_for(library, user)

    def test_the_second_sees_what_the_first_changed_and_keeps_the_own_words(
        self, partner, profile, change, otto
    ):
        seen = profile.latest_revision_id
        change("phone", seen=seen, phone="11 11 11 11", client=otto)
        second = change("phone", seen=seen, phone="22 22 22 22")
        assert second.status_code == 409
        words = second.content.decode()
        assert "Otto" in words and "11 11 11 11" in words and 'value="22 22 22 22"' in words
        fresh = soup(second).select_one("[name=seen]")["value"]
        assert draft_of(profile).phone == "11 11 11 11"
        assert change("phone", seen=fresh, phone="22 22 22 22").status_code == 302
        assert draft_of(profile).phone == "22 22 22 22"

    def test_different_parts_do_not_disturb_each_other(self, partner, profile, change, otto):
        seen = profile.latest_revision_id
        change("address", seen=seen, address="Kajen 7", client=otto)
        assert change("phone", seen=seen, phone="22 22 22 22").status_code == 302
        draft = draft_of(profile)
        assert (draft.address, draft.phone) == ("Kajen 7", "22 22 22 22")

    @pytest.mark.parametrize("seen", ["0", "999999", "x", "-1", ""])
    def test_a_forged_version_is_never_a_fault_of_the_server(self, profile, change, otto, seen):
        change("phone", phone="11 11 11 11", client=otto)
        answer = change("phone", seen=seen or "0", phone="22 22 22 22")
        assert answer.status_code in (409, 422)
        assert "22 22 22 22" in answer.content.decode()


class TestFacts:
    def test_every_language_shows_the_published_facts(
        self, library, partner, profile, public, change
    ):
        english = translate(profile, "en", title="The roof garden")
        assert Partner.objects.count() == 1
        Partner.objects.update(trusted=True)
        change("phone", phone="99 88 77 66")
        assert "99 88 77 66" in public(english)
        partner.refresh_from_db()
        assert partner.name == "Taghaven", "the name comes from the first language"

    def test_an_alias_changes_no_facts(self, library, profile):
        profile.create_alias(parent=profile.get_parent(), update_slug="kopi")
        assert Partner.objects.count() == 1

    def test_an_unpublished_profile_has_no_partner_yet(self, library):
        from tests.factories import make_page

        make_page(PartnerPage, library, "Kladden", live=False)
        assert not Partner.objects.exists()


class TestQueries:
    @pytest.mark.parametrize("path", ["", "{pk}/", "{pk}/edit/phone/", "{pk}/edit/about/"])
    def test_pages_of_a_partner_are_cheap(
        self, partner, profile, mona, change, django_assert_max_num_queries, path
    ):
        change("phone", phone="99 88 77 66")
        mona.post(f"/da/partner/{partner.pk}/send/")
        for language in ("da", "en"):
            address = f"/{language}/partner/" + path.format(pk=partner.pk)
            mona.get(address)
            with django_assert_max_num_queries(12):
                assert mona.get(address).status_code == 200
