"""Parts a library uses or not. Off means gone; everything that asks, asks here.

A page type names its part in `switch`, a kind of card in `CardKind.switch`; routes, lists,
search, feeds, menus and the administration follow from that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.registry import registry
from core.scope import current_library

if TYPE_CHECKING:
    from core.models import Library


def in_use(library: Library | None, part: str) -> bool:
    """Whether a part is in use; outside any library everything is."""
    return not part or library is None or library.uses(part)


def kinds_off(library: Library | None) -> list[str]:
    """Codes of the kinds of cards that are not shown in a library."""
    return [kind.code for kind in registry.card_kinds.values() if not in_use(library, kind.switch)]


def kind_in_use(library: Library | None, code: str) -> bool:
    """Whether cards of a kind are shown in a library."""
    kind = registry.card_kinds.get(code)
    return kind is None or in_use(library, kind.switch)


def type_in_use(library: Library | None, model: type | None) -> bool:
    """Whether pages of a type are shown in a library."""
    return in_use(library, getattr(model, "switch", ""))


def page_in_use(page, library: Library | None = None) -> bool:
    """Whether a page's type is in use in its library, which is looked up only if it matters."""
    from core.models import Library

    part = getattr(page.specific_class, "switch", "")
    return not part or in_use(library or Library.for_page(page), part)


def types_off(library: Library | None) -> list[type]:
    """Page types that a library does not use."""
    from wagtail.models import get_page_models

    return [model for model in get_page_models() if not type_in_use(library, model)]


def without_types_off(pages):
    """Pages as the administration of the scope's library shows them."""
    off = types_off(current_library())
    return pages.not_type(*off) if off else pages


def hide_in_explorer(parent_page, pages, request):
    """Hook of the page lists."""
    return without_types_off(pages)


def hide_in_chooser(pages, request):
    """Hook of the page chooser."""
    return without_types_off(pages)
