"""What has become of an original, by what its page says now."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from standfirst.fetch.likeness import share_kept
from standfirst.wire.afterwards.words import folded, mark_of, paragraphs, said, words

OPENING = 600
"""In how many characters of a page's beginning words of retraction count."""
DOUBTFUL = 0.3
"""A page that keeps less of its words may be a notice that stands there for an hour."""
LONGEST_NOTE = 600

_RETRACTED_TITLE = re.compile(
    r"""\W*(?:retract(?:ed|ion)|withdrawn|опровержение|отозван[ао]?|снят[ао]?\ с\ публикации|təkzib|geri\ (?:çəkilib|götürülüb)|
    tekzip|geri\ çekil(?:di|miştir))\s*(?:[:\])|–—-]|$)""",
    re.VERBOSE,
)
_RETRACTED_TEXT = re.compile(
    r"""\b(?:this|the)\ (?:article|story|report|post|piece|item)\b[^.!?\n]{0,40}\b(?:been|was|is)\b[^.!?\n]{0,20}
        \b(?:retracted|withdrawn|taken\ down|removed)\b
    |\bwe\ (?:have\ |are\ )?(?:retract|withdr[ae]w)(?:ed|n|ing)?\ (?:this|the)\ (?:article|story|report|post|piece)\b
    |(?:^|\n|эт[аоу][тй]?\ |данн\w+\ )(?:статья|материал|публикация|новость|заметка)\b[^.!?\n]{0,40}
        \b(?:отозван|снят[аоы]?\ с|удален|изъят)
    |(?:^|\n|\bbu\ |həmin\ )(?:məqalə|xəbər|material|yazi)\b[^.!?\n]{0,40}\b(?:geri\ (?:çək|götür)|silin|yiğişdiril)
    |(?:^|\n|\bbu\ )(?:haber|makale|yazi|içerik)\b[^.!?\n]{0,40}\b(?:geri\ çek|yayindan\ kaldir|kaldirilmiştir)""",
    re.VERBOSE,
)
_NOTE = re.compile(
    r"""\W*(?:corrections?|clarification|editor[’']?s?’?\ note|update)\b\s*(?:[:.–—(-]|\w+\ \d|\d)
    |\W*(?:this|the)\ (?:article|story|report|post|piece)\ (?:has\ been|was)\ (?:\w+\ )?(?:corrected|updated|amended|revised)
    |.{0,80}\b(?:earlier|previous|original)\ version\ of\ (?:this|the)\b
    |\W*(?:исправлени|уточнени|поправк|обновлени)\w*\s*[:.–—(-]|\W*от\ редакции
    |.{0,80}\bв\ (?:предыдущей|первоначальной|первой|более\ ранней)\ верси
    |\W*(?:düzəliş|dəqiqləşdirmə|redaksiyadan)\b|.{0,80}\b(?:əvvəlki|ilkin)\ (?:versiya|variant)
    |\W*(?:düzeltme|editörün\ notu|güncelleme)\b\s*[:.–—(-]|.{0,80}\b(?:önceki|ilk)\ (?:sürüm|hal|versiyon)""",
    re.VERBOSE,
)
_WITHDRAWN = frozenset({"retracted", "withdrawn"})


class Kind(StrEnum):
    """What an original has become."""

    CHANGED = "changed"
    CORRECTED = "corrected"
    GONE = "gone"
    RETRACTED = "retracted"


@dataclass(frozen=True)
class Known:
    """What our story rests on. Of a text that isn't kept only ``mark`` is known."""

    title: str
    text: str
    mark: str = ""
    correction: str = ""
    """What the page's linked data said of corrections then, its first ``LONGEST_NOTE`` characters."""


@dataclass(frozen=True)
class Reading:
    """What a page says now. ``text`` is None where there is no article in it; ``opening`` is its first words all the same."""

    title: str
    text: str | None
    opening: str = ""
    modified: str = ""
    """The page's own date of its last change, as it gives it."""
    correction: str = ""
    status: str = ""
    """schema.org's ``creativeWorkStatus``."""


@dataclass(frozen=True)
class Finding:
    """What has become of an original. ``said`` are the page's own words of it; ``mark`` names this state of the page."""

    kind: Kind
    said: str
    mark: str
    doubtful: bool = False
    """To be told only where the page says the same a second time."""


def judge(known: Known, now: Reading) -> Finding | None:
    """Return what has become of an original; None where the page says what it said.

    A page without an article is judged only by words of retraction. ``dateModified`` alone is no change: many sites move it
    with every rebuild.
    """
    before, now_said = known.mark or mark_of(known.title, known.text), mark_of(now.title, now.text or "")
    retraction = _retraction(known, now)
    mark = hashlib.sha256("\n".join((now_said, now.correction, retraction)).encode()).hexdigest()
    if retraction:
        return Finding(Kind.RETRACTED, retraction, mark)
    if now.text is None:
        return None
    correction = now.correction[:LONGEST_NOTE] if now.correction[:LONGEST_NOTE] != known.correction else ""
    if before == now_said and not correction:
        return None
    if note := correction or ("" if known.mark else _note(known.text, now.text)):
        return Finding(Kind.CORRECTED, note[:LONGEST_NOTE], mark)
    doubtful = not known.mark and share_kept(words(said(known.text)), words(said(now.text))) < DOUBTFUL
    return Finding(Kind.CHANGED, "", mark, doubtful)


def _retraction(known: Known, now: Reading) -> str:
    """Return the page's words of retraction that weren't there; empty where there are none."""
    if now.status.strip().lower() in _WITHDRAWN:
        return now.status.strip()
    if _RETRACTED_TITLE.match(folded(now.title)) and not _RETRACTED_TITLE.match(folded(known.title)):
        return now.title[:LONGEST_NOTE]
    for beginning in ((now.text or "")[:OPENING], now.opening[:OPENING]):
        found = _RETRACTED_TEXT.search(folded(beginning))
        if found and not _RETRACTED_TEXT.search(folded(known.text[:OPENING])):
            return _line_with(beginning, found)
    return ""


def _line_with(text: str, found: re.Match[str]) -> str:
    """Return the line in which a match stands. Folding keeps lines, if not lengths."""
    number = found.string.count("\n", 0, found.end())
    return text.split("\n")[number].strip()[:LONGEST_NOTE]


def _note(old: str, new: str) -> str:
    """Return the first note of a correction or update that wasn't there; empty where there is none."""
    before = {" ".join(words(paragraph)) for paragraph in paragraphs(old)}
    for paragraph in paragraphs(new):
        if _NOTE.match(folded(paragraph)) and " ".join(words(paragraph)) not in before:
            return paragraph
    return ""
