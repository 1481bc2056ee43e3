"""Which documents a batch of new stories changes: the fronts and archive pages that they come into."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q

from standfirst.interchange.ninjs.records import Records
from standfirst.interchange.ninjs.rows import NewStory
from standfirst.keys.changes import changed
from standfirst.stories.gatherings import PAGE, Gathering
from standfirst.stories.models import Story
from standfirst.stories.public import public


def gatherings_of(each: NewStory, records: Records, source_uids: dict[int, str]) -> frozenset[Gathering]:
    """Return the sets that a new story is in, as ``gatherings.of`` reads them from the database."""
    story, language = each.story, each.story.locale.language_code
    members = {("newest", "")}
    if story.section_id:
        members |= {("section", uid) for uid in records.gatherings_of([story.section_id])}
    members |= {("topic", topic.uid) for topic in story.topics.all()}
    agents = {credit.agent_id for credit in story.credits.all()}
    agents |= {story.original.outlet_id} if story.original else set()
    members |= {("agent", records.agent_uids[agent]) for agent in agents}
    members |= {("source", source_uids[row.source_id]) for row in each.citations if row.source_id}
    return frozenset(Gathering(kind, uid, language) for kind, uid in members)


def came(new: Sequence[NewStory], records: Records, source_uids: dict[int, str]) -> None:
    """Put the keys of everything that the published stories of ``new`` change into the outbox. Call once they are
    written.

    Where all of them are newer than what was there, these are the keys of ``changed_around`` one by one.
    """
    published = [each for each in new if each.public]
    keys = [f"story:{each.story.uid}" for each in new]
    for each in published:
        story = each.story
        keys += [
            f"address:{story.public_path()}",
            f"versions:{story.uid}",
            f"translations:{story.translation_key}",
        ]
    for language in {each.story.locale.language_code for each in published}:
        mine = [each for each in published if each.story.locale.language_code == language]
        keys += _of_sets(mine, language, records, source_uids)
    changed(*keys)


def _of_sets(
    mine: Sequence[NewStory], language: str, records: Records, source_uids: dict[int, str]
) -> list[str]:
    sets: set[Gathering] = set()
    for each in mine:
        sets |= gatherings_of(each, records, source_uids)
    keys = [key for each in sets for key in (each.key, each.page_key("last"))]
    oldest: tuple[datetime, str] = min((_moment(each.story), each.story.uid) for each in mine)
    own = {each.story.pk for each in mine}
    if _later(Story.objects.filter(locale__language_code=language), oldest, own).exists():
        for gathering in sorted(sets, key=lambda each: each.key):
            keys += _pages(gathering, oldest, own)
    return keys


def _moment(story: Story) -> datetime:
    assert story.first_published_at is not None
    return story.first_published_at


def _later(stories: Any, oldest: tuple[datetime, str], own: set[int]) -> Any:
    at, uid = oldest
    later = Q(first_published_at__gt=at) | Q(first_published_at=at, uid__gt=uid)
    return public(stories).filter(later).exclude(pk__in=own)


def _pages(gathering: Gathering, oldest: tuple[datetime, str], own: set[int]) -> Iterable[str]:
    """Yield the archive pages that change where the set had stories newer than the batch's oldest."""
    stories = gathering.stories()
    if not _later(stories, oldest, own).exists():
        return
    at, uid = oldest
    earlier = stories.exclude(pk__in=own).filter(
        Q(first_published_at__lt=at) | Q(first_published_at=at, uid__lt=uid)
    )
    for number in range(earlier.count() // PAGE + 1, gathering.last_page() + 2):
        yield gathering.page_key(number)
