"""What stays at an address that moved: a link to where it is now (status 301 where the server can say so)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from standfirst.keys.documents import Rendered
from standfirst.publication.former import Address
from standfirst.publication.models import FormerAddress
from standfirst.publication.reading import absolute, languages
from standfirst.stories.moved import PATH, taken, target
from standfirst.theme.environment import render


class Moved:
    """Fronts and standing pages that got another address."""

    name = "moved"

    def paths(self) -> Iterator[str]:
        """Yield every former address that leads somewhere and that nothing else has taken."""
        known = languages()
        for former in FormerAddress.objects.order_by("pk"):
            for language in [former.language] if former.language else known:
                path = Address(former.word, former.language, former.slug).path(language)
                if language in known and target(path) and not taken(path):
                    yield path

    def affected(self, key: str) -> Iterable[str]:
        """``address:<path>``: the address itself. A record's own key: its former addresses."""
        kind, _colon, rest = key.partition(":")
        if kind == "address" and PATH.fullmatch(rest):
            yield rest
        elif kind in {"section", "topic", "agent", "standing"}:
            for former in FormerAddress.objects.filter(uid=rest):
                for language in [former.language] if former.language else languages():
                    yield Address(former.word, former.language, former.slug).path(language)

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return the small page at ``path``; the instant makes no difference."""
        if not PATH.fullmatch(path) or path.split("/")[1] not in languages():
            return None
        now = target(path)
        if now is None:
            return None
        language = path.split("/")[1]
        body = render("pages/moved.html", language, path=now, canonical=absolute(now))
        return Rendered(body, status=301, location=now)
