"""``/<l>/<yyyy>/<mm>/<slug>/v<n>/``: what readers had before an update or a correction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from standfirst.keys.documents import Rendered
from standfirst.keys.recording import read
from standfirst.publication.reading import shell, shell_changes_at
from standfirst.stories.models import Story, Version
from standfirst.stories.public import public
from standfirst.stories.reading import story_at, version_value
from standfirst.theme.environment import render

_PATH = re.compile(r"/([a-zA-Z-]+)/(\d{4})/(\d{2})/([^/]+)/v([1-9]\d{0,5})/")


class VersionPages:
    """Superseded texts. They go when their story is withdrawn."""

    name = "version"

    def paths(self) -> Iterator[str]:
        """Yield the address of every version of a public story."""
        versions = Version.objects.filter(story__in=public(Story.objects.all()))
        for version in versions.select_related("story__locale").order_by("story__uid", "number").iterator():
            yield f"{version.story.public_path()}v{version.number}/"

    def affected(self, key: str) -> Iterable[str]:
        """``versions:<uid>``: every version of the story."""
        kind, _colon, uid = key.partition(":")
        if kind == "versions":
            for version in Version.objects.filter(story__uid=uid).select_related("story__locale"):
                yield f"{version.story.public_path()}v{version.number}/"

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return the version at ``path``; None where there is none, or its story is withdrawn."""
        match = _PATH.fullmatch(path)
        if match is None:
            return None
        language, year, month, slug, number = match.groups()
        story = story_at(language, int(year), int(month), slug)
        if story is None:
            return None
        read(f"versions:{story.uid}")
        version = story.versions.filter(number=int(number)).first()
        page = version_value(version) if version else None
        if page is None:
            return None
        around = shell(language, instant)
        body = render("pages/version.html", language, shell=around, page=page)
        return Rendered(body, changes_at=shell_changes_at(instant))
