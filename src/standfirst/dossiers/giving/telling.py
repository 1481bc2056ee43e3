"""What every form needs: a text in one language, and the days of a date that may be vague."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from standfirst.dossiers.reckoning.dates import Edtf
from standfirst.dossiers.reckoning.records import Agent, Dossier, NoteText, Text


def text_in(text: NoteText | None, language: str) -> str:
    """Return ``text`` in ``language``, else in the first it has, else nothing."""
    if not text:
        return ""
    if isinstance(text, str):
        return text
    words = dict(text)
    return words.get(language) or next(iter(words.values()))


def language_of(text: Text, language: str) -> str:
    """Return the language in which ``text_in`` gives ``text``."""
    words = dict(text)
    return language if words.get(language) else next(iter(words), language)


def span(when: Edtf | None) -> tuple[date | None, date | None]:
    """Return the earliest and the latest day; None where a side is open or there is no date."""
    return (when.earliest, when.latest) if when else (None, None)


def iso(day: date | None) -> str:
    """Return a day as ISO 8601 writes it, nothing for none."""
    return day.isoformat() if day else ""


def address(base: str, *parts: str) -> str:
    """Return the address of a record: ``base`` is the dossier's own, ending with a slash, or ``urn:...:``."""
    return base + "/".join(quote(part, safe="") for part in parts)


class Index:
    """A dossier's agents, places and sources by id."""

    def __init__(self, dossier: Dossier) -> None:
        self.agents = {each.id: each for each in dossier.agents}
        self.places = {each.id: each for each in dossier.places}
        self.sources = {each.id: each for each in dossier.sources}

    def name(self, agent: str | None, language: str) -> str:
        """Return an agent's name, nothing for none."""
        return text_in(self.agents[agent].name, language) if agent else ""

    def printed(self, source: str, language: str) -> str:
        """Return a source as it is cited: as printed, else its outlet and date."""
        found = self.sources[source]
        return found.raw or f"{self.name(found.outlet, language)}, {found.date.text}"

    def top(self, agent: str) -> Agent:
        """Return the agent that ``agent`` is part of, at the top; an outlet is its own."""
        found = self.agents[agent]
        while found.kind != "outlet" and found.part_of:
            found = self.agents[found.part_of]
        return found
