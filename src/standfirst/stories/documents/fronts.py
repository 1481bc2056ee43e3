"""Fronts and archives of sections, topics, people, outlets, and of everything by time."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from standfirst.keys.documents import Rendered
from standfirst.keys.recording import ahead, read
from standfirst.media.reading import picture_value
from standfirst.provenance.models import Agent
from standfirst.publication.menus import section_path, topic_path
from standfirst.publication.models import Section, Topic
from standfirst.publication.reading import languages
from standfirst.publication.text import any_text, text_in
from standfirst.publication.values import Crumb, Link
from standfirst.stories import heads
from standfirst.stories.cards import agent_path, read_newest
from standfirst.stories.documents.paging import About, Page, listing, pages, pages_at, parse
from standfirst.stories.gatherings import Gathering, parse_key


class Newest:
    """``/<l>/newest/``: everything, by time."""

    name = "newest"

    def paths(self) -> Iterator[str]:
        """Yield front and archive pages of each language."""
        for language in languages():
            yield from pages(f"/{language}/newest/", Gathering("newest", "", language))

    def affected(self, key: str) -> Iterable[str]:
        """``archive:newest::<l>:<n>``: the page of the archive."""
        found = parse_key(key)
        if found and found[0].kind == "newest":
            yield from pages_at(f"/{found[0].language}/newest/", *found)

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return the front or archive page at ``path``."""
        page = parse(path)
        match = re.fullmatch(r"/([a-zA-Z-]+)/newest/", page.base)
        if match is None or match.group(1) not in languages():
            return None
        language = match.group(1)
        with override(language):
            title = _("Newest")
        about = About("newest", title, "", (heads.home_crumb(language), Crumb(title, page.base)), feeds=False)
        return listing(page, Gathering("newest", "", language), about, instant)


class Fronts(ABC):
    """Fronts of records with a slug, in each language that they exist in."""

    name: str
    word: str
    kind: str
    """Of the records' gatherings and keys."""

    @abstractmethod
    def records(self) -> QuerySet[Any]:
        """Return the records that may have a front, in a stable order."""

    def exists(self, record: Any, language: str) -> bool:
        """Tell whether the record has a front in ``language``."""
        return bool(text_in(record.name, language))

    @abstractmethod
    def gathering(self, record: Any, language: str) -> Gathering:
        """Return the record's stories."""

    @abstractmethod
    def about(self, record: Any, language: str, page: Page) -> About:
        """Return what the front says of the record."""

    def paths(self) -> Iterator[str]:
        """Yield fronts and archive pages, language by language."""
        for language in languages():
            for record in self.records():
                if self.exists(record, language):
                    base = f"/{language}/{self.word}/{record.slug}/"
                    yield from pages(base, self.gathering(record, language))

    def affected(self, key: str) -> Iterable[str]:
        """A record's own key: its front and archive in every language. A key of its set: that page of it."""
        found = parse_key(key)
        if found is None:
            kind, _colon, uid = key.partition(":")
            record = self.records().filter(uid=uid).first() if kind == self.kind else None
            if record is not None:
                for language in languages():
                    if self.exists(record, language):
                        base = f"/{language}/{self.word}/{record.slug}/"
                        yield from pages(base, self.gathering(record, language))
        elif found[0].kind == self.kind:
            record = self.records().filter(uid=found[0].uid).first()
            if record is not None and self.exists(record, found[0].language):
                yield from pages_at(f"/{found[0].language}/{self.word}/{record.slug}/", *found)

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return the front or archive page at ``path``."""
        page = parse(path)
        address = self._address(page)
        if address is None:
            return None
        language, slug = address
        known = ahead()
        name = ("of a front", self.word, slug)
        record = known[name] if name in known else self.records().filter(slug=slug).first()
        if record is None:
            read(f"index:{self.word}")
            return None
        read(f"{self.kind}:{record.uid}")
        if not self.exists(record, language):
            return None
        return listing(page, self.gathering(record, language), self.about(record, language, page), instant)

    def read_ahead(self, paths: Sequence[str]) -> None:
        """Read the records whose pages are among ``paths``, and the stories that their fronts show."""
        asked = {page: address for page in map(parse, paths) if (address := self._address(page))}
        if not asked:
            return
        slugs = {slug for _language, slug in asked.values()}
        records = {record.slug: record for record in self.records().filter(slug__in=slugs)}
        ahead().update({("of a front", self.word, slug): records.get(slug) for slug in slugs})
        read_newest(
            self.gathering(records[slug], language)
            for page, (language, slug) in asked.items()
            if page.number is None and slug in records
        )

    def _address(self, page: Page) -> tuple[str, str] | None:
        """Return language and slug of a page of these, None of other pages."""
        match = re.fullmatch(rf"/([a-zA-Z-]+)/{self.word}/([^/]+)/", page.base)
        return (match[1], match[2]) if match and match[1] in languages() else None

    def preview(self, record: Any, language: str, instant: datetime) -> bytes:
        """Return the front of a record that may not be saved yet."""
        page = parse(f"/{language}/{self.word}/{record.slug or 'new'}/")
        gathering, about = self.gathering(record, language), self.about(record, language, page)
        front = listing(page, gathering, about, instant)
        return front.body if front is not None else b""


class Sections(Fronts):
    """``/<l>/sections/<slug>/``, with the stories of its subsections."""

    name = word = "sections"
    kind = "section"

    def records(self) -> QuerySet[Any]:
        """Return all sections."""
        return Section.objects.order_by("slug")

    def gathering(self, record: Any, language: str) -> Gathering:
        """Return the stories in the section and below."""
        return Gathering("section", record.uid, language)

    def about(self, record: Any, language: str, page: Page) -> About:
        """Return the section's name, what is above it, and its subsections."""
        read(f"section:{record.uid}", "menu")
        above: list[Crumb] = []
        parent = record.parent
        while parent is not None:
            read(f"section:{parent.uid}")
            if text_in(parent.name, language):
                above.insert(0, Crumb(text_in(parent.name, language), section_path(parent, language)))
            parent = parent.parent
        title = text_in(record.name, language)
        links = tuple(
            Link(text_in(child.name, language), section_path(child, language), kind="section")
            for child in (record.children.order_by("sort_order", "slug") if record.pk else ())
            if text_in(child.name, language)
        )
        trail = (heads.home_crumb(language), *above, Crumb(title, page.base))
        return About("section", title, text_in(record.description, language), trail, record.uid, links=links)


