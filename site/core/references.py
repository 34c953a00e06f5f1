"""A page may only point at things of its own library."""

from __future__ import annotations

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from core.models.libraries import Library
from core.registry import registry
from core.scope import current_library


def check_references(page: Page) -> None:
    """Raises ValidationError where the page points at another library's thing.

    Looks at foreign keys, at all blocks, at links and pictures in rich text, and at the
    page's rows. An alias shows another library's page by agreement and is not looked at.
    """
    if page.alias_of_id:
        return
    library = Library.for_page(page) if page.path else current_library()
    if library is None:
        return
    wanted: dict[type, dict[str, str]] = defaultdict(dict)
    for type_id, pk, model_path, _content in ReferenceIndex._extract_references_from_object(page):
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model is not None:
            wanted[model][pk] = model_path.partition(".")[0]
    errors: dict[str, list[str]] = defaultdict(list)
    for model, places in wanted.items():
        for pk in _foreign(model, list(places), library):
            field = places[str(pk)]
            known = field in {item.name for item in page._meta.get_fields() if item.concrete}
            errors[field if known else "__all__"].append(_words(model))
    if errors:
        raise ValidationError({name: list(dict.fromkeys(told)) for name, told in errors.items()})


def _foreign(model: type, pks: list[str], library: Library) -> list:
    """Ids of another library's things among the given ones."""
    if issubclass(model, Page):
        rows = Page._base_manager.filter(pk__in=pks, depth__gt=1)
        return list(rows.exclude(path__startswith=library.root.path).values_list("pk", flat=True))
    if model in registry.tenant_models:
        lookup = getattr(model, "library_lookup", "library")
        rows = model._base_manager.filter(pk__in=pks)
        return list(rows.exclude(**{lookup: library}).values_list("pk", flat=True))
    return []


def _words(model: type) -> str:
    return _("Choose one of your own library: %(thing)s.") % {"thing": model._meta.verbose_name}
