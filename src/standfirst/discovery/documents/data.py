"""The read API: files, no query language. Each story as ninjs, and lists of a hundred that lead to them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from standfirst.discovery import ninjs
from standfirst.keys.documents import Rendered
from standfirst.keys.recording import ahead, read
from standfirst.provenance.licences import licence_url
from standfirst.publication.reading import absolute, languages, publication, shell
from standfirst.publication.text import any_text
from standfirst.stories.ahead import stories
from standfirst.stories.cards import cards
from standfirst.stories.gatherings import Gathering, parse_key
from standfirst.stories.models import Story
from standfirst.stories.public import is_public, public
from standfirst.stories.reading import story_value

TYPE = "application/json; charset=utf-8"
_STORY = re.compile(r"/api/stories/([0-9a-f-]{1,64})\.json")
_ARCHIVE = re.compile(r"/api/([a-z][a-z-]*)/archive/(\d{1,6})\.json")


def read_ahead(paths: Sequence[str]) -> None:
    """Read the stories whose data are among ``paths``."""
    matches = (_STORY.fullmatch(path) for path in paths)
    stories([match[1] for match in matches if match])


def _json(value: Any) -> Rendered:
    return Rendered(json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n", TYPE)


class StoryData:
    """``/api/stories/<uid>.json``: the whole story as ninjs 3.1."""

    name = "story-data"

    def paths(self) -> Iterator[str]:
        """Yield the address of every public story's data."""
        for uid in public(Story.objects.all()).order_by("uid").values_list("uid", flat=True).iterator():
            yield f"/api/stories/{uid}.json"

    def affected(self, key: str) -> Iterable[str]:
        """``versions:<uid>``, which changes when a story becomes public: its file."""
        kind, _colon, uid = key.partition(":")
        return [f"/api/stories/{uid}.json"] if kind == "versions" else []

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return one story's item; nothing once the story is withdrawn."""
        found = _STORY.fullmatch(path)
        if found is None:
            return None
        read(f"story:{found[1]}")
        story = ahead().get(("story", found[1]))
        if story is None:
            story = Story.objects.filter(uid=found[1]).select_related("locale").first()
        if story is None or not is_public(story):
            return None
        language = story.locale.language_code
        record = publication()
        value = story_value(story, shell(language, instant))
        holder = any_text(record.name, language)[0]
        return _json(
            ninjs.item(value, absolute(""), rights_holder=holder, licence_url=licence_url(record.licence))
        )


class ArchiveData:
    """``/api/<language>/archive/<n>.json``: a hundred stories, numbered from the oldest."""

    name = "archive-data"

    def paths(self) -> Iterator[str]:
        """Yield the address of every list."""
        for language in languages():
            for number in range(1, Gathering("newest", "", language).last_page() + 1):
                yield f"/api/{language}/archive/{number}.json"

    def affected(self, key: str) -> Iterable[str]:
        """``archive:newest::<l>:<n>``: the list of the same hundred."""
        found = parse_key(key)
        if found and found[0].kind == "newest" and found[1] is not None:
            number = found[0].last_page() if found[1] == "last" else found[1]
            yield f"/api/{found[0].language}/archive/{number}.json"

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return one list, newest first."""
        found = _ARCHIVE.fullmatch(path)
        if found is None or found[1] not in languages():
            return None
        language, number = found[1], int(found[2])
        page = Gathering("newest", "", language).page(number)
        if page is None:
            return None
        stories, is_last = page
        whole: dict[str, Any] = {
            "language": language,
            "page": number,
            "items": [ninjs.short_item(card, absolute("")) for card in cards(stories)],
        }
        if number > 1:
            whole["older"] = absolute(f"/api/{language}/archive/{number - 1}.json")
        if not is_last:
            whole["newer"] = absolute(f"/api/{language}/archive/{number + 1}.json")
        return _json(whole)
