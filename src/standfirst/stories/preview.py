"""A draft as readers would get it. Writes nothing."""

from __future__ import annotations

import copy
from datetime import datetime

from standfirst.provenance.outlets import Outlets
from standfirst.publication.languages import slug
from standfirst.publication.reading import shell
from standfirst.stories import citing
from standfirst.stories.actions.publishing import render as render_body
from standfirst.stories.models import Story
from standfirst.stories.reading import story_value
from standfirst.stories.zone import day_of
from standfirst.theme.environment import render


def preview(draft: Story, instant: datetime) -> bytes:
    """Return the story page of ``draft`` as it would be if it were published at ``instant``."""
    story = copy.copy(draft)
    story.first_published_at = story.first_published_at or instant
    day = day_of(story.first_published_at)
    if story.address_year is None:
        story.address_year, story.address_month = day.year, day.month
        story.slug = story.slug or slug(story.title, story.locale.language_code)
    rows = citing.found(story, day, Outlets.load())
    citing.with_decisions(story, rows)
    render_body(story, rows)
    language = story.locale.language_code
    around = shell(language, instant)
    return render("pages/story.html", language, shell=around, page=story_value(story, around))
