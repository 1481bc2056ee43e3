"""A publication as a folder: ninjs lines for everybody, our records for ourselves, and the pictures."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone, translation
from wagtail.models import ModelLogEntry, PageLogEntry

from standfirst.discovery import ninjs
from standfirst.interchange.whole.tables import TABLES
from standfirst.interchange.whole.writing import record, rows
from standfirst.media.models import Picture
from standfirst.media.uploads import EXTENSIONS
from standfirst.provenance.licences import licence_url
from standfirst.publication.reading import absolute, languages, publication, shell
from standfirst.publication.text import any_text
from standfirst.stories.models import Story
from standfirst.stories.public import public
from standfirst.stories.reading import story_value

FORMAT = "standfirst/1"
STORIES, RECORDS, MEDIA = "stories.ninjs.jsonl", "standfirst.jsonl", "media"
Seen = Callable[[int, int | None, str], None]


class ExportRefused(Exception):
    """Nothing was exported. ``str(error)`` says why and what to do."""


@dataclass(frozen=True)
class Exported:
    """How much stands in the folder."""

    stories: int
    records: int
    pictures: int


def export(folder: Path, seen: Seen) -> Exported:
    """Write the whole publication into the new folder ``folder``, which is there whole or not at all.

    Raises:
        ExportRefused: the folder is in use, or somebody changed the publication meanwhile.
        OSError: something can't be read or written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ExportRefused(f"{folder} is not an empty folder. Name a folder that is empty or not there yet.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        before = _stamp()
        written = Exported(
            _lines(place / STORIES, _items(), seen, "stories", public(Story.objects.all()).count()),
            _lines(place / RECORDS, _records(), seen, "records", None),
            _media(place / MEDIA, seen),
        )
        if _stamp() != before:
            raise ExportRefused("Somebody changed the publication during the export. Export it again.")
        place.chmod(0o755)
        place.rename(folder)
        return written
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _stamp() -> tuple[Any, ...]:
    """What moves whenever an editor does something: no read transaction has to hold for the whole export."""
    return tuple(
        model.objects.order_by("-pk").values_list("pk", flat=True).first()
        for model in (PageLogEntry, ModelLogEntry)
    )


def as_line(value: Any) -> str:
    """Return ``value`` as one line, the same for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True) + "\n"


def _lines(path: Path, values: Iterator[Any], seen: Seen, what: str, total: int | None) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for count, value in enumerate(values, start=1):
            file.write(as_line(value))
            seen(count, total, what)
    return count


def _items() -> Iterator[dict[str, Any]]:
    """Yield the public stories as ninjs, the oldest first."""
    record = publication()
    instant = timezone.now()
    for language in languages():
        with translation.override(language):
            around = shell(language, instant)
        holder = any_text(record.name, language)[0]
        stories = public(Story.objects.filter(locale__language_code=language)).select_related("locale")
        for story in stories.order_by("first_published_at", "uid").iterator(chunk_size=100):
            with translation.override(language):
                value = story_value(story, around)
            yield ninjs.item(
                value, absolute(""), rights_holder=holder, licence_url=licence_url(record.licence)
            )


def _records() -> Iterator[dict[str, Any]]:
    yield {"format": FORMAT}
    for table in TABLES:
        for row in rows(table):
            yield record(table, row)


def media_name(uid: str, name: str) -> str:
    """Return what a picture's file is called in the folder."""
    extension = Path(name).suffix
    return f"{uid}{extension if extension in EXTENSIONS.values() else '.jpg'}"


def _media(place: Path, seen: Seen) -> int:
    place.mkdir()
    total, count = Picture.objects.count(), 0
    for count, picture in enumerate(Picture.objects.order_by("uid").iterator(), start=1):
        with (
            picture.file.storage.open(picture.file.name) as source,
            (place / media_name(picture.uid, picture.file.name)).open("wb") as target,
        ):
            shutil.copyfileobj(source, target)
        seen(count, total, "pictures")
    return count
