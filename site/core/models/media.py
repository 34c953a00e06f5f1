"""Pictures and documents that belong to a library."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.images.models import AbstractImage, AbstractRendition, ImageQuerySet
from wagtail.search import index

from core.registry import registry
from core.scope import ScopedManager, current_library


class OwnedByLibrary(models.Model):
    """Takes its library from the scope it is uploaded in, and refuses to be without one."""

    library = models.ForeignKey(
        "core.Library", models.PROTECT, related_name="%(class)ss", editable=False
    )

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Store the row; raises ValidationError when no library can be told."""
        if self.library_id is None:
            library = current_library()
            if library is None:
                raise ValidationError(_("Choose a library first."))
            self.library = library
            if self.collection_id is None or self.collection_id == 1:
                self.collection_id = library.collection_id
        super().save(*args, **kwargs)


@registry.tenant
class LibraryImage(OwnedByLibrary, AbstractImage):
    """A picture; `description` is its alternative text, `sources` its ready-made sizes."""

    credit = models.CharField(
        _("credit"), max_length=160, blank=True, help_text=_("Who made the picture.")
    )
    licence = models.CharField(_("licence"), max_length=80, blank=True)
    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("The picture says nothing that the text does not. It needs no description."),
    )
    sources = models.JSONField(default=dict, editable=False, blank=True)

    objects = ScopedManager.from_queryset(ImageQuerySet)()

    search_fields = [*AbstractImage.search_fields, index.FilterField("library")]
    admin_form_fields = (
        "title",
        "file",
        "description",
        "is_decorative",
        "credit",
        "licence",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]

    def save(self, *args, **kwargs):
        """Store the picture; a new file loses what its camera wrote into it."""
        from core.images import without_metadata

        if self.file and not self.file._committed:
            clean = without_metadata(self.file)
            if clean is not None:
                self.file = clean
            self._set_image_file_metadata()
        super().save(*args, **kwargs)

    @property
    def alt_text(self) -> str:
        """The alternative text; empty for a decorative picture."""
        return "" if self.is_decorative else self.description


class LibraryRendition(AbstractRendition):
    """A size of a picture."""

    image = models.ForeignKey(LibraryImage, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"
            )
        ]


@registry.tenant
class LibraryDocument(OwnedByLibrary, AbstractDocument):
    """A document; served only under its own library's host."""

    description = models.CharField(
        _("description"),
        max_length=255,
        blank=True,
        help_text=_("What the reader will find in it."),
    )
    credit = models.CharField(_("credit"), max_length=160, blank=True)

    objects = ScopedManager.from_queryset(DocumentQuerySet)()

    search_fields = [*AbstractDocument.search_fields, index.FilterField("library")]
    admin_form_fields = ("title", "file", "description", "credit", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]
