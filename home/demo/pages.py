"""Making the demo's pages, each once, and translating them."""

from __future__ import annotations

import copy
import json
from datetime import date, timedelta

from django.apps import apps
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Locale, Page, PageLogEntry

from core.fields import codes_text
from core.models import Audience, Card, Library, LibraryImage, PageAudience, PageTopic, Place, Topic
from home.demo.body import blocks, demo_key, method_steps, steps
from home.demo.dates import day, raw_dates
from home.demo.fields import CHOICES, NUMBERS, QUESTIONS, WORDS
from home.demo.texts import Entry, read
from home.demo.translate import pair_strings, translate_page

KNOWLEDGE = "stories.KnowledgeIndexPage"
# In this order: an experience points at its method, a guide may lead to one.
KINDS = {
    "standard": ("home.StandardPage", "home.HomePage"),
    "places": ("home.PlacePage", "home.PlaceIndexPage"),
    "partners": ("partners.PartnerPage", "partners.PartnerIndexPage"),
    "groups": ("groups.GroupPage", "groups.GroupIndexPage"),
    "methods": ("stories.MethodPage", KNOWLEDGE),
    "tasks": ("stories.TaskPage", KNOWLEDGE),
    "experiences": ("stories.ExperiencePage", KNOWLEDGE),
    "guides": ("guides.GuidePage", "guides.GuideIndexPage"),
    "events": ("events.EventPage", "events.EventIndexPage"),
    "stories": ("stories.StoryPage", "stories.StoryIndexPage"),
}
DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})
DAYS_BETWEEN_STORIES = 9


