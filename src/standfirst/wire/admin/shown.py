"""What was read from a page, as an editor needs to see it. Only reads."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from standfirst.provenance.models import Original
from standfirst.stories.copying import copied_share
from standfirst.wire.actions.drafts import draft_of
from standfirst.wire.actions.intakes import current
from standfirst.wire.copies import SAME_COPY
from standfirst.wire.models import FIELDS, Intake

SOURCES = {
    "JSON-LD": gettext_lazy("the page's JSON-LD"),
    "Open Graph": gettext_lazy("the page's Open Graph tags"),
    "meta": gettext_lazy("the page's meta tags"),
    "page": gettext_lazy("the page's own markup"),
    "trafilatura": gettext_lazy("its visible text (trafilatura)"),
    "address": gettext_lazy("its address"),
    "editor": gettext_lazy("whoever imported it"),
    "text": gettext_lazy("its words (a guess)"),
    "second reading": gettext_lazy("a second, wider reading"),
    "feed": gettext_lazy("the feed"),
}


@dataclass(frozen=True)
class Other:
    """What another place says of a field."""

    number: int
    source: str
    value: str


@dataclass(frozen=True)
class Fact:
    """One field, as it stands, with where it came from."""

    name: str
    label: str
    value: str
    source: str
    read: str
    """What the page said, where an editor has changed it since; else empty."""
    others: tuple[Other, ...]
    confirmed: bool
    confirmed_by: str
    new: bool


@dataclass(frozen=True)
class Alike:
    """An original with much the same text."""

    original: Original
    story: Any
    percent: int
    copy: bool


def facts(intake: Intake) -> list[Fact]:
    """Return the fields in order."""
    values = current(intake)
    people = _people(intake)
    return [
        _fact(name, intake.fields[name], values[name], people) for name in FIELDS if name in intake.fields
    ]


def _fact(name: str, field: dict[str, Any], value: Any, people: dict[int, str]) -> Fact:
    shown = _text(name, value)
    read = _words(field["value"]) if name == "body" else _text(name, field["value"])
    by = people.get(field.get("by") or 0, _("somebody"))
    at = field.get("at")
    when = date_format(localtime(datetime.fromisoformat(at)), "SHORT_DATETIME_FORMAT") if at else ""
    return Fact(
        name=name,
        label=str(FIELDS[name]),
        value=_words(len(value.split())) if name == "body" else shown,
        source=str(SOURCES.get(field["source"], field["source"])),
        read=read if field.get("corrected") and read != shown else "",
        others=tuple(
            Other(number, str(SOURCES.get(source, source)), _text(name, said))
            for number, (source, said) in enumerate(field.get("others", ()))
        ),
        confirmed=field["confirmed"],
        confirmed_by=_("%(name)s, %(when)s") % {"name": by, "when": when} if field["confirmed"] else "",
        new=bool(field.get("new")) and not field.get("corrected"),
    )


def _text(name: str, value: Any) -> str:
    if name == "language" and value == "und":
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _words(count: int) -> str:
    return ngettext("%(count)d word", "%(count)d words", count) % {"count": count}


def _people(intake: Intake) -> dict[int, str]:
    keys = {field.get("by") for field in intake.fields.values()} - {None}
    users = get_user_model().objects.filter(pk__in=keys)
    return {user.pk: user.get_full_name() or str(user) for user in users}


def alike(intake: Intake) -> list[Alike]:
    """Return the originals that much of the text stands in too, most alike first."""
    shares = {each["original"]: each["share"] for each in intake.similar}
    found = Original.objects.filter(uid__in=shares).select_related("outlet").prefetch_related("stories")
    return [
        Alike(
            original,
            next(iter(original.stories.all()), None),
            round(shares[original.uid] * 100),
            shares[original.uid] >= SAME_COPY,
        )
        for original in sorted(found, key=lambda each: -shares[each.uid])
    ]


def repeated_percent(intake: Intake) -> int:
    """Return how much of a summary's draft is the original's own words, in percent; 0 for other origins."""
    draft = draft_of(intake)
    return round(copied_share(draft) * 100) if draft.origin == "summary" else 0


def seen(intake: Intake) -> str:
    """Return a mark of the values and confirmations as they stand: a form that shows others is out of date."""
    values = {name: _text(name, value) for name, value in current(intake).items()}
    state = [values, intake.unconfirmed]
    return hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()[:16]
