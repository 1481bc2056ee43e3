"""The records that items name: found by uri, else by name, else made. One set for a whole import."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Count, Max

from standfirst.interchange.ninjs.item import Item, Named
from standfirst.provenance.models import Agent, Permission
from standfirst.provenance.outlets import Outlets, folded
from standfirst.publication.languages import slug
from standfirst.publication.models import Publication, Section, Topic
from standfirst.publication.reserved import RESERVED

_OUR_URI = re.compile(
    r"urn:uuid:([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})", re.I
)
Subject = TypeVar("Subject", Section, Topic)


def uid_of(uri: str) -> str:
    """Return the uid in a uri of our form, ``urn:uuid:...``; ``""`` where it has another form."""
    found = _OUR_URI.fullmatch(uri)
    return "".join(found.groups()).lower() if found else ""


@dataclass
class Records:
    """Agents, sections and topics as they are now, by every name they have."""

    outlets: Outlets = field(default_factory=Outlets)
    agents: dict[str, int] = field(default_factory=dict)
    """By uid and by each address that is the same as the agent."""
    sections: dict[str, Section] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    parents: dict[int, tuple[str, int | None]] = field(default_factory=dict)
    """Each section's uid and the section it is inside of."""
    agent_uids: dict[int, str] = field(default_factory=dict)
    ours: frozenset[str] = frozenset()
    """The publication's own names, folded."""
    _stamp: tuple[object, ...] = ()

    def refresh(self) -> None:
        """Read everything anew where an agent, section or topic came or went since."""
        stamp = tuple(
            tuple(model.objects.aggregate(n=Count("pk"), last=Max("pk")).values())
            for model in (Agent, Section, Topic)
        )
        if stamp == self._stamp:
            return
        self.outlets = Outlets.load()
        self.agents, self.agent_uids = {}, {}
        for pk, uid, same_as in Agent.objects.order_by("-pk").values_list("pk", "uid", "same_as"):
            self.agent_uids[pk] = uid
            self.agents |= dict.fromkeys((uid, *(each for each in same_as if isinstance(each, str))), pk)
        self.sections, self.topics, self.parents = {}, {}, {}
        for section in Section.objects.order_by("-pk"):
            self._know(section, self.sections)
        for topic in Topic.objects.order_by("-pk"):
            self._know(topic, self.topics)
        record = Publication.objects.select_related("house").order_by("pk").first()
        names = [*record.name.values()] if record else []
        if record and record.house:
            names += [*record.house.name.values(), *record.house.aliases]
        self.ours = frozenset(map(folded, names))
        self._stamp = stamp

    def made(self) -> None:
        """Note what this set made itself, so that ``refresh`` doesn't read it anew."""
        self._stamp = tuple(
            tuple(model.objects.aggregate(n=Count("pk"), last=Max("pk")).values())
            for model in (Agent, Section, Topic)
        )

    def _know(self, record: Subject, known: dict[str, Subject]) -> None:
        names: list[str] = [f"{language}:{folded(name)}" for language, name in record.name.items()]
        known |= dict.fromkeys((record.uid, f"/{record.slug}", *names), record)
        if isinstance(record, Topic):
            known |= dict.fromkeys(record.same_as, record)
        else:
            self.parents[record.pk] = (record.uid, record.parent_id)

    def agent(self, who: Named, language: str, kind: str) -> int:
        """Return the agent's primary key: by uri, by any form of its name, or a new one without a page."""
        uid = uid_of(who.uri)
        known = self.agents.get(uid or who.uri) if who.uri else None
        if known is None:
            known = self.outlets.find(who.name)
        if known is None:
            fields = {"uid": uid} if uid else {"same_as": [who.uri] if who.uri.startswith("http") else []}
            known = self.outlets.propose(who.name, language, kind, **fields)
            if who.uri:
                self.agents[uid or who.uri] = known
        if known not in self.agent_uids:
            self.agent_uids[known] = Agent.objects.values_list("uid", flat=True).get(pk=known)
        return known

    def section(self, who: Named, language: str, *, make: bool) -> Section | None:
        """Return the section: by uri, name or address; a new one at the top where there is none and ``make``."""
        found: Section | None = self._find(who, language, self.sections)
        if found is None and make:
            address = _address(who.name, language, "section", self.sections)
            found = Section.objects.create(
                name={language: who.name}, slug=address, sort_order=len(self.parents), **_uid(who)
            )
            self._know(found, self.sections)
        if found is not None:
            self._name(found, who, language, self.sections)
        return found

    def topic(self, who: Named, language: str) -> Topic:
        """Return the topic: by uri, name or address, else a new one."""
        found = self._find(who, language, self.topics)
        if found is None:
            address = _address(who.name, language, "topic", self.topics)
            same_as = [who.uri] if who.uri.startswith("http") else []
            found = Topic.objects.create(
                name={language: who.name}, slug=address, same_as=same_as, **_uid(who)
            )
            self._know(found, self.topics)
        self._name(found, who, language, self.topics)
        return found

    def subjects(self, item: Item, language: str) -> tuple[Section | None, list[Topic]]:
        """Return the section and the topics of ``item``."""
        section = self.section(item.section, language, make=True) if item.section else None
        topics = list(item.topics)
        for who in item.others:
            if section is None and (found := self.section(who, language, make=False)) is not None:
                section = found
            else:
                topics.append(who)
        return section, list(
            {topic.pk: topic for topic in (self.topic(who, language) for who in topics)}.values()
        )

    def _find(self, who: Named, language: str, known: dict[str, Subject]) -> Subject | None:
        found = known.get(uid_of(who.uri) or who.uri) if who.uri else None
        if found is None:
            found = known.get(f"{language}:{folded(who.name)}")
        # Last, for it takes the longest to make.
        return found or known.get(f"/{slug(who.name, language)}")

    def _name(self, record: Subject, who: Named, language: str, known: dict[str, Subject]) -> None:
        if not record.name.get(language):
            record.name = {**record.name, language: who.name}
            record.save()
            self._know(record, known)

    def gatherings_of(self, sections: Iterable[int]) -> set[str]:
        """Return the uids of ``sections`` and of all above them."""
        uids: set[str] = set()
        for start in sections:
            above: int | None = start
            while above is not None and self.parents[above][0] not in uids:
                uid, above = self.parents[above]
                uids.add(uid)
        return uids


def permissions_of(holder: int, original: int | None) -> list[Permission]:
    """Return the permissions on file for an outlet's original, its own one first."""
    found = Permission.objects.filter(outlet_id=holder, original__isnull=True)
    own = Permission.objects.filter(original_id=original) if original else Permission.objects.none()
    return [*own.order_by("-pk"), *found.order_by("-pk")]


def _uid(who: Named) -> dict[str, str]:
    uid = uid_of(who.uri)
    return {"uid": uid} if uid else {}


def _address(name: str, language: str, word: str, known: Container[str]) -> str:
    base = slug(name, language, 70) or word
    if base in RESERVED or re.fullmatch(r"\d{4}", base):
        base = f"{base}-{word}"
    number, free = 2, base
    while f"/{free}" in known:
        number, free = number + 1, f"{base}-{number}"
    return free
