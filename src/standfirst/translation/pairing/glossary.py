"""Terms of a glossary in a text, whatever their endings, and those that a translation lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from standfirst.publication.languages import fold, primary

_WORD = re.compile(r"[^\W_][\w\u0300-\u036f\u064b-\u0655\u0670]*")
_SHORT = 3
"""Shorter words have no stem: they are the same or another word."""

_ENDINGS = {
    "ru": (re.compile(r"(?:[аеиоуыэюяйь]{1,2})$"), 4),
    "uk": (re.compile(r"(?:[аеиоуюяйьії]{1,2})$"), 4),
    # A vowel joins the ending or drops, and k, q, p, ç, t soften: kitab kitabı, qonaq qonağın, ayak ayağa.
    "az": (re.compile(r"(?:[kqgtdpbc])$"), 12),
    "tr": (re.compile(r"(?:[kgtdpbc])$"), 12),
    "en": (re.compile(r"(?:y|e)$"), 4),
}
"""By language: what the end of a word may lose (folded), and how many letters may follow its stem."""
_ANY = (re.compile(r"(?!)"), 4)


@dataclass(frozen=True)
class Term:
    """One way to write an entry in one language; ``side`` says who writes it so, where sides differ."""

    text: str
    language: str
    side: str = ""
    preferred: bool = False


@dataclass(frozen=True)
class Entry:
    """One thing or name, with its terms in all languages."""

    uid: str
    terms: tuple[Term, ...]
    note: str = ""

    def within(self, language: str) -> list[Term]:
        """Return the terms in ``language``, those we prefer first."""
        wanted = primary(language)
        found = [term for term in self.terms if primary(term.language) == wanted]
        return sorted(found, key=lambda term: not term.preferred)


@dataclass(frozen=True)
class Hit:
    """A term where it stands in a text: code points ``[start, end)``."""

    entry: Entry
    term: Term
    start: int
    end: int


def find(text: str, language: str, entries: Iterable[Entry]) -> list[Hit]:
    """Return the terms of ``language`` in ``text``, in order; of terms within each other only the longest."""
    words = [(fold(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]
    places: dict[str, list[int]] = {}
    for at, (word, _, _) in enumerate(words):
        places.setdefault(word[:2], []).append(at)
    hits = [
        Hit(entry, term, words[at][1], words[at + length - 1][2])
        for entry in entries
        for term in entry.within(language)
        for at, length in _places(term, language, words, places)
    ]
    hits.sort(key=lambda hit: (hit.start, -hit.end))
    longest: list[Hit] = []
    for hit in hits:
        if not any(
            hit.start >= each.start and hit.end <= each.end and hit.entry != each.entry for each in longest
        ):
            longest.append(hit)
    return longest


def lacking(text: str, language: str, ours: str, our_language: str, entries: Sequence[Entry]) -> list[Hit]:
    """Return the terms in ``text`` whose entry has terms in ``our_language`` of which ``ours`` has none, each once."""
    here = {hit.entry.uid for hit in find(ours, our_language, entries)}
    out: dict[str, Hit] = {}
    for hit in find(text, language, entries):
        if hit.entry.uid not in here and hit.entry.within(our_language):
            out.setdefault(hit.entry.uid, hit)
    return list(out.values())


def _places(
    term: Term, language: str, words: Sequence[tuple[str, int, int]], places: dict[str, list[int]]
) -> list[tuple[int, int]]:
    wanted = _folded(term.text)
    if not wanted:
        return []
    return [
        (at, len(wanted))
        for at in places.get(wanted[0][:2], ())
        if at + len(wanted) <= len(words)
        and all(_same(word, words[at + n][0], language) for n, word in enumerate(wanted))
    ]


@lru_cache(maxsize=20_000)
def _folded(text: str) -> tuple[str, ...]:
    """Return a term's words. Kept: every paragraph of the desk is compared with the whole glossary."""
    return tuple(fold(word) for word in _WORD.findall(text))


def _same(term: str, word: str, language: str) -> bool:
    """Tell whether ``word`` is ``term`` with an ending of ``language``. Both folded."""
    if word == term:
        return True
    if len(term) <= _SHORT:
        return False
    ending, most = _ENDINGS.get(primary(language), _ANY)
    stem = ending.sub("", term)
    stem = stem if len(stem) >= _SHORT else term
    return word.startswith(stem) and len(word) - len(stem) <= most
