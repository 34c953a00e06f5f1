"""Media: pictures, galleries, video, sound and documents."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from core.blocks import samples
from core.blocks.surroundings import is_sample
from core.blocks.text import ShortTextBlock, WordsBlock
from core.pictures import picture

GROUP = _("Pictures, sound and files")
SOUND_FILES = {"aac", "flac", "m4a", "mp3", "oga", "ogg", "opus", "wav"}
WEB_ONLY = URLValidator(schemes=["https", "http"])


def shown(image, shape: str, context: dict) -> dict:
    """What the picture component prints for a chosen image; a sample in previews.

    The description written in the block counts, and a decorative picture has none.
    """
    if image is None:
        return samples.picture() if is_sample(context) else {}
    own = {"alt": image.contextual_alt_text or "", "decorative": image.decorative}
    return {**picture(image, shape), **own}


def embed_address(url: str) -> str:
    """The address of the player that may be loaded in a frame, or "" where none is known."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    last = parts.path.rstrip("/").rsplit("/", 1)[-1]
    key = ""
    if host in {"youtube.com", "youtube-nocookie.com"}:
        key = parse_qs(parts.query).get("v", [last])[0]
    elif host == "youtu.be":
        key = last
    elif host in {"vimeo.com", "player.vimeo.com"} and last.isdigit():
        return f"https://player.vimeo.com/video/{last}?dnt=1"
    usable = key and key.replace("-", "").replace("_", "").isalnum() and key.isascii()
    if usable and len(key) == 11:
        return f"https://www.youtube-nocookie.com/embed/{key}?autoplay=1"
    return ""


class DescribedPictureBlock(ImageBlock):
    """A picture with a description of its own; Wagtail leaves its first field without a name."""

    def __init__(self, required=True, **kwargs):
        super().__init__(required=required, **kwargs)
        self.child_blocks["image"].label = _("Picture")


class PictureBlock(blocks.StructBlock):
    """A picture with a caption; its sizes are made beforehand."""

    picture = DescribedPictureBlock(label=_("Picture"))
    caption = WordsBlock(label=_("Caption"), max_length=250)

    class Meta:
        icon = "image"
        group = GROUP
        label = _("Picture")
        description = _("One picture across the text, with a caption.")
        help_text = _(
            "Describe what the picture shows for those who cannot see it, or mark it as "
            "decorative. Who made it is taken from the picture itself."
        )
        template = "blocks/picture.html"
        preview_value = {"picture": None, "caption": _("Wednesday among the shelves.")}

    def get_context(self, value, parent_context=None):
        """Adds `picture` with its ready sizes."""
        context = super().get_context(value, parent_context)
        context["picture"] = shown(value.get("picture"), "wide", context)
        return context


class GalleryBlock(blocks.StructBlock):
    """Several pictures beside each other; one alone is shown large."""

    pictures = blocks.ListBlock(
        PictureBlock(), label=_("Pictures"), min_num=1, max_num=24, collapsed=True
    )

    class Meta:
        icon = "grid"
        group = GROUP
        label = _("Gallery")
        description = _("Several pictures beside each other. Three to six look best.")
        template = "blocks/gallery.html"
        preview_value = {"pictures": [{"picture": None, "caption": ""}] * 3}

    def get_context(self, value, parent_context=None):
        """Adds `pictures`, those that still exist."""
        context = super().get_context(value, parent_context)
        items = value.get("pictures") or []
        shape = "card" if len(items) > 1 else "wide"
        shown_items = [
            {"picture": shown(item.get("picture"), shape, context), "caption": item["caption"]}
            for item in items
        ]
        context["pictures"] = [item for item in shown_items if item["picture"]]
        return context


