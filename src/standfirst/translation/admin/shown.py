"""The desk's lines as the page shows them. Only reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standfirst.publication.languages import direction
from standfirst.stories.actions.changing import difference
from standfirst.translation.actions.memory import Proposal, proposals
from standfirst.translation.models import GlossaryEntry
from standfirst.translation.models.desk import STATES
from standfirst.translation.pairing.glossary import Entry, Hit, Term, find, lacking
from standfirst.translation.pairing.layout import BODY, STANDFIRST, TITLE, Line
from standfirst.translation.pairing.states import State, field_mark
from standfirst.translation.pairing.units import Unit, lost
from standfirst.translation.sources import Beside
from standfirst.wire.losses import Loss, losses

STATE_NAMES = {State(state): name for state, name in STATES} | {State.STALE: gettext_lazy("stale")}
KINDS = {"heading": gettext_lazy("Heading"), "quote": gettext_lazy("Quotation")}
_MARK = re.compile(r"(</?\d{1,3}>)")
_HREF = re.compile(r'href="([^"]*)"')
_PROPOSED = {State.NEW, State.STALE, State.MACHINE}


@dataclass(frozen=True)
class Suggestion:
    """What was translated before, with how its text differs from this one."""

    pk: int
    percent: int
    target: str
    runs: list[list[str]]
    story: str


@dataclass(frozen=True)
class Hint:
    """A term of the original, and how we write it."""

    term: str
    ours: list[Term]
    note: str


@dataclass(frozen=True)
class Shown:
    """One line."""

    key: str
    label: str
    original: list[tuple[str, bool]]
    """Words, and the numbers of tags (True) between them."""
    gone: bool
    alone: bool
    """Ours, without anything of the original's."""
    former: list[list[str]]
    text: str
    tags: list[tuple[int, str]]
    """The numbers that ours may use, with what each stands for."""
    was: str
    state: str
    state_name: str
    reviewed: bool
    engine: str
    suggestions: list[Suggestion]
    hints: list[Hint]
    lost: list[Loss]
    terms: list[str]
    """Terms of the original of whose equivalents ours has none."""
    links: list[str]
    """Addresses that the original's words lead to (their tags are ours to use), and ours don't."""
    rows: int
    machine: bool
    """Whether a machine's draft may be asked for."""
    typed: bool = False
    """What somebody wrote while another saved: it is in the field, and not saved."""
    current: str = ""
    """What the other saved."""

    @property
    def checked(self) -> bool:
        """Whether any check found something."""
        return bool(self.lost or self.terms or self.links)


def glossary() -> list[Entry]:
    """Return the whole glossary."""
    entries = GlossaryEntry.objects.prefetch_related("terms")
    return [
        Entry(
            entry.uid,
            tuple(Term(each.text, each.language, each.side, each.preferred) for each in entry.terms.all()),
            entry.note,
        )
        for entry in entries
    ]


def shown(
    desk: Beside, lines: Sequence[Line], *, machine: bool = False, typed: dict[str, str] | None = None
) -> list[Shown]:
    """Return ``lines`` of the desk with what helps to translate each, and what may have got lost in it."""
    language = desk.source.text.language
    wanted = [line for line in lines if line.state in _PROPOSED and line.original is not None]
    found = proposals([line.original.text for line in wanted if line.original], language, desk.language)
    proposed = {line.key: each for line, each in zip(wanted, found, strict=True)}
    terms = glossary()
    numbers = {line.key: n for n, line in enumerate((each for each in desk.lines if each.place == BODY), 1)}
    return [
        _shown(
            desk,
            line,
            _label(line, numbers),
            proposed.get(line.key, []),
            terms,
            machine,
            (typed or {}).get(line.key),
        )
        for line in lines
    ]


def _label(line: Line, numbers: dict[str, int]) -> str:
    if line.place == TITLE:
        return _("Headline")
    if line.place == STANDFIRST:
        return _("Standfirst")
    kind = KINDS.get(line.kind)
    number = str(numbers[line.key])
    return f"{kind} {number}" if kind else _("Paragraph %(number)s") % {"number": number}


