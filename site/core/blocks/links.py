"""Links: buttons, cards of pages chosen by hand, and whom to ask."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

from core.blocks import samples
from core.blocks.media import WEB_ONLY
from core.blocks.pages import ChosenPageBlock, address, as_card, live_version
from core.blocks.surroundings import is_sample, language_in, library_in
from core.blocks.text import WordsBlock
from core.pictures import picture

GROUP = _("Links")


class LinkBlock(blocks.StructBlock):
    """A label that leads to one of our pages or to an address elsewhere."""

    label = blocks.CharBlock(
        label=_("Words on the button"),
        max_length=60,
        help_text=_("Say what happens, e.g. See all courses. Never only: Click here."),
    )
    page = ChosenPageBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("Or an address elsewhere"), required=False, validators=[WEB_ONLY])

    class Meta:
        icon = "link"
        label = _("Button")

    def clean(self, value):
        """Either a page or an address."""
        value = super().clean(value)
        if not self.is_deferred_validation and bool(value["page"]) == bool(value["url"]):
            error = ValidationError(_("Choose a page or write an address, one of the two."))
            raise StructBlockValidationError(block_errors={"page": error})
        return value


def links_to_show(values, context: dict) -> list[dict]:
    """Labels and addresses of those links whose page can be read."""
    library, language = library_in(context), language_in(context)
    links = []
    for value in values or []:
        url = value.get("url") or address(value.get("page"), language, library)
        if not url and is_sample(context):
            url = "#"
        if url:
            links.append({"label": value["label"], "url": url})
    return links


class ButtonsBlock(blocks.StructBlock):
    """One to three buttons; the first is the main one."""

    buttons = blocks.ListBlock(LinkBlock(), label=_("Buttons"), min_num=1, max_num=3)

    class Meta:
        icon = "link"
        group = GROUP
        label = _("Button")
        description = _("One button, or up to three. The first one stands out.")
        template = "blocks/buttons.html"
        preview_value = {
            "buttons": [
                {"label": _("See what is on"), "page": None, "url": ""},
                {"label": _("Become a member"), "page": None, "url": ""},
            ]
        }

    def get_context(self, value, parent_context=None):
        """Adds `links`, those that lead somewhere."""
        context = super().get_context(value, parent_context)
        context["links"] = links_to_show(value.get("buttons"), context)
        return context


class CardsBlock(blocks.StructBlock):
    """Cards of pages chosen by hand."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120)
    pages = blocks.ListBlock(
        ChosenPageBlock(label=_("Page")), label=_("Pages"), min_num=1, max_num=12
    )

    class Meta:
        icon = "doc-full-inverse"
        group = GROUP
        label = _("Cards of pages")
        description = _("Pages you choose, each with picture, title and lead.")
        help_text = _("A page that is unpublished later disappears from here by itself.")
        template = "blocks/cards.html"
        preview_value = {"title": _("Start here"), "pages": [None] * 3}

    def get_context(self, value, parent_context=None):
        """Adds `cards` of the pages that can be read."""
        context = super().get_context(value, parent_context)
        if is_sample(context):
            context["cards"] = samples.cards(3)
            return context
        library, language = library_in(context), language_in(context)
        found = (live_version(page, language, library) for page in value.get("pages") or [])
        context["cards"] = [as_card(page, language, library) for page in found if page]
        return context


class ContactBlock(blocks.StructBlock):
    """Whom to ask."""

    title = WordsBlock(label=_("Heading"), max_length=120)
    name = WordsBlock(label=_("Name"), max_length=120)
    role = WordsBlock(label=_("Role"), max_length=120)
    picture = ImageChooserBlock(
        label=_("Picture"),
        required=False,
        help_text=_("A portrait. It needs no description, for the name stands beside it."),
    )
    phone = WordsBlock(label=_("Telephone"), max_length=40)
    email = blocks.EmailBlock(label=_("E-mail"), required=False)
    address = WordsBlock(label=_("Address"), max_length=200)

    class Meta:
        icon = "mail"
        group = GROUP
        label = _("Contact")
        description = _("Whom to ask, with telephone and e-mail.")
        template = "blocks/contact.html"
        form_layout = blocks.BlockGroup(
            children=["name", "role", "phone", "email"], settings=["title", "picture", "address"]
        )
        preview_value = {
            "title": "",
            "name": _("Grethe Holm"),
            "role": _("librarian"),
            "picture": None,
            "phone": "12 34 56 78",
            "email": "grethe@example.org",
            "address": "",
        }

    def clean(self, value):
        """At least one way to reach somebody."""
        value = super().clean(value)
        ways = (value["phone"], value["email"], value["address"])
        if not self.is_deferred_validation and not any(ways):
            error = ValidationError(_("Write a telephone number, an e-mail or an address."))
            raise StructBlockValidationError(block_errors={"phone": error})
        return value

    def get_context(self, value, parent_context=None):
        """Adds `portrait`."""
        context = super().get_context(value, parent_context)
        context["portrait"] = picture(value.get("picture"), "card")
        return context
