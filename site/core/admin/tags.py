"""Tags of one library's pictures and documents; the tags themselves belong to all."""

from __future__ import annotations

from django.db.models import Count, Q
from taggit.models import Tag
from wagtail.admin import filters
from wagtail.images.views import chooser

from core.models import Library, LibraryDocument, LibraryImage
from core.scope import current_library

LONGEST_TERM = 100
ITEMS = "taggit_taggeditem_items"


def _used_on(*models) -> Q:
    """Tags on rows of the models, as far as their managers show them."""
    used = Q()
    for model in models:
        used |= Q(
            **{
                f"{ITEMS}__content_type__app_label": model._meta.app_label,
                f"{ITEMS}__content_type__model": model._meta.model_name,
                f"{ITEMS}__object_id__in": model.objects.values("pk"),
            }
        )
    return used


def own_tag_names(term: str, library: Library, most: int = 10) -> list[str]:
    """Names of the library's own tags that begin with the term."""
    term = term.replace("\0", "")
    if not term or current_library() != library:
        return []
    own = Tag.objects.filter(_used_on(LibraryImage, LibraryDocument))
    own = own.filter(name__istartswith=term[:LONGEST_TERM]).distinct().order_by("name")
    return list(own.values_list("name", flat=True)[:most])


def own_popular_tags(model, count: int = 10):
    """The tags used most in the scope's library; stands in for Wagtail's function."""
    tags = Tag.objects.filter(_used_on(model)).annotate(item_count=Count(ITEMS))
    return tags.order_by("-item_count")[:count]


def connect() -> None:
    """Let Wagtail's listings and choosers offer the library's own tags only."""
    filters.popular_tags_for_model = own_popular_tags
    chooser.popular_tags_for_model = own_popular_tags
