"""Walking every address of the administration with another library's ids."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from wagtail.admin import urls as admin_urls
from wagtail.models import Page

from core.registry import registry


@dataclass(frozen=True)
class Address:
    """One pattern below `/admin/`: its full name and the names of what it takes."""

    name: str
    takes: tuple[str, ...]


def addresses(patterns=None, namespace: str = "") -> Iterator[Address]:
    """Every named address of the administration, hooks included."""
    for item in admin_urls.urlpatterns if patterns is None else patterns:
        if hasattr(item, "url_patterns"):
            inner = f"{namespace}{item.namespace}:" if item.namespace else namespace
            yield from addresses(item.url_patterns, inner)
        elif item.name:
            takes = tuple(item.pattern.regex.groupindex) or tuple(
                getattr(item.pattern, "converters", {})
            )
            yield Address(f"{namespace}{item.name}", takes)


WORDS = {
    "content_type_app_name": ["stories"],
    "content_type_model_name": ["storypage"],
    "filter_spec": ["max-60x60"],
    "action_name": ["approve"],
    "mode": [""],
    "uidb64": ["x"],
    "token": ["x"],
    "revision_id_a": ["earliest"],
    "revision_id_b": ["latest"],
}
MODELS = [
    ("wagtailcore", "page"),
    ("stories", "storypage"),
    ("core", "libraryimage"),
    ("core", "librarydocument"),
    ("core", "place"),
    ("core", "topic"),
    ("people", "user"),
    ("wagtailcore", "site"),
]
ACTIONS = ["delete", "move", "publish", "unpublish", "add_tags", "add_to_collection"]


def ids_of(foreign) -> dict[str, list]:
    """What each parameter of an address may be forged to."""
    rows: set[int] = set()
    for model in registry.tenant_models:
        lookup = getattr(model, "library_lookup", "library")
        mine = model._base_manager.filter(**{lookup: foreign.library})
        rows.update(pk for pk in mine.values_list("pk", flat=True)[:3] if isinstance(pk, int))
    library = foreign.library
    rows |= {library.pk, library.site_id, library.collection_id, foreign.editor.pk}
    pages = foreign.pages()
    return {
        **dict.fromkeys(
            ("page_id", "parent_page_id", "page_to_move_id", "page_pk", "destination_id"), pages
        ),
        "image_id": [foreign.image.pk],
        "document_id": [foreign.document.pk],
        "doc_id": [foreign.document.pk],
        "pk": sorted({*rows, foreign.image.pk, foreign.document.pk, foreign.story.pk}),
        "object_id": [foreign.story.pk, foreign.place.pk, foreign.image.pk],
        "revision_id": list(foreign.revisions().values_list("pk", flat=True)[:3]),
    }


def visits(address: Address, known: dict[str, list]) -> Iterator[str]:
    """Every path of an address with forged ids."""
    choices = []
    takes = list(address.takes)
    if {"app_label", "model_name"} <= set(takes):
        takes = [name for name in takes if name not in {"app_label", "model_name", "action"}]
        actions = ACTIONS if "action" in address.takes else [None]
        fixed = [
            {"app_label": app, "model_name": model, **({"action": action} if action else {})}
            for (app, model), action in itertools.product(MODELS, actions)
        ]
    else:
        fixed = [{}]
    for name in takes:
        choices.append(known.get(name) or WORDS.get(name) or [1, 2, 3])
    for base in fixed:
        for values in itertools.product(*choices):
            kwargs = {**base, **dict(zip(takes, values, strict=True))}
            try:
                yield reverse(address.name, kwargs=kwargs)
            except NoReverseMatch:
                continue


def forged_query(foreign) -> dict:
    """A query that names the foreign library's things under every word Wagtail reads."""
    pages = foreign.pages()
    return {
        "id": [*pages, foreign.image.pk, foreign.document.pk, foreign.place.pk],
        "childOf": pages[1],
        "child_of": pages[1],
        "parent_page": pages[1],
        "parent_page_id": pages[1],
        "for_explorer": 1,
    }


def forged_form(foreign) -> dict:
    """A form that names the foreign library's things under every word Wagtail reads."""
    pages = foreign.pages()
    return {
        "new_parent_page": pages[1],
        "new_title": "Kopi",
        "new_slug": "kopi",
        "chooser": pages[1],
        "id": [*pages, foreign.image.pk, foreign.document.pk],
        "title": "Ændret af en fremmed",
        "name": "Ændret af en fremmed",
        "slug": "aendret",
        "role": "viewer",
        "action": "delete",
        "locales": [1, 2],
        "publish_translations": "on",
        "collection": foreign.library.collection_id,
        "is_editing": "1",
        "external-link-chooser-url": f"{foreign.library.base_url}/da/det-sker/",
    }


def snapshot(library) -> dict:
    """Every row of a library, to see afterwards that none has changed."""
    rows = {}
    for model in registry.tenant_models:
        lookup = getattr(model, "library_lookup", "library")
        mine = model._base_manager.filter(**{lookup: library})
        rows[model._meta.label] = list(mine.order_by("pk").values())
    below = Page._base_manager.filter(path__startswith=library.root.path)
    rows["pages"] = list(below.order_by("pk").values())
    return rows
