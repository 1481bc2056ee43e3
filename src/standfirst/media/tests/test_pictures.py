from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from standfirst.keys.models import OutboxEntry
from standfirst.keys.recording import recording
from standfirst.media.actions import add_picture, prepare, withdraw
from standfirst.media.metadata import Found, read_metadata, xmp_packet
from standfirst.media.models import Picture
from standfirst.media.reading import picture_value
from standfirst.media.tests.conftest import decoded, encoded
from standfirst.media.uploads import UploadRefused
from standfirst.publication.actions import create_publication

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in_editors_may_edit")]


@pytest.fixture
def made(photo: bytes, django_capture_on_commit_callbacks) -> Picture:
    with django_capture_on_commit_callbacks(execute=True):
        return add_picture(photo, title="A slope", alternative_text={"en": "A slope"}, credit="The desk")


def files(folder: Path) -> set[str]:
    return {path.name for path in (folder / "images").rglob("*") if path.is_file()}


def test_a_saved_picture_has_every_format_and_width_it_can(made: Picture) -> None:
    value = picture_value(made, "en")
    assert value is not None
    assert [(v.media_type, v.width, v.height) for v in value.variants] == [
        ("image/avif", 320, 229), ("image/avif", 640, 457),
        ("image/webp", 320, 229), ("image/webp", 640, 457),
        ("image/jpeg", 320, 229), ("image/jpeg", 640, 457),
    ]  # fmt: skip
    assert value.fallback.path.startswith("/media/images/") and value.fallback.path.endswith(".jpg")


def test_alpha_is_kept_in_every_format(media_folder: Path) -> None:
    content = encoded(Image.new("RGBA", (400, 400), (200, 0, 0, 90)), "PNG")
    picture = add_picture(content, title="Emblem")
    prepare(picture)
    value = picture_value(picture, "en")
    assert value is not None and value.fallback.media_type == "image/png"
    for variant in value.variants:
        image = decoded((media_folder / variant.path.removeprefix("/media/")).read_bytes())
        assert image.mode == "RGBA"


def test_a_small_picture_is_never_enlarged(media_folder: Path) -> None:
    picture = add_picture(encoded(Image.new("RGB", (90, 60))), title="Small")
    prepare(picture)
    assert {variant.width for variant in picture_value(picture, "en").variants} == {90}


def test_every_file_carries_the_credit_and_no_place(made: Picture, media_folder: Path) -> None:
    made.creator, made.copyright_notice, made.licence = "Ə. M.", "© 2026", "CC-BY-4.0"
    made.save()
    assert prepare(made)
    for variant in picture_value(Picture.objects.get(), "en").variants:
        image = decoded((media_folder / variant.path.removeprefix("/media/")).read_bytes())
        assert read_metadata(image) == Found("Ə. M.", "The desk", "© 2026"), variant.media_type
        assert dict(image.getexif()) == {}


def test_preparing_twice_makes_nothing_and_leaves_no_file_behind(
    made: Picture, media_folder: Path, django_capture_on_commit_callbacks
) -> None:
    before = files(media_folder)
    assert len(before) == 6 and not prepare(made)
    made.credit = "Another desk"
    with django_capture_on_commit_callbacks(execute=True):
        made.save()
    after = files(media_folder)
    assert len(after) == 6 and not before & after


def test_a_lost_file_is_made_again(made: Picture, media_folder: Path) -> None:
    before = files(media_folder)
    next((media_folder / "images").rglob("*.avif")).unlink()
    assert prepare(Picture.objects.get())
    assert files(media_folder) == before


def test_the_same_picture_gets_the_same_names_again(made: Picture, media_folder: Path) -> None:
    before = files(media_folder)
    made.renditions.all()._raw_delete("default")
    prepare(Picture.objects.get())
    assert files(media_folder) == before


def test_a_withdrawn_picture_is_gone_and_can_come_back(
    made: Picture, media_folder: Path, django_capture_on_commit_callbacks
) -> None:
    before = files(media_folder)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(made)
    made = Picture.objects.get()
    assert files(media_folder) == set() and picture_value(made, "en") is None
    prepare(made)
    assert files(media_folder) == before


def test_reading_a_picture_records_it_and_writes_nothing(made: Picture, django_assert_num_queries) -> None:
    picture = Picture.objects.prefetch_related("renditions").get()
    with recording() as keys, django_assert_num_queries(0):
        value = picture_value(picture, "az", "A caption")
    assert keys == {f"picture:{made.uid}"}
    assert value is not None and value.alternative_text == "" and value.caption == "A caption"


def test_new_files_change_the_pictures_key(made: Picture) -> None:
    OutboxEntry.objects.all().delete()
    made.renditions.all()._raw_delete("default")
    prepare(made)
    assert set(OutboxEntry.objects.values_list("key", flat=True)) == {f"picture:{made.uid}"}


def test_what_the_file_says_fills_only_what_the_editor_left_empty() -> None:
    content = encoded(Image.new("RGB", (50, 50)), xmp=xmp_packet(Found("A", "B", "C")))
    picture = add_picture(content, title="T", credit="Our wording")
    assert (picture.creator, picture.credit, picture.copyright_notice) == ("A", "Our wording", "C")