class VideoBlock(blocks.StructBlock):
    """A film elsewhere: a link, and a player that is loaded when the reader asks for it."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    url = blocks.URLBlock(
        label=_("Address"),
        validators=[WEB_ONLY],
        help_text=_(
            "YouTube and Vimeo play on the page when the reader presses; others open elsewhere."
        ),
    )
    picture = DescribedPictureBlock(label=_("Picture"), required=False)
    length = WordsBlock(label=_("Length"), max_length=40, help_text=_("E.g. 4 min."))
    transcript = ShortTextBlock(
        label=_("What is said and shown"),
        required=False,
        help_text=_("For those who cannot see or hear it. Unfolds under the film."),
    )

    class Meta:
        icon = "media"
        group = GROUP
        label = _("Video")
        description = _(
            "A film from YouTube, Vimeo or elsewhere. It is loaded only when asked for."
        )
        template = "blocks/video.html"
        form_layout = blocks.BlockGroup(
            children=["title", "url", "picture", "length"], settings=["transcript"]
        )
        preview_value = {
            "title": _("A morning at the library"),
            "url": "https://vimeo.com/1",
            "picture": None,
            "length": _("4 min."),
            "transcript": "",
        }

    def get_context(self, value, parent_context=None):
        """Adds `picture`, `embed` (the player's address or "") and `host`."""
        context = super().get_context(value, parent_context)
        context["picture"] = shown(value.get("picture"), "wide", context)
        context["embed"] = embed_address(value["url"])
        context["host"] = (urlsplit(value["url"]).hostname or "").removeprefix("www.")
        return context


class AudioBlock(blocks.StructBlock):
    """A sound recording: a file of the library's, or a link."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    document = DocumentChooserBlock(
        label=_("Sound file"), required=False, help_text=_("MP3 plays everywhere.")
    )
    url = blocks.URLBlock(
        label=_("Or an address"),
        required=False,
        validators=[WEB_ONLY],
        help_text=_("Of a podcast or programme elsewhere."),
    )
    length = WordsBlock(label=_("Length"), max_length=40, help_text=_("E.g. 12 min."))
    transcript = ShortTextBlock(
        label=_("What is said"),
        required=False,
        help_text=_("For those who cannot hear it. Unfolds under the recording."),
    )

    class Meta:
        icon = "media"
        group = GROUP
        label = _("Sound")
        description = _("A recording to listen to: your own file, or a link to a podcast.")
        template = "blocks/audio.html"
        form_layout = blocks.BlockGroup(
            children=["title", "document", "url", "length"], settings=["transcript"]
        )
        preview_value = {
            "title": _("Hear the story of the harbour"),
            "document": None,
            "url": "https://example.org/",
            "length": _("12 min."),
            "transcript": "",
        }

    def clean(self, value):
        """Either a file or an address."""
        value = super().clean(value)
        if not self.is_deferred_validation and bool(value["document"]) == bool(value["url"]):
            error = ValidationError(_("Choose a sound file or write an address, one of the two."))
            raise StructBlockValidationError(block_errors={"document": error})
        return value

    def get_context(self, value, parent_context=None):
        """Adds `address`, and `plays` where the browser can play it on the page."""
        context = super().get_context(value, parent_context)
        document = value.get("document")
        context["address"] = document.url if document else value.get("url")
        context["plays"] = bool(document and document.file_extension.lower() in SOUND_FILES)
        return context


class DocumentBlock(blocks.StructBlock):
    """A file to fetch."""

    document = DocumentChooserBlock(label=_("Document"))
    label = WordsBlock(
        label=_("Link text"),
        max_length=160,
        help_text=_("Empty means the document's own title."),
    )

    class Meta:
        icon = "doc-full"
        group = GROUP
        label = _("Document")
        description = _("A file to fetch, with its kind and size.")
        template = "blocks/document.html"
        preview_value = {"document": None, "label": _("Start kit for reading groups")}

    def get_context(self, value, parent_context=None):
        """Adds `address`, `label` and `note` (kind and size); no address when it is deleted."""
        context = super().get_context(value, parent_context)
        document = value.get("document")
        if document is None:
            context["address"] = "#" if is_sample(context) else ""
            context["label"], context["note"] = value.get("label"), "PDF"
            return context
        size = filesizeformat(document.file_size) if document.file_size else ""
        parts = (document.file_extension.upper(), size)
        context["address"] = document.url
        context["label"] = value.get("label") or document.title
        context["note"] = ", ".join(part for part in parts if part)
        return context
