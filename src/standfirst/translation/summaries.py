"""A summary beside its sources: their sentences, ours, and what each of ours rests on. Only reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import F, QuerySet

from standfirst.stories.models import Story
from standfirst.translation.models import SummaryBasis
from standfirst.translation.pairing.body import places
from standfirst.translation.pairing.resting import Rest, followed
from standfirst.translation.pairing.states import digest
from standfirst.translation.texts import Kind, Text, texts_of
from standfirst.wire.passages import sentences

_LONG = 7


def mark(values: Iterable[str], reason: str, former: str = "") -> str:
    """Return the hash of what a sentence rests on."""
    return digest(" ".join([former, *sorted(values), reason]))


@dataclass(frozen=True)
class Said:
    """One sentence of a source: its number on the desk, counted through all sources."""

    number: int
    source: Text
    text: str

    @property
    def value(self) -> str:
        """How the form names it."""
        return f"{self.source.kind}:{self.source.uid}:{digest(self.text)}"


@dataclass(frozen=True)
class Ours:
    """One sentence of ours with what it rests on."""

    number: int
    text: str
    rows: tuple[SummaryBasis, ...]
    former: str
    """What it was when its rows were made, where that is something else."""
    gone: frozenset[int]
    """Those of ``rows``, by primary key, whose sentence isn't in its source any more."""

    @property
    def key(self) -> str:
        """The hash of its words."""
        return digest(self.text)

    @property
    def state(self) -> Rest:
        """How it stands with it."""
        if not self.rows:
            return Rest.NOTHING
        if self.gone:
            return Rest.STALE
        if self.former:
            return Rest.CHANGED
        return Rest.OWN if all(each.source_kind == Kind.OWN for each in self.rows) else Rest.RESTS

    @property
    def values(self) -> list[str]:
        """What it rests on, as the form names it."""
        return [each.value for each in self.rows if each.value]

    @property
    def reason(self) -> str:
        """Why it is our own words; empty where nobody said so."""
        return next((each.reason for each in self.rows if each.source_kind == Kind.OWN), "")

    @property
    def was(self) -> str:
        """The hash of all that is kept of it: whether somebody else changed it meanwhile."""
        return mark(self.values, self.reason, self.former)


@dataclass(frozen=True)
class BesideSources:
    """The desk of a summary."""

    draft: Story
    texts: tuple[Text, ...]
    lines: tuple[Ours, ...]

    @property
    def language(self) -> str:
        """Ours."""
        return str(self.draft.locale.language_code)

    @cached_property
    def said(self) -> list[Said]:
        """All sentences that can be chosen, in order."""
        each = ((source, text) for source in self.texts for text in source.shown)
        return [Said(number, source, text) for number, (source, text) in enumerate(each, 1)]

    @property
    def over(self) -> str:
        """What is shown of each source: by it a number is read."""
        return " ".join(each.shape for each in self.texts)

    def meant(self, number: int, over: str) -> Said | None:
        """Return the sentence that had ``number`` where ``over`` was shown; None where it isn't there as it was."""
        before = 0
        for shape in over.split():
            uid, count, _which = (*shape.split(":"), "", "")[:3]
            shown = int(count) if count.isdecimal() and len(count) < _LONG else 0
            if before < number <= before + shown:
                same = [each for each in self.said if each.source.uid == uid and each.source.shape == shape]
                return same[number - before - 1] if same else None
            before += shown
        return None

    @property
    def counts(self) -> dict[Rest, int]:
        """How many sentences of ours are in which state."""
        states = [line.state for line in self.lines]
        return {state: number for state in Rest if (number := states.count(state))}


def is_summary(story: Story) -> bool:
    """Tell whether a story has sources to be written beside."""
    return bool(story.origin == Story.Origin.SUMMARY and story.original_id is not None)


def beside_sources(story: Story, draft: Story | None = None, *, items: bool = True) -> BesideSources | None:
    """Return the desk of ``story``; None where it is no summary of anything. ``items``: with those of its thread."""
    if draft is None:
        draft = Story.objects.select_related("locale").get(pk=story.pk).get_latest_revision_as_object()
    if not is_summary(draft):
        return None
    kept = list(SummaryBasis.objects.filter(story_id=draft.pk))
    texts = texts_of(draft, kept, items=items)
    return BesideSources(draft, tuple(texts), tuple(_lines(our_sentences(draft), kept, texts)))


def our_sentences(draft: Story) -> list[str]:
    """Return the sentences of a story's paragraphs and quotations, each once."""
    told = [place for place in places(draft.body.get_prep_value()) if place.kind != "heading"]
    found: dict[str, str] = {}
    for place in told:
        for sentence in sentences(place.unit.text):
            found.setdefault(digest(sentence), sentence)
    return list(found.values())


def _lines(ours: Sequence[str], rows: Sequence[SummaryBasis], texts: Sequence[Text]) -> Iterator[Ours]:
    by_sentence: dict[str, list[SummaryBasis]] = {}
    for row in rows:
        by_sentence.setdefault(row.sentence, []).append(row)
    became = followed(list(by_sentence), ours)
    kept = {now: before for before, now in became.items()}
    known = {(each.kind, each.uid): each for each in texts}
    for number, text in enumerate(ours, 1):
        before = kept.get(text, text)
        own = tuple(by_sentence.get(before, ()))
        gone = frozenset(row.pk for row in own if _gone(row, known))
        yield Ours(number, text, own, before if own and before != text else "", gone)


def _gone(row: SummaryBasis, known: dict[tuple[str, str], Text]) -> bool:
    source = known.get((row.source_kind, row.source_uid))
    if source is None:
        # A story's original is known; an item may be kept here no longer.
        return row.source_kind == Kind.ORIGINAL
    return source.whole and row.source_sha256 not in source.marks


def shaken() -> QuerySet[Story]:
    """Return the summaries of whose original's text something else is known than what they rest on, newest first."""
    changed = SummaryBasis.objects.filter(source_kind=Kind.ORIGINAL, story__withdrawn="")
    changed = changed.exclude(story__original__text="").exclude(story__original__text_withheld=True)
    other = changed.exclude(rests_on=F("story__original__text_sha256"))
    return Story.objects.filter(pk__in=other.values("story")).select_related("locale").order_by("-pk")


def resting_items() -> set[str]:
    """Return the uids of items of the wire that a sentence rests on."""
    return set(SummaryBasis.objects.filter(source_kind=Kind.ITEM).values_list("source_uid", flat=True))
