"""What can be done with pictures."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from standfirst.keys.changes import changed
from standfirst.media import renditions
from standfirst.media.licences import licence_url
from standfirst.media.metadata import Found, xmp_packet
from standfirst.media.models import Picture, Rendition
from standfirst.media.uploads import accepted


def add_picture(content: bytes, *, title: str, prepare_now: bool = True, **fields: Any) -> Picture:
    """Keep ``content`` as a new picture and make the files that readers get.

    ``fields`` are the picture's own (``alternative_text={"en": "..."}``, ``credit``, ``licence`` ...);
    creator, credit and copyright come from the file's metadata where they are not given. With
    ``prepare_now=False`` the caller calls ``prepare`` later, before the picture is published.
    Inside a transaction the files are made after it.

    Raises:
        media.uploads.UploadRefused: the content is no picture we take.
        django.core.exceptions.ValidationError: a field has no valid value.
    """
    upload = accepted(content)
    picture = Picture(title=title, **fields)
    picture.file.save(upload.name, upload, save=False)
    try:
        picture.full_clean(exclude=["file"])
    except Exception:
        picture.file.storage.delete(picture.file.name)
        raise
    picture._set_image_file_metadata()
    picture.prepare_on_save = prepare_now
    picture.save()
    return picture


def prepare(picture: Picture) -> bool:
    """Make the files that readers get, unless they are there. Returns whether any was made.

    Takes about a second of one core for a picture of 1920 pixels, so not inside a write transaction:
    saving a picture calls this after its transaction, and the publish action before its own.
    """
    key = _key(picture)
    existing = [row for row in picture.renditions.all() if renditions.parse_spec(row.filter_spec)]
    storage = Rendition._meta.get_field("file").storage
    if existing and all(row.focal_point_key == key and storage.exists(row.file.name) for row in existing):
        return False
    with picture.open_file() as file:
        original = file.read()
    rows = []
    for made in renditions.make(original, picture.uid, _xmp(picture)):
        # The name says what is inside: a file of that name is that file.
        if not storage.exists(made.path):
            storage.save(made.path, ContentFile(made.content))
        rows.append(
            Rendition(
                image=picture,
                filter_spec=made.spec,
                focal_point_key=key,
                file=made.path,
                width=made.width,
                height=made.height,
            )
        )
    with transaction.atomic():
        _forget(picture, keep={row.file.name for row in rows})
        Rendition.objects.bulk_create(rows)
        changed(f"picture:{picture.uid}")
    return True


def withdraw(picture: Picture) -> None:
    """Take the picture's public files away, such as with the only story that shows it. ``prepare`` undoes it."""
    with transaction.atomic():
        _forget(picture, keep=set())
        changed(f"picture:{picture.uid}")


def _forget(picture: Picture, keep: set[str]) -> None:
    rows = [row for row in picture.renditions.all() if renditions.parse_spec(row.filter_spec)]
    storage = Rendition._meta.get_field("file").storage
    gone = {row.file.name for row in rows} - keep
    old = Rendition.objects.filter(pk__in=[row.pk for row in rows])
    # Without signals: Wagtail's would queue the deletion of files by name, also of those kept here.
    old._raw_delete(old.db)
    transaction.on_commit(lambda: [storage.delete(name) for name in sorted(gone)])


def _found(picture: Picture) -> Found:
    return Found(picture.creator, picture.credit, picture.copyright_notice)


def _xmp(picture: Picture) -> bytes:
    return xmp_packet(_found(picture), licence_url(picture.licence), picture.source_url)


def _key(picture: Picture) -> str:
    """Return what the files were made from, as 16 hexadecimal digits, kept in ``focal_point_key``.

    That field of Wagtail's is for what a rendition varies on besides its filter: ours vary on the
    original's bytes and on the credit written into them.
    """
    return hashlib.sha256(picture.file_hash.encode() + b"\n" + _xmp(picture)).hexdigest()[:16]
