"""Fronts and archive pages: their addresses, and the cards on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from standfirst.keys.documents import Rendered
from standfirst.media.values import PictureValue
from standfirst.publication.reading import shell, shell_changes_at
from standfirst.publication.values import Crumb, Link
from standfirst.stories import heads
from standfirst.stories.cards import cards, newest_cards
from standfirst.stories.gatherings import Gathering
from standfirst.stories.values import Listing, StoryCard
from standfirst.theme import dates
from standfirst.theme.environment import render

_ARCHIVE = re.compile(r"(.*/)archive/([1-9]\d{0,6})/")


@dataclass(frozen=True)
class Page:
    """One page of a set: the front (``number`` None), or archive page ``number``."""

    base: str
    """The front's path."""
    number: int | None

    @property
    def path(self) -> str:
        """The page's own path."""
        return f"{self.base}archive/{self.number}/" if self.number else self.base


def parse(path: str) -> Page:
    """Divide ``path`` into its front's path and the number of the archive page."""
    match = _ARCHIVE.fullmatch(path)
    return Page(match.group(1), int(match.group(2))) if match else Page(path, None)


def steps(page: Page, trail: tuple[Crumb, ...], language: str) -> tuple[Crumb, ...]:
    """Return the ``trail`` to the front of ``page``, with a step of its own where it is an archive page."""
    if not page.number:
        return trail
    with override(language):
        number = dates.number(page.number, dates.locale_of(language))
        return (*trail, Crumb(_("Archive, page %(number)s") % {"number": number}, page.path))


def pages(base: str, gathering: Gathering) -> Iterator[str]:
    """Yield the paths of a front and its archive pages."""
    yield base
    for number in range(1, gathering.last_page() + 1):
        yield Page(base, number).path


def pages_at(base: str, gathering: Gathering, page: int | str | None) -> Iterator[str]:
    """Yield the path of the front and of archive page ``page`` (a number, ``last``, or None), if it exists."""
    yield base
    if page is not None:
        last = gathering.last_page()
        number = last if page == "last" else int(page)
        if 1 <= number <= last:
            yield Page(base, number).path


@dataclass(frozen=True)
class Neighbours:
    """The cards of a page, and the addresses around it."""

    cards: tuple[StoryCard, ...]
    archive_path: str
    older: str
    newer: str


def on(page: Page, gathering: Gathering) -> Neighbours | None:
    """Return what ``page`` of ``gathering`` holds; None where there is no such page."""
    if page.number is None:
        # Which archive page is the newest changes with the front's own key.
        last = gathering.last_page()
        archive = f"{page.base}archive/{last}/" if last else ""
        return Neighbours(newest_cards(gathering), archive, "", "")
    found = gathering.page(page.number)
    if found is None:
        return None
    stories, is_last = found
    older = f"{page.base}archive/{page.number - 1}/" if page.number > 1 else ""
    newer = page.base if is_last else f"{page.base}archive/{page.number + 1}/"
    return Neighbours(cards(stories), "", older, newer)


@dataclass(frozen=True)
class About:
    """What a front is about."""

    kind: str
    title: str
    description: str
    trail: tuple[Crumb, ...]
    """Without the archive's own step."""
    uid: str = ""
    picture: PictureValue | None = None
    links: tuple[Link, ...] = ()
    feeds: bool = True
    json_ld: tuple[dict[str, object], ...] = ()


def listing(page: Page, gathering: Gathering, about: About, instant: datetime) -> Rendered | None:
    """Render a front or archive page; None where there is no such page."""
    language = gathering.language
    here = on(page, gathering)
    if here is None:
        return None
    trail = steps(page, about.trail, language)
    title = f"{about.title} · {trail[-1].label}" if page.number else about.title
    value = Listing(
        title=about.title,
        description=about.description if page.number is None else "",
        kind=about.kind,
        head=heads.listing_head(
            page.path, title, about.description, language, trail, feed=page.base if about.feeds else ""
        ),
        breadcrumb=trail,
        cards=here.cards,
        archive_path=here.archive_path,
        older=here.older,
        newer=here.newer,
        page_number=page.number,
        picture=about.picture if page.number is None else None,
        uid=about.uid,
        links=about.links if page.number is None else (),
    )
    body = render("pages/listing.html", language, shell=shell(language, instant), page=value)
    return Rendered(body, changes_at=shell_changes_at(instant))
