"""``/<l>/newest/rail.html``: the fragment that a script fills into story pages. Never baked into them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from standfirst.keys.documents import Rendered
from standfirst.publication.reading import languages, shell, shell_changes_at
from standfirst.publication.values import Head
from standfirst.stories.cards import newest_cards
from standfirst.stories.gatherings import Gathering
from standfirst.stories.values import Listing
from standfirst.theme.environment import render

_SHOWN = 8


class Rail:
    """The newest stories as a bare fragment."""

    name = "rail"

    def paths(self) -> Iterator[str]:
        """Yield each language's fragment."""
        for language in languages():
            yield f"/{language}/newest/rail.html"

    def affected(self, key: str) -> Iterable[str]:
        """Nothing but the publication decides which there are."""
        return ()

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return the fragment at ``path``."""
        match = re.fullmatch(r"/([a-zA-Z-]+)/newest/rail\.html", path)
        if match is None or match.group(1) not in languages():
            return None
        language = match.group(1)
        page = Listing(
            title="",
            description="",
            kind="newest",
            head=Head("", "", ""),
            breadcrumb=(),
            cards=newest_cards(Gathering("newest", "", language), _SHOWN),
            archive_path="",
            older="",
            newer="",
            page_number=None,
        )
        body = render("fragments/rail.html", language, shell=shell(language, instant), page=page)
        return Rendered(body, changes_at=shell_changes_at(instant))
