"""What comes in through the admin's own forms: each keeps the credit, strips the place, and refuses bombs."""

import struct
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import ExifTags, Image
from wagtail.models import UploadedFile

from standfirst.media.metadata import Found, read_metadata
from standfirst.media.models import Picture
from standfirst.media.reading import picture_value
from standfirst.media.tests.conftest import decoded, encoded
from standfirst.media.tests.test_uploads import iim, png_header
from standfirst.publication.actions import create_publication

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in_editors_may_edit")]
NAME = "Home of a source.jpg"
CREDIT = Found("Ə. Məmmədov", "Agency", "© Agency")


@pytest.fixture
def editor(client: Client) -> Client:
    create_publication("Digest", ["en"])
    client.force_login(get_user_model().objects.create_superuser(email="a@example.org", password="x"))
    return client


@pytest.fixture
def camera() -> bytes:
    """A photograph as a camera and an agency leave it: its place in EXIF, its credit in IPTC."""
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (40.0, 22.0, 0.0)
    jpeg = encoded(Image.linear_gradient("L").resize((400, 300)).convert("RGB"), exif=exif)
    segment = iim(creator="Ə. Məmmədov".encode(), credit=b"Agency", notice="© Agency".encode())
    return jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + jpeg[2:]


def by_form(editor: Client, content: bytes) -> str:
    file = SimpleUploadedFile(NAME, content)
    answer = editor.post("/admin/images/add/", {"title": "A bridge", "file": file, "collection": "1"})
    return "" if answer.status_code == 302 else str(answer.context["form"].errors)


def by_chooser(editor: Client, content: bytes) -> str:
    data = {"image-chooser-upload-title": "A bridge", "image-chooser-upload-collection": "1"}
    data["image-chooser-upload-file"] = SimpleUploadedFile(NAME, content)
    answer = editor.post("/admin/images/chooser/create/", data).json()
    return "" if answer["step"] == "chosen" else answer["htmlFragment"]


def by_many(editor: Client, content: bytes) -> str:
    file = SimpleUploadedFile(NAME, content)
    answer = editor.post("/admin/images/multiple/add/", {"files[]": file, "collection": "1"}).json()
    if not answer["success"]:
        return answer["error_message"]
    assert "source" not in UploadedFile.objects.get().file.name, (
        "A name that tells waits where anybody may ask."
    )
    prefix = f"uploaded-image-{answer['uploaded_file_id']}"
    url = f"/admin/images/multiple/create_from_uploaded_image/{answer['uploaded_file_id']}/"
    assert editor.post(url, {f"{prefix}-title": "A bridge", f"{prefix}-collection": "1"}).json()["success"]
    return ""


WAYS = pytest.mark.parametrize("upload", [by_form, by_chooser, by_many])


@WAYS
def test_the_credit_is_read_and_kept_and_the_place_is_stripped(
    editor: Client, camera: bytes, upload: Any, media_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    assert decoded(camera).getexif().get_ifd(ExifTags.IFD.GPSInfo)
    with django_capture_on_commit_callbacks(execute=True):
        assert upload(editor, camera) == ""
    picture = Picture.objects.get()
    assert Found(picture.creator, picture.credit, picture.copyright_notice) == CREDIT
    value = picture_value(picture, "en", "")
    assert value is not None
    kept = [media_folder / variant.path.removeprefix("/media/") for variant in value.variants]
    for file in kept:
        assert read_metadata(decoded(file.read_bytes())) == CREDIT
    for file in [*kept, media_folder / picture.file.name]:
        assert not decoded(file.read_bytes()).getexif().get_ifd(ExifTags.IFD.GPSInfo)
        assert "source" not in str(file)
    assert value.caption == ""
    assert "source" not in (value.alternative_text + picture.title + picture.default_alt_text)


@WAYS
@pytest.mark.parametrize("size", [(5001, 5000), (40_000, 40_000)])
def test_more_than_25_megapixels_are_refused_with_what_to_do(
    editor: Client, upload: Any, size: tuple[int, int]
) -> None:
    assert "at most 25 megapixels" in upload(editor, png_header(*size))
    assert not Picture.objects.exists()
