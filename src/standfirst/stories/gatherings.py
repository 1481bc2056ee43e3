"""The sets of stories that have a front and archive pages: of a section, topic, person, outlet, source, or all.

A front holds the newest 20. An archive page holds 100, numbered from the oldest, so that a new story changes
the last page only. Keys: the front's (``front:section:<uid>:<l>``; ``stories:<l>`` for all), each archive
page's (``archive:section:<uid>:<l>:<n>``), and ``...:last``, read by the page that is last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Locale

from standfirst.keys.changes import changed
from standfirst.keys.recording import ahead, kept, read
from standfirst.provenance.models import Citation
from standfirst.publication.models import Section
from standfirst.stories.models import Credit, Story
from standfirst.stories.public import public

FRONT = 20
PAGE = 100
_OFTEN = 3
"""Archive pages of one set in one moment, from which on all its members are read at once."""


@dataclass(frozen=True)
class Gathering:
    """One set in one language."""

    kind: str
    """``newest``, ``section``, ``topic``, ``agent`` (credits and originals) or ``source``."""
    uid: str
    language: str

    @property
    def key(self) -> str:
        """The key of the set's newest stories."""
        if self.kind == "newest":
            return f"stories:{self.language}"
        return f"front:{self.kind}:{self.uid}:{self.language}"

    def page_key(self, page: int | str) -> str:
        """Return the key of archive page ``page``, or of whichever is the last (``last``)."""
        return f"archive:{self.kind}:{self.uid}:{self.language}:{page}"

    def stories(self) -> QuerySet[Story]:
        """Return the set's public stories, oldest first."""
        stories = public(Story.objects.filter(locale__language_code=self.language))
        if self.kind == "section":
            ids = _below(self.uid)
            more = Story.more_sections.through.objects.filter(section_id__in=ids)
            stories = _either(stories, Story.objects.filter(section__in=ids), more.values("story_id"))
        elif self.kind == "topic":
            stories = stories.filter(topics__uid=self.uid)
        elif self.kind == "agent":
            credited = Credit.objects.filter(agent__uid=self.uid)
            theirs = Story.objects.filter(original__outlet__uid=self.uid)
            stories = _either(stories, theirs, credited.values("story_id"))
        elif self.kind == "source":
            cited = Citation.objects.filter(
                source__uid=self.uid, dismissed=False, cited_by__startswith="story:"
            )
            uids = [key.removeprefix("story:") for key in cited.values_list("cited_by", flat=True).distinct()]
            stories = stories.filter(uid__in=uids)
        return stories.order_by("first_published_at", "uid")

    def newest(self, count: int = FRONT, since: datetime | None = None) -> QuerySet[Story]:
        """Return the newest ``count``, those published after ``since`` only, newest first; note that they were read."""
        read(self.key)
        members = self._members()
        stories = self.stories() if members is None else _these(members[-count:])
        if since is not None:
            stories = stories.filter(first_published_at__gt=since)
        return stories.order_by("-first_published_at", "-uid")[:count]

    def newest_pks(self, count: int = FRONT) -> list[int]:
        """Return the primary keys of ``newest(count)``, from what this moment has already where it has them."""
        read(self.key)
        members, front = self._members(), ahead().get(("front", self))
        if members is not None:
            return members[: -count - 1 : -1]
        if front is not None and count <= FRONT:
            return list(front[:count])
        return list(self.newest(count).values_list("pk", flat=True))

    @kept
    def last_page(self) -> int:
        """Return the number of the newest archive page, 0 where there is none yet."""
        members = self._members()
        return -(-(self.stories().count() if members is None else len(members)) // PAGE)

    def _members(self) -> list[int] | None:
        """Return all members in their order where this moment has them already."""
        found: list[int] | None = ahead().get(("members", self))
        return found

    def page(self, number: int) -> tuple[QuerySet[Story], bool] | None:
        """Return ``(stories newest first, whether it is the last page)``, or None where there is no such page."""
        read(self.page_key(number))
        last = self.last_page()
        if number >= last:
            read(self.page_key("last"))
        if not 1 <= number <= last:
            return None
        records, asked = ahead(), ("asked", self)
        records[asked] = records.get(asked, 0) + 1
        if records[asked] == _OFTEN:
            records["members", self] = list(self.stories().values_list("pk", flat=True))
        members = self._members()
        span = slice((number - 1) * PAGE, number * PAGE)
        page = list(self.stories().values_list("pk", flat=True)[span]) if members is None else members[span]
        return _these(page), number == last


def _these(pks: list[int]) -> QuerySet[Story]:
    return Story.objects.filter(pk__in=pks).order_by("-first_published_at", "-uid")


def parse_key(key: str) -> tuple[Gathering, int | str | None] | None:
    """Return the set that a key of its front or archive belongs to, with the page; None for other keys."""
    kind, _colon, rest = key.partition(":")
    if kind == "stories":
        return Gathering("newest", "", rest), None
    parts = rest.split(":")
    if kind == "front" and len(parts) == 3:
        return Gathering(*parts), None
    if kind == "archive" and len(parts) == 4:
        return Gathering(*parts[:3]), int(parts[3]) if parts[3].isdecimal() else parts[3]
    return None


@kept
def _below(uid: str) -> list[int]:
    parents = dict(Section.objects.values_list("pk", "parent_id"))
    wanted = set(Section.objects.filter(uid=uid).values_list("pk", flat=True))
    while more := {pk for pk, parent in parents.items() if parent in wanted} - wanted:
        wanted |= more
    return sorted(wanted)


def _either(stories: QuerySet[Story], some: QuerySet[Story], keys: QuerySet[Any, Any]) -> QuerySet[Story]:
    """Narrow ``stories`` to those in ``some`` or among ``keys``, each story once.

    A union, not a condition with "or": so each half comes from its own index, however many stories there are.
    """
    return stories.filter(pk__in=some.order_by().values("pk").union(keys.order_by()))


def of(story: Story) -> frozenset[Gathering]:
    """Return the sets the story is in, as stored: all sections above its own, topics, agents, sources."""
    language = story.locale.language_code
    members = {("newest", "")}
    parents = {pk: (uid, parent) for pk, uid, parent in Section.objects.values_list("pk", "uid", "parent_id")}
    sections = list(Section.objects.filter(more_stories=story).values_list("pk", flat=True))
    for start in (story.section_id, *sections):
        above = start
        while above is not None and ("section", parents[above][0]) not in members:
            members.add(("section", parents[above][0]))
            above = parents[above][1]
    stored = Story.objects.filter(pk=story.pk)
    members |= {("topic", uid) for uid in stored.values_list("topics__uid", flat=True) if uid}
    for name in ("credits__agent__uid", "original__outlet__uid"):
        members |= {("agent", uid) for uid in stored.values_list(name, flat=True) if uid}
    cited = Citation.objects.filter(cited_by=story.key, dismissed=False, source__isnull=False)
    members |= {("source", uid) for uid in cited.values_list("source__uid", flat=True)}
    return frozenset(Gathering(kind, uid, language) for kind, uid in members)


def changed_wholly(gatherings: Iterable[Gathering]) -> None:
    """Say that any story may have come into or left ``gatherings``: before and after it, for their ends differ."""
    for gathering in gatherings:
        pages = (gathering.page_key(number) for number in range(1, gathering.last_page() + 2))
        changed(gathering.key, gathering.page_key("last"), *pages)


def above(section: Section) -> list[Gathering]:
    """Return the sets of a section and of all that it is inside of, in every language."""
    found: list[Section] = []
    step: Section | None = section
    while step is not None and step not in found:
        found.append(step)
        step = step.parent
    return [gathering for each in found for gathering in in_every_language("section", each.uid)]


def in_every_language(kind: str, uid: str) -> list[Gathering]:
    """Return a record's sets, one for each language of the publication."""
    tags = Locale.objects.order_by("language_code").values_list("language_code", flat=True)
    return [Gathering(kind, uid, tag) for tag in tags]


def changed_around(story: Story, gatherings: Iterable[Gathering]) -> None:
    """Say that the story came into, or left, ``gatherings``: its archive page and the later ones change."""
    keys: list[str] = []
    for gathering in gatherings:
        keys += [gathering.key, gathering.page_key("last"), *_pages_around(story, gathering)]
    changed(*keys)


def _pages_around(story: Story, gathering: Gathering) -> Iterator[str]:
    at, uid = story.first_published_at, story.uid
    stories = gathering.stories()
    others = stories.exclude(pk=story.pk)
    # The first condition says nothing new: it is what an index can answer.
    later = others.filter(first_published_at__gte=at)
    if later.filter(Q(first_published_at__gt=at) | Q(uid__gt=uid)).exists():
        index = others.filter(Q(first_published_at__lt=at) | Q(first_published_at=at, uid__lt=uid)).count()
        last = -(-stories.count() // PAGE)
        yield from (gathering.page_key(number) for number in range(index // PAGE + 1, last + 2))
    elif not stories.filter(pk=story.pk).exists():
        # Where it was alone on the last page, the page before is the last one now.
        yield gathering.page_key(-(-stories.count() // PAGE))
