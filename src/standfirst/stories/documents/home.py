"""``/<l>/``: the home page of a language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from standfirst.keys.documents import Rendered
from standfirst.keys.recording import read
from standfirst.publication.menus import coverage, section_path, topic_path
from standfirst.publication.models import HomePage, Section
from standfirst.publication.reading import absolute, described, languages, shell, shell_changes_at
from standfirst.publication.text import text_in
from standfirst.publication.values import Head, Link, Shell
from standfirst.stories import heads, structured_data
from standfirst.stories.cards import cards, newest_cards
from standfirst.stories.gatherings import Gathering
from standfirst.stories.models import Story
from standfirst.stories.public import public
from standfirst.stories.values import FrontBlock, HomeValue, StoryCard
from standfirst.theme.environment import render

_SECONDS = 4
_NEWEST = 10
_BLOCK = 4


class Home:
    """Lead, the next newest, blocks of sections, newest."""

    name = "home"

    def paths(self) -> Iterator[str]:
        """Yield each language's home page."""
        for language in languages():
            yield f"/{language}/"

    def affected(self, key: str) -> Iterable[str]:
        """Nothing but the publication decides which there are."""
        return ()

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return the home page at ``path``."""
        match = re.fullmatch(r"/([a-zA-Z-]+)/", path)
        if match is None or match.group(1) not in languages():
            return None
        language = match.group(1)
        around = shell(language, instant)
        body = render("pages/home.html", language, shell=around, page=home_value(language, around, instant))
        return Rendered(body, changes_at=shell_changes_at(instant))


def home_value(language: str, shell: Shell, instant: datetime, draft: HomePage | None = None) -> HomeValue:
    """Return the home page, of ``draft`` where one is given. The editors' lead goes first, else the newest story."""
    read(f"home:{language}")
    home = draft or HomePage.objects.filter(locale__language_code=language, live=True).first()
    newest = newest_cards(Gathering("newest", "", language), _NEWEST + 1)
    lead = _lead(home) or (newest[0] if newest else None)
    rest = tuple(each for each in newest if lead is None or each.uid != lead.uid)
    alternates = [(tag, absolute(f"/{tag}/")) for tag in languages()]
    return HomeValue(
        head=Head(
            title=f"{shell.name} · {shell.tagline}" if shell.tagline else shell.name,
            description=described(language),
            canonical=absolute(f"/{language}/"),
            alternates=(*alternates, ("x-default", absolute("/"))) if len(alternates) > 1 else (),
            feeds=heads.feeds(f"/{language}/feeds/", shell.name),
            open_graph=(
                ("og:type", "website"),
                ("og:title", shell.name),
                ("og:description", described(language)),
                ("og:url", absolute(f"/{language}/")),
                ("og:site_name", shell.name),
                ("og:locale", language.replace("-", "_")),
            ),
            json_ld=(
                {"@context": structured_data.CONTEXT, **structured_data.publisher(shell)},
                {
                    "@context": structured_data.CONTEXT,
                    "@type": "WebSite",
                    "name": shell.name,
                    "url": absolute(f"/{language}/"),
                    "inLanguage": language,
                },
            ),
        ),
        lead=lead,
        seconds=rest[:_SECONDS],
        blocks=_blocks(home, language),
        newest=rest[_SECONDS:_NEWEST],
        coverage=tuple(
            Link(text_in(topic.name, language), topic_path(topic, language), kind="topic")
            for topic in coverage(language, instant)
        ),
    )


def _lead(home: HomePage | None) -> StoryCard | None:
    if home is None or home.lead_id is None:
        return None
    lead = Story.objects.filter(pk=home.lead_id, locale_id=home.locale_id)
    for uid in lead.values_list("uid", flat=True):
        read(f"story:{uid}")
    found = cards(public(lead))
    return found[0] if found else None


def _blocks(home: HomePage | None, language: str) -> tuple[FrontBlock, ...]:
    """Return the editors' blocks; without any, one for each top section."""
    chosen = [(block.value["section"], block.value["count"]) for block in home.blocks] if home else []
    if not chosen:
        read("menu")
        top = Section.objects.filter(parent__isnull=True).order_by("sort_order", "slug")[:12]
        chosen = [(section, _BLOCK) for section in top]
    blocks = []
    for section, count in chosen:
        if section is None:
            continue
        read(f"section:{section.uid}")
        name = text_in(section.name, language)
        if name:
            found = newest_cards(Gathering("section", section.uid, language), count)
            blocks.append(FrontBlock(name, section_path(section, language), found))
    return tuple(blocks)
