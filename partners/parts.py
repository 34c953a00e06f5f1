"""The parts of a profile that a partner may change, each with its own small form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.rich_text import RichText

from partners.models import PartnerPage
from partners.words import is_formatted, to_plain, to_rich_text

TEXT_BLOCK = "text"


@dataclass(frozen=True)
class Part:
    """One part: its code in the address, its name, and the page's field behind it."""

    code: str
    label: Any
    field: str

    def read(self, page: PartnerPage) -> dict[str, str]:
        """The typed values by form field name."""
        if self.code == "about":
            return {name: to_plain(block.value.source) for name, block in text_blocks(page)} or {
                "text_new": ""
            }
        return {self.field: getattr(page, self.field)}

    def write(self, page: PartnerPage, values: dict[str, str]) -> None:
        """Put typed values on a page object; blocks whose words are the same stay untouched."""
        if self.code != "about":
            setattr(page, self.field, values[self.field])
            return
        known = dict(text_blocks(page))
        emptied = []
        for name, words in values.items():
            block = known.get(name)
            if block is None and words:
                page.body.append((TEXT_BLOCK, RichText(to_rich_text(words))))
            elif block is not None and not words:
                emptied.append(block)
            elif block is not None and to_plain(block.value.source) != words:
                block.value = RichText(to_rich_text(words))
        for index in reversed(range(len(page.body))):
            if any(page.body[index] is block for block in emptied):
                del page.body[index]

    def told(self, page: PartnerPage) -> str:
        """The value as a reader would call it, for the list of what changed."""
        if self.code == "kind":
            return str(page.get_kind_display())
        return "\n\n".join(value for value in self.read(page).values() if value)


PARTS = (
    Part("name", _("Name"), "title"),
    Part("lead", _("In short"), "summary"),
    Part("about", _("What we do"), "body"),
    Part("kind", _("Kind of association or partner"), "kind"),
    Part("contact", _("Contact person"), "contact_name"),
    Part("email", _("E-mail"), "email"),
    Part("phone", _("Telephone"), "phone"),
    Part("website", _("Website"), "website"),
    Part("address", _("Address"), "address"),
)
BY_CODE = {part.code: part for part in PARTS}


def text_blocks(page: PartnerPage) -> list[tuple[str, Any]]:
    """(form field name, block) of each block of words in the profile's text."""
    return [
        (f"text_{block.id or number}", block)
        for number, block in enumerate(page.body)
        if block.block_type == TEXT_BLOCK
    ]


def loses_formatting(page: PartnerPage) -> bool:
    """Whether changing the text makes links or bold words plain."""
    return any(is_formatted(block.value.source) for _name, block in text_blocks(page))


@dataclass(frozen=True)
class Change:
    """What became of one part: old and new words."""

    part: Part
    old: str
    new: str


def changes(before: PartnerPage, after: PartnerPage) -> list[Change]:
    """The parts that differ between two versions of a profile."""
    found = []
    for part in PARTS:
        old, new = part.told(before), part.told(after)
        if old != new:
            found.append(Change(part, old, new))
    return found
