"""One of every block with something in each field, for tests of pages and of the browser."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from PIL import Image
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from core.models import LibraryDocument, LibraryImage
from core.scope import library_scope


def make_image(
    library, title="Havnen", size=(900, 700), colour="#2a6f77", description="Havnen i morgenlys"
) -> LibraryImage:
    """A plain picture of one colour with its sizes made."""
    data = BytesIO()
    Image.new("RGB", size, colour).save(data, "PNG")
    image = LibraryImage(title=title, description=description, library=library)
    image.collection = library.collection
    image.file = ImageFile(BytesIO(data.getvalue()), name=f"{title}.png")
    image.save()
    image.refresh_from_db()
    return image


def make_document(library, name="startpakke.pdf", title="Startpakke") -> LibraryDocument:
    """A small file."""
    document = LibraryDocument(title=title, library=library, collection=library.collection)
    document.file.save(name, ContentFile(b"%PDF-1.4 ikke meget"), save=False)
    document.file_size = 19
    document.save()
    return document


def filled(block, raw, image=None, document=None, page=None):
    """The stored form of a block's preview value, with real rows where it has none."""
    rows = {"image": image, "document": document, "page": page}
    if isinstance(block, ImageBlock):
        return {"image": image.pk, "alt_text": "En brun havn", "decorative": False}
    if isinstance(block, ImageChooserBlock):
        return image.pk
    if isinstance(block, DocumentChooserBlock):
        return document.pk
    if isinstance(block, blocks.PageChooserBlock):
        return page.pk
    if isinstance(block, blocks.ListBlock):
        return [
            {"type": "item", "id": str(uuid4()), "value": filled(block.child_block, item, **rows)}
            for item in (entry["value"] for entry in raw)
        ]
    if isinstance(block, blocks.StructBlock):
        return {
            name: filled(
                child,
                raw[name] if name in raw else child.get_prep_value(child.get_default()),
                **rows,
            )
            for name, child in block.child_blocks.items()
        }
    return raw


def raw_block(stream_block, name: str, **rows) -> dict:
    """One block of a body in its stored form, as its preview shows it."""
    block = stream_block.child_blocks[name]
    prepared = block.get_prep_value(block.get_preview_value())
    value = filled(block, json.loads(json.dumps(prepared, cls=DjangoJSONEncoder)), **rows)
    return {"type": name, "id": str(uuid4()), "value": value}


def every_block(model, library, page) -> str:
    """JSON of one of every block that a page type's `body` offers."""
    stream_block = model._meta.get_field("body").stream_block
    rows = {"image": make_image(library), "document": make_document(library), "page": page}
    with library_scope(library):
        raw = [raw_block(stream_block, name, **rows) for name in stream_block.child_blocks]
    return json.dumps(raw)


def body(*blocks) -> str:
    """Stored form of a body; each block is (type, value)."""
    return json.dumps(
        [{"type": kind, "id": str(uuid4()), "value": value} for kind, value in blocks]
    )


def items(*values) -> list[dict]:
    """Stored form of a list inside a block."""
    return [{"type": "item", "id": str(uuid4()), "value": value} for value in values]


def sample_event(title, url="/da/det-sker/strikkecafe/"):
    start = timezone.localtime() + timedelta(days=2)
    return SimpleNamespace(
        title=title, url=url, starts=start, ends=start + timedelta(hours=2), all_day=False,
        place_name="", summary="", status="none", status_label="", picture={}, lang="da",
    )  # fmt: skip
