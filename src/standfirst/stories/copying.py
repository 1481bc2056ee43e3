"""How much of a story is its original's own words. A summary has to be in ours."""

from __future__ import annotations

import re

from standfirst.stories import rendering
from standfirst.stories.models import Story

MOST_COPIED = 0.25
"""Names, figures and quotations repeat anyway; above this share a text is no summary in our own words."""
_RUN = 8
_FEW = 40
_WORD = re.compile(r"\w+")


def copied_share(story: Story) -> float:
    """Return the share of the body's words, outside quotations, that stand in runs of eight that the original has too.

    0.0 where the original's text isn't kept, and for a body of fewer than 40 words.
    """
    text = story.original.text if story.original is not None else ""
    own = _words(rendering.body_text([block for block in story.body if block.block_type != "quote"]))
    if not text or len(own) < _FEW:
        return 0.0
    theirs = _words(text)
    runs = {tuple(theirs[i : i + _RUN]) for i in range(len(theirs) - _RUN + 1)}
    copied: set[int] = set()
    for i in range(len(own) - _RUN + 1):
        if tuple(own[i : i + _RUN]) in runs:
            copied.update(range(i, i + _RUN))
    return len(copied) / len(own)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
