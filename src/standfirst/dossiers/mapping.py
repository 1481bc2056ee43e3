"""One mapping between rows and the value that the reckoning reads: ``rows -> data of the file -> records``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from standfirst.dossiers.reckoning import parse_edtf, records
from standfirst.dossiers.reckoning.durations import parse_duration
from standfirst.dossiers.reckoning.fields import in_order
from standfirst.dossiers.reckoning.quantities import Value

Data = dict[str, Any]
"""One record as its file has it: only what is said."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "places": ("id", "name", "lat", "lon", "precision", "geonames"),
    "agreements": ("id", "title", "parties", "sources", "signed", "text_url"),
    "provisions": (
        "id", "agreement", "kind", "text", "sources", "addressee", "monitored_by", "measurable", "under", "from", "until",
        "limit", "deadline", "term",
    ),
    "claims": (
        "id", "about", "asserter", "via", "valid", "recorded", "how", "stance", "of", "repeats", "rank", "reason",
        "supersedes", "retracts", "text", "quote", "value", "kind", "says",
    ),
    "events": (
        "id", "kind", "date", "title", "sources", "about", "place", "participants", "status", "follows", "type", "alleged",
        "casualties", "verification",
    ),
    "overrides": ("about", "verdict", "by", "reason", "date", "from", "to"),
}  # fmt: skip
"""The fields of each section's records, as in the file. Agents and sources are ``shared``'s."""

_NAMES = {"id": "ident", "from": "begins", "to": "ends"}
_NUMBERS = frozenset({"lat", "lon"})
_TEXTS = frozenset({"title", "summary", "boundary_policy", "name", "text", "quote"})
_NOTES = frozenset({"reason", "notice"})
_DATES = frozenset({"date", "signed", "from", "until", "deadline", "valid", "recorded", "to"})


def column(name: str) -> str:
    """The column of a field of the file."""
    return _NAMES.get(name, name)


def columns_of(section: str, data: Data) -> dict[str, Any]:
    """The columns of one record: every one of its section, empty where the file says nothing."""
    found: dict[str, Any] = {}
    for name in COLUMNS[section]:
        if name == "id":
            continue
        found[column(name)] = stored(data.get(name))
    return found


def stored(value: Any) -> Any:
    """A value as JSON keeps it: a decimal number as text, so that no digit is lost, and so every coordinate."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dict):
        return {key: str(item) if key in _NUMBERS else stored(item) for key, item in value.items()}
    return [stored(item) for item in value] if isinstance(value, list | tuple) else value


def said(section: str, row: Mapping[str, Any]) -> Data:
    """One record as its file has it, from a row's columns."""
    found = {}
    for name in COLUMNS[section]:
        value = row[_NAMES.get(name, name)]
        if value not in ("", None, [], {}) and (name != "id" or section != "overrides"):
            found[name] = value
    return found


def _texts(value: Mapping[str, str], languages: Sequence[str]) -> records.Text:
    return in_order(value.items(), languages)


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(value)


class Builder:
    """Makes records of data that was checked when it was stored. ``languages`` are the dossier's, in its order."""

    def __init__(self, languages: Sequence[str]) -> None:
        self.languages = languages

    def fields(self, data: Data) -> dict[str, Any]:
        """The fields of one record as the record takes them; parts within it are left as they are."""
        found: dict[str, Any] = {}
        for name, value in data.items():
            if value is None:
                continue
            if name in _TEXTS or (name in _NOTES and isinstance(value, dict)):
                found[name] = _texts(value, self.languages) if isinstance(value, dict) else value
            elif name in _DATES:
                found["from_" if name == "from" else name] = parse_edtf(value)
            elif name in _NUMBERS:
                found[name] = Decimal(value)
            elif isinstance(value, list):
                found[name] = tuple(value)
            else:
                found[name] = value
        return found

    def head(self, data: Data) -> records.Head:
        return records.Head(**self.fields(data))

    def agent(self, data: Data) -> records.Agent:
        return records.Agent(**self.fields(data))

    def place(self, data: Data) -> records.Place:
        return records.Place(**self.fields(data))

    def source(self, data: Data) -> records.Source:
        return records.Source(**self.fields(data))

    def agreement(self, data: Data) -> records.Agreement:
        found = self.fields(data)
        found["parties"] = tuple(records.Party(**party) for party in data["parties"])
        return records.Agreement(**found)

    def provision(self, data: Data) -> records.Provision:
        found = self.fields(data)
        if "limit" in data:
            limit = dict(data["limit"])
            limit["value"] = _decimal(limit.get("value"))
            found["limit"] = records.Limit(**(limit | {"allowed": tuple(limit.get("allowed", ()))}))
        if "term" in data:
            found["term"] = self._term(data["term"])
        return records.Provision(**found)

    def _term(self, data: Data) -> records.Term:
        renewal = None
        if "renewal" in data:
            more = self.fields(data["renewal"])
            renewal = records.Renewal(**(more | {"duration": parse_duration(more["duration"])}))
        return records.Term(date.fromisoformat(data["start"]), parse_duration(data["duration"]), renewal)

    def claim(self, data: Data) -> records.Claim:
        found = self.fields(data)
        if "value" in data:
            numbers = {key: Decimal(part) for key, part in data["value"].items() if key != "hedge"}
            found["value"] = Value(hedge=data["value"].get("hedge"), **numbers)
        return records.Claim(**found)

    def event(self, data: Data) -> records.Event:
        found = self.fields(data)
        found["participants"] = tuple(records.Participant(**item) for item in data.get("participants", ()))
        if "casualties" in data:
            found["casualties"] = records.Casualties(
                **{key: Decimal(n) for key, n in data["casualties"].items()}
            )
        return records.Event(**found)

    def override(self, data: Data) -> records.Override:
        return records.Override(**self.fields(data))


def value_of(head: Data, sections: Mapping[str, Iterable[Data]]) -> records.Dossier:
    """The value that the reckoning reads, from the data of a checked dossier."""
    builder = Builder(head["languages"])
    made: dict[str, Callable[[Data], Any]] = {
        "agents": builder.agent,
        "places": builder.place,
        "sources": builder.source,
        "agreements": builder.agreement,
        "provisions": builder.provision,
        "claims": builder.claim,
        "events": builder.event,
        "overrides": builder.override,
    }
    built = {section: tuple(make(data) for data in sections[section]) for section, make in made.items()}
    return records.Dossier(builder.head(head), **built)
