"""Corrections and updates: the text they replace stays readable, with the difference."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from difflib import SequenceMatcher

from standfirst.keys.changes import changed
from standfirst.stories.models import Change, Story, Version

_WORDS = re.compile(r"\s*\S+|\s+")
"""Words with the space before them: spaces by themselves are all alike, and would be compared each with each."""
_WORDS_COMPARED = 4000
"""Longer stretches are shown as wholly replaced: comparing takes time in proportion to the square."""
EFFORT = 100_000_000
"""Steps of comparing two texts, at most: two seconds and a half."""


def difference(old: str, new: str) -> list[list[str]]:
    """Return ``[kind, text]`` runs that lead from ``old`` to ``new``: ``same``, ``removed`` or ``added``.

    What would take more than ``EFFORT``, as in texts that somebody wrote to be slow, is shown as wholly replaced.
    """
    runs: list[list[str]] = []
    left = EFFORT
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    left -= _cost(before, after)
    for kind, one, other in _steps(before, after) if left >= 0 else [("replace", old, new)]:
        words_one, words_other = _WORDS.findall(one), _WORDS.findall(other)
        cost = _cost(words_one, words_other)
        if kind == "replace" and len(words_one) + len(words_other) <= _WORDS_COMPARED and cost <= left:
            left -= cost
            for inner, was, now in _steps(words_one, words_other):
                _add(runs, inner, was, now)
        else:
            _add(runs, kind, one, other)
    return runs


def _cost(before: Sequence[str], after: Sequence[str]) -> int:
    """Return how many steps comparing may take: as many as there are equal pairs, once for each place they can part at."""
    one, other = Counter(before), Counter(after)
    return sum(count * other[part] for part, count in one.items()) * min(len(before), len(after))


def _steps(before: Sequence[str], after: Sequence[str]) -> Iterable[tuple[str, str, str]]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        yield kind, "".join(before[start:end]), "".join(after[other_start:other_end])


def _add(runs: list[list[str]], kind: str, one: str, other: str) -> None:
    pieces = [("same", one)]
    if kind != "equal":
        # The space before both is nobody's change.
        space = one[: len(one) - len(one.lstrip())]
        space = space if other.startswith(space) else ""
        pieces = [("same", space), ("removed", one.removeprefix(space)), ("added", other.removeprefix(space))]
    for name, text in pieces:
        if text and runs and runs[-1][0] == name:
            runs[-1][1] += text
        elif text:
            runs.append([name, text])


def _whole(headline: str, standfirst: str, text: str) -> str:
    return "\n".join(part for part in (headline, standfirst, text) if part)


def freeze(story: Story, stored: Story, sources: list[str], at: datetime) -> None:
    """Keep what readers had (``stored``) where ``story`` says it is an update or a correction of it.

    ``sources`` are the uids of those it cited, in the order of its list.
    Only these move ``updated_at``.
    """
    if story.change_kind not in Change.Kind.values:
        return
    number = stored.versions.count() + 1
    version = Version.objects.create(
        story_id=story.pk,
        number=number,
        headline=stored.title,
        standfirst=stored.standfirst,
        body_html=stored.body_html,
        text=stored.body_text,
        sources=sources,
        difference=difference(
            _whole(stored.title, stored.standfirst, stored.body_text),
            _whole(story.title, story.standfirst, story.body_text),
        ),
        published_at=stored.updated_at or stored.first_published_at or at,
        replaced_at=at,
    )
    Change.objects.create(
        story_id=story.pk, kind=story.change_kind, text=story.change_text.strip(), made_at=at, version=version
    )
    story.updated_at = at
    if story.change_kind == Change.Kind.CORRECTION:
        changed(f"corrections:{story.locale.language_code}")
