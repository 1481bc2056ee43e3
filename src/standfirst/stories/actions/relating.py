"""The lists of related stories of many stories at once: the same that ``related`` keeps story by story."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from heapq import nsmallest

from django.db import transaction
from django.db.models import Count, Max

from standfirst.keys.changes import changed
from standfirst.keys.inserting import insert
from standfirst.stories.models import Related, Story
from standfirst.stories.public import public
from standfirst.stories.related import HALF_YEAR, KEPT, NEIGHBOURS, WINDOW

CHUNK = 500
_SECOND = 1_000_000
_WINDOW = WINDOW.days * 86_400 * _SECOND
_HALF_YEAR = HALF_YEAR.days * 86_400 * _SECOND
_MICROSECOND = datetime.resolution
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
List = dict[int, float]
"""One list: the others' primary keys, best first, with their scores."""
Seen = Callable[[int, int], None]


@dataclass
class _Company:
    """The public stories of one language in the order of publication (then uid), and where each topic has them.

    A story is a number here, its place in that order.
    """

    pks: array[int] = field(default_factory=lambda: array("q"))
    moments: array[int] = field(default_factory=lambda: array("q"))
    topics: list[frozenset[int]] = field(default_factory=list)
    places: dict[int, array[int]] = field(default_factory=lambda: defaultdict(lambda: array("q")))

    @classmethod
    def of(cls, locale: int) -> _Company:
        company = cls()
        stories = public(Story.objects.filter(locale_id=locale)).order_by("first_published_at", "uid")
        held: dict[int, list[int]] = defaultdict(list)
        through = Story.topics.through.objects.filter(
            story__in=public(Story.objects.filter(locale_id=locale))
        )
        for story, topic in through.values_list("story_id", "topic_id").iterator():
            held[story].append(topic)
        known: dict[frozenset[int], frozenset[int]] = {}
        rows = stories.values_list("pk", "first_published_at").iterator()
        for number, (pk, moment) in enumerate(rows):
            topics = frozenset(held.pop(pk, ()))
            company.pks.append(pk)
            company.moments.append((moment - _EPOCH) // _MICROSECOND)
            company.topics.append(known.setdefault(topics, topics))
            for topic in topics:
                company.places[topic].append(number)
        return company

    def near(self, number: int) -> set[int]:
        """Return whom the story is compared with: up to 200 on each side in each topic."""
        found: set[int] = set()
        for topic in self.topics[number]:
            places = self.places[topic]
            at = bisect_left(places, number)
            found.update(places[max(0, at - NEIGHBOURS) : at], places[at + 1 : at + 1 + NEIGHBOURS])
        found.discard(number)
        return found

    def best(self, number: int) -> List:
        """Return the story's list. The score is that of ``stories.related``."""
        topics, moments, own = self.topics, self.moments, self.topics[number]
        at, many, root = moments[number], len(own), math.sqrt
        ranked = []
        for other in self.near(number):
            apart = abs(at - moments[other])
            if apart <= _WINDOW:
                theirs = topics[other]
                alike = len(own & theirs) / root(many * len(theirs))
                score = round(alike + 0.5 / (1 + apart / _HALF_YEAR), 9)
                ranked.append((-score, -moments[other], other))
        return {self.pks[other]: -score for score, _at, other in nsmallest(KEPT, ranked)}

    def around(self, pks: Iterable[int]) -> Iterator[int]:
        """Yield those whose lists the coming of ``pks`` may have changed, and themselves, in order."""
        came = set(pks)
        touched: set[int] = set()
        arrived: dict[int, list[int]] = defaultdict(list)
        for number, pk in enumerate(self.pks):
            if pk in came:
                touched.add(number)
                for topic in self.topics[number]:
                    arrived[topic].append(number)
        for topic, numbers in arrived.items():
            places, reach = self.places[topic], 0
            for at in (bisect_left(places, number) for number in numbers):
                touched.update(places[max(reach, at - NEIGHBOURS) : at + NEIGHBOURS + 1])
                reach = at
        yield from sorted(touched)


def settle(came: Sequence[int], seen: Seen = lambda done, total: None) -> None:
    """Make the lists right that the coming of the stories ``came`` (primary keys) changed, in small transactions.

    May be interrupted and begun again. ``seen`` is told how many lists are done of how many. What editors publish
    meanwhile is noticed, and the lists are looked at again.
    """
    while True:
        before = _stamp()
        for locale in public(Story.objects.order_by()).values_list("locale_id", flat=True).distinct():
            company = _Company.of(locale)
            touched = list(company.around(came))
            new = set(came)
            for start in range(0, len(touched), CHUNK):
                chunk = touched[start : start + CHUNK]
                lists = {company.pks[number]: company.best(number) for number in chunk}
                _write(lists, new)
                seen(start + len(chunk), len(touched))
        if _stamp() == before:
            return


def rebuild() -> int:
    """Make all lists from nothing; return how many."""
    with transaction.atomic():
        Related.objects.all().delete()
        pks = list(public(Story.objects.order_by("pk")).values_list("pk", flat=True))
        settle(pks)
    return len(pks)


def _stamp() -> tuple[object, ...]:
    found = public(Story.objects.all()).aggregate(
        count=Count("pk"), last=Max("last_published_at"), changed=Max("latest_revision_id")
    )
    return tuple(found.values())


@transaction.atomic
def _write(lists: dict[int, List], new: set[int]) -> None:
    """Write the lists that differ from those stored; a story in ``new`` says that it has one even if it is empty."""
    stored: dict[int, List] = {pk: {} for pk in lists}
    for story, other, score in Related.objects.filter(story_id__in=lists).values_list(
        "story_id", "other_id", "score"
    ):
        stored[story][other] = score
    differ = [pk for pk in lists if lists[pk] != stored[pk]]
    Related.objects.filter(story_id__in=differ).delete()
    insert(
        Related,
        (
            {"story_id": pk, "other_id": other, "score": score}
            for pk in differ
            for other, score in lists[pk].items()
        ),
    )
    tell = {*differ, *(new & set(lists))}
    uids = Story.objects.filter(pk__in=tell).values_list("uid", flat=True)
    changed(*(f"related:{uid}" for uid in uids))
