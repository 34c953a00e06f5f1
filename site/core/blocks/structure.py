"""Structure: what happens when, what to do in which order, who is who."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from core.blocks.media import DescribedPictureBlock, shown
from core.blocks.text import ShortTextBlock, WordsBlock
from core.pictures import picture

GROUP = _("Structure")


class MomentBlock(blocks.StructBlock):
    """A point on a timeline."""

    when = blocks.CharBlock(
        label=_("When"), max_length=60, help_text=_("In words, e.g. Spring 2019 or 14:30.")
    )
    title = blocks.CharBlock(label=_("What"), max_length=160)
    body = ShortTextBlock(label=_("Text"), required=False)

    class Meta:
        icon = "history"
        label = _("Point in time")
        label_format = "{when}: {title}"


class TimelineBlock(blocks.StructBlock):
    """What happened, or will happen, in order."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120)
    items = blocks.ListBlock(
        MomentBlock(), label=_("Points in time"), min_num=1, max_num=30, collapsed=True
    )

    class Meta:
        icon = "history"
        group = GROUP
        label = _("Timeline")
        description = _("What happened or will happen, in order: a history or a programme.")
        template = "blocks/timeline.html"
        preview_value = {
            "title": _("How it began"),
            "items": [
                {
                    "when": _("Spring 2019"),
                    "title": _("Two neighbours and a bag of yarn"),
                    "body": _("<p>They met by the coffee machine.</p>"),
                },
                {"when": _("Today"), "title": _("Forty people every Wednesday"), "body": ""},
            ],
        }


class StepBlock(blocks.StructBlock):
    """One step, with a picture if that helps."""

    title = blocks.CharBlock(
        label=_("Step"), max_length=160, help_text=_("Say what to do, e.g. Find your card.")
    )
    body = ShortTextBlock(label=_("Text"), required=False)
    picture = DescribedPictureBlock(label=_("Picture"), required=False)

    class Meta:
        icon = "list-ol"
        label = _("Step")
        form_layout = blocks.BlockGroup(children=["title", "body"], settings=["picture"])


class StepsBlock(blocks.StructBlock):
    """What to do, in order."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120)
    items = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=1, max_num=20, collapsed=True)

    class Meta:
        icon = "list-ol"
        group = GROUP
        label = _("Steps")
        description = _("Numbered steps for something a reader does.")
        template = "blocks/steps.html"
        preview_value = {
            "title": _("How to join"),
            "items": [
                {
                    "title": _("Choose a group"),
                    "body": _("<p>Read when and where it meets.</p>"),
                    "picture": None,
                },
                {
                    "title": _("Write to its contact person"),
                    "body": _("<p>You get an answer within a few days.</p>"),
                    "picture": None,
                },
            ],
        }

    def get_context(self, value, parent_context=None):
        """Adds `steps` with the sizes of their pictures."""
        context = super().get_context(value, parent_context)
        context["steps"] = [
            {
                "title": item["title"],
                "body": item["body"],
                "picture": shown(item["picture"], "wide", context) if item["picture"] else {},
            }
            for item in value.get("items") or []
        ]
        return context


class PersonBlock(blocks.StructBlock):
    """A person: name, role, portrait."""

    name = blocks.CharBlock(label=_("Name"), max_length=120)
    role = WordsBlock(label=_("Role"), max_length=160)
    picture = ImageChooserBlock(
        label=_("Picture"),
        required=False,
        help_text=_("A portrait. It needs no description, for the name stands beside it."),
    )

    class Meta:
        icon = "user"
        label = _("Person")


class PeopleBlock(blocks.StructBlock):
    """Who is who."""

    title = blocks.CharBlock(label=_("Heading"), max_length=120)
    people = blocks.ListBlock(
        PersonBlock(),
        label=_("People"),
        min_num=1,
        max_num=40,
        collapsed=True,
        help_text=_("Ask people before you show their name and picture."),
    )

    class Meta:
        icon = "group"
        group = GROUP
        label = _("People")
        description = _("Who is who: names, roles and portraits.")
        template = "blocks/people.html"
        preview_value = {
            "title": _("Meet us"),
            "people": [
                {"name": _("Grethe Holm"), "role": _("librarian"), "picture": None},
                {"name": _("Yusuf Demir"), "role": _("contact person"), "picture": None},
            ],
        }

    def get_context(self, value, parent_context=None):
        """Adds `people` with the sizes of their portraits."""
        context = super().get_context(value, parent_context)
        context["people"] = [
            {
                "name": person["name"],
                "role": person["role"],
                "picture": picture(person["picture"], "card"),
            }
            for person in value.get("people") or []
        ]
        return context
