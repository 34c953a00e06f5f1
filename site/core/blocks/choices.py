"""Choosing a topic, a place or an audience inside a block: the row's number is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.models import Audience, Place, Topic


class RowChoiceBlock(blocks.FieldBlock):
    """A row of the library, or none; its value is the row's number.

    The choices are read each time they are shown, so in administration only the library's
    own rows appear and no other is accepted. A row that was deleted filters nothing out of
    a page: the list is then empty, and the editor finds the choice unset.
    """

    rows: Callable[[], Iterator[tuple[int, str]]]
    model: type

    def __init__(self, required=False, help_text=None, **kwargs):
        self.field = forms.TypedChoiceField(
            choices=self.choices,
            coerce=int,
            empty_value=None,
            required=required,
            help_text=help_text,
        )
        super().__init__(**kwargs)

    @classmethod
    def choices(cls) -> list[tuple]:
        """The rows of the open scope, after an empty choice."""
        return [("", _("All")), *((row.pk, str(row)) for row in cls.queryset())]

    @classmethod
    def queryset(cls):
        """Rows to choose from; the scoped manager keeps them to one library."""
        return cls.model.objects.all()

    def to_python(self, value):
        """A number, or None for whatever else was stored."""
        try:
            return int(value)
        except (TypeError, ValueError):
            return None

    def extract_references(self, value):
        """Tells Wagtail's usage reports where the row is used."""
        if value is not None:
            yield self.model, str(value), "", ""

    def get_searchable_content(self, value):
        """A setting is no text."""
        return []


class TermChoiceBlock(RowChoiceBlock):
    """A row with one name per language."""

    @classmethod
    def queryset(cls):
        """The names come along, whatever the number of rows."""
        return cls.model.objects.prefetch_related("names")

    class Meta:
        icon = "tag"


class TopicBlock(TermChoiceBlock):
    """A topic."""

    model = Topic

    class Meta:
        label = _("Topic")


class AudienceBlock(TermChoiceBlock):
    """An audience."""

    model = Audience

    class Meta:
        icon = "group"
        label = _("Audience")


class PlaceBlock(RowChoiceBlock):
    """A place."""

    model = Place

    class Meta:
        icon = "home"
        label = _("Place")
