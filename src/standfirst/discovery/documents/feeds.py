"""Feeds of everything, and of each section, topic, person and outlet, in each language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from standfirst.discovery import feeds
from standfirst.keys.documents import Rendered
from standfirst.keys.recording import kept, read
from standfirst.provenance.models import Agent
from standfirst.publication.models import Section, Topic
from standfirst.publication.reading import absolute, languages, publication
from standfirst.publication.text import Texts, any_text, text_in
from standfirst.stories.cards import newest_cards
from standfirst.stories.gatherings import Gathering
from standfirst.stories.moved import former_fronts, target

WRITERS = {"rss.xml": (feeds.rss, feeds.RSS_TYPE), "feed.json": (feeds.json_feed, feeds.JSON_TYPE)}
_PATH = re.compile(
    r"/([a-z][a-z-]*)/(?:feeds|(sections|topics|people|outlets)/([a-z0-9-]+))/(rss\.xml|feed\.json)"
)


@dataclass(frozen=True)
class _Of:
    """What a feed is of."""

    gathering: Gathering
    name: Texts
    description: Texts


class Feeds:
    """``rss.xml`` and ``feed.json`` beside every front."""

    name = "feeds"

    def paths(self) -> Iterator[str]:
        """Yield the address of every feed."""
        for language in languages():
            fronts = [f"/{language}/feeds/"]
            fronts += [
                f"/{language}/sections/{s.slug}/" for s in Section.objects.all() if text_in(s.name, language)
            ]
            fronts += [
                f"/{language}/topics/{t.slug}/" for t in Topic.objects.all() if text_in(t.name, language)
            ]
            for agent in Agent.objects.filter(has_profile=True):
                fronts.append(f"/{language}/{_word(agent)}/{agent.slug}/")
            fronts += [path for path in former_fronts(language) if path not in fronts]
            for front in fronts:
                for name in WRITERS:
                    yield front + name

    def affected(self, key: str) -> Iterable[str]:
        """A section's, topic's or agent's own key: its feeds in every language."""
        kind, _colon, uid = key.partition(":")
        if kind == "address":
            return [uid + name for name in WRITERS if _PATH.fullmatch(uid + name)]
        fronts: list[str] = []
        for language in languages() if kind in {"section", "topic", "agent"} else ():
            if kind == "agent":
                for agent in Agent.objects.filter(uid=uid, has_profile=True):
                    fronts.append(f"/{language}/{_word(agent)}/{agent.slug}/")
            else:
                records = Section.objects.all() if kind == "section" else Topic.objects.all()
                for record in records.filter(uid=uid):
                    if text_in(record.name, language):
                        fronts.append(f"/{language}/{kind}s/{record.slug}/")
            fronts += former_fronts(language, uid)
        return [front + name for front in fronts for name in WRITERS]

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return one feed."""
        found = _PATH.fullmatch(path)
        if found is None or found[1] not in languages():
            return None
        language, word, slug, name = found.groups()
        subject = _subject(language, word, slug)
        if subject is None:
            return self._moved(path, name, instant) if word else None
        own = any_text(publication().name, language)[0]
        label = text_in(subject.name, language) or any_text(subject.name, language)[0]
        front = path.removesuffix(name)
        writer, content_type = WRITERS[name]
        feed = feeds.Feed(
            title=f"{own}: {label}" if word else own,
            description=text_in(subject.description, language),
            language=language,
            base_url=absolute(""),
            page_path=front if word else f"/{language}/",
            path=path,
            cards=newest_cards(subject.gathering),
        )
        return Rendered(writer(feed), content_type)

    def _moved(self, path: str, name: str, instant: datetime) -> Rendered | None:
        """Return the feed that is at another address now, whole: a server that knows no 301 still serves readers."""
        now = target(path.removesuffix(name))
        rendered = self.render(now + name, instant) if now else None
        return replace(rendered, status=301, location=f"{now}{name}") if rendered else None


def _word(agent: Agent) -> str:
    return "outlets" if agent.kind == Agent.Kind.OUTLET else "people"


@kept
def _subject(language: str, word: str | None, slug: str | None) -> _Of | None:
    if word is None:
        ours = publication()
        return _Of(Gathering("newest", "", language), ours.name, ours.tagline)
    read(f"index:{word}")
    if word in {"people", "outlets"}:
        agent = Agent.objects.filter(slug=slug, has_profile=True).first()
        if agent is None or _word(agent) != word:
            return None
        read(f"agent:{agent.uid}")
        return _Of(Gathering("agent", agent.uid, language), agent.name, agent.description)
    kind = word.removesuffix("s")
    record = (Section if kind == "section" else Topic).objects.filter(slug=slug).first()
    if record is None or not text_in(record.name, language):
        return None
    read(f"{kind}:{record.uid}")
    return _Of(Gathering(kind, record.uid, language), record.name, record.description)
