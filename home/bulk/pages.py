"""Many pages of one kind below one parent, in a few statements.

Wagtail makes a page with some ten questions to the database; ten thousand would take an hour.
The rows are the same as those of a published page, without history.
"""

from __future__ import annotations

from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib.contenttypes.models import ContentType
from django.db import router, transaction
from django.utils import timezone
from wagtail.models import Page

from core.models import Card, Library

BATCH = 1000


def bulk_key(library: Library, kind: str, number: int) -> UUID:
    """The translation key of the bulk page with this number: always the same."""
    return uuid5(NAMESPACE_URL, f"bulk/{library.pk}/{kind}/{number}")


@transaction.atomic
def make_pages(model, parent: Page, library: Library, kind: str, count: int, words) -> list[Page]:
    """The pages numbered 0 to count that are missing; `words(number)` gives each its fields."""
    keys = {bulk_key(library, kind, number): number for number in range(count)}
    # Not parent.get_children(): that believes the number of children the object came with.
    beside = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1)
    known = set(beside.values_list("translation_key", flat=True))
    missing = {key: number for key, number in keys.items() if key not in known}
    last = beside.order_by("path").values_list("path", flat=True).last()
    step = Page._str2int(last[-Page.steplen :]) if last else 0
    now, kind_of_page = timezone.now(), ContentType.objects.get_for_model(model)
    pages = []
    for place, (key, number) in enumerate(missing.items(), start=step + 1):
        fields = words(number)
        slug = f"{kind}-{number}"
        pages.append(
            model(
                **fields,
                slug=slug,
                draft_title=fields["title"],
                translation_key=key,
                locale_id=parent.locale_id,
                content_type=kind_of_page,
                path=Page._get_path(parent.path, parent.depth + 1, place),
                depth=parent.depth + 1,
                numchild=0,
                url_path=f"{parent.url_path}{slug}/",
                live=True,
                has_unpublished_changes=False,
                first_published_at=now,
                last_published_at=now,
            )
        )
    _insert(model, pages)
    Page.objects.filter(pk=parent.pk).update(numchild=beside.count())
    return pages


def _insert(model, pages: list[Page]) -> None:
    """The rows of all tables a page lies in; Django's bulk_create knows only one."""
    own = list(model._meta.local_concrete_fields)
    shared = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    bases = [Page(**{name: getattr(page, name) for name in shared}) for page in pages]
    Page.objects.bulk_create(bases, batch_size=BATCH)
    for page, base in zip(pages, bases, strict=True):
        page.pk = page.page_ptr_id = page.id = base.pk
    using = router.db_for_write(model)
    for start in range(0, len(pages), BATCH // 4):
        model._base_manager._insert(pages[start : start + BATCH // 4], fields=own, using=using)


def make_cards(pages: list[Page], library: Library, kind: str, places: list[int | None]) -> list:
    """A card for each page, as publishing writes it; returns them with their ids."""
    cards = [
        Card(
            page_id=page.pk,
            library=library,
            locale_id=page.locale_id,
            content_key=page.translation_key,
            kind=kind,
            title=page.title,
            summary=page.summary,
            path=page.site_path,
            place_id=place,
            labels={"price": getattr(page, "price", "")} if kind == "event" else {},
            order=page.title.casefold(),
            published_at=page.first_published_at,
            updated_at=page.first_published_at,
            search_text=f" {page.title.casefold()} ",
        )
        for page, place in zip(pages, places, strict=True)
    ]
    return Card.objects.bulk_create(cards, batch_size=BATCH)
