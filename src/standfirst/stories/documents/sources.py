"""``/<l>/sources/<uid>/``: what a source is, and which stories cite it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from standfirst.keys.documents import Rendered
from standfirst.keys.recording import ahead, read
from standfirst.provenance.models import Citation, Source
from standfirst.provenance.values import CitedBy, SourcePageValue
from standfirst.publication.reading import languages, shell, shell_changes_at
from standfirst.publication.values import Crumb
from standfirst.stories import heads
from standfirst.stories.documents.paging import Page, on, pages_at, parse, steps
from standfirst.stories.gatherings import PAGE, Gathering, parse_key
from standfirst.stories.models import Story
from standfirst.stories.public import public
from standfirst.stories.sources import source_value
from standfirst.theme.environment import render

_PATH = re.compile(r"/([a-zA-Z-]+)/sources/([0-9a-zA-Z_-]{1,64})/")


class Sources:
    """Pages of sources that something published in the language cites."""

    name = "sources"

    def paths(self) -> Iterator[str]:
        """Yield fronts and archive pages, language by language."""
        stories = public(Story.objects.all()).order_by()
        language_of = dict(stories.values_list("uid", "locale__language_code").iterator())
        cited = Citation.objects.filter(cited_by__startswith="story:", dismissed=False, source__isnull=False)
        rows = cited.order_by("source_id").values_list("source__uid", "cited_by").distinct()
        counts: Counter[tuple[str, str]] = Counter()
        for uid, key in rows.iterator():
            if language := language_of.get(key.removeprefix("story:")):
                counts[language, uid] += 1
        uids = list(dict.fromkeys(uid for _, uid in counts))
        for language in languages():
            for uid in uids:
                if count := counts[language, uid]:
                    base = f"/{language}/sources/{uid}/"
                    yield base
                    yield from (Page(base, number).path for number in range(1, -(-count // PAGE) + 1))

    def affected(self, key: str) -> Iterable[str]:
        """``front:source:...``, ``archive:source:...``: the source's page and the page of its archive."""
        found = parse_key(key)
        if found and found[0].kind == "source":
            yield from pages_at(f"/{found[0].language}/sources/{found[0].uid}/", *found)

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return the source's page at ``path``; None where nothing published in the language cites it."""
        page = parse(path)
        match = _PATH.fullmatch(page.base)
        if match is None or match.group(1) not in languages():
            return None
        language, uid = match.groups()
        gathering = Gathering("source", uid, language)
        read(gathering.key, f"source:{uid}")
        source = ahead().get(("source", uid))
        if source is None:
            source = Source.objects.filter(uid=uid).select_related("outlet", "link_check").first()
        if source is not None:
            read(f"agent:{source.outlet.uid}")
        if source is None or not gathering.last_page():
            return None
        value = source_page(source, page, gathering)
        if value is None:
            return None
        body = render("pages/source.html", language, shell=shell(language, instant), page=value)
        return Rendered(body, changes_at=shell_changes_at(instant))


def source_page(source: Source, page: Page, gathering: Gathering) -> SourcePageValue | None:
    """Return the page of a source, with the stories of one front or archive page that cite it."""
    here = on(page, gathering)
    if here is None:
        return None
    language = gathering.language
    value = source_value(source, language)
    cited = Citation.objects.filter(
        source=source, dismissed=False, cited_by__in=[f"story:{card.uid}" for card in here.cards]
    )
    printed: dict[str, str] = {}
    for key, raw in cited.order_by("cited_by", "position").values_list("cited_by", "raw"):
        printed.setdefault(key, raw)
    title = value.title or value.raw or value.outlet.name
    trail = steps(page, (heads.home_crumb(language), Crumb(title, page.base)), language)
    return SourcePageValue(
        source=value,
        head=heads.listing_head(page.path, title, "", language, trail, robots="noindex"),
        breadcrumb=trail,
        cited_by=tuple(
            CitedBy(
                "story", card.headline, card.path, card.language, printed.get(f"story:{card.uid}", ""),
                card.published_at,
            )
            for card in here.cards
        ),
        archive_path=here.archive_path,
        older=here.older,
        newer=here.newer,
        page_number=page.number,
    )  # fmt: skip
