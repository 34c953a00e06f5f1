"""Uploading pictures and documents: what is refused, cleaned and served."""

from __future__ import annotations

import io
import mimetypes
import re
import struct
import zlib
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from PIL import Image as Pixels

from core.models import LibraryDocument, LibraryImage
from stories.models import StoryIndexPage, StoryPage
from tests.core.house import image_bytes, make_document, make_image
from tests.factories import make_page, make_user

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def png_header(width: int, height: int) -> bytes:
    """A tiny PNG that claims to be of any size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 100)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def with_gps() -> bytes:
    """A photo from a telephone: where it was taken, on its side."""
    exif = Pixels.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Kamera"
    exif.get_ifd(0x8825).update({1: "N", 2: (55.0, 40.0, 1.0), 3: "E", 4: (12.0, 34.0, 2.0)})
    return image_bytes((60, 40), "JPEG", exif=exif)


@pytest.fixture
def upload(library, client_for):
    """Sends a picture to the form and gives back the answer."""
    client = client_for(library, make_user("red@havnby.dk", library, "editor"))
    client.raise_request_exception = False

    def send(name: str, content: bytes):
        data = {
            "title": "Havn",
            "file": SimpleUploadedFile(name, content),
            "collection": library.collection_id,
            "description": "Havnen en sommerdag",
        }
        return client.post(reverse("wagtailimages:add"), data)

    return send


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ikke.png", b"not a picture at all"),
        ("tegning.svg", SVG),
        ("tegning.png", SVG),
        ("bred.png", image_bytes((20_000, 20))),
        ("bombe.png", png_header(30_000, 30_000)),
        ("afbrudt.png", image_bytes((600, 400))[:300]),
        ("forkert.jpg", image_bytes()),
        ("side.html", b"<script>alert(1)</script>"),
    ],
)
def test_what_is_no_fair_picture_is_refused_next_to_its_field(name, content, upload):
    answer = upload(name, content)
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert answer.context["form"]["title"].value() == "Havn"
    assert LibraryImage.objects.count() == 0


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "AVIF", "GIF"])
def test_pictures_of_usual_kinds_are_taken_in(kind, upload, library):
    answer = upload(f"havn.{kind.lower()}", image_bytes(kind=kind))
    assert answer.status_code == 302
    image = LibraryImage.objects.get()
    assert image.library == library
    assert image.collection_id == library.collection_id
    assert image.sources["card"]["webp_srcset"]


def test_a_telephones_own_format_becomes_one_that_browsers_show(upload):
    import pillow_heif

    stream = io.BytesIO()
    pillow_heif.from_pillow(Pixels.new("RGB", (60, 40), "teal")).save(stream)
    assert upload("havn.heic", stream.getvalue()).status_code == 302
    image = LibraryImage.objects.get()
    assert image.file.name.endswith(".jpg")
    assert Pixels.open(image.file).format == "JPEG"


def test_where_a_photo_was_taken_is_in_no_file(upload):
    assert Pixels.open(io.BytesIO(with_gps())).getexif().get_ifd(0x8825)
    assert upload("foto.jpg", with_gps()).status_code == 302
    image = LibraryImage.objects.get()
    original = Pixels.open(image.file)
    assert not original.getexif()
    assert original.size == (40, 60) == (image.width, image.height)
    for rendition in image.renditions.all():
        assert not Pixels.open(rendition.file).getexif()


@pytest.mark.parametrize("name", ["side.html", "tegning.svg", "program.exe", "uden"])
def test_a_document_that_could_run_is_refused(name, library, client_for):
    client = client_for(library, make_user("red@havnby.dk", library, "editor"))
    data = {
        "title": "Program",
        "file": SimpleUploadedFile(name, SVG),
        "collection": library.collection_id,
    }
    answer = client.post(reverse("wagtaildocs:add"), data)
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert LibraryDocument.objects.count() == 0


def test_a_document_is_served_by_its_own_library_only(library, other_library, client_for):
    document = make_document(library)
    url = f"/documents/{document.pk}/{document.filename}"
    answer = client_for(library).get(url)
    assert answer.status_code == 200
    assert b"".join(answer) == b"words"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert client_for(other_library).get(url).status_code == 404


def test_pictures_are_served_without_a_web_server_and_documents_only_by_their_own_address(
    library, client_for
):
    client = client_for(library)
    image, document = make_image(library), make_document(library)
    addresses = [image.file.url, *(row.url for row in image.renditions.all())]
    for address in addresses:
        answer = client.get(address, headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith("image/")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "Content-Encoding" not in answer
        assert not answer.cookies
    name = document.file.name
    for path in (name, f"images/../{name}", f"./{name}", f"/{name}", f"images//../{name}"):
        assert client.get(f"/media/{path}").status_code in {301, 404}, path
    assert client.get("/media/../db.sqlite3").status_code == 404
    for path in ("", "x" * 300, "x%00", "x/" * 3000, "..%2f..%2fdb.sqlite3", "%ff"):
        assert client.get(f"/media/images/{path}").status_code == 404, path[:30]
    assert Client(HTTP_HOST="fremmed.example").get(image.file.url).status_code == 404


def test_pictures_have_their_type_where_the_system_knows_none(monkeypatch, library, client_for):
    monkeypatch.setattr(mimetypes, "_db", mimetypes.MimeTypes(filenames=()))
    image = make_image(library)
    sizes = image.renditions.filter(file__endswith=".webp")
    assert {client_for(library).get(row.url)["Content-Type"] for row in sizes} == {"image/webp"}


def test_the_editor_finds_pictures_by_their_name(library, other_library, client_for):
    make_image(library, "Fyrtårn")
    make_image(other_library, "Fyrtårn i skoven")
    # Tests keep Wagtail's own index only when they look into it.
    call_command("update_index", verbosity=0, stdout=io.StringIO())
    client = client_for(library, make_user("red@havnby.dk", library, "editor"))
    body = client.get(reverse("wagtailimages:index"), {"q": "fyrtårn"}).content.decode()
    assert "Fyrtårn" in body
    assert "i skoven" not in body


@pytest.fixture
def pictured(library, client_for):
    """A published story's picture, with what readers find of it on the page and in the list."""
    image = make_image(library)
    story = make_page(StoryPage, library, "Garnet", slug="garnet", picture=image)
    listed = StoryIndexPage.objects.get(
        path__startswith=library.root.path, locale__language_code="da"
    )
    reader = client_for(library)

    def addresses(page) -> set[str]:
        html = reader.get(page.site_path).content.decode()
        found = set(re.findall(r"/media/images/[^\s\",]+", html))
        assert {reader.get(address).status_code for address in found} <= {200}, found
        return found

    return SimpleNamespace(
        image=image,
        on_page=lambda: addresses(story),
        in_list=lambda: addresses(listed),
        list_html=lambda: reader.get(listed.site_path).content.decode(),
    )


def test_a_picture_with_another_file_is_seen_wherever_it_stands(
    library, client_for, pictured, django_capture_on_commit_callbacks
):
    before = pictured.on_page() | pictured.in_list()
    client = client_for(library, make_user("red@havnby.dk", library, "editor"))
    data = {
        "title": "Havn",
        "file": SimpleUploadedFile("skov.png", image_bytes((90, 50))),
        "collection": library.collection_id,
        "description": "En skov",
    }
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("wagtailimages:edit", args=[pictured.image.pk]), data)
    assert answer.status_code == 302
    assert pictured.on_page() and not pictured.on_page() & before
    assert pictured.in_list() and not pictured.in_list() & before


def test_a_deleted_picture_leaves_no_dead_address_in_lists(
    library, client_for, pictured, django_capture_on_commit_callbacks
):
    assert pictured.in_list()
    client = client_for(library, make_user("red@havnby.dk", library, "editor"))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("wagtailimages:delete", args=[pictured.image.pk]))
    assert not LibraryImage.objects.filter(pk=pictured.image.pk).exists()
    assert pictured.on_page() == pictured.in_list() == set()
    assert "Garnet" in pictured.list_html()