class Furnisher:
    """Puts a library's entries into its page tree."""

    def __init__(
        self,
        *,
        library: Library,
        code: str,
        pictures: dict[str, LibraryImage],
        places: dict[str, Place],
        topics: dict[str, Topic],
        audiences: dict[str, Audience],
        today: date,
    ) -> None:
        self.library, self.code, self.today = library, code, today
        self.pictures, self.places = pictures, places
        self.topics, self.audiences = topics, audiences
        self.made: set[tuple[str, str, str]] = set()
        self.locales = {row.language_code: row for row in Locale.objects.all()}
        mine = Page.objects.filter(path__startswith=library.root.path)
        self.there = set(mine.values_list("translation_key", "locale__language_code"))
        self.deleted = set(
            PageLogEntry.objects.filter(action="wagtail.delete").values_list("label", flat=True)
        )

    def key(self, kind: str, key: str):
        """The translation key of a page of the demo."""
        return demo_key(self.code, kind, key)

    def furnish(self) -> None:
        """Make what is missing, in every language; `made` tells what that was."""
        for kind in KINDS:
            for number, entry in enumerate(read(self.code, kind).values()):
                self._page(kind, entry, number)
        self._homes()

    # --- one page --------------------------------------------------------------------------
    def _page(self, kind: str, entry: Entry, number: int) -> None:
        key = self.key(kind, entry.key)
        model_name, parent_name = KINDS[kind]
        model = apps.get_model(model_name)
        page = None
        if (key, "da") not in self.there:
            if entry.get("title") in self.deleted:
                return
            page = self._create(model, apps.get_model(parent_name), kind, entry, number)
            self.made.add((kind, entry.key, "da"))
        for language in self.library.languages[1:]:
            translated = read(self.code, kind, language).get(entry.key)
            if translated is None or (key, language) in self.there:
                continue
            if translated.get("title") in self.deleted:
                continue
            page = page or model.objects.get(translation_key=key, locale=self.locales["da"])
            self._translate(page, kind, entry, translated, language)
            self.made.add((kind, entry.key, language))

    def _create(self, model, parent_model, kind: str, entry: Entry, number: int) -> Page:
        parent = parent_model.objects.get(
            path__startswith=self.library.root.path, locale=self.locales["da"]
        )
        told = timezone.now() - timedelta(days=1 + DAYS_BETWEEN_STORIES * number)
        page = model(
            locale=self.locales["da"],
            translation_key=self.key(kind, entry.key),
            slug=_slug(entry.get("slug") or entry.get("title")),
            show_in_menus=entry.is_set("in_menu"),
            live=False,
            # Wagtail keeps the date of a page that has been published before.
            first_published_at=told if kind == "stories" else None,
            **self._fields(model, kind, entry),
        )
        for slug in entry.words("topics"):
            page.page_topics.add(PageTopic(topic=self.topics[slug]))
        for slug in entry.words("audiences"):
            page.page_audiences.add(PageAudience(audience=self.audiences[slug]))
        parent.add_child(instance=page)
        page.save_revision().publish()
        return model.objects.get(pk=page.pk)

    def _fields(self, model, kind: str, entry: Entry) -> dict:
        names = {field.name for field in model._meta.get_fields()}
        values: dict = {"title": entry.get("title"), "summary": entry.get("summary")}
        values["picture"] = self.pictures[entry.get("picture")] if entry.get("picture") else None
        # A place's own telephone and address are facts of the place, not words of its page.
        values |= {name: entry.lines(name) for name in WORDS if name in names and entry.get(name)}
        values |= {name: int(entry.get(name)) for name in NUMBERS if entry.get(name)}
        values |= {name: entry.is_set(name) for name in CHOICES if name in names}
        uid = f"{self.code}/{kind}/{entry.key}"
        values |= self._text(kind, entry.text, uid)
        if kind == "places":
            values["place"] = self.places[entry.key]
        elif entry.get("place"):
            values["place"] = self.places[entry.get("place")]
        if kind == "experiences":
            values["method"] = self._page_in_danish("methods", entry.get("method"))
            values["held_on"] = day(entry.get("held_on"), self.today)
        if kind == "events":
            values["dates"] = json.dumps(raw_dates(entry, self.today))
            values["questions"] = json.dumps(_questions(entry, uid))
            values["organisers"] = json.dumps(self._organisers(entry, uid))
            values["room"] = self._room(entry)
            values["languages"] = codes_text(entry.words("languages"))
        return values

    def _text(self, kind: str, text: str, uid: str) -> dict[str, str]:
        if kind == "methods":
            return {"steps": json.dumps(method_steps(text, uid))}
        if kind == "guides":
            return {"steps": json.dumps(steps(text, uid, self._page_of))}
        return {"body": json.dumps(blocks(text, uid, self._page_of))}

    def _page_in_danish(self, kind: str, key: str) -> Page | None:
        pages = apps.get_model(KINDS[kind][0]).objects
        return pages.filter(translation_key=self.key(kind, key), locale=self.locales["da"]).first()

    def _page_of(self, name: str) -> int | None:
        """The Danish page a button names: `vidensbank`, or a kind and a key as in `methods/x`."""
        kind, _, key = name.partition("/")
        if key:
            page = self._page_in_danish(kind, key)
        else:
            index = apps.get_model(KNOWLEDGE).objects.descendant_of(self.library.root)
            page = index.filter(locale=self.locales["da"]).first() if name == "vidensbank" else None
        return page and page.pk

    def _organisers(self, entry: Entry, uid: str) -> list[dict]:
        """The partners named in `organiser`, and what all of them see: the number, or names."""
        sees = entry.get("organiser_sees", "number")
        return [
            {
                "type": "partner",
                "id": str(demo_key(uid, "organiser", name)),
                "value": {"partner": str(self.key("partners", name)), "sees": sees},
            }
            for name in entry.words("organiser")
        ]

    def _room(self, entry: Entry):
        name = entry.get("room")
        return self.places[entry.get("place")].rooms.filter(name=name).first() if name else None

    # --- other languages -------------------------------------------------------------------
    def _translate(self, page: Page, kind: str, entry: Entry, words: Entry, language: str) -> None:
        version = copy.copy(page)
        version.title, version.summary = words.get("title"), words.get("summary")
        english = read(self.code, kind, "en").get(entry.key)
        named = words.get("slug") or (english or entry).get("title")
        version.slug = _slug(named)
        for name in WORDS:
            if words.get(name):
                setattr(version, name, words.lines(name))
        uid = f"{self.code}/{kind}/{entry.key}"
        for name, value in self._text(kind, words.text, uid).items():
            setattr(version, name, value)
        if kind == "events":
            version.questions = json.dumps(_questions(words, uid))
        translated = translate_page(page, language, pair_strings(page, version))
        if page.first_published_at and kind == "stories":
            told = {"first_published_at": page.first_published_at}
            Page.objects.filter(pk=translated.pk).update(**told)
            Card.objects.filter(page_id=translated.pk).update(published_at=page.first_published_at)

    def _homes(self) -> None:
        """Words for the front pages, unless somebody wrote there before."""
        model = apps.get_model("home.HomePage")
        homes = {
            page.locale.language_code: page
            for page in model.objects.child_of(self.library.root).select_related("locale")
        }
        entry, home = read(self.code, "home")["home"], homes["da"]
        if not home.body and not home.summary:
            home.title, home.summary = entry.get("title"), entry.get("summary")
            home.picture = self.pictures[entry.get("picture")]
            home.body = json.dumps(self._home_body(entry))
            home.save_revision().publish()
            home = model.objects.get(pk=home.pk)
            self.made.add(("home", "home", "da"))
        for language, other in homes.items():
            words = read(self.code, "home", language).get("home")
            if language == "da" or words is None or other.body or other.summary:
                continue
            version = copy.copy(home)
            version.title, version.summary = words.get("title"), words.get("summary")
            version.body = json.dumps(self._home_body(words))
            translate_page(home, language, pair_strings(home, version))
            self.made.add(("home", "home", language))

    def _home_body(self, words: Entry) -> list[dict]:
        """The text, and cards of the pages a newcomer needs; the same pages in every language."""
        uid = f"{self.code}/home"
        keys = [
            self.key("standard", name) for name in read(self.code, "home")["home"].words("cards")
        ]
        pages = Page.objects.filter(translation_key__in=keys, locale=self.locales["da"])
        by_key = {page.translation_key: page.pk for page in pages}
        chosen = [
            {"type": "item", "value": by_key[key], "id": str(demo_key(uid, str(key)))}
            for key in keys
            if key in by_key
        ]
        cards = {
            "type": "cards",
            "value": {"title": words.get("cards_title"), "pages": chosen},
            "id": str(demo_key(uid, "cards")),
        }
        return blocks(words.text, uid, self._page_of) + [cards] * bool(chosen)


def _slug(name: str) -> str:
    return slugify(name.translate(DANISH))[:60].strip("-")


def _questions(entry: Entry, uid: str) -> list[dict]:
    return [
        {
            "type": kind,
            "id": str(demo_key(uid, "question", kind)),
            "value": {
                "text": entry.get(f"question_{kind}"),
                "help": "",
                "required": False,
                "per_person": False,
                "choices": [],
            },
        }
        for kind in QUESTIONS
        if entry.get(f"question_{kind}")
    ]
