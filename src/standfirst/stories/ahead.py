"""What the pages of many stories show, read in a fixed number of queries before the first of them is rendered.

Values are built in one place only (``reading``, ``cards``, ``sources``, ``heads``), and there the keys are recorded.
What is here answers their queries for a whole batch. Without it they ask the database themselves.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects

from standfirst.keys.recording import ahead
from standfirst.provenance.models import Citation, Source
from standfirst.publication.reading import languages
from standfirst.stories import attached, cards
from standfirst.stories.gatherings import Gathering
from standfirst.stories.models import Change, Related, Story
from standfirst.stories.public import is_public, public

_PATH = re.compile(r"/([a-zA-Z-]+)/(\d{4})/(\d{2})/([^/]+)/(?:share\.png)?")
_UNREAD = ("body", "body_text")
_SOURCE = re.compile(r"/[a-zA-Z-]+/sources/([0-9a-zA-Z_-]{1,64})/(?:archive/\d+/)?")


def stories_at(paths: Sequence[str]) -> None:
    """Read the stories whose pages or share pictures are among ``paths``, and all that their pages show."""
    addresses = {}
    for path in paths:
        match = _PATH.fullmatch(path)
        if match:
            language, year, month, slug = match.groups()
            addresses[language, int(year), int(month), slug] = path.endswith("/")
    if not addresses:
        return
    slugs = {slug for _, _, _, slug in addresses}
    years = {year for _, year, _, _ in addresses}
    found = Story.objects.filter(slug__in=slugs, address_year__in=years, live=True).order_by()
    stories = []
    for story in _with_surroundings(found):
        address = _address(story)
        if address in addresses:
            ahead()["story", *address] = story
            if addresses[address]:
                stories.append(story)
    _read(stories)


def stories(uids: Sequence[str]) -> None:
    """Read the stories with ``uids`` and all that their pages show."""
    found = _with_surroundings(Story.objects.filter(uid__in=uids).order_by()) if uids else []
    for story in found:
        ahead()["story", story.uid] = story
    _read([story for story in found if is_public(story)])


def _address(story: Story) -> tuple[str, int, int, str]:
    assert story.address_year is not None and story.address_month is not None
    return story.locale.language_code, story.address_year, story.address_month, story.slug


def _with_surroundings(stories: QuerySet[Story]) -> list[Story]:
    found = list(stories.defer(*_UNREAD))
    attached.around(found, ahead())
    attached.permissions(found, ahead())
    return found


def _read(stories: Sequence[Story]) -> None:
    if not stories:
        return
    records = ahead()
    pks = [story.pk for story in stories]
    credits = cards.credits_of(stories)
    topics, changes = _topics(pks), _changes(pks)
    versions = _versions(stories)
    related = _related(pks)
    cited = _cited(stories)
    for story in stories:
        records["credits", story.pk] = credits[story.pk]
        records["topics", story.pk] = topics[story.pk]
        records["changes", story.pk] = changes[story.pk]
        records["related", story.pk] = related[story.pk]
        records["translations", story.translation_key] = versions[story.translation_key]
        records["cited", story.key] = cited[story.key]
    for story in stories:
        records["listed", story.pk] = story
    cards.read_ahead({other for others in related.values() for other in others})
    _sources({uid for uids in cited.values() for uid in uids})


def _sources(uids: Iterable[str]) -> list[Source]:
    records = ahead()
    missing = [uid for uid in uids if ("source", uid) not in records]
    found = list(Source.objects.filter(uid__in=missing).order_by()) if missing else []
    attached.outlets(found, records)
    prefetch_related_objects(found, "copies", "link_check")
    for source in found:
        records["source", source.uid] = source
    return found


def sources_at(paths: Sequence[str]) -> None:
    """Read the sources whose pages are among ``paths``, and which stories cite them."""
    uids = dict.fromkeys(match[1] for path in paths if (match := _SOURCE.fullmatch(path)))
    if not uids:
        return
    _sources(uids)
    rows = Citation.objects.filter(source__uid__in=uids, dismissed=False, cited_by__startswith="story:")
    pairs = set(rows.values_list("source__uid", "cited_by"))
    cited: dict[str, set[str]] = defaultdict(set)
    for uid, key in pairs:
        cited[key.removeprefix("story:")].add(uid)
    stories = public(Story.objects.filter(uid__in=cited)).order_by("first_published_at", "uid")
    members: dict[Gathering, list[int]] = {
        Gathering("source", uid, language): [] for uid in uids for language in languages()
    }
    for pk, own, language in stories.values_list("pk", "uid", "locale__language_code"):
        for uid in cited[own]:
            members.setdefault(Gathering("source", uid, language), []).append(pk)
    for gathering, pks in members.items():
        ahead()["members", gathering] = pks
    cards.read_newest(members)


def _topics(pks: Sequence[int]) -> dict[int, list[Any]]:
    through = Story.topics.through._default_manager.filter(story__in=pks).order_by("topic__slug")
    pairs = list(through.values_list("story_id", "topic_id"))
    topics = Story.topics.rel.model._default_manager.in_bulk({topic for _, topic in pairs})
    found: dict[int, list[Any]] = defaultdict(list)
    for story, topic in pairs:
        found[story].append(topics[topic])
    return found


def _changes(pks: Sequence[int]) -> dict[int, list[Change]]:
    found: dict[int, list[Change]] = defaultdict(list)
    for change in Change.objects.filter(story__in=pks).select_related("version").order_by("-made_at", "-pk"):
        found[change.story_id].append(change)
    return found


def _versions(stories: Iterable[Story]) -> dict[Any, list[Story]]:
    found: dict[Any, list[Story]] = defaultdict(list)
    keys = {story.translation_key for story in stories}
    same = list(public(Story.objects.filter(translation_key__in=keys)).defer(*cards.HEAVY).order_by())
    attached.around(same, ahead())
    for story in same:
        found[story.translation_key].append(story)
    return found


def _related(pks: Sequence[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    places = Related.objects.filter(story__in=pks).order_by(
        "-score", "-other__first_published_at", "other__uid"
    )
    for story, other in places.values_list("story_id", "other_id"):
        found[story].append(other)
    return found


def _cited(stories: Iterable[Story]) -> dict[str, list[str]]:
    keys = [story.key for story in stories]
    rows = Citation.objects.filter(cited_by__in=keys, dismissed=False, source__isnull=False)
    found: dict[str, list[str]] = defaultdict(list)
    for key, uid in rows.order_by("position").values_list("cited_by", "source__uid"):
        if uid not in found[key]:
            found[key].append(uid)
    return found
