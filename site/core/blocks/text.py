"""Text: headings, paragraphs, quotes, questions that unfold, facts and callouts."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

FEATURES = ["bold", "italic", "h3", "h4", "ol", "ul", "link", "document-link"]
SHORT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]
GROUP = _("Text")


class HeadingLevel(TextChoices):
    SECTION = "h2", _("Heading")
    BELOW = "h3", _("Heading below a heading")


class CalloutKind(TextChoices):
    INFO = "info", _("Good to know")
    WARNING = "warning", _("Please note")
    SUCCESS = "success", _("Good news")


class WordsBlock(blocks.CharBlock):
    """A short text that may be empty; one that was never written is an empty text too."""

    def __init__(self, **kwargs):
        super().__init__(**{"required": False, **kwargs})

    def to_python(self, value):
        """Never None: translators' tools expect a text."""
        return value or ""

    class Meta:
        default = ""


class ShortTextBlock(blocks.RichTextBlock):
    """Text without headings, for use inside other blocks."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", SHORT_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")


class HeadingBlock(blocks.StructBlock):
    """A heading between parts of a text."""

    text = blocks.CharBlock(label=_("Heading"), max_length=200)
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=HeadingLevel.choices,
        default=HeadingLevel.SECTION,
        search_index=False,
        help_text=_("The lower level only divides what stands under a heading."),
    )

    class Meta:
        icon = "title"
        group = GROUP
        label = _("Heading")
        description = _("Divides a long text, so that readers find their way.")
        template = "blocks/heading.html"
        form_layout = blocks.BlockGroup(children=["text"], settings=["level"])
        preview_value = {"text": _("What you need to bring"), "level": "h2"}

    def get_context(self, value, parent_context=None):
        """Adds `level`: a lower heading with none above it is raised, so that none is skipped."""
        context = super().get_context(value, parent_context)
        raised = value is context.get("raised_heading")
        context["level"] = HeadingLevel.SECTION if raised else value.get("level") or "h2"
        return context


class TextBlock(blocks.RichTextBlock):
    """Paragraphs, lists and links."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        group = GROUP
        label = _("Text")
        description = _("Paragraphs, lists and links. Short paragraphs are read to the end.")
        template = "blocks/text.html"
        preview_value = _(
            "<p>Write as you talk: short sentences and <b>plain words</b>.</p>"
            "<ul><li>One thought in each paragraph</li><li>Lists for what comes in rows</li></ul>"
        )


class QuoteBlock(blocks.StructBlock):
    """Somebody's words, and who said them."""

    quote = blocks.TextBlock(
        label=_("Quote"),
        max_length=500,
        help_text=_("One or two sentences, without quotation marks."),
    )
    source = WordsBlock(label=_("Who said it"), max_length=120)
    role = WordsBlock(
        label=_("Who that is"),
        max_length=120,
        help_text=_("E.g. member of the reading group since 2019."),
    )

    class Meta:
        icon = "openquote"
        group = GROUP
        label = _("Quote")
        description = _("Somebody's own words, set large.")
        template = "blocks/quote.html"
        preview_value = {
            "quote": _("I came to borrow a book and went home with new friends."),
            "source": _("Grethe"),
            "role": _("member of the knitting café"),
        }


class QuestionAndAnswerBlock(blocks.StructBlock):
    """A question and what unfolds under it."""

    title = blocks.CharBlock(label=_("Question"), max_length=200)
    body = ShortTextBlock(label=_("Answer"))

    class Meta:
        icon = "help"
        label = _("Question")


class AccordionBlock(blocks.StructBlock):
    """Questions that unfold, without script."""

    items = blocks.ListBlock(QuestionAndAnswerBlock(), label=_("Questions"), min_num=1, max_num=30)

    class Meta:
        icon = "help"
        group = GROUP
        label = _("Questions and answers")
        description = _("Questions that unfold when they are pressed. Good for practical details.")
        help_text = _("Do not hide here what everybody needs to read.")
        template = "blocks/accordion.html"
        preview_value = {
            "items": [
                {
                    "title": _("Do I need to sign up?"),
                    "body": _("<p>No, just come. There is coffee and a chair for you.</p>"),
                },
                {
                    "title": _("Is there a lift?"),
                    "body": _("<p>Yes, from the entrance to every floor.</p>"),
                },
            ]
        }


class FactBlock(blocks.StructBlock):
    """A label and its fact."""

    label = blocks.CharBlock(label=_("Label"), max_length=80)
    value = blocks.CharBlock(label=_("Fact"), max_length=250)

    class Meta:
        icon = "list-ul"
        label = _("Fact")
        label_format = "{label}"


class FactsBlock(blocks.StructBlock):
    """Facts at a glance."""

    title = WordsBlock(label=_("Heading"), max_length=120)
    items = blocks.ListBlock(
        FactBlock(), label=_("Facts"), min_num=1, max_num=15, help_text=_("E.g. Price: free.")
    )

    class Meta:
        icon = "list-ul"
        group = GROUP
        label = _("Facts")
        description = _("Short facts at a glance: when, where, price, contact.")
        template = "blocks/facts.html"
        preview_value = {
            "title": _("At a glance"),
            "items": [
                {"label": _("When"), "value": _("Every Wednesday at 16")},
                {"label": _("Where"), "value": _("Main library, first floor")},
                {"label": _("Price"), "value": _("Free")},
            ],
        }


class CalloutBlock(blocks.StructBlock):
    """Something a reader must not miss."""

    title = WordsBlock(label=_("Heading"), max_length=120)
    body = ShortTextBlock(label=_("Text"), max_length=800)
    kind = blocks.ChoiceBlock(
        label=_("Kind"), choices=CalloutKind.choices, default=CalloutKind.INFO, search_index=False
    )

    class Meta:
        icon = "info-circle"
        group = GROUP
        label = _("Callout")
        description = _("A coloured box for what a reader must not miss. At most one on a page.")
        template = "blocks/callout.html"
        form_layout = blocks.BlockGroup(children=["title", "body"], settings=["kind"])
        preview_value = {
            "title": _("Closed on Easter Monday"),
            "body": _("<p>You can still use the self-service hours.</p>"),
            "kind": "info",
        }
