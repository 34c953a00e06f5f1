"""Writing cards: once on publish, read by every list ever after."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone
from wagtail.models import Page, get_page_models

from core.models import BasePage, Card, Library, LibraryImage, Topic
from core.pictures import make_sizes, picture
from core.stemming import stems

LONGEST_SEARCH_TEXT = 20_000


@transaction.atomic
def write_card(page: Page) -> Card | None:
    """Write or renew the card of a live page; a page that is not listed loses its card.

    What only some may read is in no list, feed or search.
    """
    if not isinstance(page, BasePage):
        page = page.specific
    if not isinstance(page, BasePage):
        return None
    library = Library.for_page(page)
    closed = page.get_view_restrictions().exists()
    if library is None or not page.live or not page.card_kind or closed:
        drop_card(page)
        return None
    image = page.picture
    if image is not None and not image.sources:
        make_sizes(image)
    card, _ = Card.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "library": library,
            "locale_id": page.locale_id,
            "content_key": page.content_key,
            "kind": page.card_kind,
            "title": page.title,
            "summary": page.summary,
            "picture": picture(image, "card", page.picture_alt),
            "path": page.site_path,
            "topic_names": topic_names(page),
            "place_id": page.card_place_id(),
            "labels": page.card_labels(),
            "order": page.title.casefold()[:255],
            "published_at": page.first_published_at or timezone.now(),
            "updated_at": page.last_published_at or timezone.now(),
            "search_text": search_text(page),
        },
    )
    card.topics.set(row.topic_id for row in page.page_topics.all())
    card.audiences.set(row.audience_id for row in page.page_audiences.all())
    return card


def topic_names(page: BasePage) -> list[str]:
    """The names of a page's topics in its own language."""
    language = page.locale.language_code
    rows = page.page_topics.all()
    topics = Topic.objects.filter(pk__in=[row.topic_id for row in rows])
    return [topic.name_in(language) for topic in topics.prefetch_related("names")]


def rename_topic(topic: Topic, *, gone: bool = False) -> None:
    """Write a topic's name as it is now on all cards that bear it, or take it off them."""
    cards = Card._base_manager.filter(topics=topic).select_related("locale")
    named = Prefetch("topics", Topic._base_manager.order_by("order", "slug"))
    changed = []
    for card in cards.only("topic_names", "locale__language_code").prefetch_related(
        named, "topics__names"
    ):
        topics = [item for item in card.topics.all() if not (gone and item.pk == topic.pk)]
        names = [item.name_in(card.lang) for item in topics]
        if names != card.topic_names:
            card.topic_names = names
            changed.append(card)
    Card._base_manager.bulk_update(changed, ["topic_names"], batch_size=200)


def search_text(page: BasePage) -> str:
    """The stemmed words a page is found by, with a blank at both ends for whole-word matches."""
    words = [page.title, page.summary, *page.search_words()]
    language = page.locale.language_code
    return f" {' '.join(stems(' '.join(words), language))} "[:LONGEST_SEARCH_TEXT]


def drop_card(page: Page) -> None:
    """Take a page out of every list."""
    Card.objects.filter(page_id=page.pk).delete()


def renew_pictures(image: LibraryImage, *, gone: bool = False) -> None:
    """Write a picture's new file and words on all cards that show it, or take it off them."""
    for model in get_page_models():
        if not issubclass(model, BasePage):
            continue
        by_words: dict[str, list[int]] = {}
        for pk, alt in model.objects.filter(picture=image.pk).values_list("pk", "picture_alt"):
            by_words.setdefault(alt, []).append(pk)
        for alt, pks in by_words.items():
            stored = {} if gone else picture(image, "card", alt)
            # Pages that are shared with other libraries show it there too, whatever scope is open.
            Card._base_manager.filter(page_id__in=pks).update(picture=stored)


def rewrite_below(page: Page) -> None:
    """Renew the cards of a page and all below it, after a move or a new address."""
    for below in Page.objects.descendant_of(page, inclusive=True).live().specific():
        write_card(below)
