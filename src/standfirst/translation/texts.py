"""The texts that a summary may rest on, as far as they are kept here. Only reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from standfirst.stories.models import Story
from standfirst.translation.models import SummaryBasis
from standfirst.translation.pairing.resting import said_in
from standfirst.translation.pairing.states import digest
from standfirst.wire.actions.rights import machine_use_reserved
from standfirst.wire.models import Item

MOST_ITEMS = 12
MOST_SHOWN = 400
"""Sentences of one source that are shown and can be chosen."""
Kind = SummaryBasis.Kind


@dataclass(frozen=True)
class Text:
    """One source as far as it is kept here."""

    kind: str
    uid: str
    outlet: str
    title: str
    url: str
    language: str
    said: tuple[str, ...]
    whole: bool
    """Whether its text is kept: without it nobody can tell whether a sentence is gone from it."""
    mark: str
    """The hash of an original's whole text."""
    reserved: str

    @property
    def name(self) -> str:
        """Outlet and title."""
        return f"{self.outlet}: {self.title}"

    @cached_property
    def marks(self) -> frozenset[str]:
        """The hashes of all of its sentences."""
        return frozenset(digest(each) for each in self.said)

    @property
    def shown(self) -> Sequence[str]:
        """The sentences that can be chosen."""
        return self.said[:MOST_SHOWN]

    @cached_property
    def shape(self) -> str:
        """How many sentences are shown, and which, in order."""
        return f"{self.uid}:{len(self.shown)}:{digest(' '.join(digest(each) for each in self.shown))[:16]}"


def texts_of(story: Story, rows: Sequence[SummaryBasis], *, items: bool) -> list[Text]:
    """Return the texts of a summary: its original's, and those of ``items``. ``rows`` are what it rests on."""
    return [_original(story), *(_item(each) for each in (_items(story, rows) if items else ()))]


def _original(story: Story) -> Text:
    original = story.original
    assert original is not None
    text = "" if original.text_withheld else original.text
    return Text(
        Kind.ORIGINAL,
        original.uid,
        str(original.outlet),
        original.title,
        original.url,
        original.language,
        tuple(said_in(original.title, text)),
        bool(text),
        original.text_sha256,
        machine_use_reserved(original),
    )


def _item(item: Item) -> Text:
    return Text(
        Kind.ITEM,
        item.uid,
        str(item.outlet),
        item.title,
        item.url,
        item.language,
        tuple(said_in(item.title, item.text)),
        True,
        "",
        item.reserved_by if item.reserved else "",
    )


def _items(story: Story, rows: Sequence[SummaryBasis]) -> list[Item]:
    """Return what something rests on, and what else the thread has that the story was taken from; no text twice."""
    based = {row.source_uid for row in rows if row.source_kind == Kind.ITEM}
    taken = Item.objects.filter(assignments__story_id=story.pk)
    others = Item.objects.filter(thread__in=taken.values("thread")).exclude(sameness=Item.Sameness.EXACT)
    if story.original is not None and story.original.text and not story.original.text_withheld:
        others = others.exclude(pk__in=taken.values("pk"))
    free = others.exclude(uid__in=based).order_by("at", "pk")[: max(0, MOST_ITEMS - len(based))]
    found = Item.objects.filter(Q(uid__in=based) | Q(pk__in=[each.pk for each in free]))
    return list(found.select_related("outlet").order_by("at", "pk"))
