"""Keeping the stored lists of related stories: what changes when one story comes or goes.

A pair counts where, in a topic and language of both, one of the two is among the newest 200 before the
other. So a story that comes or goes touches its 200 neighbours on each side, and pairs across it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Q

from standfirst.keys.changes import changed
from standfirst.stories.models import Related, Story
from standfirst.stories.public import public
from standfirst.stories.related import KEPT, NEIGHBOURS, WINDOW, Place, Traits, best, score

_Topics = Story.topics.through


def _traits(pks: Iterable[int]) -> dict[int, Traits]:
    pks = list(pks)
    topics: dict[int, set[int]] = {pk: set() for pk in pks}
    for story, topic in _Topics.objects.filter(story_id__in=pks).values_list("story_id", "topic_id"):
        topics[story].add(topic)
    rows = Story.objects.filter(pk__in=pks).values_list("pk", "uid", "first_published_at")
    return {pk: Traits(pk, uid, at, frozenset(topics[pk])) for pk, uid, at in rows}


def _sides(story: Traits, topic: int, locale: int) -> tuple[list[int], list[int]]:
    """Return the topic's public stories before (newest first) and after (oldest first), 200 each, in a year."""
    at, uid = story.published_at, story.uid
    stories = public(Story.objects.filter(topics=topic, locale_id=locale)).exclude(pk=story.pk)
    earlier = Q(first_published_at__lt=at) | Q(first_published_at=at, uid__lt=uid)
    later = Q(first_published_at__gt=at) | Q(first_published_at=at, uid__gt=uid)
    before = stories.filter(earlier, first_published_at__gte=at - WINDOW)
    after = stories.filter(later, first_published_at__lte=at + WINDOW)
    return (
        list(before.order_by("-first_published_at", "-uid").values_list("pk", flat=True)[:NEIGHBOURS]),
        list(after.order_by("first_published_at", "uid").values_list("pk", flat=True)[:NEIGHBOURS]),
    )


def _across(before: list[int], after: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs across a story that are neighbours without it and are parted by it."""
    for place, one in enumerate(before):
        other = NEIGHBOURS - 1 - place
        if other < len(after):
            yield one, after[other]


def _write(story: Traits, places: list[Place]) -> None:
    rows = [Related(story_id=story.pk, other_id=place.other.pk, score=place.score) for place in places]
    Related.objects.filter(story_id=story.pk).delete()
    Related.objects.bulk_create(rows)
    changed(f"related:{story.uid}")


def recompute(pk: int) -> None:
    """Make the list of one public story anew."""
    story = _traits([pk])[pk]
    locale = Story.objects.values_list("locale_id", flat=True).get(pk=pk)
    near: set[int] = set()
    for topic in story.topics:
        for side in _sides(story, topic, locale):
            near.update(side)
    _write(story, best(story, _traits(near).values()))


def _offer(pairs: Iterable[tuple[int, int]]) -> None:
    """Let the second of each pair into the first's list where it beats the last there."""
    pairs = list(dict.fromkeys(pairs))
    traits = _traits({pk for pair in pairs for pk in pair})
    held: dict[int, list[Place]] = {one: [] for one, _ in pairs}
    rows = list(Related.objects.filter(story_id__in=held).values_list("story_id", "other_id", "score"))
    traits |= _traits({other for _, other, _ in rows} - set(traits))
    for one, other, value in rows:
        held[one].append(Place(value, traits[other]))
    touched: set[int] = set()
    for one, other in pairs:
        place = Place(score(traits[one], traits[other]), traits[other])
        places = held[one]
        if place.score <= 0 or any(known.other.pk == other for known in places):
            continue
        places.append(place)
        places.sort(key=lambda each: each.rank)
        if len(places) <= KEPT or places.pop().other.pk != other:
            touched.add(one)
    for one in sorted(touched):
        _write(traits[one], held[one])


@transaction.atomic
def came(story: Story) -> None:
    """Give a story that became public its list, and its places in those of others."""
    own = _traits([story.pk])[story.pk]
    sides = [_sides(own, topic, story.locale_id) for topic in sorted(own.topics)]
    near = {pk for side in sides for pks in side for pk in pks}
    _write(own, best(own, _traits(near).values()))
    _offer((pk, own.pk) for pk in near)
    parted = [pair for before, after in sides for pair in _across(before, after)]
    crossing = {pk for pair in parted for pk in pair}
    if crossing:
        wanted = {*parted, *((other, one) for one, other in parted)}
        stored = Related.objects.filter(story_id__in=crossing, other_id__in=crossing)
        losers = {one for one, other in stored.values_list("story_id", "other_id") if (one, other) in wanted}
        for pk in sorted(losers):
            recompute(pk)


@transaction.atomic
def left(story: Story, topics: Iterable[int] | None = None) -> None:
    """Take a story that is public no more out of all lists, and refill its places.

    ``topics`` are the primary keys of those it had, where it has others by now.
    """
    own = _traits([story.pk])[story.pk]
    Related.objects.filter(story=story).delete()
    changed(f"related:{story.uid}")
    lists = list(Related.objects.filter(other=story).values_list("story_id", flat=True))
    offers: list[tuple[int, int]] = []
    for topic in sorted(own.topics if topics is None else topics):
        for one, other in _across(*_sides(own, topic, story.locale_id)):
            offers += [(one, other), (other, one)]
    Related.objects.filter(other=story).delete()
    for pk in sorted(set(lists)):
        recompute(pk)
    _offer(offers)
