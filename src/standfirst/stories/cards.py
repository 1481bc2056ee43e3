"""Stories in lists, and the people, outlets and pictures around them, read in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from django.db.models import QuerySet

from standfirst.keys.recording import ahead, kept, memory, read, recording
from standfirst.media.reading import picture_value
from standfirst.provenance.models import Agent
from standfirst.provenance.values import OutletValue
from standfirst.publication.languages import read_minutes
from standfirst.publication.menus import section_path
from standfirst.publication.models import Section
from standfirst.publication.text import any_text, text_in
from standfirst.publication.values import Link
from standfirst.stories import attached
from standfirst.stories.gatherings import FRONT, Gathering
from standfirst.stories.models import Credit, Story
from standfirst.stories.values import CreditValue, StoryCard

HEAVY = ("body", "body_html", "body_text", "author_note")


@dataclass(frozen=True)
class _Same:
    """A record by its uid: within one moment all that have it are the same."""

    uid: str
    record: Any = field(compare=False)


def agent_path(agent: Agent, language: str) -> str:
    """Return the path of the agent's page, or ``""`` where it has none."""
    if not agent.has_profile:
        return ""
    word = "outlets" if agent.kind == Agent.Kind.OUTLET else "people"
    return f"/{language}/{word}/{agent.slug}/"


def outlet_value(agent: Agent, language: str) -> OutletValue:
    """Return an outlet for a page in ``language``."""
    return _outlet_value(_Same(agent.uid, agent), language)


@kept
def _outlet_value(same: _Same, language: str) -> OutletValue:
    agent: Agent = same.record
    read(f"agent:{agent.uid}")
    name, name_language = any_text(agent.name, language)
    return OutletValue(
        uid=agent.uid,
        name=name,
        name_language="" if name_language == language else name_language,
        path=agent_path(agent, language),
        url=agent.url,
        logo=picture_value(agent.picture, language),
    )


def credit_value(credit: Credit, language: str) -> CreditValue:
    """Return a credit for a page in ``language``."""
    return _credit_value(_Same(credit.agent.uid, credit.agent), credit.role, language)


@kept
def _credit_value(same: _Same, role: str, language: str) -> CreditValue:
    agent: Agent = same.record
    read(f"agent:{agent.uid}")
    name, name_language = any_text(agent.name, language)
    return CreditValue(
        role=role,
        name=name,
        name_language="" if name_language == language else name_language,
        path=agent_path(agent, language),
        what=text_in(agent.role, language),
        emblem=picture_value(agent.picture, language),
        kind=agent.kind,
        url=agent.url,
        uid=agent.uid,
    )


def section_link(section: Section | None, language: str) -> Link | None:
    """Return the link to a section's front; None where it doesn't exist in ``language``."""
    return _section_link(_Same(section.uid, section), language) if section is not None else None


@kept
def _section_link(same: _Same, language: str) -> Link | None:
    section: Section = same.record
    read(f"section:{section.uid}")
    name = text_in(section.name, language)
    return Link(name, section_path(section, language), kind="section") if name else None


def credits_of(stories: Iterable[Story]) -> dict[int, list[Credit]]:
    """Return each story's credits in their order, by the story's primary key."""
    pks = [story.pk for story in stories]
    credits = list(Credit.objects.filter(story__in=pks).order_by("sort_order", "pk"))
    attached.agents(credits, ahead())
    found: dict[int, list[Credit]] = defaultdict(list)
    for credit in credits:
        found[credit.story_id].append(credit)
    return found


def card(story: Story, credits: Sequence[Credit]) -> StoryCard:
    """Return the card of a public story."""
    language = story.locale.language_code
    read(story.key)
    values = tuple(credit_value(credit, language) for credit in credits)
    assert story.first_published_at is not None
    if story.original is not None:
        read(f"original:{story.original.uid}")
    outlet = outlet_value(story.original.outlet, language) if story.original else None
    return StoryCard(
        uid=story.uid,
        path=story.public_path() or "",
        language=language,
        headline=story.title,
        standfirst=story.standfirst,
        origin=story.origin,
        genre=story.genre,
        published_at=story.first_published_at,
        updated_at=story.updated_at,
        minutes=read_minutes(story.word_count, language),
        section=section_link(story.section, language),
        byline=tuple(value for value in values if value.role in {"author", "translator"}),
        picture=picture_value(story.lead_picture, language, story.lead_caption),
        outlet=outlet,
    )


def cards(stories: QuerySet[Story]) -> tuple[StoryCard, ...]:
    """Return the cards of ``stories`` in their order; the number of queries doesn't grow with them.

    Documents baked from one moment share cards.
    """
    if memory() is None:
        found = list(stories.defer(*HEAVY))
        attached.around(found, ahead())
        credits = credits_of(found)
        return tuple(card(story, credits[story.pk]) for story in found)
    return _shared(list(stories.values_list("pk", flat=True)))


def _shared(pks: Sequence[int]) -> tuple[StoryCard, ...]:
    read_ahead(pks)
    return tuple(card_of(ahead()["listed", pk]) for pk in pks)


@kept
def newest_cards(gathering: Gathering, count: int = FRONT) -> tuple[StoryCard, ...]:
    """Return the cards of a set's newest stories (as many as a front holds, or ``count``): a front and its feeds share them."""
    return cards(gathering.newest(count)) if memory() is None else _shared(gathering.newest_pks(count))


def card_of(story: Story) -> StoryCard:
    """Return the card of a public story, made once in one moment."""
    shared = memory()
    if shared is None:
        return card(story, credits_of([story])[story.pk])
    name = ("card", story.pk)
    if name not in shared:
        credits = ahead().get(("credits", story.pk))
        with recording() as keys:
            made = card(story, credits_of([story])[story.pk] if credits is None else credits)
        shared[name] = (made, frozenset(keys))
    read(*shared[name][1])
    return cast(StoryCard, shared[name][0])


def read_newest(gatherings: Iterable[Gathering]) -> None:
    """Read the stories that the fronts of ``gatherings`` show, for their cards; which they are is a query for each."""
    fronts = {("front", gathering): gathering.newest_pks() for gathering in gatherings}
    ahead().update(fronts)
    read_ahead({pk for pks in fronts.values() for pk in pks})


def read_ahead(pks: Iterable[int]) -> None:
    """Read the stories with these primary keys for their cards, those that this moment doesn't have yet."""
    records = ahead()
    missing = [pk for pk in pks if ("listed", pk) not in records]
    if not missing:
        return
    found = list(Story.objects.filter(pk__in=missing).defer(*HEAVY).order_by())
    attached.around(found, records)
    credits = credits_of(found)
    for story in found:
        records["listed", story.pk] = story
        records["credits", story.pk] = credits[story.pk]
