"""Pictures, documents and pages that a block may hold: those of the library at work.

Blocks are made once and live as long as the process. Wagtail keeps what may be chosen with the
block, so that the first library whose editor opened a form would decide for all others.
"""

from __future__ import annotations

from django import forms
from wagtail.blocks import ChooserBlock

from core.scope import current_library

_wagtails = ChooserBlock.field.func


def _field(block: ChooserBlock) -> forms.ModelChoiceField:
    """The field of the scope's library, which Wagtail makes."""
    library = current_library()
    key = library.pk if library else None
    fields = block.__dict__.setdefault("fields_by_library", {})
    return fields[key] if key in fields else fields.setdefault(key, _wagtails(block))


def connect() -> None:
    """Let every chooser ask again; called once when the app is ready."""
    ChooserBlock.field = property(_field)
