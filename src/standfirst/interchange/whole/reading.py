"""Lines of records read back: values checked by their fields, records named by uid looked up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import models
from wagtail.fields import StreamField
from wagtail.models import Locale

from standfirst.interchange.ninjs.lines import LineRefused, parse, read_lines
from standfirst.interchange.whole import bodies
from standfirst.interchange.whole.exporting import FORMAT, RECORDS
from standfirst.interchange.whole.tables import PARTS, Table


class ImportRefused(Exception):
    """The publication was not imported and nothing was changed. ``str(error)`` says why and where."""


def lines(folder: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield each record with the number of its line.

    Raises:
        ImportRefused: not an export of ours, or a line is damaged.
        OSError: it can't be read.
    """
    with (folder / RECORDS).open("rb") as file:
        for line in read_lines(file, 0, 0):
            try:
                said = parse(line)
            except LineRefused as refused:
                raise ImportRefused(f"{RECORDS}, line {line.number}: {refused}") from refused
            if line.number == 1:
                if said.get("format") != FORMAT:
                    raise ImportRefused(
                        f"{RECORDS} is of format {said.get('format')!r}; this version reads {FORMAT}."
                    )
                continue
            yield line.number, said


@dataclass
class Known:
    """The records read so far, by kind and uid; and what named records that weren't there yet."""

    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    locales: dict[str, Locale] = field(default_factory=dict)
    waiting: list[tuple[Any, int, str, str, str]] = field(default_factory=list)
    """``(model, number, field, kind, uid)`` to be completed at the end."""

    def note(self, row: Any, uid: str) -> None:
        """Remember a record."""
        self.numbers[row._meta.label_lower, uid] = row.pk

    def number(self, kind: str, uid: Any) -> int | None:
        """Return a record's primary key, or None where it isn't there (yet)."""
        if kind == bodies.PAGE:
            kinds = ("stories.story", "publication.standingpage", "publication.homepage")
            return next((n for each in kinds if (n := self.numbers.get((each, str(uid))))), None)
        return self.numbers.get((kind, str(uid)))

    def complete(self) -> None:
        """Set what named records further down.

        Raises:
            ImportRefused: such a record isn't in the file.
        """
        for model, number, name, kind, uid in self.waiting:
            found = self.number(kind, uid)
            if found is None:
                raise ImportRefused(f"{RECORDS} names the {kind} {uid}, and doesn't hold it.")
            model._default_manager.filter(pk=number).update(**{f"{name}_id": found})
        self.waiting = []


def values(
    model: Any, names: tuple[str, ...], said: dict[str, Any], known: Known
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the values of the fields ``names`` as the model takes them, and those that name records still to come.

    Many-to-many fields and tags are left to the caller.
    """
    found: dict[str, Any] = {}
    later: dict[str, str] = {}
    for name in names:
        each, value = model._meta.get_field(name), said.get(name)
        if each.many_to_many or name == "tags":
            continue
        if isinstance(each, StreamField):
            found[name] = json.dumps(bodies.renamed(value or [], known.number, "id"))
        elif each.is_relation:
            target = each.related_model
            if target is Locale:
                found[name] = known.locales[str(value)]
            elif value is None:
                found[each.attname] = None
            elif (number := known.number(target._meta.label_lower, value)) is not None:
                found[each.attname] = number
            else:
                found[each.attname], later[name] = None, str(value)
        elif isinstance(each, models.DateField | models.UUIDField) and value is not None:
            found[name] = each.to_python(value)
        else:
            found[name] = value
    return found, later


def many(model: Any, names: tuple[str, ...], said: dict[str, Any], known: Known) -> dict[str, list[int]]:
    """Return the primary keys of the records that many-to-many fields name."""
    found: dict[str, list[int]] = {}
    for name in names:
        each = model._meta.get_field(name)
        if each.many_to_many and name != "tags":
            kind = each.related_model._meta.label_lower
            found[name] = [n for uid in said.get(name, []) if (n := known.number(kind, uid)) is not None]
    return found


def children(table: Table, said: dict[str, Any], known: Known) -> dict[str, list[Any]]:
    """Return the unsaved records that are part of this one, in their order."""
    found: dict[str, list[Any]] = {}
    for name in table.children:
        part = PARTS[name]
        found[name] = [
            part.model(sort_order=order, **values(part.model, part.fields, each, known)[0])
            for order, each in enumerate(said.get(name, []))
        ]
    return found
