"""Model fields of our own."""

from __future__ import annotations

from wagtail.fields import StreamField


class BlocksField(StreamField):
    """A StreamField that keeps its blocks out of migrations.

    Blocks are code that changes often and never touches the table; named in a migration,
    a renamed block would make the history unreadable.
    """

    def deconstruct(self):
        """The field as a migration sees it: JSON without any block."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