def test_no_way_in_keeps_the_bytes_that_were_sent() -> None:
    secret = encoded(Image.new("RGB", (50, 40))) + b"GPS of a safe house"
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = encoded(Image.new("RGB", (50, 40)), exif=exif)
    direct = Picture(title="T")
    direct.file.save("../../Home of a source.jpg", ContentFile(secret), save=False)
    direct.save()
    assigned = Picture.objects.create(title="U", file=SimpleUploadedFile("x.jpg", turned))
    for picture in (direct, assigned):
        stored = picture.file.read()
        assert b"safe house" not in stored
        assert picture.file.name.startswith("originals/") and "source" not in picture.file.name
        assert picture.file_size == len(stored) or picture is direct
    assert (assigned.width, assigned.height) == (40, 50) == decoded(stored).size


def test_a_refused_picture_leaves_nothing_behind(media_folder: Path) -> None:
    with pytest.raises(UploadRefused):
        add_picture(b"<svg/>", title="T")
    with pytest.raises(ValidationError):
        add_picture(encoded(Image.new("RGB", (9, 9))), title="")
    assert not Picture.objects.exists() and not [p for p in media_folder.rglob("*") if p.is_file()]


def test_a_decorative_picture_stays_so_and_has_no_words(made: Picture) -> None:
    assert made.lacks_text("az") and not made.lacks_text("en")
    made.is_decorative = True
    made.save()
    again = Picture.objects.get()
    assert again.is_decorative and not again.lacks_text("az")
    assert picture_value(again, "en").alternative_text == ""
    assert again.default_alt_text == ""


@pytest.fixture
def editor(client):
    create_publication("Digest", ["en", "fa"])
    client.force_login(get_user_model().objects.create_superuser(email="a@example.org", password="x"))
    return client


def form(content: bytes, name: str = "IMG_0001.jpg", **fields: str) -> dict[str, object]:
    return {"title": "A title", "file": SimpleUploadedFile(name, content), "collection": "1", **fields}


def test_an_editor_uploads_a_picture_with_words_in_each_language(editor, photo: bytes) -> None:
    page = editor.get("/admin/images/add/").content.decode()
    assert 'name="alternative_text-fa"' in page and "no-title-from-file-name" in page
    answer = editor.post(
        "/admin/images/add/", form(photo, **{"alternative_text-en": "A slope", "alternative_text-fa": "شیب"})
    )
    assert answer.status_code == 302, answer.context["form"].errors
    picture = Picture.objects.get()
    assert picture.alternative_text == {"en": "A slope", "fa": "شیب"} and picture.is_decorative is False
    assert editor.get(f"/admin/images/{picture.pk}/").status_code == 200


def test_a_picture_without_a_title_is_refused_whatever_its_file_is_called(editor, photo: bytes) -> None:
    answer = editor.post("/admin/images/add/", form(photo, title=""))
    assert "title" in answer.context["form"].errors and not Picture.objects.exists()


@pytest.mark.parametrize("name", ["drawing.svg", "drawing.png"])
def test_the_form_says_what_to_do_about_svg(editor, name: str) -> None:
    answer = editor.post("/admin/images/add/", form(b"<svg onload='x()'/>", name))
    assert "Upload a PNG" in str(answer.context["form"].errors["file"])
    assert not Picture.objects.exists()


def test_many_at_once_are_re_encoded_and_wait_for_a_title(editor, photo: bytes) -> None:
    upload = SimpleUploadedFile("Passport of a source.jpg", photo + b"trailing secret")
    answer = editor.post(
        "/admin/images/multiple/add/", {"files[]": upload, "title": "", "collection": "1"}
    ).json()
    assert answer["success"] and not Picture.objects.exists()
    number = answer["uploaded_file_id"]
    prefix = f"uploaded-image-{number}"
    done = editor.post(
        f"/admin/images/multiple/create_from_uploaded_image/{number}/",
        {
            f"{prefix}-title": "A slope",
            f"{prefix}-collection": "1",
            f"{prefix}-alternative_text-en": "A slope",
        },
    ).json()
    assert done["success"], done
    picture = Picture.objects.get()
    assert b"secret" not in picture.file.read() and picture.alternative_text == {"en": "A slope"}


def test_one_bad_file_among_many_is_named_bad(editor) -> None:
    upload = SimpleUploadedFile("x.png", b"<svg/>")
    answer = editor.post("/admin/images/multiple/add/", {"files[]": upload, "title": "x"}).json()
    assert not answer["success"] and "Upload a PNG" in answer["error_message"]


def test_a_new_file_in_the_form_replaces_what_readers_get(
    editor, made: Picture, django_capture_on_commit_callbacks
) -> None:
    square = encoded(Image.new("RGB", (330, 330), "blue"))
    with django_capture_on_commit_callbacks(execute=True):
        answer = editor.post(f"/admin/images/{made.pk}/", form(square))
    assert answer.status_code == 302, answer.context["form"].errors
    assert {(v.width, v.height) for v in picture_value(Picture.objects.get(), "en").variants} == {(320, 320)}
