"""On what a sentence of ours may rest: a likeness of sentences in two languages, and what became of those we knew.

No model and no dictionary: what languages share are numbers, days, the sound of names, and the beginnings of words once
they are written in one alphabet. It proposes; an editor decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from math import log, sqrt

from standfirst.publication.languages import lower, primary, slug
from standfirst.translation.pairing.states import digest
from standfirst.wire.losses import days, values
from standfirst.wire.passages import sentences
from standfirst.wire.threads.words import common_words, has_case, sound, stem

MOST_PROPOSED = 3
ENOUGH = 2.0
"""What a proposal must share: a number that no other sentence has, or a name with a word, or three words."""
NEAR = 0.5
"""What part of the best proposal's likeness the others must have."""
SAME_SENTENCE = 0.5
"""From what part of the same words on a sentence is taken for an earlier one, edited."""
_DAY, _NUMBER, _DIGIT, _NAME, _STEM, _BEGINNING = "@", "#", "'", "~", "=", "-"
_WEIGHTS = {_DAY: 2.5, _NUMBER: 2.0, _DIGIT: 0.8, _NAME: 1.5, _STEM: 1.0, _BEGINNING: 0.6}
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST, _STEMS, _BEGINNINGS, _LEAST = 40, 8, 4, 3
_MOST_SHARED = 6


class Rest(StrEnum):
    """How it stands with one sentence of ours."""

    RESTS = "rests"
    OWN = "own"
    CHANGED = "changed"
    STALE = "stale"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Proposed:
    """One sentence that ours may rest on: its place in what was compared, and what both have, as ours has it."""

    at: int
    shared: tuple[str, ...]


def said_in(title: str, text: str) -> list[str]:
    """Return the sentences of a source, each once: its title first."""
    found: dict[str, str] = {}
    for line in (title, *text.splitlines()):
        for sentence in sentences(line):
            found.setdefault(digest(sentence), sentence)
    return list(found.values())


def told(text: str, language: str) -> dict[str, str]:
    """Return what a sentence tells, in forms in which two languages compare, each with how it is printed here."""
    language = primary(language)
    found: dict[str, str] = {}
    for _at, printed, (month, day) in days(text, language):
        found.setdefault(f"{_DAY}{month}-{day}", printed)
    for _at, printed, meanings in values(text):
        kind = _NUMBER if len(printed) > 1 else _DIGIT
        for meaning in meanings:
            found.setdefault(f"{kind}{meaning:f}", printed)
    silent = common_words(language)
    for printed in _WORD.findall(text):
        word = lower(printed[:_LONGEST], language)
        if len(word) < _LEAST or word in silent:
            continue
        heard = sound(word, language) if not has_case(printed) or printed[0].isupper() else ""
        if heard:
            found.setdefault(_NAME + heard, printed)
        if stemmed := slug(stem(word, language), language).replace("-", ""):
            found.setdefault(_STEM + stemmed[:_STEMS], printed)
        latin = slug(word, language).replace("-", "")
        if len(latin) >= _BEGINNINGS:
            found.setdefault(_BEGINNING + latin[:_BEGINNINGS], printed)
    return found


class Sources:
    """Sentences that something may rest on, made ready to be compared: ``(text, language)`` each."""

    def __init__(self, sentences: Iterable[tuple[str, str]]) -> None:
        self._told = [told(text, language) for text, language in sentences]
        count = len(self._told)
        seen = Counter(term for each in self._told for term in each)
        # What every sentence has tells none from another.
        self._weights = {
            term: _WEIGHTS[term[0]] * log(1 + count / number) / log(1 + count)
            for term, number in seen.items()
        }
        self._lengths = [sqrt(1 + sum(self._weights[term] for term in each)) for each in self._told]

    def proposed(self, text: str, language: str) -> list[Proposed]:
        """Return the sentences that are most like ``text``, the most alike first, at most three; often none."""
        ours = told(text, language)
        found: list[tuple[float, int, list[str]]] = []
        for at, (theirs, length) in enumerate(zip(self._told, self._lengths, strict=True)):
            shared = [term for term in ours if term in theirs]
            weight = sum(self._weights[term] for term in shared)
            if weight >= ENOUGH:
                found.append((weight / length, at, shared))
        found.sort(key=lambda each: (-each[0], each[1]))
        best = found[0][0] if found else 0.0
        return [
            Proposed(at, self._printed(ours, shared))
            for likeness, at, shared in found[:MOST_PROPOSED]
            if likeness >= best * NEAR
        ]

    def _printed(self, ours: dict[str, str], shared: Sequence[str]) -> tuple[str, ...]:
        found: list[str] = []
        for term in sorted(shared, key=lambda term: -self._weights[term]):
            # The number of a day says nothing that the day doesn't.
            if not any(ours[term] in printed for printed in found):
                found.append(ours[term])
        return tuple(found[:_MOST_SHARED])


def followed(kept: Sequence[str], now: Sequence[str]) -> dict[str, str]:
    """Return which of the sentences ``now`` each of the ``kept`` ones became: the same, else the most alike.

    One that has become none isn't in it, and no sentence is what two became.
    """
    here = set(now)
    found = {each: each for each in kept if each in here}
    left = [each for each in dict.fromkeys(kept) if each not in found]
    free = [each for each in now if each not in set(found.values())]
    alike: list[tuple[float, int, int]] = []
    for one, before in enumerate(left):
        matcher = SequenceMatcher(None, autojunk=False)
        matcher.set_seq2(before.split())
        for other, after in enumerate(free):
            matcher.set_seq1(after.split())
            if matcher.quick_ratio() >= SAME_SENTENCE and (ratio := matcher.ratio()) >= SAME_SENTENCE:
                alike.append((-ratio, one, other))
    taken: set[int] = set()
    for _ratio, one, other in sorted(alike):
        if left[one] not in found and other not in taken:
            taken.add(other)
            found[left[one]] = free[other]
    return found
