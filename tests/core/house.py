"""A furnished library, in which every name holds a word of its own."""

from __future__ import annotations

import io
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image as Pixels
from wagtail.models import Page, Revision

from core.models import (
    Audience,
    AudienceName,
    Library,
    LibraryDocument,
    LibraryImage,
    Place,
    Room,
    Topic,
    TopicName,
)
from tests.factories import make_event, make_library, make_page, make_user

MARK = "Zebra"


def image_bytes(size=(60, 40), kind="PNG", **options) -> bytes:
    """A small picture as a file's content."""
    stream = io.BytesIO()
    Pixels.new("RGB", size, "teal").save(stream, kind, **options)
    return stream.getvalue()


def make_image(library: Library, title: str = "Havn") -> LibraryImage:
    """A picture of the library."""
    return LibraryImage.objects.create(
        title=title,
        library=library,
        collection_id=library.collection_id,
        file=ImageFile(io.BytesIO(image_bytes()), f"{title}.png"),
    )


def make_document(library: Library, title: str = "Program") -> LibraryDocument:
    """A document of the library."""
    return LibraryDocument.objects.create(
        title=title,
        library=library,
        collection_id=library.collection_id,
        file=ContentFile(b"words", f"{title}.txt"),
    )


def make_topic(library: Library, name: str, slug: str = "emne") -> Topic:
    """A topic with a Danish name."""
    topic = Topic.objects.create(library=library, slug=slug)
    TopicName.objects.create(topic=topic, language="da", name=name)
    return topic


@dataclass
class House:
    """A library with everything in it."""

    library: Library
    administrator: object
    editor: object
    image: LibraryImage
    document: LibraryDocument
    place: Place
    room: Room
    topic: Topic
    audience: Audience
    story: Page
    draft: Page
    submitted: Page
    event: Page
    partner: Page

    def pages(self) -> list[int]:
        """Ids of the pages a forger would try."""
        root = self.library.root
        home = self.library.homes["da"]
        return [root.pk, home.pk, self.story.pk, self.draft.pk, self.submitted.pk, self.event.pk]

    def revisions(self):
        """All versions of the library's pages."""
        ids = [
            str(pk)
            for pk in Page.objects.descendant_of(self.library.root).values_list("pk", flat=True)
        ]
        return Revision.objects.filter(object_id__in=ids)


def furnish(name: str, hostname: str, word: str) -> House:
    """A library whose every name holds `word`."""
    from partners.models import PartnerPage
    from stories.models import StoryPage

    library = make_library(name, hostname)
    slug = word.lower()
    administrator = make_user(
        f"leder@{slug}.dk", library, "administrator", first_name=word, last_name="Leder"
    )
    editor = make_user(f"red@{slug}.dk", library, "editor", first_name=word, last_name="Redaktør")
    image = make_image(library, f"{word} billede")
    image.tags.add(f"{slug}mærke")
    place = Place.objects.create(library=library, name=f"{word} hus")
    audience = Audience.objects.create(library=library, slug=slug)
    AudienceName.objects.create(audience=audience, language="da", name=f"{word} folk")
    story = make_page(
        StoryPage, library, f"{word} historie", picture=image, owner=editor, slug=f"{slug}-historie"
    )
    story.save_revision(user=editor, log_action=True)
    submitted = make_page(
        StoryPage, library, f"{word} indsendt", live=False, owner=editor, slug=f"{slug}-indsendt"
    )
    submitted.get_workflow().start(submitted, editor)
    return House(
        library=library,
        administrator=administrator,
        editor=editor,
        image=image,
        document=make_document(library, f"{word} dokument"),
        place=place,
        room=Room.objects.create(place=place, name=f"{word} sal"),
        topic=make_topic(library, f"{word} emne", slug),
        audience=audience,
        story=story,
        draft=make_page(
            StoryPage, library, f"{word} kladde", live=False, owner=editor, slug=f"{slug}-kladde"
        ),
        submitted=submitted,
        event=make_event(library, f"{word} arrangement"),
        partner=make_page(PartnerPage, library, f"{word} forening", slug=f"{slug}-forening"),
    )
