"""Drafts as readers would get them. Nothing here writes."""

from __future__ import annotations

import copy
from datetime import datetime

from standfirst.provenance.models import Agent
from standfirst.provenance.outlets import Outlets
from standfirst.publication import previews
from standfirst.publication.languages import slug
from standfirst.publication.models import HomePage, Section, Topic
from standfirst.publication.reading import shell
from standfirst.stories import citing
from standfirst.stories.actions.publishing import render as render_body
from standfirst.stories.boxes import Boxes
from standfirst.stories.documents.fronts import Agents, Sections, Topics
from standfirst.stories.documents.home import home_value
from standfirst.stories.models import Story
from standfirst.stories.reading import story_value
from standfirst.stories.zone import day_of
from standfirst.theme.environment import render


def register_all() -> None:
    """Say how stories, home pages and the fronts of records are shown."""
    previews.register(Story, story)
    previews.register(HomePage, home)
    previews.register(Section, Sections().preview)
    previews.register(Topic, Topics().preview)
    previews.register(Agent, agent)


def home(draft: HomePage, language: str, instant: datetime) -> bytes:
    """Return the home page with the lead and the blocks of ``draft``."""
    around = shell(language, instant)
    return render(
        "pages/home.html", language, shell=around, page=home_value(language, around, instant, draft)
    )


def agent(draft: Agent, language: str, instant: datetime) -> bytes:
    """Return the page of a person or an outlet, also where it is not to have one yet."""
    word = "outlets" if draft.kind == Agent.Kind.OUTLET else "people"
    return Agents(word).preview(draft, language, instant)


def story(draft: Story, language: str, instant: datetime) -> bytes:
    """Return the story page of ``draft`` as it would be if it were published at ``instant``."""
    shown = copy.copy(draft)
    shown.first_published_at = shown.first_published_at or instant
    day = day_of(shown.first_published_at)
    if shown.address_year is None:
        shown.address_year, shown.address_month = day.year, day.month
        shown.slug = shown.slug or slug(shown.title, language)
    rows = citing.found(shown, day, Outlets.load())
    citing.with_decisions(shown, rows)
    render_body(shown, rows)
    around = shell(language, instant)
    return render("pages/story.html", language, shell=around, page=story_value(shown, around, Boxes(instant)))
