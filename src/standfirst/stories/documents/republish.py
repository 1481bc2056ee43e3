"""``/<l>/<yyyy>/<mm>/<slug>/republish/``: the story for other sites, as HTML and as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Q

from standfirst.keys.documents import Rendered
from standfirst.provenance.licences import licence_url
from standfirst.publication.reading import publication, shell, shell_changes_at
from standfirst.stories import giving
from standfirst.stories.documents.story import address_in
from standfirst.stories.models import Story
from standfirst.stories.public import is_public, public
from standfirst.stories.reading import story_at
from standfirst.theme.environment import render

_UNSAID = {Story.Terms.DEFAULT, Story.Terms.NO}
_ADDRESS = ("slug", "address_year", "address_month", "locale__language_code")
_PATH = re.compile(r"/([a-zA-Z-]+)/(\d{4})/(\d{2})/([^/]+)/republish/")


class RepublishPages:
    """Pages of public stories that others may republish."""

    name = "republish"

    def paths(self) -> Iterator[str]:
        """Yield the address beside every story that is given."""
        own = Q(terms__in=[terms.value for terms in Story.Terms if terms not in _UNSAID])
        given = own | Q(terms=Story.Terms.DEFAULT) if licence_url(publication().licence) else own
        stories = public(Story.objects.filter(given, origin__in=giving.OWN)).select_related("locale")
        for story in stories.only(*_ADDRESS).order_by("uid").iterator():
            yield f"{story.public_path()}republish/"

    def affected(self, key: str) -> Iterable[str]:
        """``address:<path>`` and ``story:<uid>``: the page beside the story; ``publication``: all of them."""
        if path := address_in(key):
            return [f"{path}republish/"]
        kind, _colon, uid = key.partition(":")
        if kind == "story":
            stories = Story.objects.filter(uid=uid, address_year__isnull=False).select_related("locale")
            return [f"{story.public_path()}republish/" for story in stories.only(*_ADDRESS)]
        return self.paths() if key == "publication" else ()

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return the page at ``path``; None where others may not have the story."""
        match = _PATH.fullmatch(path)
        if match is None:
            return None
        language, year, month, slug = match.groups()
        story = story_at(language, int(year), int(month), slug)
        if story is None or not is_public(story) or not giving.republish_path(story):
            return None
        body = render(
            "pages/republish.html",
            language,
            shell=shell(language, instant),
            page=giving.republish_value(story),
        )
        return Rendered(body, changes_at=shell_changes_at(instant))
