"""``/<l>/<yyyy>/<mm>/<slug>/``: a story's page, and what remains of a withdrawn one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from html import unescape

from django.utils import timezone

from standfirst.keys.documents import Rendered
from standfirst.publication.reading import shell, shell_changes_at
from standfirst.stories.boxes import Boxes
from standfirst.stories.models import Story
from standfirst.stories.public import is_public
from standfirst.stories.reading import story_at, story_value, withdrawn_value
from standfirst.theme.environment import render

PATH = re.compile(r"/([a-zA-Z-]+)/(\d{4})/(\d{2})/([^/]+)/")


def address_in(key: str) -> str:
    """Return the story's path that ``key`` (``address:<path>``) stands for, or ``""``."""
    kind, _colon, path = key.partition(":")
    return path if kind == "address" and PATH.fullmatch(path) else ""


class StoryPages:
    """Pages of published stories; a withdrawn story's says so (status 410)."""

    name = "story"

    def paths(self) -> Iterator[str]:
        """Yield the address of every story that was ever published, in the order of publication."""
        stories = Story.objects.filter(address_year__isnull=False, live=True).select_related("locale")
        for story in (
            stories.only("slug", "address_year", "address_month", "locale__language_code")
            .order_by("first_published_at", "uid")
            .iterator()
        ):
            yield story.public_path() or ""

    def affected(self, key: str) -> Iterable[str]:
        """``address:<path>``: the address itself."""
        return [path] if (path := address_in(key)) else []

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return the story at ``path``, or None where none was ever published there."""
        match = PATH.fullmatch(path)
        if match is None:
            return None
        language, year, month, slug = match.groups()
        story = story_at(language, int(year), int(month), slug)
        if story is None:
            return None
        around = shell(language, instant)
        changes_at = shell_changes_at(instant)
        if not is_public(story):
            body = render("pages/withdrawn.html", language, shell=around, page=withdrawn_value(story))
            return Rendered(body, changes_at=changes_at, status=410)
        boxes = Boxes(instant)
        page = story_value(story, around, boxes)
        changes_at = min((each for each in (changes_at, boxes.changes_at) if each is not None), default=None)
        return Rendered(render("pages/story.html", language, shell=around, page=page), changes_at=changes_at)


def shows(story: Story, wording: str) -> bool:
    """Tell whether the story's page, as it would be rendered now, shows ``wording`` to the letter."""
    rendered = StoryPages().render(story.public_path() or "", timezone.now())
    if rendered is None:
        return False
    main = re.sub(r"(?s)<(script|style|head)\b.*?</\1>", "", rendered.body.decode())
    text = unescape(re.sub(r"<[^>]*>", "", main))
    return " ".join(wording.split()) in " ".join(text.split())