def _shown(
    desk: Beside,
    line: Line,
    label: str,
    proposed: Sequence[Proposal],
    terms: Sequence[Entry],
    machine: bool,
    typed: str | None,
) -> Shown:
    language, ours = desk.source.text.language, desk.language
    original, text = line.original, line.ours.marked
    words = original.text if original else ""
    compared = bool(words and line.ours.text)
    return Shown(
        key=line.key,
        label=label,
        original=_runs(original),
        gone=original is None and line.row is not None and bool(line.row.source),
        alone=original is None and (line.row is None or not line.row.source),
        former=difference(line.former, words) if line.former else [],
        text=text if typed is None else typed,
        tags=[(number, _meaning(tag)) for number, tag in enumerate(line.ours.tags, 1)],
        was=field_mark(text),
        state=str(line.state),
        state_name=str(STATE_NAMES[line.state]),
        reviewed=line.state is State.REVIEWED,
        engine=line.engine,
        suggestions=[_suggestion(each, words) for each in proposed if each.unit.target != line.ours.text],
        hints=_hints(find(words, language, terms), ours) if words else [],
        lost=losses(words, language, line.ours.text, ours, _links(line.ours)) if compared else [],
        terms=[hit.term.text for hit in lacking(words, language, line.ours.text, ours, terms)]
        if compared
        else [],
        links=lost(line.ours.marked, line.ours.tags) if compared else [],
        rows=max(2, len(words or text) // 50 + 1),
        machine=machine and line.missing,
        typed=typed is not None,
        current=text if typed is not None else "",
    )


def _runs(unit: Unit | None) -> list[tuple[str, bool]]:
    if unit is None:
        return []
    parts = _MARK.split(unit.marked)
    return [
        (
            part.strip("<>") if n % 2 else _spaced(part),
            bool(n % 2),
        )
        for n, part in enumerate(parts)
        if part
    ]


def _spaced(part: str) -> str:
    lead, tail = part[: len(part) - len(part.lstrip())], part[len(part.rstrip()) :]
    return f"{lead}{Unit(part).text}{tail}"


def _suggestion(proposal: Proposal, words: str) -> Suggestion:
    unit = proposal.unit
    runs = difference(unit.source, words) if proposal.percent < 100 else []
    return Suggestion(unit.pk, proposal.percent, unit.target, runs, str(unit.story or unit.by_name))


def _hints(hits: Iterable[Hit], language: str) -> list[Hint]:
    found = {hit.entry.uid: Hint(hit.term.text, hit.entry.within(language), hit.entry.note) for hit in hits}
    return [hint for hint in found.values() if hint.ours or hint.note]


def _meaning(tag: str) -> str:
    if found := _HREF.search(tag):
        return unescape(found[1])
    names = {"b": _("bold"), "strong": _("bold"), "i": _("italic"), "em": _("italic"), "a": _("link")}
    name = tag.strip("<>").split(" ")[0]
    return names.get(name, name)


def _links(unit: Unit) -> frozenset[str]:
    unused = set(lost(unit.marked, unit.tags))
    addresses = (unescape(found[1]) for tag in unit.tags if (found := _HREF.search(tag)))
    return frozenset(address for address in addresses if address not in unused)


def context_of(desk: Beside) -> dict[str, object]:
    """Return what is said of the whole: languages, directions, and how many lines are in which state."""
    counts = {state: sum(line.state is state for line in desk.lines) for state in State}
    return {
        "desk": desk,
        "story": desk.draft,
        "source_language": desk.source.text.language,
        "source_direction": direction(desk.source.text.language),
        "our_language": desk.language,
        "our_direction": direction(desk.language),
        "counts": [(str(state), STATE_NAMES[state], number) for state, number in counts.items() if number],
    }
