"""What may be uploaded as a picture, and what is taken out of it first."""

from __future__ import annotations

import io
import logging
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

log = logging.getLogger(__name__)

LONGEST_SIDE = 12_000
SAFE_SIDE = 8_000
"""A square of this side is within every limit."""
UNREADABLE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)
HIDDEN = ("exif", "xmp", "comment", "photoshop", "XML:com.adobe.xmp", "Raw profile type exif")
SAVED_AS = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "WEBP": "WEBP", "AVIF": "AVIF"}
"""Formats that are written anew; HEIC becomes JPEG, since browsers cannot show it."""


class LibraryImageField(WagtailImageField):
    """Checks the stated size before anything is unpacked, and that the rest can be read."""

    def check_image_pixel_size(self, f):
        """Wagtail unpacks the picture to count its frames; a bomb must not get that far."""
        try:
            width, height = f.image.get_size()
        except Image.DecompressionBombError as error:
            raise _too_large() from error
        except UNREADABLE as error:
            raise _unreadable() from error
        longest = max(width, height)
        if longest > LONGEST_SIDE or width * height > self.max_image_pixels:
            raise _too_large()
        try:
            super().check_image_pixel_size(f)
            f.seek(0)
            with Image.open(f) as picture:
                picture.load()
        except UNREADABLE as error:
            raise _unreadable() from error
        finally:
            f.seek(0)


def _too_large() -> ValidationError:
    return ValidationError(
        _("The picture is too large. Make it at most %(side)s pixels wide and high.")
        % {"side": SAFE_SIDE},
        code="too_large",
    )


def _unreadable() -> ValidationError:
    return ValidationError(
        _("The picture cannot be read. Save it again and try once more."), code="invalid_image"
    )


class LibraryImageForm(BaseImageForm):
    """Says next to the field what is wrong with a picture."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            old = self.fields["file"]
            self.fields["file"] = LibraryImageField(
                label=old.label, widget=old.widget, required=old.required
            )

    def save(self, commit=True):
        """Store the picture, and show its new file and words wherever a card has it."""
        from core.cards import renew_pictures
        from core.pictures import make_sizes

        is_new = self.instance.pk is None
        image = super().save(commit)
        if commit and not is_new:
            if "file" in self.changed_data:
                # Only now has Wagtail thrown away the sizes of the file before.
                make_sizes(image)
            renew_pictures(image)
        return image


def without_metadata(file) -> ContentFile | None:
    """The picture turned upright, without place, camera and other hidden data.

    None where nothing is hidden in it, or where it cannot be read.
    """
    try:
        file.seek(0)
        with Image.open(file) as picture:
            kind = SAVED_AS.get(picture.format or "", "JPEG")
            converted = picture.format not in SAVED_AS
            if picture.format == "GIF" or not (converted or _hides_something(picture)):
                return None
            return _written_anew(picture, kind, file.name)
    except UNREADABLE as error:
        log.warning("picture not cleaned: %s", type(error).__name__)
        return None
    finally:
        file.seek(0)


def _hides_something(picture: Image.Image) -> bool:
    return bool(picture.getexif()) or any(picture.info.get(name) for name in HIDDEN)


def _written_anew(picture: Image.Image, kind: str, name: str) -> ContentFile:
    profile = picture.info.get("icc_profile")
    upright = ImageOps.exif_transpose(picture)
    if kind == "JPEG" and upright.mode not in {"RGB", "L", "CMYK"}:
        upright = upright.convert("RGB")
    for hidden in HIDDEN:
        upright.info.pop(hidden, None)
    options = {"quality": 92} if kind != "PNG" else {}
    if profile:
        options["icc_profile"] = profile
    stream = io.BytesIO()
    upright.save(stream, kind, exif=b"", **options)
    ending = {"JPEG": ".jpg"}.get(kind, f".{kind.lower()}")
    path = PurePath(name)
    if kind == "JPEG" and path.suffix.lower() in {".jpg", ".jpeg"}:
        ending = path.suffix
    return ContentFile(stream.getvalue(), name=str(path.with_suffix(ending)))
