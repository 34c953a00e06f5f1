"""Who arranges an event beside the library: chosen by an editor among its partners."""

from __future__ import annotations

from django import forms
from django.db import models
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.registry import registry
from core.scope import current_library
from core.switches import in_use


class Sees(models.TextChoices):
    NOTHING = "nothing", _("Nothing")
    NUMBER = "number", _("How many come")
    NAMES = "names", _("Names, once they have accepted the terms")


class PartnerChoiceBlock(blocks.FieldBlock):
    """A partner of the library; its value is the key of its profile."""

    def __init__(self, required=True, help_text=None, **kwargs):
        self.field = forms.ChoiceField(choices=self.choices, required=required, help_text=help_text)
        super().__init__(**kwargs)

    @staticmethod
    def choices() -> list[tuple[str, str]]:
        """The partners of the library being administered, asked anew each time."""
        library = current_library()
        found = registry.organisers(library) if library and registry.organisers else {}
        return [("", _("Choose a partner")), *found.items()]

    def get_searchable_content(self, value):
        """A setting is no text."""
        return []


class OrganiserBlock(blocks.StructBlock):
    """One partner, and what it may know of those who sign up."""

    partner = PartnerChoiceBlock(label=_("Partner"))
    sees = blocks.ChoiceBlock(
        label=_("May see of the sign-ups"),
        choices=Sees.choices,
        default=Sees.NUMBER,
        help_text=_("Never e-mail, telephone, answers or access needs."),
        search_index=False,
    )

    class Meta:
        icon = "group"
        label = _("Partner")


class OrganisersBlock(blocks.StreamBlock):
    """All partners behind an event."""

    partner = OrganiserBlock()

    class Meta:
        required = False


def partners_of(series, library) -> list[str]:
    """The partners behind a series, as `library` shows them: none where partners are off."""
    return list(series.organiser_names) if in_use(library, "partners") else []


def organiser_names(series, library) -> list[str]:
    """Everybody who arranges it, the library first."""
    partners = partners_of(series, library)
    return [library.name, *partners] if library else partners


def arranged_by(series, library) -> str:
    """Everybody who arranges it, in one line; empty where the library is alone."""
    together = partners_of(series, library)
    return in_one_line(organiser_names(series, library)) if together else ""


def names_on(page, library) -> list[str]:
    """The partners a page names, before publishing has written them to its series."""
    known = registry.organisers(library) if page.organisers and registry.organisers else {}
    keys = [block.value.get("partner") or "" for block in page.organisers]
    return [known[key] for key in dict.fromkeys(keys) if key in known]


def with_partners(series, library) -> str:
    """Who arranges it with the library, for lists; empty where nobody does."""
    names = partners_of(series, library)
    return gettext("With %(names)s") % {"names": in_one_line(names)} if names else ""


def in_one_line(names: list[str]) -> str:
    """Names as a sentence has them: "A, B and C", in the active language."""
    return get_text_list(names, gettext("and"))
