"""A second opinion: where a page contradicts itself, and what a wider reading finds that the careful one left out."""

from __future__ import annotations

import re
from typing import Any

from trafilatura import bare_extraction

from standfirst.publication.languages import fold
from standfirst.wire.extraction.preparing import unmarked

SECOND_READING, TEXT = "second reading", "text"
_LONG = 60
_SHARED = 0.3
_MOST = 10
_LONGEST = 600
_RUN = 4
_SCHEME = re.compile(r"^https?://(?:www\.)?")


def left_out(tree: Any, url: str | None, text: str) -> tuple[str, ...]:
    """Return passages of the page in ``tree`` that a search for all of its text brings back, and ``text`` lacks.

    At most ten, each cut at 600 characters. Often they are what the careful search was right to leave out
    (a caption, a note on cookies), now and then the article's first paragraph: an editor tells them apart.
    """
    # Fast: who looks for everything need not ask other searches which of two results is the better one.
    document = bare_extraction(
        tree, url=url, fast=True, favor_recall=True, include_comments=False, with_metadata=False
    )
    if document is None:
        return ()
    known, found = _runs(text), []
    for element in document.body.iter("p", "head", "item", "quote"):
        passage = " ".join(unmarked("".join(element.itertext())).split())
        runs = _runs(passage)
        if len(passage) >= _LONG and runs and len(runs & known) < _SHARED * len(runs):
            found.append(passage[:_LONGEST])
            known |= runs
    return tuple(found[:_MOST])


def differs(one: Any, other: Any) -> bool:
    """Tell whether two statements of one fact contradict each other, and don't only say it more or less fully.

    Letter case and punctuation don't count, nor does the site's name after a headline, nor a language's country.
    """
    if isinstance(one, tuple):
        as_printed = "".join(map(_plain, one)) == "".join(map(_plain, other))
        return not as_printed and {_plain(name) for name in one} != {_plain(name) for name in other}
    left, right = _plain(one), _plain(other)
    return not (left.startswith(right) or right.startswith(left))


def _plain(text: str) -> str:
    return "".join(char for char in fold(_SCHEME.sub("", text)) if char.isalnum())


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    if len(words) < _RUN:
        # Scripts without spaces: runs of letters.
        words = list("".join(words))
    return {tuple(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1))} if words else set()
