"""Serving documents: only under their own library's host."""

from __future__ import annotations

from django.http import Http404


def refuse_foreign_document(document, request) -> None:
    """Raises Http404 where the host is not that of the document's library."""
    library = getattr(request, "library", None)
    if library is None or document.library_id != library.pk:
        raise Http404
