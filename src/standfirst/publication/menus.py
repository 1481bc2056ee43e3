"""The menu of one language at one instant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import Q

from standfirst.keys.recording import kept, read
from standfirst.publication.models import MenuItem, Section, StandingPage, Topic
from standfirst.publication.text import text_in
from standfirst.publication.values import Link

_COVERED = Q(covered_from__isnull=False) | Q(covered_until__isnull=False)
_Children = dict[int | None, list[Section]]
_DEEPEST = 6
"""Levels of sections shown; also what ends a circle that came in by a bulk write."""


def section_path(section: Section, language: str) -> str:
    """Return the path of the section's front."""
    return f"/{language}/sections/{section.slug}/"


def topic_path(topic: Topic, language: str) -> str:
    """Return the path of the topic's front."""
    return f"/{language}/topics/{topic.slug}/"


def standing_link(page: StandingPage) -> Link:
    """Return the link to a standing page."""
    return Link(page.title, page.public_path(), kind="page")


def in_coverage(topic: Topic, instant: datetime) -> bool:
    """Tell whether ``topic`` is in special coverage: it has a date of coverage, and ``instant`` is within."""
    if topic.covered_from is None and topic.covered_until is None:
        return False
    begun = topic.covered_from is None or topic.covered_from <= instant
    return begun and (topic.covered_until is None or instant < topic.covered_until)


@kept
def coverage(language: str, instant: datetime) -> list[Topic]:
    """Return the topics in special coverage that have a name in ``language``, the latest begun first."""
    read("menu")
    topics = [topic for topic in Topic.objects.filter(_COVERED) if in_coverage(topic, instant)]
    topics.sort(key=lambda topic: topic.slug)
    topics.sort(key=lambda topic: topic.covered_from.timestamp() if topic.covered_from else 0.0, reverse=True)
    return [topic for topic in topics if text_in(topic.name, language)]


@kept
def changes_at(instant: datetime) -> datetime | None:
    """Return when a topic's coverage next begins or ends after ``instant``."""
    dates = Topic.objects.filter(_COVERED).values_list("covered_from", "covered_until")
    return min((date for pair in dates for date in pair if date and date > instant), default=None)


def menu(language: str, instant: datetime, pages: Sequence[StandingPage]) -> tuple[Link, ...]:
    """Return the menu: special coverage first, then the publication's items in their order.

    A section stands in the languages it has a name in, and its subsections below it. A topic that has
    dates of coverage stands only while covered: at its item's place, or in front where it has no item.
    Without any item the menu is the top sections. ``pages`` are the language's standing pages.
    """
    items = list(MenuItem.objects.select_related("section", "topic").order_by("sort_order", "pk"))
    children = _children()
    placed = {item.topic_id for item in items if item.topic_id}
    links: list[tuple[Link | None, int | None]] = [
        (_topic_link(topic, language), None)
        for topic in coverage(language, instant)
        if topic.pk not in placed
    ]
    if not items:
        links += [(_section_link(section, language, children), None) for section in children[None]]
    for item in items:
        links.append((_item_link(item, language, instant, children, pages), item.small_screen_order))
    return _with_small_screen_order([(link, order) for link, order in links if link is not None])


def _children() -> _Children:
    children: _Children = defaultdict(list)
    for section in Section.objects.order_by("sort_order", "slug"):
        children[section.parent_id].append(section)
    return children


def _item_link(
    item: MenuItem, language: str, instant: datetime, children: _Children, pages: Sequence[StandingPage]
) -> Link | None:
    link: Link | None
    if item.section is not None:
        link = _section_link(item.section, language, children)
    elif item.topic is not None:
        dated = item.topic.covered_from is not None or item.topic.covered_until is not None
        hidden = dated and not in_coverage(item.topic, instant)
        link = None if hidden else _topic_link(item.topic, language)
    elif item.standing_role:
        link = next((standing_link(page) for page in pages if page.role == item.standing_role), None)
    else:
        label = text_in(item.label, language)
        link = Link(label, item.url, external=True, kind="link") if label else None
    own = text_in(item.label, language)
    return replace(link, label=own) if link is not None and own else link


def _section_link(section: Section, language: str, children: _Children, depth: int = 0) -> Link | None:
    name = text_in(section.name, language)
    if not name or depth == _DEEPEST:
        return None
    below = (_section_link(child, language, children, depth + 1) for child in children[section.pk])
    return Link(
        name,
        section_path(section, language),
        kind="section",
        children=tuple(
            replace(link, small_screen_order=place)
            for place, link in enumerate(link for link in below if link)
        ),
    )


def _topic_link(topic: Topic, language: str) -> Link | None:
    name = text_in(topic.name, language)
    return Link(name, topic_path(topic, language), kind="topic") if name else None


def _with_small_screen_order(links: Iterable[tuple[Link, int | None]]) -> tuple[Link, ...]:
    """Number the links for small screens from 0: an item with a place of its own (from 1) gets it."""
    numbered = list(enumerate(links))
    order = [place for place, (_, wish) in numbered if wish is None]
    wishes = sorted((wish, place) for place, (_, wish) in numbered if wish is not None)
    for wish, place in wishes:
        order.insert(max(wish - 1, 0), place)
    rank = {place: position for position, place in enumerate(order)}
    return tuple(replace(link, small_screen_order=rank[place]) for place, (link, _) in numbered)
