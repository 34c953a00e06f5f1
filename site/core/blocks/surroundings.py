"""What a block may ask of the page it stands on: library, language, and whether it is a sample."""

from __future__ import annotations

from django.utils.translation import get_language

from core.models import Library


def library_in(context: dict) -> Library | None:
    """The library of the request, else of the page being previewed."""
    request, page = context.get("request"), context.get("page")
    library = Library.for_request(request) or getattr(request, "admin_library", None)
    if library is None and page is not None:
        library = Library.for_page(page)
    return library


def language_in(context: dict) -> str:
    """Code of the reader's language, for links and lists; in a preview the page's own."""
    page = context.get("page")
    if page is not None and getattr(context.get("request"), "is_preview", False):
        return page.locale.language_code
    return get_language() or "da"


def is_sample(context: dict) -> bool:
    """Whether an editor looks at the block in the list of blocks to choose from."""
    return "block_def" in context
