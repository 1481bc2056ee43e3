"""What the pages of a dossier share: their addresses, their frame, and the list cut into pages."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import override

from standfirst.dossiers import models as room
from standfirst.dossiers.documents.values import Around
from standfirst.dossiers.reading import Open, changes_at, in_language, opened, slugs_of_any, spoken
from standfirst.dossiers.telling import Teller
from standfirst.keys.documents import Rendered
from standfirst.publication.reading import absolute, shell
from standfirst.publication.values import Crumb, Link
from standfirst.stories import heads
from standfirst.theme.environment import render

T = TypeVar("T")
PATH = re.compile(r"/([a-zA-Z-]+)/dossiers/([a-z0-9-]+)/(.*)")


class DossierPages(ABC):
    """One family of pages below a dossier's front, in each of its languages."""

    name: str
    template: str

    @abstractmethod
    def rests(self, dossier: Open) -> Iterable[str]:
        """The addresses of this family, below the dossier's front."""

    @abstractmethod
    def value(self, teller: Teller, rest: str, instant: datetime) -> Any:
        """The page at ``rest`` in the teller's language, which is active; None where there is none."""

    def paths(self) -> Iterator[str]:
        """Yield the pages of every published dossier."""
        # One dossier after another: each is opened once for all languages, and let go.
        for slug in slugs_of_any():
            dossier = opened(slug)
            if dossier is None:
                continue
            for language in spoken(dossier):
                yield from self._of(dossier, language)

    def _of(self, dossier: Open, language: str) -> Iterator[str]:
        base = dossier.path(language)
        for rest in self.rests(dossier):
            yield f"{base}{rest}"

    def affected(self, key: str) -> Iterable[str]:
        """``dossier:<uid>``: its pages; ``source:``, ``agent:``: those of dossiers that rest on them."""
        for dossier in dossiers_of(key):
            for language in spoken(dossier):
                yield from self._of(dossier, language)

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return the page at ``path``."""
        match = PATH.fullmatch(path)
        if match is None or not self.has(match[3]):
            return None
        dossier = in_language(match[2], match[1])
        if dossier is None:
            return None
        with override(match[1]):
            value = self.value(Teller(dossier, match[1]), match[3], instant)
        if value is None:
            return None
        body = render(self.template, match[1], shell=shell(match[1], instant), page=value)
        return Rendered(body, changes_at=changes_at(dossier, instant))

    @abstractmethod
    def has(self, rest: str) -> bool:
        """Whether an address below a front looks like one of this family."""


def dossiers_of(key: str) -> Iterator[Open]:
    """Yield the published dossiers whose pages may begin to exist when ``key`` changes."""
    kind, _colon, uid = key.partition(":")
    if kind == "dossier":
        rows = room.Dossier.objects.filter(uid=uid)
    elif kind == "source":
        # Another date is another day on which answers changed.
        rows = room.Dossier.objects.filter(dossiersources__source__uid=uid).distinct()
    else:
        return
    for slug in rows.values_list("slug", flat=True):
        dossier = opened(slug)
        if dossier is not None:
            yield dossier


def around(teller: Teller, rest: str, title: str = "", *, described: str = "", robots: str = "") -> Around:
    """Return what every page of the dossier shows; ``title`` is the page's own, empty on the front."""
    dossier, language = teller.dossier, teller.language
    path = f"{teller.base}{rest}"
    name = teller.told(dossier.value.dossier.title)
    trail = (
        heads.home_crumb(language),
        Crumb(_("Dossiers"), f"/{language}/dossiers/"),
        Crumb(name.text, teller.base),
        *([Crumb(title, path)] if title else []),
    )
    head = heads.listing_head(path, title or name.text, described, language, trail, robots=robots)
    tags = spoken(dossier)
    alternates = tuple((tag, absolute(f"{dossier.path(tag)}{rest}")) for tag in sorted(tags))
    return Around(
        title=name,
        path=teller.base,
        links=links(teller),
        head=replace(head, alternates=alternates if len(tags) > 1 else ()),
        breadcrumb=trail,
    )


def links(teller: Teller) -> tuple[Link, ...]:
    """Return the dossier's own menu."""
    return (
        Link(_("Where things stand"), teller.base),
        Link(_("Chronology"), f"{teller.base}chronology/"),
        Link(_("Incidents"), f"{teller.base}incidents/"),
        *([Link(_("Map"), f"{teller.base}map/")] if mapped(teller.dossier) else []),
        Link(_("As it stood on other days"), f"{teller.base}days/"),
        Link(_("Sources"), f"{teller.base}sources/"),
    )


def mapped(dossier: Open) -> bool:
    """Whether a place has coordinates."""
    return any(place.lat is not None and place.lon is not None for place in dossier.value.places)


def rests_of(word: str, count: int, size: int) -> Iterator[str]:
    """Yield the addresses of a list's pages: ``word/``, ``word/2/`` ..."""
    for number in range(1, max(1, -(-count // size)) + 1):
        yield f"{word}/{number}/" if number > 1 else f"{word}/"


def page_number(word: str, rest: str) -> int | None:
    """Return the number of a list's page; None where ``rest`` is not one."""
    match = re.fullmatch(rf"{word}/(?:([1-9]\d{{0,5}})/)?", rest)
    if match is None or match[1] == "1":
        return None
    return int(match[1] or 1)


def cut(items: Sequence[T], number: int, size: int) -> Sequence[T] | None:
    """Return one page of a list; None where there is no such page."""
    found = items[(number - 1) * size : number * size]
    return found if found or number == 1 else None


def neighbours(base: str, number: int, count: int, size: int) -> tuple[str, str]:
    """Return the addresses of the next and the previous page."""
    further = f"{base}{number + 1}/" if number * size < count else ""
    back = "" if number == 1 else base if number == 2 else f"{base}{number - 1}/"
    return further, back
