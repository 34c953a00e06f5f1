"""Model fields of our own."""

from __future__ import annotations

from django import forms
from django.db import models
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


class CodesInput(forms.MultipleChoiceField):
    """Boxes to tick, stored as the text a `CodesField` keeps."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value):
        """The codes of a stored text, or what was sent."""
        return codes_of(value) if isinstance(value, str) else value

    def clean(self, value) -> str:
        """The text to store; raises ValidationError for a code that is not offered."""
        return codes_text(super().clean(value))

    def has_changed(self, initial, data) -> bool:
        """Whether other boxes are ticked than before."""
        return super().has_changed(codes_of(initial or ""), data)


class CodesField(models.CharField):
    """Some of a list of codes, as text like `,da,en,` so that every database finds one of them."""

    def __init__(self, *args, offered=(), **kwargs):
        self.offered = offered
        kwargs.setdefault("max_length", 200)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        """Boxes to tick."""
        return CodesInput(
            choices=self.offered,
            required=not self.blank,
            label=kwargs.get("label") or self.verbose_name,
            help_text=self.help_text,
        )


def codes_of(text: str) -> list[str]:
    """The codes in a stored text."""
    return [code for code in text.split(",") if code]


def codes_text(codes) -> str:
    """Codes as they are stored, each between commas; empty for none."""
    return f",{','.join(codes)}," if codes else ""
