"""The share picture of a story: drawn by us, in the story's own letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils import translation

from standfirst.discovery.share_picture import Share, draw
from standfirst.keys.documents import Rendered
from standfirst.publication.reading import languages, publication
from standfirst.publication.text import any_text
from standfirst.stories.cards import section_link
from standfirst.stories.documents.story import address_in
from standfirst.stories.models import Story
from standfirst.stories.public import is_public, public
from standfirst.stories.reading import story_at

_PATH = re.compile(r"/([a-z][a-z-]*)/(\d{4})/(\d{2})/([a-z0-9-]+)/share\.png")


class SharePictures:
    """``<story>/share.png``."""

    name = "share-pictures"

    def paths(self) -> Iterator[str]:
        """Yield the address of every public story's share picture."""
        for story in public(Story.objects.select_related("locale")).order_by("uid").iterator(chunk_size=500):
            yield f"{story.public_path()}share.png"

    def affected(self, key: str) -> Iterable[str]:
        """``address:<path>``: the picture beside the story."""
        return [f"{path}share.png"] if (path := address_in(key)) else []

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return one picture; nothing once the story is withdrawn."""
        found = _PATH.fullmatch(path)
        if found is None or found[1] not in languages():
            return None
        language = found[1]
        story = story_at(language, int(found[2]), int(found[3]), found[4])
        if story is None or not is_public(story):
            return None
        record = publication()
        with translation.override(language):
            origin = str(story.get_origin_display())
        section = section_link(story.section, language)
        share = Share(
            headline=story.title,
            publication=any_text(record.name, language)[0],
            label=" · ".join(part for part in (section.label if section else "", origin) if part),
            language=language,
            accent=record.colour_light,
        )
        return Rendered(draw(share), "image/png")