class Topics(Fronts):
    """``/<l>/topics/<slug>/``."""

    name = word = "topics"
    kind = "topic"

    def records(self) -> QuerySet[Any]:
        """Return all topics."""
        return Topic.objects.order_by("slug")

    def gathering(self, record: Any, language: str) -> Gathering:
        """Return the topic's stories."""
        return Gathering("topic", record.uid, language)

    def about(self, record: Any, language: str, page: Page) -> About:
        """Return the topic's name and description."""
        read(f"topic:{record.uid}")
        title = text_in(record.name, language)
        index = _index_crumb("topics", language)
        trail = (heads.home_crumb(language), index, Crumb(title, topic_path(record, language)))
        return About("topic", title, text_in(record.description, language), trail, record.uid)


class Agents(Fronts):
    """``/<l>/people/<slug>/`` and ``/<l>/outlets/<slug>/``: all we have by them, or from them."""

    kind = "agent"

    def __init__(self, word: str) -> None:
        self.name = self.word = word

    def records(self) -> QuerySet[Any]:
        """Return the agents with a page of their own, of this word."""
        agents = Agent.objects.filter(has_profile=True).order_by("slug")
        outlet = {"kind": Agent.Kind.OUTLET}
        return agents.filter(**outlet) if self.word == "outlets" else agents.exclude(**outlet)

    def exists(self, record: Any, language: str) -> bool:
        """An agent is called something in every language."""
        return True

    def gathering(self, record: Any, language: str) -> Gathering:
        """Return the stories that credit the agent or were made from its originals."""
        return Gathering("agent", record.uid, language)

    def about(self, record: Any, language: str, page: Page) -> About:
        """Return who or what the agent is, with its own addresses."""
        read(f"agent:{record.uid}")
        title = any_text(record.name, language)[0]
        role, description = text_in(record.role, language), text_in(record.description, language)
        addresses = [address for address in (record.url, *record.same_as) if address]
        links = tuple(
            Link(address.split("//", 1)[-1].rstrip("/"), address, external=True)
            for address in dict.fromkeys(addresses)
        )
        kind = "outlet" if self.word == "outlets" else "person"
        trail = (
            heads.home_crumb(language),
            _index_crumb(self.word, language),
            Crumb(title, agent_path(record, language)),
        )
        said = description or role
        picture = picture_value(record.picture, language)
        return About(kind, title, said, trail, record.uid, picture, links)


def _index_crumb(word: str, language: str) -> Crumb:
    return Crumb(index_title(word, language), f"/{language}/{word}/")


def index_title(word: str, language: str) -> str:
    """Return what the index of ``word`` (``topics``, ``people``, ``outlets``, ``sections``) is called."""
    with override(language):
        titles = {
            "topics": _("Topics"),
            "people": _("People"),
            "outlets": _("Outlets"),
            "sections": _("Sections"),
        }
        return titles[word]
